"""Flag rates on catalogue metadata, where hardly anything should be flagged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from measuring.score import share
from measuring.sightings import SeenTitle, Sightings


def rates_of(seen: Sightings) -> dict[str, Any]:
    """The flag rate of one file: titles by scan, whole items by decision."""
    return {"file": seen.name, **_rates(seen.titles)}


def rates_of_all(files: Sequence[Sightings]) -> dict[str, Any]:
    """The flag rate of all files together."""
    return {"file": "all", **_rates([each for seen in files for each in seen.titles])}


def _rates(titles: Sequence[SeenTitle]) -> dict[str, Any]:
    scanned = sum(each.scanned for each in titles)
    decided = sum(each.decided for each in titles)
    return {
        "items": len(titles),
        "titles_flagged": scanned,
        "scan": share(scanned, len(titles)),
        "items_flagged": decided,
        "decision": share(decided, len(titles)),
    }

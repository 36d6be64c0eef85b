"""Scores of labelled rows: by scan and by decision, by the function they test, and where a term stands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from measuring.score import Score, share
from measuring.sightings import SeenRow, Sightings
from measuring.subject import is_meant

MENTIONING = frozenset({"counter_quote_nh", "counter_ref_nh", "mentioned"})
"""Functions whose rows speak of words without using them."""
NAMED = frozenset({"slur", "profanity"})
"""Categories of the words that such rows name."""


def score_of(seen: Sightings) -> dict[str, Any]:
    """The scores of one file."""
    return {
        "file": seen.name,
        "rows": len(seen.rows),
        "scan": Score((each.row.label, each.scanned) for each in seen.rows).told(),
        "decision": Score((each.row.label, each.decided) for each in seen.rows).told(),
        "functions": functions_of(seen.rows),
        "microseconds_per_row": _microseconds(seen),
    }


def functions_of(rows: Iterable[SeenRow]) -> dict[str, Any]:
    """The share flagged by scan and by decision for each function. Of rows that mention words, also how many hold one
    that matched, and the share of those that is flagged by decision."""
    grouped: dict[str, list[SeenRow]] = defaultdict(list)
    for each in rows:
        if each.row.func is not None:
            grouped[each.row.func].append(each)
    return {func: _function(func, grouped[func]) for func in sorted(grouped)}


def _function(func: str, rows: Sequence[SeenRow]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "rows": len(rows),
        "positive": sum(each.row.label for each in rows),
        "scan": share(sum(each.scanned for each in rows), len(rows)),
        "decision": share(sum(each.decided for each in rows), len(rows)),
    }
    if func in MENTIONING:
        naming = [each for each in rows if any(is_meant(m) and m.category in NAMED for m in each.matches)]
        told["naming"] = len(naming)
        told["naming_decision"] = share(sum(each.decided for each in naming), len(naming))
    return told


def _microseconds(seen: Sightings) -> float:
    return round(seen.seconds / max(1, len(seen.rows) + len(seen.titles)) * 1e6, 1)

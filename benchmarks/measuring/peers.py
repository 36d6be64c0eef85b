"""Other filters that pip can install, judged on the same rows as this one.

Each is used as its documentation shows, for as many languages as it speaks. Some take milliseconds for a text, so all
judge the same sample: rows taken evenly from each file.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from measuring.sampling import evenly
from measuring.score import Score, share
from measuring.sightings import Sightings

Judge = Callable[[Sequence[str]], list[bool]]


@dataclass(frozen=True, slots=True)
class Peer:
    """An installed filter."""

    name: str
    version: str
    use: str
    judge: Judge


def _korcen() -> Judge:
    check = importlib.import_module("korcen.korcen").check
    return lambda texts: [bool(check(text, foreign=True)) for text in texts]


def _glin_profanity() -> Judge:
    every = importlib.import_module("glin_profanity").Filter({"all_languages": True})
    return lambda texts: [bool(every.is_profane(text)) for text in texts]


def _better_profanity() -> Judge:
    profanity = importlib.import_module("better_profanity").profanity
    return lambda texts: [bool(profanity.contains_profanity(text)) for text in texts]


def _alt_profanity_check() -> Judge:
    predict = importlib.import_module("profanity_check").predict
    return lambda texts: [bool(each) for each in predict(list(texts))] if texts else []


_KNOWN: tuple[tuple[str, str, Callable[[], Judge]], ...] = (
    ("korcen", "korcen.check(text, foreign=True)", _korcen),
    ("glin-profanity", 'Filter({"all_languages": True}).is_profane(text)', _glin_profanity),
    ("better-profanity", "profanity.contains_profanity(text)", _better_profanity),
    ("alt-profanity-check", "predict(texts)", _alt_profanity_check),
)


def installed() -> tuple[list[Peer], list[dict[str, str]]]:
    """The peers that are installed here, and those that cannot be measured with the reason."""
    peers: list[Peer] = []
    missing: list[dict[str, str]] = []
    for name, use, make in _KNOWN:
        try:
            peers.append(Peer(name, version(name), use, make()))
        except PackageNotFoundError:
            missing.append({"name": name, "reason": "not installed"})
        except (ImportError, AttributeError) as error:
            missing.append({"name": name, "reason": f"does not load: {error}"})
    return peers, missing


def beside(peers: Sequence[Peer], files: Sequence[Sightings], most: int) -> dict[str, Any]:
    """Every peer, and this engine by scan and by decision, on at most so many rows and titles of each file."""
    told: dict[str, Any] = {
        "limit": most,
        "filters": [{"name": each.name, "version": each.version, "use": each.use} for each in peers],
    }
    seconds: dict[str, float] = dict.fromkeys((each.name for each in peers), 0.0)
    told["files"] = [_file(peers, seen, most, seconds) for seen in files]
    judged = sum(each["judged"] for each in told["files"])
    told["microseconds_per_text"] = {name: round(spent / max(1, judged) * 1e6, 1) for name, spent in seconds.items()}
    return told


def _file(peers: Sequence[Peer], seen: Sightings, most: int, seconds: dict[str, float]) -> dict[str, Any]:
    rows, titles = evenly(seen.rows, most), evenly(seen.titles, most)
    labels = [each.row.label for each in rows]
    texts = [each.row.text for each in rows] + [each.title for each in titles]
    verdicts: dict[str, list[bool]] = {
        "policyengine (scan)": [*(each.scanned for each in rows), *(each.scanned for each in titles)],
        "policyengine (decision)": [*(each.decided for each in rows), *(each.decided for each in titles)],
    }
    for peer in peers:
        started = time.process_time()
        verdicts[peer.name] = peer.judge(texts)
        seconds[peer.name] += time.process_time() - started
    return {
        "file": seen.name,
        "rows": len(seen.rows),
        "titles": len(seen.titles),
        "judged": len(texts),
        "judged_rows": len(rows),
        "judged_titles": len(titles),
        "scores": {name: Score(zip(labels, told, strict=False)).told() for name, told in verdicts.items()}
        if rows
        else {},
        "title_rates": {name: share(sum(told[len(rows) :]), len(titles)) for name, told in verdicts.items()}
        if titles
        else {},
    }

"""What a scan costs, told as a ratio to one pass of an automaton over the folded text, taken in the same run."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from measuring.floor import FoldedPass
from measuring.sampling import evenly
from measuring.subject import Subject
from policyengine.text.disguise.readings import look
from policyengine.text.folding.fold import flat
from policyengine.text.scripts import script_of

SHORT = 60
"""Code points of a title that counts as short."""
LONG = 2700
"""Code points to which descriptions are cut."""
MOST_TEXTS = 2000
"""Texts timed of each group, evenly taken."""
ROUNDS = 5
"""Each is timed so often, in turns, and the quickest counts."""


def cost_of(subject: Subject, titles: Iterable[str], descriptions: Iterable[str]) -> dict[str, Any]:
    """Microseconds for short titles by script and for long descriptions, and how often each reading was called for."""
    groups: dict[str, list[str]] = {}
    for title in dict.fromkeys(titles):
        if title and len(title) <= SHORT:
            groups.setdefault(_group(title), []).append(title)
            groups.setdefault("all titles", []).append(title)
    cut = [each[:LONG] for each in dict.fromkeys(descriptions) if len(each) >= LONG]
    if cut:
        groups["descriptions"] = cut
    floor = FoldedPass(subject)
    told = {name: _timed(subject, floor, evenly(groups[name], MOST_TEXTS)) for name in sorted(groups)}
    agreement = floor.agreement([text for name in sorted(groups) for text in evenly(groups[name], MOST_TEXTS)])
    return {"short": SHORT, "long": LONG, "rounds": ROUNDS, "groups": told, "agreement": agreement}


def _group(title: str) -> str:
    """The script that tells a title from others: the first of these that it has a letter of."""
    if title.isascii():
        return "ascii"
    scripts = {script_of(each) for each in title}
    if scripts & {"hangul", "jamo"}:
        return "hangul"
    if scripts & {"katakana", "hiragana"}:
        return "kana"
    if "han" in scripts:
        return "han"
    if "unspaced" in scripts:
        return "thai"
    return "devanagari" if any("\u0900" <= each <= "\u097f" for each in title) else "latin, not ascii"


def _timed(subject: Subject, floor: FoldedPass, texts: Sequence[str]) -> dict[str, Any]:
    ways: tuple[Callable[[str], object], ...] = (
        lambda text: floor.find(flat(text)),
        subject.entries.scanner.scan,
        subject.engine.scan,
    )
    best = [float("inf")] * len(ways)
    for _ in range(ROUNDS):
        for number, way in enumerate(ways):
            started = time.process_time()
            for text in texts:
                way(text)
            best[number] = min(best[number], time.process_time() - started)
    base, scanner, scan = (seconds / len(texts) * 1e6 for seconds in best)
    return {
        "texts": len(texts),
        "mean_length": round(sum(map(len, texts)) / len(texts), 1),
        "folded_pass_microseconds": round(base, 2),
        "scanner_microseconds": round(scanner, 2),
        "scan_microseconds": round(scan, 2),
        "scan_to_folded_pass": round(scan / base, 2),
        "readings": _readings(texts),
    }


def _readings(texts: Sequence[str]) -> dict[str, int]:
    """How many texts called for each reading, for any, and for letters in the place of a mask."""
    counted: Counter[str] = Counter()
    for text in texts:
        called = look(flat(text))
        views: set[str] = {each.view for each in called.readings}
        counted.update(views)
        counted["masked"] += bool(called.masks)
        counted["none"] += not views and not called.masks
    return dict(sorted(counted.items()))

"""Edges of words in scripts that are written without spaces, by BudouX's models for Japanese, Chinese and Thai.

The models are part of what a decision depends on, so the package's version is pinned.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from policyengine.text.han import simplified
from policyengine.text.scripts import Script, script_of

if TYPE_CHECKING:
    from budoux import Parser

REACH = 40
"""Code points to each side of a match that decide where words begin and end around it."""
_WITHOUT_SPACES: frozenset[Script] = frozenset({"hiragana", "katakana", "han", "unspaced"})


def on_segment_edges(folded: str, start: int, end: int) -> bool:
    """Whether a word begins at `start` and a word ends at `end`. What has spaces around it has such edges."""
    low, high = start, end
    while low > max(0, start - REACH) and script_of(folded[low - 1]) in _WITHOUT_SPACES:
        low -= 1
    while high < min(len(folded), end + REACH) and script_of(folded[high]) in _WITHOUT_SPACES:
        high += 1
    edges = _edges(folded[low:high])
    return start - low in edges and end - low in edges


@lru_cache(maxsize=4096)
def _edges(stretch: str) -> frozenset[int]:
    """Offsets at which words begin or end in a stretch of one writing system, its own ends among them."""
    scripts = set(map(script_of, stretch))
    if "unspaced" in scripts:
        words = _parser("th").parse(stretch)
    elif scripts & {"hiragana", "katakana"}:
        words = _parser("ja_word").parse(stretch)
    else:
        words = _parser("zh-hans").parse(simplified(stretch))
    edges, at = [0], 0
    for word in words:
        at += len(word)
        edges.append(at)
    return frozenset(edges)


@cache
def _parser(model: str) -> Parser:
    import budoux

    path = Path(budoux.__file__).parent / "models" / f"{model}.json"
    return budoux.Parser(json.loads(path.read_text(encoding="utf-8")))

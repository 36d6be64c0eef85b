"""All needles found in one pass: a thin wrapper of the Aho-Corasick automaton."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick


class Automaton:
    """Finds every occurrence of every needle, overlapping ones too. Immutable; safe to share between threads."""

    __slots__ = ("_find",)

    def __init__(self, needles: Sequence[str]) -> None:
        """`needles` are unique, folded and not empty; a match names one by its index."""
        if len(set(needles)) != len(needles) or not all(needles):
            raise ValueError("needles must be unique and not empty")
        self._find = AhoCorasick(needles).find_matches_as_indexes

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """(needle, start, end) of each occurrence, in code points. ValueError if the text has a lone surrogate."""
        return self._find(folded, overlapping=True)

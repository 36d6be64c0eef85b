"""Whether a term is used, or only mentioned: quoted, reported, denied, or talked about as a word.

Decided for each match in its own sentence. Marks of use outweigh marks of mention: who writes "you are a" before a
word means it, whatever else the sentence says, unless the mark stands in the same quotation as the word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from policyengine.model.matching import Use
from policyengine.text.entries import Found, Hit
from policyengine.text.sentences import PAIRS, holds_quotation, quotation_around, sentence_at

_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Cues:
    """The entries whose matches mark the rest of their sentence as mention, or as use."""

    mention: frozenset[int] = frozenset()
    use: frozenset[int] = frozenset()


@lru_cache(maxsize=64)
def unwrapped(folded: str) -> tuple[int, int]:
    """The text without quotation marks around the whole of it: who quotes everything quotes nothing."""
    low, high = 0, len(folded)
    while True:
        inner = folded[low:high]
        low += len(inner) - len(inner.lstrip())
        high -= len(inner) - len(inner.rstrip())
        if high - low < 2 or f"{folded[low]}{folded[high - 1]}" not in PAIRS:
            return low, high
        # With such a mark in between, the first and the last may belong to two quotations.
        if any(folded.find(mark, low + 1, high - 1) >= 0 for mark in (folded[low], folded[high - 1])):
            return low, high
        low, high = low + 1, high - 1


def use_of(found: Found, hit: Hit, cues: Cues) -> Use:
    """The use of one hit; `Uses` for several of the same text."""
    return Uses(found, cues).of(hit)


class Uses:
    """Tells of the hits in a text whether each is used or mentioned."""

    __slots__ = ("_cues", "_folded", "_marking", "_quotable")

    def __init__(self, found: Found, cues: Cues) -> None:
        self._folded = found.view.folded
        self._cues = cues
        self._marking = [hit for hit in found.hits if hit.entry in cues.mention or hit.entry in cues.use]
        self._quotable = unwrapped(self._folded) if holds_quotation(self._folded) else None

    def of(self, hit: Hit) -> Use:
        """`mentioned` if the hit is quoted or a cue of mention stands beside it in its sentence, and no cue of use
        does."""
        if not self._marking and self._quotable is None:
            return "used"
        first, last = sentence_at(self._folded, hit.start, hit.end)
        quotation = None
        if self._quotable is not None:
            low, high = self._quotable
            quotation = quotation_around(self._folded, hit.start, hit.end, (max(first, low), min(last, high)))
        mentioned = quotation is not None
        for other in self._marking_beside(hit, first, last):
            if other.entry not in self._cues.use:
                mentioned = True
            elif not (quotation and quotation[0] <= other.start < quotation[1]):
                return "used"
        return "mentioned" if mentioned else "used"

    def _marking_beside(self, hit: Hit, first: int, last: int) -> Iterator[Hit]:
        """The cues within a sentence that do not overlap `hit`."""
        for other in self._marking[bisect_left(self._marking, first, key=_start) :]:
            if other.start >= last:
                return
            if other.end <= last and (other.end <= hit.start or hit.end <= other.start):
                yield other

"""Whether a term is used, or only mentioned: quoted, reported, denied, or talked about as a word.

Decided for each match in its own sentence. Marks of use outweigh marks of mention: who writes "you are a" before a
word means it, whatever else the sentence says, unless the mark stands in the same quotation as the word.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from policyengine.model.matching import Use
from policyengine.text.entries import Found, Hit
from policyengine.text.sentences import PAIRS, quotation_around, sentence_at

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
    """`mentioned` if the hit is quoted or a cue of mention stands beside it in its sentence, and no cue of use does."""
    folded = found.view.folded
    first, last = sentence_at(folded, hit.start, hit.end)
    low, high = unwrapped(folded)
    quotation = quotation_around(folded, hit.start, hit.end, (max(first, low), min(last, high)))
    mentioned = quotation is not None
    for other in _cues_beside(found, hit, (first, last), cues):
        if other.entry not in cues.use:
            mentioned = True
        elif not (quotation and quotation[0] <= other.start < quotation[1]):
            return "used"
    return "mentioned" if mentioned else "used"


def _cues_beside(found: Found, hit: Hit, sentence: tuple[int, int], cues: Cues) -> list[Hit]:
    """The cues within a sentence that do not overlap `hit`."""
    first, last = sentence
    beside: list[Hit] = []
    for index in range(bisect_left(found.hits, first, key=_start), len(found.hits)):
        other = found.hits[index]
        if other.start >= last:
            break
        if (
            (other.entry in cues.mention or other.entry in cues.use)
            and other.end <= last
            and (other.end <= hit.start or hit.end <= other.start)
        ):
            beside.append(other)
    return beside

"""Whether a term is used or only mentioned (quoted, or talked about as a word)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from typing import Literal

from policyengine.text.entries import Found, Hit
from policyengine.text.sentences import PAIRS, quoted_within, sentence_at

Use = Literal["used", "mentioned"]


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


def use_of(found: Found, hit: Hit, cues: Collection[int]) -> Use:
    """`mentioned` if the hit is quoted, or a cue (an entry in `cues`) stands beside it in the same sentence."""
    folded = found.view.folded
    first, last = sentence_at(folded, hit.start, hit.end)
    low, high = unwrapped(folded)
    if quoted_within(folded, hit.start, hit.end, (max(first, low), min(last, high))):
        return "mentioned"
    at = bisect_left(found.hits, first, key=lambda other: other.start)
    for index in range(at, len(found.hits)):
        other = found.hits[index]
        if other.start >= last:
            break
        apart = other.end <= hit.start or hit.end <= other.start
        if apart and other.end <= last and other.entry in cues:
            return "mentioned"
    return "used"

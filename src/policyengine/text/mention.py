"""Whether a term is used or only mentioned (quoted, or talked about as a word)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from typing import Literal

from policyengine.text.entries import Found, Hit
from policyengine.text.sentences import quoted_within, sentence_at

Use = Literal["used", "mentioned"]


def use_of(found: Found, hit: Hit, cues: Collection[int]) -> Use:
    """`mentioned` if the hit is quoted, or a cue (an entry in `cues`) stands beside it in the same sentence."""
    folded = found.view.folded
    first, last = sentence_at(folded, hit.start, hit.end)
    if quoted_within(folded, hit.start, hit.end, (first, last)):
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

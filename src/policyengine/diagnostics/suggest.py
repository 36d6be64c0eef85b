"""Finds the word that a misspelt word was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 64
"""Words longer than this get no suggestion: they are sentences, and comparing them costs time."""


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to the word, or None when none is near enough to be worth saying.

    Nearness is the number of letters to insert, delete, replace or swap with a neighbour (optimal string alignment),
    after folding case and taking hyphens and spaces for underscores. One slip is allowed for every three letters of the
    longer of the two words, so a word of one or two letters is suggested only for another case. Equally near
    candidates are decided by the longer common beginning, then by the alphabet.
    """
    plain = folded(word)
    if not plain or len(plain) > LONGEST:
        return None
    ranked = []
    for candidate in set(candidates) - {word}:
        other = folded(candidate)
        limit = max(len(plain), len(other)) // 3
        if len(other) > LONGEST or abs(len(plain) - len(other)) > limit:
            continue
        distance = slips(plain, other)
        if distance <= limit:
            ranked.append((distance, -shared_beginning(plain, other), candidate))
    return min(ranked)[2] if ranked else None


def folded(word: str) -> str:
    """The word without the differences that writers do not see as different."""
    return word.strip().casefold().replace("-", "_").replace(" ", "_")


def shared_beginning(one: str, other: str) -> int:
    """How many letters both begin with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def slips(one: str, other: str) -> int:
    """Optimal string alignment distance: each letter takes part in at most one slip."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]

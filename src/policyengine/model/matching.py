"""The words in which rulesets and decisions speak of matches."""

from __future__ import annotations

from typing import Literal, get_args

Tier = Literal["sure", "ambiguous", "reclaimed", "homonym"]
Use = Literal["used", "mentioned"]
Boundary = Literal["word", "stem", "start", "segment", "none"]
"""Where a term may stand. `word`: nothing of the same script touches it. `stem`: the same, but endings of its language
may follow. `start`: nothing of the same script stands before it. `segment`: its edges are edges of words in a script
without spaces. `none`: anywhere."""
Certainty = Literal["sure", "likely", "possible"]
"""How certain it is that a match is the term and no accident: all that is not disguised is `sure`."""
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


def as_certain_as(certainty: Certainty) -> frozenset[Certainty]:
    """This certainty and what is more certain."""
    return frozenset(CERTAINTIES[: CERTAINTIES.index(certainty) + 1])


Disguise = Literal[
    "separated",
    "joined",
    "repeated",
    "lookalike",
    "leet",
    "masked",
    "accented",
    "toneless",
    "jamo",
    "lengthened",
    "kana",
    "han",
]
"""A way of writing a term so that it still reads as the term: letters kept apart, words of a phrase run together,
letters repeated, letters of another alphabet, signs for letters, one letter masked, accents added, accents or tones
left out, Hangul taken apart, a vowel drawn out, the other kana, the other form of a Han character."""
DISGUISES: tuple[Disguise, ...] = get_args(Disguise)
Dress = Literal["invisible", "decomposed", "width", "styled"]
"""What folding undoes in every text: invisible characters inside, letters and marks apart, full or half width, styled
letters. Nothing a term could decline."""

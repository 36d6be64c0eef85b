"""Ways to disguise a word in Hangul."""

from __future__ import annotations

import unicodedata

from policyengine.authoring.disguising.way import Way
from policyengine.authoring.disguising.words import inside
from policyengine.text.disguise import hangul


def _typed(syllable: str) -> str:
    """A syllable as the letters of a keyboard; anything else as it is."""
    if not hangul.is_syllable(syllable):
        return syllable
    return "".join(map(_key, unicodedata.normalize("NFD", syllable)))


def _key(conjoining: str) -> str:
    """The letter of a keyboard for a conjoining one; Unicode gives both one name."""
    return unicodedata.lookup(f"HANGUL LETTER {unicodedata.name(conjoining).split(' ', 2)[2]}")


def _jamo(text: str) -> str:
    """The last syllable taken apart."""
    return text[:-1] + _typed(text[-1])


def _jamo_throughout(text: str) -> str:
    return "".join(map(_typed, text))


def _lengthened(text: str) -> str:
    """The vowel of the last syllable drawn out by a syllable of its own, which takes the final consonant."""
    return text[:-1] + hangul.drawn_out(text[-1]) if hangul.is_syllable(text[-1]) else text


HANGUL = (
    Way("jamo", frozenset({"jamo"}), _jamo, "hangul"),
    Way("jamo_throughout", frozenset({"jamo"}), _jamo_throughout, "hangul"),
    Way("digit_inside", frozenset({"separated"}), inside("1"), "hangul"),
    Way("lengthened", frozenset({"lengthened"}), _lengthened, "hangul"),
)

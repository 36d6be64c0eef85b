"""Ways to disguise a word of any script."""

from __future__ import annotations

import unicodedata

from policyengine.authoring.disguising.way import Way, Write
from policyengine.authoring.disguising.words import base_of, in_longest, letters_of

_LONG_MARK = "ー"


def _apart(separator: str, between_words: str = " ") -> Write:
    """Every letter kept apart from the next; words of a phrase stay words."""
    return lambda text: between_words.join(separator.join(letters_of(word)) for word in text.split(" "))


def _repeated(text: str) -> str:
    """The last letter, or syllable, three times. A long mark is drawn out, not repeated."""
    last = letters_of(text)[-1]
    return text + last[-1] * 2 if last[0].isalpha() and last != _LONG_MARK else text


def _repeated_inside(word: str) -> str:
    """The first vowel inside a word three times."""
    at = next((at for at in range(1, len(word) - 1) if base_of(word[at]) in "aeiou"), None)
    return word if at is None else word[:at] + word[at] * 3 + word[at + 1 :]


def _alternating(text: str) -> str:
    return "".join(each.upper() if at % 2 else each.lower() for at, each in enumerate(text))


EVERYWHERE = (
    Way("spaced", frozenset({"separated"}), _apart(" ", "  ")),
    Way("dotted", frozenset({"separated"}), _apart(".")),
    Way("underscored", frozenset({"separated"}), _apart("_")),
    Way("middle_dotted", frozenset({"separated"}), _apart("·")),
    Way("joined", frozenset({"joined"}), lambda text: text.replace(" ", "")),
    Way("zero_width", frozenset(), _apart("\u200b")),
    Way("soft_hyphens", frozenset(), _apart("\u00ad")),
    Way("nfd", frozenset(), lambda text: unicodedata.normalize("NFD", text)),
    Way("repeated", frozenset({"repeated"}), _repeated),
    Way("repeated_inside", frozenset({"repeated"}), in_longest(_repeated_inside)),
    Way("upper_case", frozenset(), str.upper),
    Way("alternating_case", frozenset(), _alternating),
)

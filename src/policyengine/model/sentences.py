"""Sentences with places that are filled in: `We have removed your {kind}.`

In Korean the particle after a word depends on how the word ends. Both are written, `{kind:을/를}`, and the right one is
taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from policyengine.diagnostics.suggest import did_you_mean
from policyengine.model.base import Text

PARTICLES = ("은/는", "이/가", "을/를", "과/와", "으로/로")
"""After a consonant, and after a vowel."""
_PLACE = re.compile(r"\{([a-z_]*)(?::([^{}]*))?\}")
_SYLLABLES = range(ord("가"), ord("힣") + 1)
_L = 8
"""The number of the final consonant ㄹ, after which `로` stands."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Accepts sentences in which only these places are filled in."""

    names: tuple[str, ...]

    def __call__(self, sentence: str) -> str:
        rest = _PLACE.sub("", sentence)
        if "{" in rest or "}" in rest:
            raise PydanticCustomError(
                "sentence_braces", "a brace stands alone", {"help": "a place that is filled in is written `{kind}`"}
            )
        for name, particles in _PLACE.findall(sentence):
            if name not in self.names:
                guess = did_you_mean(name, self.names)
                there_are = ", ".join(f"`{{{each}}}`" for each in self.names) or "none"
                help_ = f"did you mean `{{{guess}}}`?" if guess else f"places that are filled in here: {there_are}"
                raise PydanticCustomError(
                    "sentence_place", "nothing is filled in for `{name}`", {"name": f"{{{name}}}", "help": help_}
                )
            if particles and particles not in PARTICLES:
                context = {"value": particles, "help": f"write one of {', '.join(PARTICLES)}"}
                raise PydanticCustomError("sentence_particle", "`{value}` is no pair of particles", context)
        return sentence


Plain = Annotated[Text, AfterValidator(_Places(()))]
"""A sentence or a word in which nothing is filled in."""
OfKind = Annotated[Text, AfterValidator(_Places(("kind",)))]
OfCountries = Annotated[Text, AfterValidator(_Places(("kind", "countries")))]
OfDay = Annotated[Text, AfterValidator(_Places(("date",)))]
OfClause = Annotated[Text, AfterValidator(_Places(("kind", "clause", "title", "version")))]
OfLaw = Annotated[Text, AfterValidator(_Places(("law", "source", "as_of")))]
OfField = Annotated[Text, AfterValidator(_Places(("field",)))]
OfQuotes = Annotated[Text, AfterValidator(_Places(("field", "quotes")))]
OfWords = Annotated[Text, AfterValidator(_Places(("words",)))]
OfTitle = Annotated[Text, AfterValidator(_Places(("kind", "title")))]
OfReference = Annotated[Text, AfterValidator(_Places(("reference", "date")))]


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """The sentence with every place filled in."""

    def put(found: re.Match[str]) -> str:
        word = values[found[1]]
        return word + particle(word, found[2]) if found[2] else word

    return _PLACE.sub(put, sentence)


def particle(word: str, pair: str) -> str:
    """The one of two particles that goes after a word; both, as in `을(를)`, after a word that is not in Hangul.

    What stands in brackets at the end is not what the particle follows.
    """
    consonant, _, vowel = pair.partition("/")
    last = re.sub(r"\s*\([^()]*\)$", "", word)[-1:]
    if not last or ord(last) not in _SYLLABLES:
        return f"{consonant}({vowel})" if pair != "으로/로" else "(으)로"
    final = (ord(last) - ord("가")) % 28
    ends_open = final == 0 or (pair == "으로/로" and final == _L)
    return vowel if ends_open else consonant

"""Other ways to spell a form that can be written out beforehand, so that looking for them costs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from unicodedata import normalize

from policyengine.model.matching import Boundary, Certainty, Disguise
from policyengine.text.disguise import hangul
from policyengine.text.disguise.certainty import certainty_of
from policyengine.text.disguise.characters import plain
from policyengine.text.disguise.comparison import Likeness
from policyengine.text.disguise.shape import Shape
from policyengine.text.han import simplified, traditional
from policyengine.text.scripts import script_of

_MOST_TRADITIONAL = 8
"""Ways to write a form in traditional characters, of which one simplified character may have several."""
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_TO_HIRAGANA = {code + 0x60: code for code in range(0x3041, 0x3097)}
_tones = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling of a form, and what it makes of a match."""

    text: str
    boundary: Boundary
    certainty: Certainty
    disguises: tuple[Disguise, ...]


def spellings(shape: Shape) -> Iterator[Spelling]:
    """The other spellings that the shape tolerates, each once."""
    seen = {shape.form}
    for text, disguises in _written(shape.form, shape.tolerates):
        if text not in seen:
            seen.add(text)
            boundary = boundary_as_written(text, shape.boundary, disguises)
            certainty = certainty_of(Likeness(disguises, len(text)), shape.form, alone=True)
            yield Spelling(text, boundary, certainty, tuple(sorted(disguises)))


def excused(phrase: str) -> Iterator[str]:
    """The spellings of an allow-phrase that are no disguise of it, which excuse as it does."""
    return (text for text, _ in _written(phrase, _NO_DISGUISES) if text != phrase)


def boundary_as_written(text: str, boundary: Boundary, disguises: frozenset[Disguise]) -> Boundary:
    """The boundary of a match. Kana that were swapped follow the rules of those they are now."""
    if "kana" not in disguises:
        return boundary
    return "word" if script_of(text[0]) == "katakana" else "segment"


_Way = tuple[str, frozenset[Disguise]]
_JOINED: frozenset[Disguise] = frozenset({"joined"})
_TONELESS: frozenset[Disguise] = frozenset({"toneless"})
_HAN: frozenset[Disguise] = frozenset({"han"})
_KANA: frozenset[Disguise] = frozenset({"kana"})
_LENGTHENED: frozenset[Disguise] = frozenset({"lengthened"})
_NO_DISGUISES = _TONELESS | _HAN | _KANA
_MOST_WORDS = 3
"""Words that people run together, in tags and names; longer phrases keep their spaces."""


def _written(form: str, tolerated: frozenset[Disguise]) -> Iterator[_Way]:
    """Each other spelling under the disguises that are tolerated, with its own; some may be the form itself."""
    joins = "joined" in tolerated and 0 < form.count(" ") < _MOST_WORDS
    if joins:
        yield form.replace(" ", ""), _JOINED
    if form.isascii():
        return
    scripts = set(map(script_of, form))
    if "toneless" in tolerated and "spaced" in scripts:
        for text in dict.fromkeys((_without_tones(form), "".join(map(plain, form)))):
            yield text, _TONELESS
            if joins:
                yield text.replace(" ", ""), _TONELESS | _JOINED
    if "han" in tolerated and "han" in scripts:
        yield simplified(form), _HAN
        ways = product(*map(traditional, simplified(form)))
        yield from (("".join(way), _HAN) for way in islice(ways, _MOST_TRADITIONAL))
    if "kana" in tolerated and scripts & {"hiragana", "katakana"}:
        yield form.translate(_TO_KATAKANA), _KANA
        yield form.translate(_TO_HIRAGANA), _KANA
    if "lengthened" in tolerated and "hangul" in scripts:
        for index, character in enumerate(form):
            if hangul.is_syllable(character):
                yield form[:index] + hangul.drawn_out(character) + form[index + 1 :], _LENGTHENED


def _without_tones(form: str) -> str:
    return normalize("NFC", _tones.sub("", normalize("NFD", form)))

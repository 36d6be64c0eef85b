"""Other ways to spell a form that can be written out beforehand, so that looking for them costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from unicodedata import combining, normalize

from policyengine.model.matching import Boundary, Certainty, Disguise
from policyengine.text.disguise import hangul
from policyengine.text.disguise.certainty import certainty_of
from policyengine.text.disguise.characters import plain
from policyengine.text.disguise.comparison import compare, groups
from policyengine.text.disguise.shape import Shape
from policyengine.text.disguise.skeleton import CLOSE, LETTERS
from policyengine.text.han import simplified, traditional
from policyengine.text.scripts import script_of

_MOST_TRADITIONAL = 8
"""Ways to write a form in traditional characters, of which one simplified character may have several."""
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_TO_HIRAGANA = {code + 0x60: code for code in range(0x3041, 0x3097)}
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling of a form, and what it makes of a match."""

    text: str
    boundary: Boundary
    certainty: Certainty
    disguises: tuple[Disguise, ...]


def spellings(shape: Shape) -> Iterator[Spelling]:
    """The other spellings that the shape tolerates, each once."""
    form = shape.form
    seen = {form}
    for text in _written(form):
        if text in seen:
            continue
        seen.add(text)
        joined = " " in form and " " not in text
        table = CLOSE if joined else LETTERS
        likeness = compare(groups(text, table), groups(form, table))
        if likeness is None:
            continue
        if joined:
            likeness = replace(likeness, disguises=likeness.disguises | {"joined"})
        if likeness.disguises and likeness.disguises <= shape.tolerates:
            boundary = boundary_as_written(text, shape.boundary, likeness.disguises)
            certainty = certainty_of(likeness, form, alone=True)
            yield Spelling(text, boundary, certainty, tuple(sorted(likeness.disguises)))


def excused(phrase: str) -> Iterator[str]:
    """The same spellings of an allow-phrase, which excuses them as it excuses the form."""
    yield from (text for text in dict.fromkeys(_written(phrase)) if text != phrase)


def boundary_as_written(text: str, boundary: Boundary, disguises: frozenset[Disguise]) -> Boundary:
    """The boundary of a match. Kana that were swapped follow the rules of those they are now."""
    if "kana" not in disguises:
        return boundary
    return "word" if script_of(text[0]) == "katakana" else "segment"


def _written(form: str) -> Iterator[str]:
    for text in dict.fromkeys((form, _without(form, _TONES), "".join(map(plain, form)))):
        yield text
        if " " in text:
            yield text.replace(" ", "")
    if form.isascii():
        return
    yield simplified(form)
    yield from map("".join, islice(product(*map(traditional, simplified(form))), _MOST_TRADITIONAL))
    yield form.translate(_TO_KATAKANA)
    yield form.translate(_TO_HIRAGANA)
    for index, character in enumerate(form):
        if hangul.is_syllable(character):
            yield form[:index] + hangul.drawn_out(character) + form[index + 1 :]


def _without(form: str, marks: frozenset[str]) -> str:
    if form.isascii():
        return form
    return normalize(
        "NFC", "".join(each for each in normalize("NFD", form) if not combining(each) or each not in marks)
    )

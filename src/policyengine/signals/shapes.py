"""Signals that are read from the shape of a text, without regard to its words."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import regex

from policyengine.signals.reading import FactSeen, Reading

_EMOJI = regex.compile(r"\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*")
_NOT_PICTOGRAPHS = re.compile("[©®™‼⁉〰〽㊗㊙ℹ\u2190-\u21ff]")
_SEPARATOR = re.compile(r"\s[-–—]\s|\s*[|｜/／,，、;；·•・]\s*")
_SYMBOL = regex.compile(r"[^\p{L}\p{M}\p{N}\s\p{Cf}\p{Cc}]")
_INVISIBLE = regex.compile(
    r"[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0--[\u200c\u200d\U000e0020-\U000e007f]]", regex.V1
)
_RUN = re.compile(r"(\S)\1+")
_MARKS = regex.compile(r"[\p{Mn}\p{Me}]+")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_CONFUSABLE_SCRIPTS = tuple(regex.compile(rf"\p{{Script={name}}}") for name in ("Latin", "Greek", "Cyrillic"))


def _letters(text: str) -> float:
    return sum(map(str.isalpha, text))


def _capitals(text: str) -> float | None:
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) / letters if letters else None


def _emoji(text: str) -> float:
    if text.isascii():
        return 0
    return sum(1 for found in _EMOJI.finditer(text) if not _NOT_PICTOGRAPHS.match(found[0]) and not found[0].isascii())


def _separators(text: str) -> float:
    return max(len([part for part in _SEPARATOR.split(text) if part.strip()]) - 1, 0)


def _invisible(text: str) -> float:
    return 0 if text.isascii() else len(_INVISIBLE.findall(text))


def _stacked_marks(text: str) -> float:
    if text.isascii():
        return 0
    return max((len(found) for found in _MARKS.findall(unicodedata.normalize("NFC", text))), default=0)


def _longest_run(text: str) -> float:
    return max((len(found[0]) for found in _RUN.finditer(text)), default=min(len(text), 1))


def _mixed_scripts(text: str) -> float:
    if text.isascii():
        return 0
    return sum(1 for word in _WORD.findall(text) if sum(1 for s in _CONFUSABLE_SCRIPTS if s.search(word)) > 1)


MEASURES: dict[str, Callable[[str], float | None]] = {
    "length": len,
    "letters": _letters,
    "capitals": _capitals,
    "emoji": _emoji,
    "symbols": lambda text: 0 if text.isalnum() else len(_SYMBOL.findall(text)),
    "separators": _separators,
    "invisible": _invisible,
    "stacked_marks": _stacked_marks,
    "longest_run": _longest_run,
    "mixed_scripts": _mixed_scripts,
}
"""The measures of a shape by the name they have in a condition; `None` means that it cannot be measured."""


_BEYOND_ASCII = frozenset({"emoji", "invisible", "stacked_marks", "mixed_scripts"})
"""Measures that are 0 of every ASCII text."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What one measure must be: a comparison with a number, as in `above 0.8`."""

    measure: str
    op: Literal["is", "above", "at_least", "below", "at_most"]
    number: float

    def holds(self, text: str) -> bool:
        """Whether the measure of this text is within the bound; what cannot be measured is not."""
        value = MEASURES[self.measure](text)
        return value is not None and _COMPARE[self.op](value, self.number)

    @property
    def wants_more_than_nothing(self) -> bool:
        """Whether a measure of 0 is out of bounds, because it is too small."""
        return (self.number > 0 and self.op in ("is", "at_least", "above")) or (self.number == 0 and self.op == "above")


_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "is": operator.eq,
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


@dataclass(frozen=True, slots=True)
class ShapeSignal:
    """One text of the fields has the shape: it is within every bound. Bounds stand cheapest first.

    `shortest` is a length below which no text can have the shape; `beyond_ascii` says that no ASCII text can. Both
    follow from the bounds and spare most texts the measuring.
    """

    fields: frozenset[str]
    bounds: tuple[Bound, ...]
    described: str
    shortest: float = field(init=False, compare=False)
    beyond_ascii: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        least = [each for each in self.bounds if each.wants_more_than_nothing]
        # No measure but a share exceeds the length of the text.
        lengths = [each.number for each in least if each.measure != "capitals"]
        object.__setattr__(self, "shortest", max(lengths, default=0))
        object.__setattr__(self, "beyond_ascii", any(each.measure in _BEYOND_ASCII for each in least))

    def sightings(self, reading: Reading) -> tuple[FactSeen, ...]:
        """The texts that have the shape, each with its measures."""
        seen: list[FactSeen] = []
        for part in reading.parts:
            text = part.text
            if len(text) < self.shortest or part.field not in self.fields or (self.beyond_ascii and text.isascii()):
                continue
            if all(bound.holds(text) for bound in self.bounds):
                seen.append(FactSeen(part.pointer, self._measured(text), self.described))
        return tuple(seen)

    def _measured(self, text: str) -> str:
        names = dict.fromkeys(bound.measure for bound in self.bounds)
        return ", ".join(f"{name} {round(MEASURES[name](text) or 0, 2):g}" for name in names)

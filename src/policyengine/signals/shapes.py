"""Signals that are read from the shape of a text, without regard to its words."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Bound:
    """What one measure must be: a comparison with a number, as in `above 0.8`."""

    measure: str
    op: Literal["is", "above", "at_least", "below", "at_most"]
    number: float

    def holds(self, text: str) -> bool:
        """Whether the measure of this text is within the bound; what cannot be measured is not."""
        # No measure but a share exceeds the length, and the length costs nothing.
        if self.op in ("above", "at_least") and self.measure != "capitals" and len(text) < self.number:
            return False
        value = MEASURES[self.measure](text)
        return value is not None and _COMPARE[self.op](value, self.number)


_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "is": operator.eq,
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


@dataclass(frozen=True, slots=True)
class ShapeSignal:
    """One text of the fields has the shape: it is within every bound. Bounds stand cheapest first."""

    fields: frozenset[str]
    bounds: tuple[Bound, ...]
    described: str

    def sightings(self, reading: Reading) -> tuple[FactSeen, ...]:
        """The texts that have the shape, each with its measures."""
        return tuple(
            FactSeen(part.pointer, self._measured(part.text), self.described)
            for part in reading.parts
            if part.field in self.fields and self._fits(part.text)
        )

    def _fits(self, text: str) -> bool:
        return all(bound.holds(text) for bound in self.bounds)

    def _measured(self, text: str) -> str:
        names = dict.fromkeys(bound.measure for bound in self.bounds)
        return ", ".join(f"{name} {round(MEASURES[name](text) or 0, 2):g}" for name in names)

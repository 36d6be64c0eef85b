"""Signals that are read from the shape of a text, without regard to its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import regex

from policyengine.signals.comparison import FactTest
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
    lower = sum(map(str.islower, text))
    upper = sum(map(str.isupper, text))
    return upper / (lower + upper) if lower + upper else None


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
class ShapeSignal:
    """One text of the fields has the shape. `tests` are on the measures, cheapest first."""

    fields: frozenset[str]
    tests: tuple[tuple[str, tuple[FactTest, ...]], ...]
    described: str

    def sightings(self, reading: Reading) -> tuple[FactSeen, ...]:
        """The texts that have the shape, each with its measures."""
        seen: list[FactSeen] = []
        for part in reading.parts:
            if part.field in self.fields:
                measured = self._measure(part.text)
                if measured:
                    seen.append(FactSeen(part.pointer, measured, self.described))
        return tuple(seen)

    def _measure(self, text: str) -> str:
        shown: list[str] = []
        for name, tests in self.tests:
            value = MEASURES[name](text)
            if not all(test.holds(value) for test in tests):
                return ""
            shown.append(f"{name} {round(value, 2) if value is not None else 'unknown'}")
        return ", ".join(shown)

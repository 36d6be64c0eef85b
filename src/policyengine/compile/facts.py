"""An index of fact tests: from the value of a fact, at once, which tests hold and which conjunctions remain."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from policyengine.signals.comparison import FactTest
from policyengine.signals.facts import FactKey, FactValue, Reader, reader

Cell = TypeVar("Cell")


@dataclass(frozen=True, slots=True)
class FactTable(Generic[Cell]):
    """What follows from each value of one fact: looked up for texts and truth values, bisected for numbers.

    `numbers` has 2k+1 cells for k breakpoints: below the first, equal to it, between it and the second, and so on.
    """

    key: FactKey
    read: Reader
    absent: Cell
    truth: tuple[Cell, Cell]
    texts: Mapping[str, Cell]
    other_text: Cell
    breakpoints: tuple[float | int, ...]
    numbers: tuple[Cell, ...]

    def at(self, value: FactValue) -> Cell:
        """The cell of a value."""
        if value is None:
            return self.absent
        if isinstance(value, str):
            return self.texts.get(value, self.other_text)
        if isinstance(value, bool):
            return self.truth[value]
        place = bisect_left(self.breakpoints, value)
        exact = place < len(self.breakpoints) and self.breakpoints[place] == value
        return self.numbers[2 * place + exact]


def _operands(tests: Iterable[FactTest]) -> list[bool | int | float | str]:
    found: list[bool | int | float | str] = []
    for test in tests:
        if isinstance(test.operand, tuple):
            found.extend(test.operand)
        elif test.operand is not None:
            found.append(test.operand)
    return found


def _representatives(breakpoints: Sequence[float | int]) -> list[Fraction]:
    """One value from each cell, in the order of the cells. Fractions, because floats end before whole numbers do."""
    if not breakpoints:
        return [Fraction(0)]
    exact = [Fraction(each) for each in breakpoints]
    values = [exact[0] - 1]
    for each, following in zip(exact, [*exact[1:], exact[-1] + 2], strict=True):
        values += [each, (each + following) / 2]
    return values


_NO_OPERAND = "\x00no operand of any test\x00"


def build_table(key: FactKey, tests: Mapping[int, FactTest], cell: Callable[[frozenset[int]], Cell]) -> FactTable[Cell]:
    """The table of one fact. `cell` makes a cell of the tests that hold, by signal."""
    operands = _operands(tests.values())
    texts = sorted({each for each in operands if isinstance(each, str)})
    breakpoints = sorted({each for each in operands if isinstance(each, int | float) and not isinstance(each, bool)})

    def of(value: FactValue | Fraction) -> Cell:
        return cell(frozenset(signal for signal, test in tests.items() if test.holds(value)))

    return FactTable(
        key=key,
        read=reader(key),
        absent=of(None),
        truth=(of(False), of(True)),
        texts={text: of(text) for text in texts},
        other_text=of(_NO_OPERAND),
        breakpoints=tuple(breakpoints),
        numbers=tuple(of(value) for value in _representatives(breakpoints)),
    )

"""What values a fact can have, and whether some value passes several tests of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from policyengine.model.content import KINDS
from policyengine.signals.comparison import FactTest
from policyengine.signals.facts import EXPLICIT_MEMBERS, FactKey, FactValue, fact_type
from policyengine.signals.shapes import MEASURES

_SOME_OTHER_TEXT = "\0"


def possible(tests: Iterable[FactTest]) -> bool:
    """Whether some value of their one fact passes all the tests.

    Only where tests begin and end, and between, can the answer change, so a few values stand for all.
    """
    asked = tuple(tests)
    return any(all(test.holds(value) for test in asked) for value in _values(asked[0].key, asked))


def range_of(key: FactKey) -> str:
    """The values of the fact in words; empty where it can be anything."""
    if key.name == "capitals":
        return "a share from 0 to 1"
    if _whole(key):
        return "a whole number from 0"
    return "a number from 0" if key.name == "duration" else ""


def _values(key: FactKey, tests: tuple[FactTest, ...]) -> Iterator[FactValue | Fraction]:
    yield from _known_or_not(key)
    if key.family == "kind":
        yield from KINDS
        return
    operands = [each for test in tests for each in _operands(test)]
    kind = "number" if key.name in MEASURES else fact_type(key)
    if kind in ("truth", "any"):
        yield from (True, False)
    if kind in ("text", "any"):
        yield from (each for each in operands if isinstance(each, str))
        yield _SOME_OTHER_TEXT
    if kind in ("number", "time", "any"):
        yield from (each for each in _numbers(operands) if _within(key, each))
    if kind == "presence":
        yield True


def _known_or_not(key: FactKey) -> tuple[None, ...]:
    return () if key.family in ("kind", "moment") or key.name in MEASURES else (None,)


def _operands(test: FactTest) -> tuple[Any, ...]:
    return test.operand if isinstance(test.operand, tuple) else (test.operand,)


def _numbers(operands: Iterable[Any]) -> Iterator[Fraction]:
    marks = sorted(
        {Fraction(each) for each in operands if isinstance(each, int | float) and not isinstance(each, bool)}
    )
    for mark in marks or [Fraction(0)]:
        floor = Fraction(mark.numerator // mark.denominator)
        yield from (mark, floor, floor - 1, floor + 1, floor + 2)
    yield from ((low + high) / 2 for low, high in pairwise(marks))
    yield from (Fraction(0), Fraction(1), Fraction(1, 2))


def _within(key: FactKey, value: Fraction) -> bool:
    if key.name == "capitals":
        return 0 <= value <= 1
    if _whole(key):
        return value >= 0 and value.denominator == 1
    return key.name != "duration" or value >= 0


def _whole(key: FactKey) -> bool:
    measured = key.family == "content" and key.name in MEASURES and key.name != "capitals"
    counted = key == EXPLICIT_MEMBERS or (key.family == "account" and fact_type(key) == "number")
    return measured or counted or key.family == "reports"

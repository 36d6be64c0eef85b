"""Tests of one fact. On an absent fact no test holds, except `absent` itself."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from policyengine.signals.facts import FactKey, FactValue

Operator = Literal["is", "is_not", "in", "not_in", "above", "at_least", "below", "at_most", "absent", "present"]
Operand = bool | int | float | str | tuple[bool | int | float | str, ...] | None

COMPLEMENT: dict[Operator, Operator] = {
    "is": "is_not",
    "is_not": "is",
    "in": "not_in",
    "not_in": "in",
    "above": "at_most",
    "at_most": "above",
    "below": "at_least",
    "at_least": "below",
    "absent": "present",
    "present": "absent",
}
_ORDER: dict[Operator, Callable[[Any, Any], bool]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


def _same_type(value: FactValue | Fraction, operand: Any) -> bool:
    """Numbers compare with numbers, texts with texts; true and false are no numbers."""
    if isinstance(value, bool) or isinstance(operand, bool):
        return isinstance(value, bool) and isinstance(operand, bool)
    if isinstance(value, str):
        return isinstance(operand, str)
    return isinstance(operand, int | float)


def _equals(value: FactValue | Fraction, operand: Any) -> bool:
    return _same_type(value, operand) and value == operand


@dataclass(frozen=True, slots=True)
class FactTest:
    """A comparison of one fact with a constant."""

    key: FactKey
    op: Operator
    operand: Operand = None

    def holds(self, value: FactValue | Fraction) -> bool:
        """Whether the test holds of this value of the fact."""
        if value is None:
            return self.op == "absent"
        if self.op in ("absent", "present"):
            return self.op == "present"
        if self.op in ("is", "is_not"):
            return _equals(value, self.operand) == (self.op == "is")
        if self.op in ("in", "not_in"):
            assert isinstance(self.operand, tuple)
            return any(_equals(value, each) for each in self.operand) == (self.op == "in")
        return _same_type(value, self.operand) and _ORDER[self.op](value, self.operand)

    def complement(self) -> FactTest:
        """The test that holds exactly where this one fails on a fact that is present."""
        return FactTest(self.key, COMPLEMENT[self.op], self.operand)

    def describe(self) -> str:
        """The test in the words of the rule language."""
        if self.op in ("absent", "present"):
            return f"{self.key} is {self.op}"
        words = {"is": "is", "is_not": "is not", "in": "is one of", "not_in": "is none of"}
        shown = self.operand
        if isinstance(shown, tuple):
            shown = ", ".join(str(each) for each in shown)
        elif isinstance(shown, bool):
            shown = "true" if shown else "false"
        return f"{self.key} {words.get(self.op, self.op.replace('_', ' '))} {shown}"

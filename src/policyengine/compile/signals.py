"""The given signals of a program, numbered as conditions ask for them. Equal signals share a number."""

from __future__ import annotations

from policyengine.signals.comparison import FactTest
from policyengine.signals.items import IdListSignal, ItemsSignal, SameSignal
from policyengine.signals.names import LookalikeListSignal, NameListSignal
from policyengine.signals.shapes import ShapeSignal
from policyengine.signals.texts import CountSignal, TextSignal

HitSignal = TextSignal | CountSignal | NameListSignal | LookalikeListSignal
"""True only where one of its entries matched."""
FreeSignal = ShapeSignal | ItemsSignal | SameSignal | IdListSignal
"""Read from the item itself, whatever matched."""
Signal = HitSignal | FreeSignal | FactTest


class SignalTable:
    """Gives each distinct signal a number, and each label one below zero until the given signals are counted."""

    def __init__(self) -> None:
        self._numbers: dict[Signal, int] = {}
        self._labels: dict[str, int] = {}

    def number(self, signal: Signal) -> int:
        """The number of a given signal."""
        return self._numbers.setdefault(signal, len(self._numbers))

    def label(self, name: str) -> int:
        """The provisional number of a label: -1, -2, …"""
        return self._labels.setdefault(name, -1 - len(self._labels))

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The given signals in the order of their numbers."""
        return tuple(self._numbers)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in the order of their provisional numbers."""
        return tuple(self._labels)


def can_count_nothing(at_least: float | None) -> bool:
    """Whether a count with this lower threshold holds of nothing at all, so that no match would show it."""
    return at_least is None or at_least < 1

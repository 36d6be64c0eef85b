"""Signals of one item settled: which given signals are true, why, and which could not be read."""

from __future__ import annotations

from policyengine.compile.program import Program
from policyengine.evaluation.scan import Scan
from policyengine.signals.comparison import FactTest
from policyengine.signals.facts import reader
from policyengine.signals.reading import FactSeen, Reading, Support


class Settled:
    """The given signals of one item, each read at most once and only when asked for."""

    __slots__ = ("_known", "failed", "program", "reading", "touched")

    def __init__(self, program: Program, scan: Scan, reading: Reading) -> None:
        self.program = program
        self.reading = reading
        self.touched = scan.touched
        self.failed: dict[int, str] = {
            signal: f"{program.entries.all[entry].source} was given up after its time limit"
            for entry in scan.given_up
            for signal in program.touched_by[entry]
        }
        self._known: dict[int, tuple[Support, ...]] = {}

    def supports(self, signal: int) -> tuple[Support, ...]:
        """What makes a given signal true; empty where it is not."""
        known = self._known.get(signal)
        if known is None:
            known = self._known[signal] = self._read(signal)
        return known

    def _read(self, number: int) -> tuple[Support, ...]:
        signal = self.program.signals[number]
        if isinstance(signal, FactTest):
            return _fact(signal, self.reading)
        if number in self.program.hit_signals and number not in self.touched:
            return ()
        try:
            return signal.sightings(self.reading)
        except Exception as error:  # one signal that cannot be read must not stop the others
            self.failed[number] = f"{type(error).__name__}: {error}"
            return ()

    def open_trigger(self, mask: int) -> bool:
        """Whether one of these triggers holds, or can no longer be told because a signal failed."""
        triggers = self.program.triggers.signals
        while mask:
            low = mask & -mask
            mask ^= low
            for signal in triggers[low.bit_length() - 1]:
                if not self.supports(signal):
                    break
            else:
                return True
        return bool(self.failed)

    def true(self) -> frozenset[int]:
        """Every given signal that is true."""
        content, at = self.reading.content, self.reading.at
        found = {signal for table in self.program.facts for signal in table.at(table.read(content, at))}
        found.update(signal for signal in self.touched if self.supports(signal))
        found.update(signal for signal in self.program.free_signals if self.supports(signal))
        return frozenset(found)


def _fact(test: FactTest, reading: Reading) -> tuple[FactSeen, ...]:
    value = reader(test.key)(reading.content, reading.at)
    return (FactSeen(test.key.pointer, _shown(value), test.describe()),) if test.holds(value) else ()


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "absent" if value is None else str(value)

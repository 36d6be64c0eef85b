"""Which counters of a stratum are reached."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping, Sequence

from policyengine.compile.derivation import Counter

CounterIndex = Mapping[int, tuple[Counter, ...]]
"""By signal: the counters that count it."""


def index_by_signal(counters: Sequence[Counter]) -> CounterIndex:
    """An index over the counters of one stratum; those that are equal become one."""
    index: dict[int, list[Counter]] = {}
    for counter in dict.fromkeys(counters):
        for signal in counter.of:
            index.setdefault(signal, []).append(counter)
    return {signal: tuple(counting) for signal, counting in index.items()}


def reached(index: CounterIndex, true: frozenset[int]) -> list[Counter]:
    """The counters of which enough signals are in `true`, in no particular order."""
    tally = Tally(counter for signal in true for counter in index.get(signal, ()))
    return [counter for counter, count in tally.items() if count >= counter.n]

"""What follows from the signals that are given, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policyengine.compile.derivation import Conjunction, Counter

Ground = Conjunction | Counter
"""What makes a derived signal true. Several may at once."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Every signal that is true, given or derived, and for each derived one all the grounds that hold.

    `grounds` is in the order of its signals; the grounds of a signal are sorted, conjunctions before
    counters, and none stands twice. It is read only: conclusions are shared between items and threads.
    """

    true: frozenset[int]
    grounds: Mapping[int, tuple[Ground, ...]]


def conclusion(true: frozenset[int], holding: Iterable[Ground]) -> Conclusion:
    """The conclusion that `true` holds on these grounds, which may come in any order and repeat."""
    by_head: dict[int, set[Ground]] = {}
    for ground in holding:
        by_head.setdefault(ground.head, set()).add(ground)
    ordered = {head: tuple(sorted(by_head[head], key=_place)) for head in sorted(by_head)}
    return Conclusion(true, MappingProxyType(ordered))


def support(conclusion: Conclusion, signal: int) -> tuple[int, ...]:
    """The given signals that a true signal rests on, sorted, through all grounds and derived signals between.

    A counter rests on those it counts that are true. A given signal rests on itself, one that is not true on
    nothing.
    """
    seen, ahead = {signal}, [signal] if signal in conclusion.true else []
    given = []
    while ahead:
        current = ahead.pop()
        grounds = conclusion.grounds.get(current)
        if grounds is None:
            given.append(current)
            continue
        below = {part for ground in grounds for part in _parts(ground) if part in conclusion.true}
        ahead += below - seen
        seen |= below
    return tuple(sorted(given))


def _parts(ground: Ground) -> tuple[int, ...]:
    return ground.when if isinstance(ground, Conjunction) else ground.of


def _place(ground: Ground) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    if isinstance(ground, Conjunction):
        return 0, ground.when, ground.unless
    return 1, ground.of, (ground.n,)

"""The reference inference, in Python alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policyengine.compile.derivation import Derivation
from policyengine.inference.selectivity import When, rarest_first, uses

Index = Mapping[int, tuple[tuple[int, frozenset[int]], ...]]
"""By the rarest signal of a conjunction: its number, and the signals that must be true besides."""


def index_by_rarest(numbered: Iterable[tuple[int, When]]) -> Index:
    """An index over conjunctions given as (number, `when`)."""
    entries = tuple(numbered)
    shared = uses(when for _, when in entries)
    index: dict[int, list[tuple[int, frozenset[int]]]] = {}
    for number, when in entries:
        first, *others = rarest_first(when, shared)
        index.setdefault(first, []).append((number, frozenset(others)))
    return {first: tuple(entry) for first, entry in index.items()}


def look_up(index: Index, true: frozenset[int]) -> tuple[int, ...]:
    """The sorted numbers of the conjunctions whose signals are all in `true`.

    The cost grows with the true signals and the conjunctions they introduce, not with all conjunctions.
    """
    return tuple(sorted(number for signal in true for number, others in index.get(signal, ()) if others <= true))


class NativeInference:
    """Looks the true signals up in an index for each stratum. Nothing in it changes, so it needs no lock."""

    name = "native"
    faults: tuple[str, ...] = ()

    def __init__(self, derivation: Derivation) -> None:
        self._strata = tuple(
            index_by_rarest(enumerate(conjunction.when for conjunction in stratum.conjunctions))
            for stratum in derivation.strata
        )

    def satisfied(self, stratum: int, true: frozenset[int]) -> tuple[int, ...]:
        """See `Inference.satisfied`."""
        return look_up(self._strata[stratum], true)

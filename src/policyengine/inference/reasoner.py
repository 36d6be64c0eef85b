"""Drawing all conclusions, stratum by stratum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

from policyengine.compile.derivation import Conjunction, Derivation
from policyengine.inference.conclusion import Conclusion, Ground, conclusion
from policyengine.inference.protocol import Inference
from policyengine.inference.tally import CounterIndex, index_by_signal, reached

MEMO_SIZE = 4096
"""How many conclusions a reasoner keeps; the one that was not asked for longest goes first."""


@dataclass(frozen=True, slots=True)
class _Layer:
    conjunctions: tuple[Conjunction, ...]
    counters: CounterIndex


class Reasoner:
    """Infers over one derivation. May be asked from many threads at once, and in a forked child."""

    def __init__(self, derivation: Derivation, inference: Inference) -> None:
        layers = tuple(_Layer(stratum.conjunctions, index_by_signal(stratum.counters)) for stratum in derivation.strata)
        self.inference = inference
        self._conclude = partial(_conclude, layers, inference)
        # The cache is written in C and takes no lock that a forked child could find held.
        self._remembered = lru_cache(maxsize=MEMO_SIZE)(self._conclude)

    def infer(self, given: frozenset[int]) -> Conclusion:
        """What follows from the given signals.

        Pass those alone that the rules in question use: conclusions are remembered by them.
        """
        return self._remembered(given)

    def infer_anew(self, given: frozenset[int]) -> Conclusion:
        """The same, neither remembered nor kept: for comparing and measuring what inference does."""
        return self._conclude(given)


def _conclude(layers: tuple[_Layer, ...], inference: Inference, given: frozenset[int]) -> Conclusion:
    true, holding = given, list[Ground]()
    for stratum, layer in enumerate(layers):
        satisfied = (layer.conjunctions[index] for index in inference.satisfied(stratum, true))
        drawn: list[Ground] = [ground for ground in satisfied if true.isdisjoint(ground.unless)]
        drawn += reached(layer.counters, true)
        if drawn:
            true = true.union(ground.head for ground in drawn)
            holding += drawn
    return conclusion(true, holding)

"""What every inference answers."""

from __future__ import annotations

from typing import Protocol


class Inference(Protocol):
    """Answers, for one stratum of a derivation, which conjunctions have all their conditions met.

    `unless` and counters are drawn by the reasoner, so that two implementations can only differ in this one
    answer. An implementation may be asked from many threads at once, and still answers in a forked child.
    """

    @property
    def name(self) -> str:
        """What `build` calls it: `native` or `durable`."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What went wrong inside it and was made good, in words; empty where nothing can."""

    def satisfied(self, stratum: int, true: frozenset[int]) -> tuple[int, ...]:
        """The sorted indices of the stratum's conjunctions whose `when` signals are all in `true`."""

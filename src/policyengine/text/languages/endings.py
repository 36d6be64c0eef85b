"""What may follow a stem inside its word, as a small automaton."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

State = Mapping[str, tuple[int, ...]]
"""The pieces that may come next, each with the numbers of the states that may follow it."""


class Endings:
    """A table of states. The first is where the stem ends; a word may end in any state. Immutable."""

    __slots__ = ("_longest_piece", "_reaches_end", "_states", "longest")

    def __init__(self, states: Sequence[State], longest: int) -> None:
        """`longest` is the length in letters beyond which no tail is accepted."""
        self._states = tuple(states)
        self.longest = longest
        self._longest_piece = max((len(piece) for state in self._states for piece in state), default=0)
        self._reaches_end = lru_cache(maxsize=4096)(self._follow)

    def accepts(self, tail: str) -> bool:
        """Whether a stem followed by the letters `tail` is still that stem, not part of another word."""
        return not tail or (len(tail) <= self.longest and self._reaches_end(tail, 0))

    def _follow(self, tail: str, state: int) -> bool:
        if not tail:
            return True
        pieces = self._states[state]
        return any(
            self._reaches_end(tail[size:], following)
            for size in range(1, min(len(tail), self._longest_piece) + 1)
            for following in pieces.get(tail[:size], ())
        )


def in_order(*groups: str) -> Endings:
    """Endings of which each group gives one at most, in this order: `in_order("nya mu", "lah")`."""
    states: list[dict[str, tuple[int, ...]]] = [{} for _ in range(len(groups) + 1)]
    for number, group in enumerate(groups):
        for piece in group.split():
            for state in states[: number + 1]:
                state[piece] = (*state.get(piece, ()), number + 1)
    longest = sum(max(map(len, group.split())) for group in groups)
    return Endings(states, longest)

"""Which signal of a conjunction to look at first."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping

When = tuple[int, ...]


def uses(whens: Iterable[When]) -> Mapping[int, int]:
    """How many of the conjunctions each signal stands in."""
    return Tally(signal for when in whens for signal in when)


def rarest_first(when: When, uses: Mapping[int, int]) -> When:
    """The same conditions with the one that fewest conjunctions share in front, ties by number.

    A signal that many conjunctions share (a language, an age) is true for much content and says little; the
    one that only this conjunction asks for rules it out soonest.
    """
    return tuple(sorted(when, key=lambda signal: (uses[signal], signal)))

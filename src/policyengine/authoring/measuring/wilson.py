"""Proportions with the range in which they may well lie."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The standard normal quantile of 0.975, which makes intervals of 95 %."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """`hits` of `total`, with the limits of the interval."""

    hits: int
    total: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The proportion as observed."""
        return self.hits / self.total


def proportion(hits: int, total: int) -> Proportion | None:
    """The proportion with its Wilson score interval of 95 %; none of nothing.

    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
    Statistical Association 22 (1927), 209-212:

        (p + z²/2n ± z·√(p(1 - p)/n + z²/4n²)) / (1 + z²/n)

    Unlike the textbook interval it stays within 0 and 1, and says something of 0 in 5 and of 5 in 5.
    """
    if not total:
        return None
    p, square = hits / total, Z * Z
    middle = p + square / (2 * total)
    reach = Z * sqrt(p * (1 - p) / total + square / (4 * total * total))
    scale = 1 + square / total
    low = 0.0 if hits == 0 else (middle - reach) / scale
    high = 1.0 if hits == total else (middle + reach) / scale
    return Proportion(hits, total, low, high)

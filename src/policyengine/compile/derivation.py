"""What inference works on: signals, and the strata of conjunctions that derive signals from signals.

A signal is a numbered true/false fact. Signals below `base` are given (what the text and the facts of an item
say); every other signal is derived: a rule that holds, a label, an exception that applies, or a step the compiler
put in between. Nothing here knows of text, languages or clauses.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conjunction:
    """`head` is true when every signal of `when` is true and none of `unless` is.

    `when` is sorted and never empty; `unless` is sorted. Signals in either are given, or derived in a lower stratum.
    """

    head: int
    when: tuple[int, ...]
    unless: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """`head` is true when at least `n` of the distinct signals `of` are true (1 <= n <= len(of)).

    Signals in `of` are sorted, and given or derived in a lower stratum.
    """

    head: int
    n: int
    of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Derivations that depend on given signals and on lower strata only, so they can be drawn in any order."""

    conjunctions: tuple[Conjunction, ...]
    counters: tuple[Counter, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """The whole of what can be derived: `base` given signals (0 .. base-1), then the strata, lowest first."""

    base: int
    strata: tuple[Stratum, ...]

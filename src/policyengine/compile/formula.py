"""Trees without `none`: negation pushed to the leaves, where a fact turns into its complement."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal

from policyengine.compile.tree import Branch, Leaf, Tree

WIDEST_WRITTEN_OUT = 256
"""Alternatives that may be written out where they cannot get a signal of their own."""


class TooWide(Exception):
    """The condition has more alternatives than can be written out."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A signal that must be true, or must not be."""

    signal: int
    positive: bool


@dataclass(frozen=True, slots=True)
class Join:
    """Formulas joined."""

    join: Literal["all", "any"]
    of: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least `n` of the formulas; or, negated, fewer than that."""

    n: int
    of: tuple[Formula, ...]
    positive: bool = True


Formula = Atom | Join | Threshold


def formula(tree: Tree, negated: bool = False) -> Formula:
    """The tree as a formula; `negated` gives the formula that holds where the tree fails on what is known."""
    if isinstance(tree, Leaf):
        return _leaf(tree, negated)
    if tree.join == "none":
        return formula(Branch("any", tree.of), not negated)
    if tree.join == "at_least":
        return _threshold(tree, negated)
    parts = tuple(formula(each, negated) for each in tree.of)
    if len(parts) == 1:
        return parts[0]
    return Join("all" if (tree.join == "all") != negated else "any", parts)


def _leaf(leaf: Leaf, negated: bool) -> Formula:
    if not negated:
        return Atom(leaf.signal, True)
    if leaf.complement is not None:
        return Atom(leaf.complement, True)
    return Atom(leaf.signal, False)


def _threshold(tree: Branch, negated: bool) -> Formula:
    """`at_least n of k` fails where at least `k - n + 1` of its parts fail; facts need that form to stay unknown."""
    if not negated:
        return Threshold(tree.n, tuple(formula(each) for each in tree.of))
    failing, needed = tuple(formula(each, True) for each in tree.of), len(tree.of) - tree.n + 1
    positive = [has_positive(each) for each in failing]
    if all(positive):
        return Threshold(needed, failing)
    if not any(map(_holds_fact, failing)):
        return Threshold(tree.n, tuple(formula(each) for each in tree.of), positive=False)
    # Texts and facts together: neither form would keep an absent fact unknown, so every way is written out.
    if comb(len(failing), needed) > WIDEST_WRITTEN_OUT:
        raise TooWide
    return Join("any", tuple(Join("all", each) for each in combinations(failing, needed)))


def _holds_fact(failing: Formula) -> bool:
    """Whether some way for this to fail rests on a fact that is known; failing texts need no signal to be true."""
    if isinstance(failing, Join):
        return any(map(_holds_fact, failing.of))
    return failing.positive


def has_positive(part: Formula) -> bool:
    """Whether every way to make the formula true needs some signal to be true."""
    if isinstance(part, Atom):
        return part.positive
    if isinstance(part, Threshold):
        return part.positive
    check = any if part.join == "all" else all
    return check(has_positive(each) for each in part.of)

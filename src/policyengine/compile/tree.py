"""A condition with its names resolved: what rules are lowered from, and what an explanation walks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Leaf:
    """One signal. `complement` is the signal that holds where this one fails on a fact that is known.

    Without a complement, the leaf is false wherever the signal is not true.
    """

    signal: int
    complement: int | None
    described: str


@dataclass(frozen=True, slots=True)
class Branch:
    """Conditions joined: all of them, any, none, or at least `n`."""

    join: Literal["all", "any", "none", "at_least"]
    of: tuple[Tree, ...]
    n: int = 0


Tree = Leaf | Branch


def leaves(tree: Tree) -> Iterator[Leaf]:
    """The leaves of a tree, in the order written."""
    if isinstance(tree, Leaf):
        yield tree
    else:
        for each in tree.of:
            yield from leaves(each)

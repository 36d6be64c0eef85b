"""Dividing the conjunctions of a stratum over rulesets that durable-rules can hold.

What bounds a ruleset, as its C source (2.0.28) has it:

- The conditions of all rules form a tree: rules that begin with the same conditions share its nodes.
  Asserting a fact walks that tree depth first over an array of 64 nodes (`handleAlpha`), and a full array is
  an error. A node is taken off, all of its children that hold are put on, the last of them is taken off next:
  its siblings wait while everything below it is walked. So the fan-outs along one path **add up**, and the
  array never holds more than

      load(leaf) = 1
      load(node) = children - 1 + the greatest load among the children

  which is reached when all conditions hold and the heaviest child is taken first. With fewer conditions true
  there are fewer children everywhere, so no fact can need more than the load of the whole tree. A share is
  closed before that passes `HIGHEST_LOAD`: whichever signals an item makes true together, it cannot bring the
  error about.
- A fact holds at most 254 keys, three of which are not signals. Here too the signals of a share are bounded,
  not the true ones.
- Each rule costs about 12 KB of state, each condition that is not shared 2 KB of tables (measured over
  thousands of rules of three conditions: 28 KB a rule in all), and at most 255 rules may end in one node.
  `MOST_RULES` and `LONGEST_WHEN` keep a ruleset small; equal `when`s share one rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyengine.compile.derivation import Conjunction
from policyengine.inference.selectivity import When, rarest_first, uses

HIGHEST_LOAD = 60
MOST_RULES = 200
MOST_SIGNALS = 240
LONGEST_WHEN = 64


@dataclass(frozen=True, slots=True)
class Share:
    """The rules of one ruleset: distinct `when`s, and for each of them the conjunctions it stands for."""

    rules: tuple[When, ...]
    conjunctions: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A stratum divided: the shares, and the sorted indices of the conjunctions that are too long for any."""

    shares: tuple[Share, ...]
    too_long: tuple[int, ...]


class _Condition:
    """A node of the tree of conditions, with the greatest load among its children."""

    __slots__ = ("below", "children")

    def __init__(self) -> None:
        self.children: dict[int, _Condition] = {}
        self.below = 0

    def load(self) -> int:
        return max(1, len(self.children) - 1 + self.below)


def divide(conjunctions: Sequence[Conjunction]) -> Division:
    """Divide a stratum so that no share can exceed a limit, whatever is true."""
    sharing: dict[When, list[int]] = {}
    too_long = []
    for index, conjunction in enumerate(conjunctions):
        if len(conjunction.when) > LONGEST_WHEN:
            too_long.append(index)
        else:
            sharing.setdefault(conjunction.when, []).append(index)
    shared = uses(sharing)
    rules = sorted((rarest_first(when, shared), tuple(indices)) for when, indices in sharing.items())
    return Division(tuple(_fill(rules)), tuple(too_long))


def load(rules: Sequence[When]) -> int:
    """The most conditions that can wait at a time while one fact is asserted against these rules."""
    root = _Condition()
    for when in rules:
        _add(root, when)
    return root.load()


def _fill(rules: Sequence[tuple[When, tuple[int, ...]]]) -> list[Share]:
    """Shares in the order of the rules, each closed when the next rule does not fit."""
    shares: list[Share] = []
    held: list[tuple[When, tuple[int, ...]]] = []
    root, signals = _Condition(), set[int]()
    for when, indices in rules:
        if held and (
            len(held) == MOST_RULES or len(signals.union(when)) > MOST_SIGNALS or _load_with(root, when) > HIGHEST_LOAD
        ):
            shares.append(_share(held))
            held, root, signals = [], _Condition(), set()
        held.append((when, indices))
        signals.update(when)
        _add(root, when)
    if held:
        shares.append(_share(held))
    return shares


def _share(held: Sequence[tuple[When, tuple[int, ...]]]) -> Share:
    return Share(tuple(when for when, _ in held), tuple(indices for _, indices in held))


def _add(root: _Condition, when: When) -> None:
    path = [root]
    for signal in when:
        path.append(path[-1].children.setdefault(signal, _Condition()))
    for parent, child in zip(reversed(path[:-1]), reversed(path), strict=False):
        parent.below = max(parent.below, child.load())


def _load_with(root: _Condition, when: When) -> int:
    """The load that the tree would have with one more rule; it is not added."""
    path = [root]
    for signal in when:
        child = path[-1].children.get(signal)
        if child is None:
            break
        path.append(child)
    # Below the last node that is there already, a new rule is a chain, and the load of a chain is 1.
    load, fresh = 1, len(path) <= len(when)
    for node in reversed(path):
        children = len(node.children) + fresh
        load = max(1, children - 1 + max(node.below, load)) if children else 1
        fresh = False
    return load

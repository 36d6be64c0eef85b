"""Which conditions hold wherever others hold, as far as that can be told from their form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from policyengine.authoring.lints.values import possible
from policyengine.compile.program import Program
from policyengine.compile.signals import Signal
from policyengine.compile.tree import Leaf, Tree
from policyengine.signals.comparison import FactTest
from policyengine.signals.texts import TextSignal

Shape = tuple[object, ...]
_MOST_OF_ONE_FACT = 2000
"""Tests of one fact beyond which they are not compared with each other."""
_LOWER, _UPPER = ("above", "at_least"), ("below", "at_most")


def shape_of(tree: Tree) -> Shape:
    """Equal for conditions that say the same in another order."""
    if isinstance(tree, Leaf):
        return ("leaf", tree.signal)
    members = frozenset(shape_of(each) for each in tree.of)
    if len(members) == 1 and tree.join in ("all", "any"):
        return next(iter(members))
    if tree.join in ("all", "any"):
        flattened = frozenset(inner for each in members for inner in _flat(each, tree.join))
        return (tree.join, flattened)
    return (tree.join, tree.n, members) if tree.join == "none" else (tree.join, tree.n, tuple(map(shape_of, tree.of)))


def _flat(shape: Shape, join: str) -> frozenset[Shape]:
    inner = shape[1]
    return inner if shape[0] == join and isinstance(inner, frozenset) else frozenset({shape})


def weaker_signals(program: Program) -> Mapping[int, frozenset[int]]:
    """For each given signal, those that hold wherever it holds; itself among them."""
    weaker = {number: {number} for number in range(len(program.signals))}
    facts: dict[object, list[tuple[int, FactTest]]] = defaultdict(list)
    for number, signal in enumerate(program.signals):
        if isinstance(signal, FactTest) and signal.op not in ("absent", "present"):
            facts[signal.key].append((number, signal))
        elif isinstance(signal, TextSignal) and signal.entries:
            rarest = min(signal.entries, key=lambda entry: (len(program.touched_by[entry]), entry))
            weaker[number].update(n for n in program.touched_by[rarest] if _is_wider(program.signals[n], signal))
    for tests in facts.values():
        if len(tests) <= _MOST_OF_ONE_FACT:
            for number, test in tests:
                weaker[number].update(
                    n for n, other in tests if not possible((test, other.complement())) and n != number
                )
    return {number: frozenset(each) for number, each in weaker.items()}


def _is_wider(wide: Signal, narrow: TextSignal) -> bool:
    return (
        isinstance(wide, TextSignal)
        and wide.entries >= narrow.entries
        and wide.fields >= narrow.fields
        and wide.certain >= narrow.certain
        and wide.use in (None, narrow.use)
        and set(wide.company) <= set(narrow.company)
        and set(wide.without) <= set(narrow.without)
    )


def _follows(wide: FactTest, narrow: FactTest) -> bool:
    """Whether every value that passes one test of a fact passes another."""
    one, other = narrow.operand, wide.operand
    if isinstance(one, int | float) and isinstance(other, int | float):
        if narrow.op in _LOWER and wide.op in _LOWER:
            return one > other or (one == other and not (narrow.op == "at_least" and wide.op == "above"))
        if narrow.op in _UPPER and wide.op in _UPPER:
            return one < other or (one == other and not (narrow.op == "at_most" and wide.op == "below"))
        if {narrow.op, wide.op} <= {*_LOWER, *_UPPER}:
            return False
    return not possible((narrow, wide.complement()))


def implies(one: Tree, other: Tree, weaker: Mapping[int, frozenset[int]]) -> bool:
    """Whether `other` certainly holds wherever `one` holds. False where that cannot be told."""
    if not isinstance(other, Leaf) and other.join == "all":
        return all(implies(one, each, weaker) for each in other.of)
    if not isinstance(one, Leaf) and one.join == "any":
        return all(implies(each, other, weaker) for each in one.of)
    if not isinstance(other, Leaf) and other.join == "any" and any(implies(one, each, weaker) for each in other.of):
        return True
    if not isinstance(one, Leaf) and one.join == "all":
        return any(implies(each, other, weaker) for each in one.of)
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        return other.signal in weaker.get(one.signal, (one.signal,))
    return shape_of(one) == shape_of(other)

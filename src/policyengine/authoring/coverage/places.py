"""The leaves of a condition with the places where they were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyengine.compile.lookup import Lookup, Scope
from policyengine.compile.program import Program
from policyengine.compile.tree import Leaf, Tree
from policyengine.diagnostics.diagnostic import Span
from policyengine.signals.comparison import FactTest
from policyengine.source.definitions import PolicySet

_FACTS = frozenset({"content", "account", "score", "reports", "attribute", "ids"})


def placed_leaves(
    policy_set: PolicySet, program: Program, condition: Any, tree: Tree, scope: Scope
) -> Iterator[tuple[Leaf, Span]]:
    """Each leaf of `tree` with its place; `tree` is what `condition`, which stands at `scope`, was resolved to.

    The leaves of a named condition stand where it is defined, once for all that use it.
    """
    verb = next(iter(type(condition).model_fields))
    value, inside = getattr(condition, verb), scope.at(verb)
    if verb == "use":
        key = Lookup(policy_set).condition(value, scope)
        assert key is not None
        placed = policy_set.conditions[key]
        yield from placed_leaves(policy_set, program, placed.value, tree, Scope(key[0], None, placed, ()))
    elif verb in ("all", "any", "none", "at_least"):
        members, inside = (value.of, inside.at("of")) if verb == "at_least" else (value, inside)
        assert not isinstance(tree, Leaf)
        for index, (member, each) in enumerate(zip(members, tree.of, strict=True)):
            yield from placed_leaves(policy_set, program, member, each, inside.at(index))
    else:
        for leaf in (tree,) if isinstance(tree, Leaf) else tree.of:
            assert isinstance(leaf, Leaf)
            signal = program.signals[leaf.signal] if leaf.signal < len(program.signals) else None
            fact = verb in _FACTS and isinstance(signal, FactTest)
            where = inside.at(signal.key.name) if fact and isinstance(signal, FactTest) else inside
            yield leaf, where.placed.span(*where.path)

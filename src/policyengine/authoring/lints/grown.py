"""Compiled conditions beside the lines they were written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policyengine.compile.lookup import Lookup, Scope
from policyengine.compile.program import CompiledRule, Program
from policyengine.compile.tree import Branch, Leaf, Tree
from policyengine.diagnostics.diagnostic import Span
from policyengine.signals.comparison import FactTest
from policyengine.source.definitions import PolicySet


@dataclass(frozen=True, slots=True)
class Grown:
    """A node of a compiled condition, what stands below it, and its place."""

    tree: Tree
    of: tuple[Grown, ...]
    scope: Scope

    @property
    def span(self) -> Span:
        """Where the node is written."""
        return self.scope.placed.span(*self.scope.path)


def grown_rule(policy_set: PolicySet, program: Program, rule: CompiledRule) -> Grown:
    """The condition of a rule."""
    entry = policy_set.rules[rule.id]
    return _grown(program, Lookup(policy_set), entry.rule.value.when, rule.tree, _scope_of(policy_set, rule))


def grown_exceptions(policy_set: PolicySet, program: Program) -> Iterator[Grown]:
    """The conditions of all exceptions that some rule admits."""
    trees = {
        (rule.clause.clause.id, each.id): each.tree for rule in program.rules if rule.clause for each in rule.exceptions
    }
    for clause_id, entry in policy_set.clauses.items():
        for index, exception in enumerate(entry.clause.value.exceptions):
            tree = trees.get((clause_id, exception.id))
            if tree is not None:
                scope = Scope(entry.area, None, entry.clause, ("exceptions", index, "when"))
                yield _grown(program, Lookup(policy_set), exception.when, tree, scope)


def _scope_of(policy_set: PolicySet, rule: CompiledRule) -> Scope:
    entry = policy_set.rules[rule.id]
    return Scope(entry.area, entry.language, entry.rule, ("when",))


def _grown(program: Program, lookup: Lookup, condition: Any, tree: Tree, scope: Scope) -> Grown:
    verb = next(iter(type(condition).model_fields))
    spec = getattr(condition, verb)
    if verb == "use":
        key = lookup.condition(spec, scope)
        assert key is not None
        placed = lookup.policy_set.conditions[key]
        return _grown(program, lookup, placed.value, tree, Scope(key[0], None, placed, ()))
    if verb in ("all", "any", "none", "at_least"):
        assert isinstance(tree, Branch)
        members, inner = (spec.of, scope.at(verb, "of")) if verb == "at_least" else (spec, scope.at(verb))
        below = tuple(
            _grown(program, lookup, member, each, inner.at(index))
            for index, (member, each) in enumerate(zip(members, tree.of, strict=True))
        )
        return Grown(tree, below, scope)
    if isinstance(tree, Branch):
        return Grown(tree, tuple(_fact(program, each, scope.at(verb)) for each in tree.of), scope)
    return _fact(program, tree, scope.at(verb))


def _fact(program: Program, tree: Tree, scope: Scope) -> Grown:
    assert isinstance(tree, Leaf)
    signal = program.signals[tree.signal] if 0 <= tree.signal < len(program.signals) else None
    name = signal.key.name if isinstance(signal, FactTest) else ""
    return Grown(tree, (), scope.at(name) if name else scope)


def nodes(grown: Grown) -> Iterator[Grown]:
    """The node and everything below it, in the order written."""
    yield grown
    for each in grown.of:
        yield from nodes(each)

"""From a policy set to a program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policyengine.compile.assembly import assemble
from policyengine.compile.compilation import Compilation
from policyengine.compile.crossings.definitions import CONTEXT
from policyengine.compile.digest import Options, digest
from policyengine.compile.entries import Entries, build_entries
from policyengine.compile.lookup import Lookup, Scope
from policyengine.compile.program import Inactive, Program
from policyengine.compile.resolve import Resolver
from policyengine.compile.tree import Tree
from policyengine.compile.vocabulary import Lists, Vocabulary, read_vocabulary
from policyengine.diagnostics.codes import references
from policyengine.diagnostics.diagnostic import Diagnostic, Label, Span, has_errors
from policyengine.diagnostics.table import diagnose
from policyengine.source.definitions import SHARED, PolicySet, RuleEntry


def compile_policy_set(
    policy_set: PolicySet, lists: Lists, options: Options
) -> tuple[Program | None, tuple[Diagnostic, ...]]:
    """The program, or `None` where there are errors; and every diagnostic, sorted."""
    vocabulary, problems = read_vocabulary(policy_set, lists)
    entries = build_entries(vocabulary.lexicons, vocabulary.patterns, vocabulary.names, vocabulary.confusable)
    program, found = compile_with(policy_set, vocabulary, entries, lambda: digest(policy_set, lists, options))
    if has_errors(problems):
        program = None
    return program, tuple(sorted(dict.fromkeys((*problems, *found))))


def compile_with(
    policy_set: PolicySet, vocabulary: Vocabulary, entries: Entries, fingerprint: Callable[[], str]
) -> tuple[Program | None, tuple[Diagnostic, ...]]:
    """The same where the entries are there already: for policy sets that differ in their rules only."""
    lookup = Lookup(policy_set)
    resolver = Resolver(policy_set, entries, vocabulary.ids, policy_set.labels_known, lookup)
    work = Compilation(policy_set, vocabulary, resolver)
    _resolve_clauses(work)
    _resolve_rules(work)
    _resolve_escalations(work)
    _resolve_unused_conditions(work)
    program = None
    if not has_errors((*lookup.diagnostics, *work.diagnostics)):
        program = assemble(work, fingerprint())
    found = (*lookup.diagnostics, *work.diagnostics)
    return program, tuple(sorted(dict.fromkeys(found)))


def _resolve_clauses(work: Compilation) -> None:
    for clause_id, entry in work.policy_set.clauses.items():
        for index, exception in enumerate(entry.clause.value.exceptions):
            scope = Scope(entry.area, None, entry.clause, ("exceptions", index, "when"))
            tree = _active(work, exception.when, scope, f"{clause_id} exception {exception.id}")
            if tree is not None:
                work.exception_trees[clause_id, exception.id] = tree


def _active(work: Compilation, condition: Any, scope: Scope, name: str) -> Tree | None:
    """The tree of a condition; none where a list that it reads was not supplied, which is noted under the name."""
    work.resolver.lists_read.clear()
    tree = work.resolver.tree(condition, scope)
    missing = sorted(work.resolver.lists_read - work.vocabulary.supplied)
    if missing:
        work.inactive.append(Inactive(name, f"the list {missing[0]} was not supplied"))
        return None
    return tree


def _resolve_rules(work: Compilation) -> None:
    for rule_id, entry in work.policy_set.rules.items():
        work.resolver.lists_read.clear()
        tree = work.resolver.tree(entry.rule.value.when, Scope(entry.area, entry.language, entry.rule, ("when",)))
        if tree is not None:
            _refuse_excuses(work, entry)
            missing = sorted(work.resolver.lists_read - work.vocabulary.supplied)
            if entry.rule.value.status in ("draft", "retired"):
                work.inactive.append(Inactive(rule_id, entry.rule.value.status))
            elif missing:
                work.inactive.append(Inactive(rule_id, f"the list {missing[0]} was not supplied"))
            else:
                work.rule_trees[rule_id] = tree
                if entry.rule.value.label is not None:
                    work.resolver.table.label(entry.rule.value.label)


def _resolve_escalations(work: Compilation) -> None:
    manifest = work.policy_set.manifest
    for index, escalation in enumerate(manifest.value.review.escalate):
        scope = Scope(SHARED, None, manifest, ("review", "escalate", index, "when"))
        tree = _active(work, escalation.when, scope, f"escalation {escalation.id}")
        if tree is not None:
            work.escalation_trees[index] = tree


def _resolve_unused_conditions(work: Compilation) -> None:
    """A condition that nothing uses is still checked, so that its mistakes do not wait for its first use."""
    for (area, name), placed in work.policy_set.conditions.items():
        if (area, name) not in work.resolver.conditions_used:
            work.resolver.tree(placed.value, Scope(area, None, placed, ()))


def _refuse_excuses(work: Compilation, entry: RuleEntry) -> None:
    scope = Scope(entry.area, entry.language, entry.rule, ("when",))
    found = _excuse(work.resolver.lookup, entry.rule.value.when, scope, False)
    if found is None:
        return
    label, places = found
    message = f"`none` over `{label}` would hide the rule instead of softening it"
    help_ = "move it to the clause's `exceptions`, where it softens and is told"
    related = tuple(Label(place, "the label stands here") for place in places[-1:] if len(places) > 1)
    work.diagnostics.append(diagnose(references.EXCUSE_IN_CONDITION, message, places[0], help=help_, related=related))


def _excuse(lookup: Lookup, condition: Any, scope: Scope, negated: bool) -> tuple[str, tuple[Span, ...]] | None:
    """The first context that a `none` is over, and the way to it: the named conditions that lead there, its label."""
    verb = next(iter(type(condition).model_fields))
    spec, inner = getattr(condition, verb), scope.at(verb)
    here = inner.placed.span(*inner.path)
    if verb == "label":
        return (spec, (here,)) if negated and spec.startswith(CONTEXT) else None
    if verb == "use":
        key = lookup.condition(spec, inner)
        assert key is not None, "the condition was resolved before"
        placed = lookup.policy_set.conditions[key]
        found = _excuse(lookup, placed.value, Scope(key[0], None, placed, ()), negated)
        return (found[0], (here, *found[1])) if found else None
    if verb not in ("all", "any", "none", "at_least"):
        return None
    members, inside = (spec.of, inner.at("of")) if verb == "at_least" else (spec, inner)
    below = negated != (verb == "none")
    each = (_excuse(lookup, member, inside.at(index), below) for index, member in enumerate(members))
    return next((found for found in each if found is not None), None)

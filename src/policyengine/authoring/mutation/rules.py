"""Mutants of rules, clauses, named conditions and parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from policyengine.authoring.mutation.conditions import Rewrite, negations, rewrites, steps
from policyengine.authoring.mutation.mutant import Kind, Mutant, PolicyChange
from policyengine.authoring.mutation.softening import told_apart
from policyengine.model.policy import Outcome
from policyengine.source.definitions import ClauseEntry, Placed, PolicySet, RuleEntry
from policyengine.source.mentions import texts

Change = Callable[[Any], Any]
"""A definition changed."""


def rule_mutants(policy_set: PolicySet) -> Iterator[Mutant]:
    """Every mutant of what is not vocabulary."""
    ladder = policy_set.manifest.value.ladder
    for entry in policy_set.rules.values():
        if entry.rule.value.status not in ("draft", "retired"):
            yield from _of_rule(entry, ladder)
    for clause_id, clause in policy_set.clauses.items():
        yield from _of_clause(policy_set, clause_id, clause, ladder)
    yield from _of_conditions(policy_set)
    yield from _of_parameters(policy_set)


def _both(condition: Any) -> Iterator[Rewrite]:
    yield from negations(condition)
    yield from rewrites(condition)


def _of_rule(entry: RuleEntry, ladder: tuple[str, ...]) -> Iterator[Mutant]:
    rule, id_ = entry.rule.value, entry.id
    touches = frozenset({id_})

    def mutant(kind: Kind, path: tuple[str | int, ...], told: str, **update: Any) -> Mutant:
        return Mutant(kind, entry.rule.span(*path), f"in `{id_}` {told}", touches, _rule_changed(id_, update))

    yield Mutant("rule", entry.rule.span("id"), f"`{id_}` is dropped", touches, _rule_dropped(id_))
    for each in _both(rule.when):
        yield mutant(each.kind, ("when", *each.path), each.told, when=each.condition)
    for key, attribute in (("from", "from_"), ("until", "until")):
        if getattr(rule.effective, attribute) is not None:
            effective = rule.effective.model_copy(update={attribute: None})
            yield mutant("dates", ("effective", key), f"`{key}` is dropped", effective=effective)
    if rule.territory:
        yield mutant("condition", ("territory",), "`territory` is dropped", territory=())
    if rule.exceptions is not None:
        yield mutant("exception", ("exceptions",), "every exception of the clause applies", exceptions=None)
        for index, name in enumerate(rule.exceptions):
            others = (*rule.exceptions[:index], *rule.exceptions[index + 1 :])
            yield mutant("exception", ("exceptions", index), f"`{name}` does not apply", exceptions=others)
    if rule.then is not None:
        for path, told, then in _outcomes(rule.then, ladder):
            yield mutant("action", ("then", *path), told, then=then)


def _outcomes(outcome: Outcome, ladder: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, Outcome]]:
    for key in ("action", "recommend"):
        now = getattr(outcome, key)
        for other in _beside(now, ladder) if now is not None else ():
            yield (key,), f"`{key}` is `{other}` instead of `{now}`", outcome.model_copy(update={key: other})
    if outcome.review and not outcome.recommend:
        yield ("review",), "no review is asked for", outcome.model_copy(update={"review": None})
    if outcome.finding == "note":
        yield ("finding",), "the note is a violation", outcome.model_copy(update={"finding": "violation"})


def _beside(action: str, ladder: tuple[str, ...]) -> tuple[str, ...]:
    """The measures one step milder and one step harsher, of those that may be asked for."""
    steps_of = [each for each in ladder[1:] if each != "geo_restrict"]
    if action not in steps_of:
        return ()
    at = steps_of.index(action)
    return tuple(steps_of[index] for index in (at - 1, at + 1) if 0 <= index < len(steps_of))


def _of_clause(policy_set: PolicySet, clause_id: str, entry: ClauseEntry, ladder: tuple[str, ...]) -> Iterator[Mutant]:
    clause = entry.clause.value
    touches = frozenset(rule_id for rule_id, each in policy_set.rules.items() if each.rule.value.clause == clause_id)

    def mutant(kind: Kind, path: tuple[str | int, ...], told: str, **update: Any) -> Mutant:
        span = entry.clause.span(*path)
        return Mutant(kind, span, f"in {clause_id} {told}", touches, _clause_changed(clause_id, update))

    for key, told, outcome in _outcomes(clause.outcome, ladder):
        yield mutant("action", ("outcome", *key), told, outcome=outcome)
    if not clause.text_can_clear and clause.exceptions:
        yield mutant("exception", ("text_can_clear",), "`text_can_clear` is true", text_can_clear=True)
    for index, exception in enumerate(clause.exceptions):
        others = (*clause.exceptions[:index], *clause.exceptions[index + 1 :])
        name, path = exception.id, ("exceptions", index)
        yield mutant("exception", (*path, "id"), f"the exception `{name}` is dropped", exceptions=others)
        for other in _beside(exception.soften_to, ladder):
            if not told_apart(policy_set, entry.area, clause, exception, other):
                continue
            changed = exception.model_copy(update={"soften_to": other})
            kept = (*clause.exceptions[:index], changed, *clause.exceptions[index + 1 :])
            told = f"`{name}` softens to `{other}` instead of `{exception.soften_to}`"
            yield mutant("exception", (*path, "soften_to"), told, exceptions=kept)
        for each in _both(exception.when):
            changed = exception.model_copy(update={"when": each.condition})
            kept = (*clause.exceptions[:index], changed, *clause.exceptions[index + 1 :])
            told = f"in the exception `{name}` {each.told}"
            yield mutant("exception", (*path, "when", *each.path), told, exceptions=kept)


def _of_conditions(policy_set: PolicySet) -> Iterator[Mutant]:
    for key, placed in policy_set.conditions.items():
        touches = _rules_naming(policy_set, {key[1], "/".join(key)})
        for each in _both(placed.value):
            span, told = placed.span(*each.path), f"in the condition `{'/'.join(key)}` {each.told}"
            yield Mutant(each.kind, span, told, touches, _condition_changed(key, each.condition))


def _of_parameters(policy_set: PolicySet) -> Iterator[Mutant]:
    for name, value in policy_set.params.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        span, touches = policy_set.manifest.span("params", name), _rules_naming(policy_set, {f"${name}"})
        for other in steps(value):
            told = f"the parameter `{name}` is {other:g} instead of {value:g}"
            yield Mutant("threshold", span, told, touches, _parameter_changed(name, other))


def _rules_naming(policy_set: PolicySet, names: set[str]) -> frozenset[str]:
    """The rules that name one of these, or a condition that does."""
    reached = set(names)
    while True:
        more = {
            name
            for key, placed in policy_set.conditions.items()
            if reached & texts(placed.value.model_dump())
            for name in (key[1], "/".join(key))
        }
        if more <= reached:
            break
        reached |= more
    return frozenset(
        id_ for id_, entry in policy_set.rules.items() if reached & texts(entry.rule.value.when.model_dump())
    )


def _rule_dropped(id_: str) -> PolicyChange:
    def change(policy_set: PolicySet) -> PolicySet | None:
        if id_ not in policy_set.rules:
            return None
        return replace(policy_set, rules={key: each for key, each in policy_set.rules.items() if key != id_})

    return change


def _rule_changed(id_: str, update: Mapping[str, Any]) -> PolicyChange:
    return _changed("rules", id_, lambda entry: replace(entry, rule=_updated(entry.rule, update)))


def _clause_changed(id_: str, update: Mapping[str, Any]) -> PolicyChange:
    return _changed("clauses", id_, lambda entry: replace(entry, clause=_updated(entry.clause, update)))


def _condition_changed(key: tuple[str, str], condition: Any) -> PolicyChange:
    return _changed("conditions", key, lambda placed: replace(placed, value=condition))


def _parameter_changed(name: str, value: float) -> PolicyChange:
    return _changed("params", name, lambda _: value)


def _changed(what: Literal["rules", "clauses", "conditions", "params"], key: Any, changed: Change) -> PolicyChange:
    """One definition of a policy set changed, with all of its kind in the same order."""

    def change(policy_set: PolicySet) -> PolicySet | None:
        of: Mapping[Any, Any] = getattr(policy_set, what)
        if key not in of:
            return None
        kept: dict[str, Any] = {what: {each: changed(old) if each == key else old for each, old in of.items()}}
        return replace(policy_set, **kept)

    return change


def _updated(placed: Placed[Any], update: Mapping[str, Any]) -> Placed[Any]:
    return replace(placed, value=placed.value.model_copy(update=dict(update)))

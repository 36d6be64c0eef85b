"""Whether a decision tells how far an exception softens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from policyengine.enforcement.soften import WHOLLY_TEXT
from policyengine.model.content import Kind
from policyengine.model.policy import Clause, Exception_, Outcome
from policyengine.source.definitions import SHARED, PolicySet

_ALL: frozenset[Kind] = frozenset(get_args(Kind))


def told_apart(policy_set: PolicySet, area: str, clause: Clause, exception: Exception_, other: str) -> bool:
    """Whether some item could be decided differently if an exception softened to another measure.

    Where words cannot clear a clause, an exception takes back what would be done at once, whatever it softens to. So a
    rule that only recommends shows the difference on items that are nothing but text, if it and the exception can hold
    of one; or where one of the two measures does not soften at all.
    """
    ladder = policy_set.manifest.value.ladder
    for entry in policy_set.rules.values():
        rule = entry.rule.value
        if rule.clause != clause.id or entry.area != area:
            continue
        outcome: Outcome = rule.then or clause.outcome
        asked = ladder.index(outcome.recommend or ladder[0])
        softens = [ladder.index(measure) < asked for measure in (exception.soften_to, other)]
        kinds = _kinds(policy_set, area, rule.when) & _kinds(policy_set, area, exception.when)
        if outcome.action or softens[0] != softens[1]:
            return True
        if softens[0] and (clause.text_can_clear or not kinds.isdisjoint(WHOLLY_TEXT)):
            return True
    return False


def _kinds(policy_set: PolicySet, area: str, condition: Any) -> frozenset[Kind]:
    """The kinds of content of which a condition may hold, or more."""
    verb = next(iter(type(condition).model_fields))
    value = getattr(condition, verb)
    if verb == "kind":
        return frozenset(value)
    if verb == "all":
        return _ALL.intersection(*(_kinds(policy_set, area, each) for each in value))
    if verb == "any":
        return _either(_kinds(policy_set, area, each) for each in value)
    if verb == "label":
        rules = [entry for entry in policy_set.rules.values() if entry.rule.value.label == value]
        return _either(_kinds(policy_set, entry.area, entry.rule.value.when) for entry in rules)
    if verb == "use":
        home, _, bare = value.rpartition("/")
        for key in ((home or area, bare), (SHARED, bare)):
            if key in policy_set.conditions:
                return _kinds(policy_set, key[0], policy_set.conditions[key].value)
    return _ALL


def _either(kinds: Iterable[frozenset[Kind]]) -> frozenset[Kind]:
    return frozenset[Kind]().union(*kinds)

"""Dates as signals: a rule outside its days does not hold, so nothing that rests on it does either."""

from __future__ import annotations

from datetime import UTC, datetime

from policyengine.compile.signals import SignalTable
from policyengine.signals.comparison import FactTest, Operator
from policyengine.signals.facts import MOMENT
from policyengine.source.definitions import PolicySet


def midnight(day: str) -> float:
    """The first moment of a day, UTC, in seconds since the epoch."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()


def bounds(policy_set: PolicySet, rule_id: str) -> tuple[tuple[Operator, str, str], ...]:
    """What limits a rule in time: the comparison with the moment of the decision, the day, and why."""
    rule = policy_set.rules[rule_id].rule.value
    found: list[tuple[Operator, str, str]] = []
    if rule.effective.from_ is not None:
        found.append(("at_least", rule.effective.from_, "effective from"))
    if rule.effective.until is not None:
        found.append(("below", rule.effective.until, "effective until"))
    retired = policy_set.clauses[rule.clause].clause.value.retired if rule.clause else None
    if retired is not None:
        found.append(("below", retired, "its clause retires on"))
    disabled = policy_set.disabled.get(rule_id)
    if disabled is not None:
        found.append(("at_least", disabled.value.until, "disabled until"))
    return tuple(found)


def in_force(policy_set: PolicySet, rule_id: str, table: SignalTable) -> tuple[int, ...]:
    """The signals that must be true for the rule to be in force."""
    return tuple(table.number(FactTest(MOMENT, op, midnight(day))) for op, day, _ in bounds(policy_set, rule_id))

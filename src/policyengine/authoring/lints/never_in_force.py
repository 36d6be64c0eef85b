"""PE208: rules without a day that is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.compile.validity import bounds
from policyengine.diagnostics.codes import logic
from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.table import diagnose
from policyengine.model.ruleset import Rule
from policyengine.source.definitions import Placed


def rules_never_in_force(subject: Subject) -> Iterator[Diagnostic]:
    """Rules whose days exclude each other, or are over."""
    for rule_id, entry in subject.policy_set.rules.items():
        if entry.rule.value.status in ("draft", "retired"):
            continue
        limits = bounds(subject.policy_set, rule_id)
        starts = [(day, why) for op, day, why in limits if op == "at_least"]
        ends = [(day, why) for op, day, why in limits if op == "below" and why != "its clause retires on"]
        retires = [(day, why) for op, day, why in limits if op == "below" and why == "its clause retires on"]
        if starts and min([*ends, *retires], default=("9999", "")) <= max(starts):
            (start, begins), (end, stops) = max(starts), min([*ends, *retires])
            message = f"`{rule_id}` is never in force: {begins} {start}, and {stops} {end}"
        elif ends and min(ends)[0] <= subject.today.isoformat():
            message = f"`{rule_id}` was in force until {min(ends)[0]} and will not be again"
        else:
            continue
        help_ = "correct the dates, or set `status: retired`"
        yield diagnose(logic.NEVER_IN_FORCE, message, _days(entry.rule), help=help_)


def _days(rule: Placed[Rule]) -> Span:
    """Where the rule says until when it is in force, or else from when; its id where it says neither."""
    effective = rule.value.effective
    if effective.until is not None:
        return rule.span("effective", "until")
    return rule.span("effective", "from") if effective.from_ is not None else rule.span("id")

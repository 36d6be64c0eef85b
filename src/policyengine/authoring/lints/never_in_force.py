"""PE208: rules without a day that is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.compile.validity import bounds
from policyengine.diagnostics.codes import logic
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


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
        span = entry.rule.span("effective" if entry.rule.value.effective.model_fields_set else "id")
        yield diagnose(logic.NEVER_IN_FORCE, message, span, help="correct the dates, or set `status: retired`")

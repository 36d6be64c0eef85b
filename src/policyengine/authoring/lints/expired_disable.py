"""PE168: rules that a layer had disabled, and that are in force again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import policy_set as codes
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def expired_disables(subject: Subject) -> Iterator[Diagnostic]:
    """An entry under `disable` whose day has come."""
    for rule, placed in subject.policy_set.disabled.items():
        if date.fromisoformat(placed.value.until) <= subject.today:
            message = f"`{rule}` was disabled until {placed.value.until} and is in force again"
            help_ = "strike the entry, or give it a later day and a reason why"
            yield diagnose(codes.DISABLE_EXPIRED, message, placed.span("until"), help=help_)

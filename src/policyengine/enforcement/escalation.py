"""Escalations: who must look beyond the ordinary, and whether measures wait for them."""

from __future__ import annotations

from collections.abc import Sequence

from policyengine.enforcement.findings import Gathered
from policyengine.model.manifest import Escalation

ALLOW = "allow"


def applying(
    holding: Sequence[Escalation], effective: Sequence[Gathered], otherwise_called: bool
) -> tuple[Escalation, ...]:
    """Of the escalations whose condition holds, those that apply: where something is asked for, or always."""
    asked = any(each.finding.review or each.finding.action != ALLOW for each in effective)
    return tuple(
        sorted((each for each in holding if each.always or asked or otherwise_called), key=lambda each: each.id)
    )


def measures_wait(escalations: Sequence[Escalation]) -> bool:
    """Whether nothing may be done before somebody has signed it off."""
    return any(each.sign_off for each in escalations)

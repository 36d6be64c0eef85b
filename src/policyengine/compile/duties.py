"""The duties of all overlays, with what is known of the service settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyengine.model.overlay import Calendar, Duty
from policyengine.model.policy import Law
from policyengine.source.definitions import PolicySet


@dataclass(frozen=True, slots=True)
class CompiledDuty:
    """A duty of an overlay. `unknown` are the statuses of the service that nobody has said, with their questions;
    `excluded` is one that does not hold, so that the duty is not the service's."""

    id: str
    jurisdiction: str
    reaches: frozenset[str]
    time_zone: str
    calendar: Calendar | None
    law: Law
    duty: Duty
    unknown: tuple[tuple[str, str], ...]
    excluded: str | None


def compile_duties(policy_set: PolicySet) -> tuple[CompiledDuty, ...]:
    """Every duty, in the order of overlays and of their files."""
    found: list[CompiledDuty] = []
    for name, placed in policy_set.overlays.items():
        overlay = placed.value
        known: Mapping[str, bool] = policy_set.service.get(name, {})
        for duty in overlay.duties:
            found.append(
                CompiledDuty(
                    id=f"{name}/{duty.id}",
                    jurisdiction=overlay.jurisdiction,
                    reaches=frozenset((overlay.jurisdiction, *overlay.reaches)),
                    time_zone=overlay.time_zone,
                    calendar=overlay.calendar,
                    law=overlay.laws[duty.law],
                    duty=duty,
                    unknown=tuple(
                        (f"{name}.{each}", overlay.statuses[each].question)
                        for each in duty.applies_if
                        if each not in known
                    ),
                    excluded=next((f"{name}.{each}" for each in duty.applies_if if known.get(each) is False), None),
                )
            )
    return tuple(found)

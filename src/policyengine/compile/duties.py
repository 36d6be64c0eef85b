"""The duties of all overlays, with what is known of the service settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from policyengine.model.overlay import Calendar, Duty
from policyengine.model.policy import Law
from policyengine.source.definitions import PolicySet


@dataclass(frozen=True, slots=True)
class CompiledDuty:
    """A duty of an overlay. `service` is what has been said of the service in the eyes of its law; `questions` are
    those of the statuses that the duty needs."""

    overlay: str
    jurisdiction: str
    reaches: frozenset[str]
    queue: str | None
    time_zone: str
    calendar: Calendar | None
    law: Law
    duty: Duty
    questions: Mapping[str, str]
    service: Mapping[str, bool]

    @property
    def id(self) -> str:
        """The full id: `overlay/duty`."""
        return f"{self.overlay}/{self.duty.id}"

    @property
    def unknown(self) -> tuple[tuple[str, str], ...]:
        """The statuses that it needs and that nobody has said, with their questions."""
        return tuple(
            (f"{self.overlay}.{each}", self.questions[each])
            for each in self.duty.applies_if
            if each not in self.service
        )

    @property
    def excluded(self) -> str | None:
        """A status that it needs and that does not hold, so that the duty is not the service's."""
        return next(
            (f"{self.overlay}.{each}" for each in self.duty.applies_if if self.service.get(each) is False), None
        )


def compile_duties(policy_set: PolicySet) -> tuple[CompiledDuty, ...]:
    """Every duty, in the order of overlays and of their files."""
    found: list[CompiledDuty] = []
    for name, placed in policy_set.overlays.items():
        overlay = placed.value
        for duty in overlay.duties:
            found.append(
                CompiledDuty(
                    overlay=name,
                    jurisdiction=overlay.jurisdiction,
                    reaches=frozenset((overlay.jurisdiction, *overlay.reaches)),
                    queue=overlay.queue,
                    time_zone=overlay.time_zone,
                    calendar=overlay.calendar,
                    law=overlay.laws[duty.law],
                    duty=duty,
                    questions={each: overlay.statuses[each].question for each in duty.applies_if},
                    service=policy_set.service.get(name, {}),
                )
            )
    return tuple(found)


def serving(duties: Iterable[CompiledDuty], said: Mapping[str, Mapping[str, bool]]) -> tuple[CompiledDuty, ...]:
    """The duties of a service of which more is said, as a layer would say it."""
    return tuple(replace(each, service={**each.service, **said.get(each.overlay, {})}) for each in duties)

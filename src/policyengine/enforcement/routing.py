"""The review axis: whether a person must look, who, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from policyengine.compile.program import Setting
from policyengine.enforcement.deadlines import certain
from policyengine.enforcement.escalation import ALLOW
from policyengine.enforcement.findings import Gathered, gravest
from policyengine.enforcement.fired import BrokenRule
from policyengine.model.decision import Deadline, EarlierStanding, ReviewOrder, SideActionTaken, SkippedText
from policyengine.model.manifest import Escalation, Queue
from policyengine.model.policy import SEVERITIES, Severity

GRAVE: tuple[Severity, ...] = ("high", "critical")
"""Severities from which a rule that fails sends the item to a person."""
SERVICE_LEVEL, CASE = "service level", "case"


class Reason(NamedTuple):
    """Why a person must look. A reason without a queue leaves that to the others."""

    severity: Severity
    queue: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Situation:
    """All that routing looks at. `escalations` are those that apply."""

    gathered: Sequence[Gathered]
    broken: Sequence[BrokenRule]
    skipped: Sequence[SkippedText]
    escalations: Sequence[Escalation]
    held: bool
    """Whether measures wait for a sign-off, so that a person looks at each of them."""
    deadlines: Sequence[Deadline]
    ordered: datetime | None
    """The time that the case itself sets."""
    side_actions: Sequence[SideActionTaken]
    earlier: EarlierStanding | None
    language: str | None
    """The language that the item is declared to be in."""
    ladder: Mapping[str, int]


def route(situation: Situation, setting: Setting, at: datetime) -> ReviewOrder:
    """The review of the gravest reason; every reason is told."""
    escalations = situation.escalations
    reasons = [*_reasons(situation), *_reasons_of_law(situation, setting)]
    reasons += [Reason(each.severity or "low", each.queue, f"{each.id}: {each.why}") for each in escalations]
    if not reasons:
        return ReviewOrder()
    severity = gravest([each.severity for each in reasons])
    service = setting.services[severity]
    ordered = sorted(reasons, key=lambda each: -SEVERITIES.index(each.severity))
    languages = _languages(situation)
    asked = [setting.side_actions[each.id] for each in situation.side_actions]
    forced = [each.queue for each in sorted(escalations, key=_rank) if each.queue] + [
        each.queue for each in asked if each.queue
    ]
    base = next((each for each in (*forced, *(each.queue for each in ordered)) if each), setting.default_queue)
    due, due_by = _first(at + service.within, situation)
    return ReviewOrder(
        required=True,
        queue=part_of(base, _reviewing(situation, languages), severity, setting.queues),
        level=max([service.level, *(each.level or 1 for each in escalations), *(each.level or 1 for each in asked)]),
        due=due,
        due_by=due_by,
        reviewers=max([1, *(each.reviewers for each in escalations)]),
        sign_off=tuple(sorted({role for each in escalations for role in each.sign_off})),
        languages=languages,
        reasons=tuple(dict.fromkeys(each.text for each in ordered)),
    )


def _rank(escalation: Escalation) -> tuple[int, str]:
    return (-SEVERITIES.index(escalation.severity or "low"), escalation.id)


def _reasons(situation: Situation) -> Iterable[Reason]:
    for each in _looked_at(situation):
        wished = each.finding.recommended
        if wished is None and situation.held and each.finding.action != ALLOW:
            wished = each.finding.action
        wish = f": {wished} recommended" if wished else ""
        yield Reason(each.finding.severity, each.clause.queue, f"{each.finding.clause.id}{wish}")
    for failure in situation.broken:
        if failure.rule.severity in GRAVE and failure.rule.clause is not None:
            text = f"{failure.rule.clause.clause.id}: the rule {failure.rule.id} failed"
            yield Reason(failure.rule.severity, failure.rule.clause.queue, text)
    if situation.skipped:
        yield Reason("medium", None, "text beyond the limit was not read")
    if situation.earlier is not None and not situation.earlier.settled and _harder(situation.earlier, situation.ladder):
        day = situation.earlier.at.date().isoformat()
        asked, stands = situation.earlier.rules_ask, situation.earlier.action
        yield Reason("medium", None, f"a person decided {stands} on {day}; the rules now ask for {asked}")


def _looked_at(situation: Situation) -> Iterable[Gathered]:
    """The findings that a person looks at: those that ask for it, and those whose measure is held. None if a person
    has decided with all of it before them."""
    if situation.earlier is not None and situation.earlier.settled:
        return
    for each in situation.gathered:
        if each.finding.review or (situation.held and each.finding.action != ALLOW):
            yield each


def _reasons_of_law(situation: Situation, setting: Setting) -> Iterable[Reason]:
    queues = {each.id: each.queue for each in setting.duties}
    for deadline in certain(situation.deadlines):
        when = f"by {deadline.due.isoformat()}" if deadline.due is not None else deadline.stated
        yield Reason("medium", queues[deadline.duty], f"{deadline.duty}: {deadline.does} ({when})")
    if situation.ordered is not None:
        yield Reason("medium", None, f"the case is to be followed by {situation.ordered.astimezone(UTC).isoformat()}")


def _harder(earlier: EarlierStanding, ladder: Mapping[str, int]) -> bool:
    return ladder[earlier.rules_ask] > ladder[earlier.action]


def _languages(situation: Situation) -> tuple[str, ...]:
    read = {tag for each in _looked_at(situation) for tag in each.languages}
    return tuple(sorted(read | ({situation.language} if situation.language is not None else set())))


def _reviewing(situation: Situation, languages: tuple[str, ...]) -> str | None:
    """The language by which a queue is chosen: the declared one, or the only one there is."""
    return situation.language or (languages[0] if len(languages) == 1 else None)


def _first(internal: datetime, situation: Situation) -> tuple[datetime, str]:
    """The service level; or what comes before it, a deadline of law or the time that the case itself sets."""
    earlier = [(each.due, each.duty) for each in certain(situation.deadlines) if each.due is not None]
    first = min(earlier, default=(internal, SERVICE_LEVEL))
    if situation.ordered is not None and situation.ordered < first[0]:
        first = (situation.ordered.astimezone(UTC), CASE)
    return first if first[0] < internal else (internal, SERVICE_LEVEL)


def part_of(base: str, language: str | None, severity: Severity, queues: Mapping[str, Queue]) -> str:
    """The part of a queue that takes this language and severity: the one that says most; the queue itself if none."""
    parts = [
        (len([each for each in (queue.languages, queue.severities) if each]), name)
        for name, queue in sorted(queues.items())
        if queue.of == base
        and (not queue.languages or language in queue.languages)
        and (not queue.severities or severity in queue.severities)
    ]
    return max(parts, default=(0, base), key=lambda each: each[0])[1]

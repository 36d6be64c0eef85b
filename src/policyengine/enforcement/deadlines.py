"""Deadlines: which duties of law a case starts, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from policyengine.compile.duties import CompiledDuty
from policyengine.enforcement.clocks import due, stated
from policyengine.enforcement.findings import Gathered, cite_law
from policyengine.model.circumstances import Case
from policyengine.model.decision import Deadline, OpenQuestion

LATEST = datetime.max.replace(tzinfo=UTC)
AS_ORDERED = "by the time that the order sets"


def deadlines(
    case: Case,
    gathered: Sequence[Gathered],
    markets: tuple[str, ...],
    duties: Iterable[CompiledDuty],
    locales: tuple[str, ...],
) -> tuple[Deadline, ...]:
    """Every deadline that the case starts, the earliest first.

    A duty whose conditions nobody has settled stands here with its open questions; one that is known not to be the
    service's does not. The classes of clauses that were found help to tell that a duty is meant, and never that it is
    not: what rules find says nothing of what somebody complains about.
    """
    where = frozenset(case.jurisdictions or markets)
    found = [
        _deadline(each, case, questions, locales)
        for each in duties
        if each.reaches & where
        and each.excluded is None
        and (questions := open_questions(each, case, _classes(gathered, each))) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.due or LATEST, each.duty)))


def _classes(gathered: Sequence[Gathered], duty: CompiledDuty) -> frozenset[str]:
    """The classes that were found where the law of the duty counts."""
    return frozenset(
        name
        for each in gathered
        if not each.finding.territory or duty.reaches.intersection(each.finding.territory)
        for name in each.clause.clause.classes
    )


def certain(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """The deadlines that are the service's beyond doubt."""
    return tuple(each for each in found if not each.open_questions)


def excluded(case: Case, markets: tuple[str, ...], duties: Iterable[CompiledDuty]) -> tuple[tuple[str, str], ...]:
    """The duties that such a case could start, were the service not known to be outside them; and by which status."""
    where = frozenset(case.jurisdictions or markets)
    return tuple(
        (each.id, each.excluded)
        for each in duties
        if each.excluded is not None and each.reaches & where and open_questions(each, case) is not None
    )


def open_questions(
    each: CompiledDuty, case: Case, found: frozenset[str] = frozenset()
) -> tuple[OpenQuestion, ...] | None:
    """What must be answered before such a case starts the duty; `None` if it does not, whatever the answers.

    `found` are classes of content that rules found.
    """
    duty = each.duty
    if case.trigger not in duty.trigger:
        return None
    questions: list[OpenQuestion] = []
    if duty.by and case.by is None:
        question = f"Who sent it? This duty is owed to: {', '.join(duty.by)}."
        questions.append(OpenQuestion(name="case.by", question=question))
    elif duty.by and case.by not in duty.by:
        return None
    if duty.classes and found.union(case.classes).isdisjoint(duty.classes):
        if case.classes:
            return None
        question = f"What is the content? This duty is about: {', '.join(duty.classes)}."
        questions.append(OpenQuestion(name="case.classes", question=question))
    questions += [OpenQuestion(name=f"service.{name}", question=question) for name, question in each.unknown]
    return tuple(questions)


def _deadline(
    each: CompiledDuty, case: Case, questions: tuple[OpenQuestion, ...], locales: tuple[str, ...]
) -> Deadline:
    does = each.duty.does
    ordered = case.due_at if each.duty.as_ordered else None
    counted = due(each.duty, case.received_at, each.time_zone, each.calendar)
    return Deadline(
        duty=each.id,
        jurisdiction=each.jurisdiction,
        law=cite_law(each.law),
        does=next((does[locale] for locale in locales if locale in does), next(iter(does.values()))),
        trigger=case.trigger,
        received_at=case.received_at.astimezone(UTC),
        due=ordered.astimezone(UTC) if ordered is not None else counted,
        stated=AS_ORDERED if ordered is not None else stated(each.duty),
        time_zone=each.time_zone,
        open_questions=questions,
    )

"""Deadlines: which duties of law a case starts, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from policyengine.compile.duties import CompiledDuty
from policyengine.enforcement.clocks import due, stated
from policyengine.enforcement.findings import cite_law
from policyengine.model.circumstances import Case
from policyengine.model.decision import Deadline, OpenQuestion

LATEST = datetime.max.replace(tzinfo=UTC)


def deadlines(
    case: Case,
    classes: Iterable[str],
    markets: tuple[str, ...],
    duties: Iterable[CompiledDuty],
    locales: tuple[str, ...],
) -> tuple[Deadline, ...]:
    """Every deadline that the case starts, the earliest first. `classes` are those of the clauses that were found.

    A duty whose conditions nobody has settled stands here with its open questions; one that is known not to be the
    service's does not.
    """
    where = frozenset(case.jurisdictions or markets)
    known = frozenset((*case.classes, *classes))
    found = [
        _deadline(each, case, questions, locales)
        for each in duties
        if each.reaches & where and (questions := open_questions(each, case, known)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.due or LATEST, each.duty)))


def certain(found: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """The deadlines that are the service's beyond doubt."""
    return tuple(each for each in found if not each.open_questions)


def excluded(case: Case, markets: tuple[str, ...], duties: Iterable[CompiledDuty]) -> tuple[tuple[str, str], ...]:
    """The duties that such a case would start, were the service not known to be outside them; and by which status."""
    where = frozenset(case.jurisdictions or markets)
    return tuple(
        (each.id, each.excluded)
        for each in duties
        if each.excluded is not None and each.reaches & where and case.trigger in each.duty.trigger
    )


def open_questions(each: CompiledDuty, case: Case, classes: frozenset[str]) -> tuple[OpenQuestion, ...] | None:
    """What must be answered before the duty is the service's; `None` if it is not, whatever the answers."""
    duty = each.duty
    if case.trigger not in duty.trigger or each.excluded is not None:
        return None
    questions: list[OpenQuestion] = []
    if duty.by and case.by is None:
        question = f"Who sent it? This duty is owed to: {', '.join(duty.by)}."
        questions.append(OpenQuestion(name="case.by", question=question))
    elif duty.by and case.by not in duty.by:
        return None
    if duty.classes and not classes:
        question = f"What is the content? This duty is about: {', '.join(duty.classes)}."
        questions.append(OpenQuestion(name="case.classes", question=question))
    elif duty.classes and classes.isdisjoint(duty.classes):
        return None
    questions += [OpenQuestion(name=f"service.{name}", question=question) for name, question in each.unknown]
    return tuple(questions)


def _deadline(
    each: CompiledDuty, case: Case, questions: tuple[OpenQuestion, ...], locales: tuple[str, ...]
) -> Deadline:
    does = each.duty.does
    return Deadline(
        duty=each.id,
        jurisdiction=each.jurisdiction,
        law=cite_law(each.law),
        does=next((does[locale] for locale in locales if locale in does), next(iter(does.values()))),
        trigger=case.trigger,
        received_at=case.received_at.astimezone(UTC),
        due=due(each.duty, case.received_at, each.time_zone, each.calendar),
        stated=stated(each.duty),
        time_zone=each.time_zone,
        open_questions=questions,
    )

"""PE405: laws that nobody has read for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import upkeep
from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.table import diagnose
from policyengine.model.policy import Law

_YEAR = timedelta(days=365)


def overdue_reviews(subject: Subject) -> Iterator[Diagnostic]:
    """A law of an overlay, or of a clause, whose text was read more than a year ago, or on a day still to come."""
    overlays = subject.policy_set.overlays
    for name, placed in overlays.items():
        for law_id, law in placed.value.laws.items():
            yield from _overdue(f"the law `{name}/{law_id}`", law, placed.span("laws", law_id, "as_of"), subject.today)
    for clause_id, entry in subject.policy_set.clauses.items():
        clause = entry.clause.value
        if clause.law is None or clause.retired is not None:
            continue
        if entry.area in overlays and clause.law in overlays[entry.area].value.laws.values():
            continue  # it was looked at with its overlay
        span = entry.clause.span("law", "as_of")
        yield from _overdue(f"the law of {clause_id}", clause.law, span, subject.today)


def _overdue(what: str, law: Law, span: Span, today: date) -> Iterator[Diagnostic]:
    read = date.fromisoformat(law.as_of)
    if read > today:
        message = f"{what} was read on {law.as_of}, which is still to come"
    elif today - read > _YEAR:
        message = f"{what} was last read on {law.as_of}"
    else:
        return
    yield diagnose(upkeep.REVIEW_OVERDUE, message, span, help="read it again, and set `as_of` to that day")

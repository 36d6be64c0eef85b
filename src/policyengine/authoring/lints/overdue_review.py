"""PE405: laws that nobody has read for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import upkeep
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose

_YEAR = timedelta(days=365)


def overdue_reviews(subject: Subject) -> Iterator[Diagnostic]:
    """A clause of local law whose text was read more than a year ago, or on a day that is still to come."""
    for clause_id, entry in subject.policy_set.clauses.items():
        law = entry.clause.value.law
        if law is None or entry.clause.value.retired is not None:
            continue
        read = date.fromisoformat(law.as_of)
        if read > subject.today:
            message = f"the law of {clause_id} was read on {law.as_of}, which is still to come"
        elif subject.today - read > _YEAR:
            message = f"the law of {clause_id} was last read on {law.as_of}"
        else:
            continue
        help_ = "read it again, and set `as_of` to that day"
        yield diagnose(upkeep.REVIEW_OVERDUE, message, entry.clause.span("law", "as_of"), help=help_)

"""The facts of a record: what was found and how, without a word of the content, which may hold personal data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policyengine.model.content import Content
from policyengine.model.decision import Finding
from policyengine.model.filing import Filing
from policyengine.model.statement import Decider
from policyengine.statements.dsa.validation import LONGEST
from policyengine.statements.shortening import shortened

_LOOKED: dict[Decider, str] = {
    "automatic": "No person was involved in the decision.",
    "confirmed": "A person reviewed what was found and confirmed the decision.",
    "person": "A person took the decision.",
}
_LED: dict[str, str] = {
    "SOURCE_VOLUNTARY": "in checks on the platform's own initiative",
    "SOURCE_ARTICLE_16": "in a check that followed a notice",
    "SOURCE_TRUSTED_FLAGGER": "in a check that followed a notice of a trusted flagger",
    "SOURCE_TYPE_OTHER_NOTIFICATION": "in a check that followed a notification",
}


def facts(findings: Sequence[Finding], softened: bool, content: Content, filing: Filing) -> dict[str, Any]:
    """What the decision rests on, and what led to it; no facts where there is no finding."""
    source = source_type(content)
    return {
        "decision_facts": shortened(_told(findings, softened, content, filing, source), LONGEST) if findings else None,
        "source_type": source,
        "source_identity": filing.notifier if source != "SOURCE_VOLUNTARY" else None,
    }


def source_type(content: Content) -> str:
    """What led to the check: nothing but the service itself, or what reached it."""
    case = content.case
    if case is None:
        return "SOURCE_VOLUNTARY"
    if case.by == "trusted_flagger":
        return "SOURCE_TRUSTED_FLAGGER"
    return "SOURCE_ARTICLE_16" if case.trigger == "notice" else "SOURCE_TYPE_OTHER_NOTIFICATION"


def _told(findings: Sequence[Finding], softened: bool, content: Content, filing: Filing, source: str) -> str:
    clauses = list(dict.fromkeys(each.clause.id for each in findings))
    places = sorted({each.pointer.split("/")[1] for finding in findings for each in finding.evidence if each.pointer})
    where = f" Fields of the item: {', '.join(places)}." if places else ""
    total = sum(each.matches_total for each in findings)
    seen = f"{total} {'indication' if total == 1 else 'indications'}"
    context = " The context was taken into account, and made the measure milder." if softened else ""
    return (
        f"Automated means found {seen} of what {' and '.join(clauses)} {'is' if len(clauses) == 1 else 'are'} about, "
        f"in an item of the kind {content.kind}, {_LED[source]}.{where}{context} {_LOOKED[filing.decided_by]}"
    )

"""PE403: outcomes that do not go with their severity."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import upkeep
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def severities_against_actions(subject: Subject) -> Iterator[Diagnostic]:
    """A clause or rule that is low and takes the strongest measure at once, or critical and asks for nothing."""
    strongest = subject.policy_set.manifest.value.ladder[-1]
    for clause_id, entry in subject.policy_set.clauses.items():
        outcome, severity = entry.clause.value.outcome, entry.clause.value.severity
        asked = strongest if outcome.action == strongest else None
        nothing = not (outcome.action or outcome.recommend or outcome.review)
        problem = _problem(severity, asked, nothing)
        if problem is not None:
            span = entry.clause.span("severity")
            yield diagnose(upkeep.SEVERITY_AGAINST_ACTION, f"{clause_id} {problem}", span, help=_HELP)
    for rule in subject.program.rules:
        own = subject.policy_set.rules[rule.id].rule
        if rule.clause is not None and own.value.then is not None:
            asked = strongest if rule.action == strongest else None
            problem = _problem(rule.severity, asked, not (rule.action or rule.recommend or rule.review))
            if problem is not None:
                yield diagnose(upkeep.SEVERITY_AGAINST_ACTION, f"`{rule.id}` {problem}", own.span("then"), help=_HELP)


_HELP = "change the severity or the outcome"


def _problem(severity: str, strongest: str | None, nothing: bool) -> str | None:
    if severity == "low" and strongest is not None:
        return f"is of low severity and takes `{strongest}`, the strongest measure, at once"
    return "is critical and asks for nothing" if severity == "critical" and nothing else None

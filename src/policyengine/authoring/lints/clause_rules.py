"""PE401 and PE406: clauses that nobody enforces, and rules of clauses that are retired."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import upkeep
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def clauses_without_rule(subject: Subject) -> Iterator[Diagnostic]:
    """A clause that no rule enforces."""
    policy_set = subject.policy_set
    enforced = {entry.rule.value.clause for entry in policy_set.rules.values()}
    for clause_id, entry in policy_set.clauses.items():
        if clause_id not in enforced and entry.clause.value.retired is None:
            message = f"no rule enforces {clause_id}"
            span = entry.clause.span("id")
            yield diagnose(upkeep.CLAUSE_WITHOUT_RULE, message, span, help="add a rule, at first as a `draft`")


def rules_of_retired_clauses(subject: Subject) -> Iterator[Diagnostic]:
    """A rule that is not retired and enforces a clause that is."""
    for rule_id, entry in subject.policy_set.rules.items():
        rule = entry.rule.value
        retired = subject.policy_set.clauses[rule.clause].clause.value.retired if rule.clause else None
        if retired is not None and retired <= subject.today.isoformat() and rule.status != "retired":
            message = f"`{rule_id}` enforces {rule.clause}, which retired on {retired}"
            help_ = "set `status: retired`, or name the clause that took its place"
            yield diagnose(upkeep.RETIRED_CLAUSE, message, entry.rule.span("clause"), help=help_)

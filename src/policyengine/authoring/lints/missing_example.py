"""PE501 and PE502: rules that nothing proves to fire, or to stay silent."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import fixtures
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def rules_without_examples(subject: Subject) -> Iterator[Diagnostic]:
    """A rule without an example that it flags, or without one that it lets pass."""
    for rule_id, entry in subject.policy_set.rules.items():
        rule = entry.rule.value
        if rule.status == "retired":
            continue
        for code, examples, what, key in (
            (fixtures.RULE_WITHOUT_FLAG, rule.examples.flag, "flags", "flag"),
            (fixtures.RULE_WITHOUT_PASS, rule.examples.pass_, "lets pass", "pass"),
        ):
            if not examples:
                message = f"`{rule_id}` has no example that it {what}"
                yield diagnose(code, message, entry.rule.span("id"), help=f"add one under `examples: {key}:`")

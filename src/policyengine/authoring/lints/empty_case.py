"""PE505: cases that pass whatever the rules say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import fixtures
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose

_NOTHING_TO_JUDGE = frozenset({"id", "kind", "language", "markets"})


def empty_cases(subject: Subject) -> Iterator[Diagnostic]:
    """A case that expects nothing of an item without text and facts; an example to let pass without a text."""
    for entry in subject.policy_set.suites:
        suite = entry.suite.value
        for index, case in enumerate(suite.cases):
            item = suite.items.get(case.item) if isinstance(case.item, str) else case.item
            if case.expect == "allow" and item is not None and _empty({**item, **case.patch}):
                message = f"the case `{case.name}` has nothing to judge and expects nothing"
                span = entry.suite.span("cases", index, "name")
                yield diagnose(fixtures.ASSERTS_NOTHING, message, span, help="give the item a text or a fact")
    for rule in subject.policy_set.rules.values():
        for index, example in enumerate(rule.rule.value.examples.pass_):
            if not (example.text or "").strip() and _empty(example.content or {}):
                message = f"this example of `{rule.id}` has nothing to judge"
                span = rule.rule.span("examples", "pass", index)
                yield diagnose(fixtures.ASSERTS_NOTHING, message, span, help="write the nearest innocent text")


def _empty(item: Mapping[str, Any]) -> bool:
    return not any(value not in (None, "", [], {}) for key, value in item.items() if key not in _NOTHING_TO_JUDGE)

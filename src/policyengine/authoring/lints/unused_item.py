"""PE506: items of suites that no case takes."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import fixtures
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def unused_items(subject: Subject) -> Iterator[Diagnostic]:
    """An item that is named in a suite and not used there."""
    for entry in subject.policy_set.suites:
        suite = entry.suite.value
        used = {case.item for case in suite.cases if isinstance(case.item, str)}
        for name in suite.items:
            if name not in used:
                message = f"no case uses the item `{name}`"
                span = entry.suite.key("items", name)
                yield diagnose(fixtures.ITEM_UNUSED, message, span, help="use it in a case or remove it")

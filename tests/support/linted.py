"""What the lints say of a small policy set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from policy_sets import Files, request

from policyengine.authoring.check import Checked, check
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import TABLE
from policyengine.loading import load

TODAY = date(2026, 3, 1)


def checked(*layers: Files, lists: Mapping[str, list[str]] | None = None, today: date = TODAY) -> Checked:
    """Everything that `check` says, without what every small set has: unused words and untested rules."""
    loaded = load(request(*layers, lists=lists), as_tested=True)
    assert loaded.program is not None, loaded.diagnostics
    return check(loaded, today, frozenset(TABLE) - {"PE201", "PE401", "PE501", "PE502", "PE503", "PE310"})


def findings(*layers: Files, today: date = TODAY) -> list[Diagnostic]:
    """The findings that stand."""
    return list(checked(*layers, today=today).findings)


def codes(*layers: Files, today: date = TODAY) -> list[str]:
    """Their codes, in the order of their places."""
    return [each.code for each in findings(*layers, today=today)]

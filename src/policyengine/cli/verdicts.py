"""Verdicts as a person reads them: what differs, what came near, and one line that says it all."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from policyengine.authoring.cases import ExampleCase
from policyengine.authoring.judge import Verdict
from policyengine.authoring.testing import Trial
from policyengine.diagnostics.wording import counted


def show_verdicts(console: Console, trial: Trial, verdicts: Sequence[Verdict]) -> None:
    """Every failure, and the counts."""
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in failed:
        _show(console, trial, verdict)
    waiting = sum(verdict.waiting for verdict in verdicts)
    passed = len(verdicts) - len(failed) - waiting
    rules = {verdict.case.rule for verdict in verdicts if isinstance(verdict.case, ExampleCase)}
    parts = [counted(len(verdicts), "case"), f"{passed:,} passed", f"{len(failed):,} failed"]
    if waiting:
        parts.append(f"{waiting:,} to do")
    console.print(" · ".join([*parts, f"{counted(len(rules), 'rule')} with examples"]))


def _show(console: Console, trial: Trial, verdict: Verdict) -> None:
    console.print(f"FAILED {verdict.case.name}", style="bold red", soft_wrap=True)
    console.print(f"  {verdict.case.place}", style="dim", soft_wrap=True)
    for each in verdict.differences:
        console.print(f"  - {each.part}: {each.expected}", style="red", soft_wrap=True)
        console.print(f"  + {each.part}: {each.actual}", style="green", soft_wrap=True)
    for line in verdict.near:
        console.print(f"  {line}", style="dim", soft_wrap=True)
    again = trial.reproduction(verdict)
    if again is not None:
        console.print(f"  $ {again}", soft_wrap=True)
    console.print()

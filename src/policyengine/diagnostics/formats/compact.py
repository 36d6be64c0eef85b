"""One line for each finding: for editors, `grep` and `sort`."""

from __future__ import annotations

from collections.abc import Iterable

from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.render import place


def compact(findings: Iterable[Diagnostic]) -> str:
    """`file:line:column: level[code]: message (help)`, one a line."""
    return "\n".join(map(_line, findings))


def _line(finding: Diagnostic) -> str:
    where = f"{place(finding.span)}: " if finding.span is not None else ""
    help_ = f" ({finding.help})" if finding.help else ""
    return f"{where}{finding.level}[{finding.code}]: {finding.message}{help_}"

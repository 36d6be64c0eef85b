"""Annotations of GitHub Actions: workflow commands on standard output.

GitHub shows ten errors and ten warnings of a step and drops the rest without a word, so no more are sent, and the last
line says how many were left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from policyengine.diagnostics.diagnostic import Diagnostic, Level
from policyengine.diagnostics.formats.compact import compact
from policyengine.diagnostics.wording import counted

MOST_OF_A_LEVEL = 10
"""https://docs.github.com/en/rest/checks and the runner's own limit for each step."""
LONGEST_SUMMARY = 900_000
"""Characters of a step summary, which may have 1 MiB."""
_LEVELS: tuple[Level, ...] = ("error", "warning")


def github(findings: Iterable[Diagnostic]) -> str:
    """The first ten annotations of each level, and how many more there are."""
    known = tuple(findings)
    lines: list[str] = []
    for level in _LEVELS:
        lines += [_annotation(each) for each in known if each.level == level][:MOST_OF_A_LEVEL]
    left_out = len(known) - len(lines)
    if left_out:
        lines.append(
            f"{counted(left_out, 'more finding')} without an annotation: GitHub shows {MOST_OF_A_LEVEL} of a level; "
            "the summary of this step has all, and so has `--format compact`"
        )
    return "\n".join(lines)


def step_summary(findings: Iterable[Diagnostic]) -> str:
    """All findings as Markdown, for the file that `GITHUB_STEP_SUMMARY` names."""
    text = compact(findings)
    cut = text if len(text) <= LONGEST_SUMMARY else text[:LONGEST_SUMMARY].rpartition("\n")[0] + "\n…"
    fence = "`" * 6
    return f"### policyengine check\n\n{fence}text\n{cut}\n{fence}\n" if text else ""


def _annotation(finding: Diagnostic) -> str:
    properties = {"title": f"{finding.code} {finding.message}"[:120]}
    if finding.span is not None:
        start, end = finding.span.start, finding.span.end
        properties = {"file": finding.span.file, "line": str(start.line), "endLine": str(end.line), **properties}
        # GitHub refuses columns for annotations of several lines.
        if start.line == end.line:
            properties |= {"col": str(start.column), "endColumn": str(end.column)}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message
    return f"::{finding.level} {told}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

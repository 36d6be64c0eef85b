"""SARIF 2.1.0 (OASIS), as code scanning services read it: the codes as rules, the findings as results."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.table import TABLE, explain
from policyengine.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Justified = tuple[Diagnostic, str]
"""A finding that is suppressed, and the reason."""


def sarif(findings: Iterable[Diagnostic], suppressed: Iterable[Justified] = ()) -> str:
    """The log as JSON. Suppressed findings are results with their justification, which viewers hide."""
    standing = [(each, None) for each in findings]
    told: list[tuple[Diagnostic, str | None]] = [*standing, *suppressed]
    codes = sorted({each.code for each, _ in told})
    run = {
        "tool": {"driver": {"name": "policyengine", "version": VERSION, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, reason, codes.index(each.code)) for each, reason in told],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code_id: str) -> dict[str, Any]:
    code = TABLE[code_id]
    return {
        "id": code_id,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.means},
        "help": {"text": explain(code_id)},
        "defaultConfiguration": {"level": code.level},
    }


def _result(finding: Diagnostic, reason: str | None, rule: int) -> dict[str, Any]:
    text = finding.message if finding.help is None else f"{finding.message}; {finding.help}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": text},
    }
    if finding.span is not None:
        result["locations"] = [{"physicalLocation": _place(finding.span)}]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(each.span), "message": {"text": each.text}}
            for number, each in enumerate(finding.related)
        ]
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result


def _place(span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }
    path = PurePath(span.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    return {"artifactLocation": {"uri": uri}, "region": region}

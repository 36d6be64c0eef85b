"""Verdicts for other programs: JSON, and JUnit's XML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from policyengine.authoring.coverage.targets import Coverage
from policyengine.authoring.judge import Verdict
from policyengine.authoring.testing import Trial


def outcome(verdict: Verdict) -> str:
    """`passed`, `failed`, or `todo` for a case that did not hold, as announced."""
    if not verdict.passed:
        return "failed"
    return "todo" if verdict.waiting else "passed"


def as_json(trial: Trial, verdicts: Sequence[Verdict], coverage: Coverage | None) -> str:
    """Every verdict, and the coverage if it was asked for, as one JSON object."""
    counts = {name: sum(outcome(each) == name for each in verdicts) for name in ("passed", "failed", "todo")}
    record: dict[str, Any] = {"cases": len(verdicts), **counts}
    record["verdicts"] = [_record(trial, each) for each in verdicts]
    if coverage is not None:
        record["coverage"] = coverage_record(coverage)
    return json.dumps(record, ensure_ascii=False, indent=2)


def _record(trial: Trial, verdict: Verdict) -> dict[str, Any]:
    record: dict[str, Any] = {
        "name": verdict.case.name,
        "place": verdict.case.place,
        "outcome": outcome(verdict),
    }
    if not verdict.passed:
        record["differences"] = [
            {"part": each.part, "expected": each.expected, "actual": each.actual} for each in verdict.differences
        ]
        record["near"] = list(verdict.near)
        record["reproduce"] = trial.reproduction(verdict)
    return record


def coverage_record(coverage: Coverage) -> dict[str, Any]:
    """The shares by kind, and every gap with its place."""
    return {
        "shares": {
            share.kind: {"covered": share.covered, "total": share.total, "percent": round(share.percent, 2)}
            for share in coverage.shares
        },
        "gaps": [
            {
                "kind": gap.target.kind,
                "name": gap.target.name,
                "of": gap.target.group,
                "place": gap.place,
                "missing": list(gap.missing),
            }
            for gap in coverage.gaps
        ],
    }


def as_junit(trial: Trial, verdicts: Sequence[Verdict]) -> str:
    """The verdicts as JUnit's XML: a suite for each file, in the order of the cases."""
    by_file: dict[str, list[Verdict]] = {}
    for each in verdicts:
        by_file.setdefault(each.case.place.rpartition(":")[0], []).append(each)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{_counts(verdicts)}>"]
    for file, mine in by_file.items():
        lines.append(f"  <testsuite name={_attribute(file)}{_counts(mine)}>")
        lines += [line for each in mine for line in _test_case(trial, file, each)]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"])


def _counts(verdicts: Sequence[Verdict]) -> str:
    failures = sum(outcome(each) == "failed" for each in verdicts)
    skipped = sum(outcome(each) == "todo" for each in verdicts)
    return f' tests="{len(verdicts)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _test_case(trial: Trial, file: str, verdict: Verdict) -> list[str]:
    line = verdict.case.place.rpartition(":")[2]
    head = (
        f"    <testcase name={_attribute(verdict.case.name)} classname={_attribute(file)} "
        f'file={_attribute(file)} line="{line}"'
    )
    if outcome(verdict) == "passed":
        return [f"{head}/>"]
    if outcome(verdict) == "todo":
        message = _attribute(f"todo: {getattr(verdict.case, 'todo', '')}")
        return [f"{head}>", f"      <skipped message={message}/>", "    </testcase>"]
    told = failure_lines(trial, verdict)
    first = _attribute("; ".join(f"{d.part}: expected {d.expected}, got {d.actual}" for d in verdict.differences))
    body = _text("\n".join(told))
    return [f"{head}>", f'      <failure type="difference" message={first}>{body}</failure>', "    </testcase>"]


def failure_lines(trial: Trial, verdict: Verdict) -> list[str]:
    """What is said of a failure, without its name: only what differs, what came near, how to see it again."""
    lines = [verdict.case.place]
    for each in verdict.differences:
        lines += [f"- {each.part}: {each.expected}", f"+ {each.part}: {each.actual}"]
    lines += verdict.near
    again = trial.reproduction(verdict)
    return [*lines, again] if again else lines


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _text(text: str) -> str:
    return _allowed(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _allowed(text: str) -> str:
    """The text without what XML 1.0 cannot hold, which is written as an escape instead."""
    return "".join(each if _is_xml(ord(each)) else json.dumps(each)[1:-1] for each in text)


def _is_xml(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000

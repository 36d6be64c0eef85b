"""Verdicts for other programs, and the line that shows one again."""

from __future__ import annotations

import json
import shlex
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

from policy_sets import policy_set, request, rule, written

from policyengine.authoring.cases import BadCase
from policyengine.authoring.judge import Difference, Verdict
from policyengine.authoring.reports import as_json, as_junit
from policyengine.authoring.reproducing import command
from policyengine.authoring.testing import Trial, coverage, prepare, run

FLAG = "[alpha, beta, {text: omega, todo: later}]"


def trial(directory: Path) -> Trial:
    made = policy_set([rule("r", "text: {lexicon: alpha}", also=f"examples: {{flag: {FLAG}}}\nstatus: draft")])
    return prepare([written(made, directory)], date(2026, 3, 1))


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_case(tmp_path: Path) -> None:
    made = trial(tmp_path)
    root = ElementTree.fromstring(as_junit(made, tuple(run(made.judge, made.cases))))
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
    }
    (suite,) = root
    assert suite.get("name") == f"{tmp_path}/demo/rules.yaml"
    passed, failed, waiting = suite
    assert (passed.get("name"), passed.get("line"), len(passed)) == ("demo/r flag 1", "7", 0)
    assert failed[0].get("message") == "demo/r: expected fires, got silent"
    assert "policyengine explain" in (failed[0].text or "")
    assert waiting[0].get("message") == "todo: later"


def test_junit_is_xml_whatever_a_case_is_named(tmp_path: Path) -> None:
    verdict = Verdict(BadCase('<"\x01&', "a<b.yaml:1", "\x02]]>"), (Difference("case", "can be run", "\x02]]>"),))
    root = ElementTree.fromstring(as_junit(trial(tmp_path), [verdict]))
    assert root[0][0].get("name") == '<"\\u0001&'
    assert root[0][0][0].text == "a<b.yaml:1\n- case: can be run\n+ case: \\u0002]]>"


def test_json_has_every_verdict_and_the_coverage(tmp_path: Path) -> None:
    made = trial(tmp_path)
    verdicts = tuple(run(made.judge, made.cases))
    record = json.loads(as_json(made, verdicts, coverage(made.judge, made.cases)))
    assert {key: record[key] for key in ("cases", "passed", "failed", "todo")} == {
        "cases": 3,
        "passed": 1,
        "failed": 1,
        "todo": 1,
    }
    assert [each["outcome"] for each in record["verdicts"]] == ["passed", "failed", "todo"]
    assert record["verdicts"][1]["differences"] == [{"part": "demo/r", "expected": "fires", "actual": "silent"}]
    assert record["verdicts"][1]["reproduce"].endswith("--as-tested")
    assert record["coverage"]["shares"]["rule"] == {"covered": 1, "total": 2, "percent": 50.0}
    assert record["coverage"]["gaps"][0]["missing"] == ["silent"]
    assert "coverage" not in json.loads(as_json(made, verdicts, None))


def test_the_line_to_paste_survives_a_shell_and_a_terminal() -> None:
    item = {"id": "1", "kind": "track", "title": "it's \u200b사과\u0301 \u1100\u1161\n$HOME"}
    line = command(item, datetime(2026, 3, 1, tzinfo=UTC), request(policy_set()), as_tested=False)
    assert line.isprintable()
    words = shlex.split(line)
    assert words[:2] == ["policyengine", "explain"]
    assert json.loads(words[2]) == item
    assert words[3:] == ["-r", "base", "--at", "2026-03-01"]
    assert "사과" in line


def test_the_line_to_paste_keeps_the_moment() -> None:
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert "--at 2026-03-01T09:30:00Z" in command({}, at, request(policy_set()), as_tested=False)

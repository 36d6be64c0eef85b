from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from jsonschema import Draft202012Validator
from sarif_shape import SARIF

from policyengine.diagnostics.diagnostic import Diagnostic, Label, Level, Position, Span
from policyengine.diagnostics.formats.compact import compact
from policyengine.diagnostics.formats.github import LONGEST_SUMMARY, github, step_summary
from policyengine.diagnostics.formats.junit import junit
from policyengine.diagnostics.formats.sarif import sarif


def finding(line: int = 3, level: Level = "warning", **more: Any) -> Diagnostic:
    span = Span("hate/한글 파일.yaml", Position(line, 5), Position(line, 9))
    return Diagnostic("PE305", level, "`tanga` is never found: 100%", span, **{"help": "quote it, or drop it", **more})


NOWHERE = Diagnostic("PE101", "error", "`rules` does not exist")


def test_compact_has_one_line_for_each() -> None:
    assert compact([NOWHERE, finding()]).splitlines() == [
        "error[PE101]: `rules` does not exist",
        "hate/한글 파일.yaml:3:5: warning[PE305]: `tanga` is never found: 100% (quote it, or drop it)",
    ]
    assert compact([]) == ""


def test_github_escapes_what_has_a_meaning_in_a_command() -> None:
    assert github([finding()]) == (
        "::warning file=hate/한글 파일.yaml,line=3,endLine=3,title=PE305 `tanga` is never found%3A 100%25,col=5,"
        "endColumn=9::`tanga` is never found: 100%25%0Ahelp: quote it, or drop it"
    )
    assert github([NOWHERE]) == "::error title=PE101 `rules` does not exist::`rules` does not exist"


def test_github_shows_ten_of_a_level_and_says_how_many_it_leaves_out() -> None:
    shown = github([*(finding(line) for line in range(1, 14)), *(finding(line, "error") for line in range(1, 12))])
    lines = shown.splitlines()
    assert [sum(each.startswith(f"::{level}") for each in lines) for level in ("error", "warning")] == [10, 10]
    assert lines[-1].startswith("4 more findings without an annotation: GitHub shows 10 of a level")


def test_the_step_summary_has_all_findings_and_fits() -> None:
    assert step_summary([]) == ""
    text = step_summary([finding(line) for line in range(1, 20_000)])
    assert len(text) < LONGEST_SUMMARY + 100
    assert text.rstrip().endswith("…\n``````")


def test_junit_has_a_failure_for_each_finding_and_a_pass_for_none() -> None:
    root = ElementTree.fromstring(junit([NOWHERE, finding(label="here \x07")]))
    cases = root.findall("./testsuite/testcase")
    assert [case.attrib.get("line") for case in cases] == [None, "3"]
    assert [case.find("failure") is not None for case in cases] == [True, True]
    clean = ElementTree.fromstring(junit([]))
    assert (clean.attrib["failures"], len(clean.findall("./testsuite/testcase"))) == ("0", 1)


def test_sarif_is_what_the_standard_says() -> None:
    other = Label(Span("/abs/policy.yaml", Position(1, 1), Position(1, 2)), "the other one")
    log = json.loads(sarif([NOWHERE, finding(related=(other,))], [(finding(9), "meant so")]))
    Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["PE101", "PE305"]
    assert [(each["ruleIndex"], "suppressions" in each) for each in run["results"]] == [
        (0, False),
        (1, False),
        (1, True),
    ]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "hate/%ED%95%9C%EA%B8%80%20%ED%8C%8C%EC%9D%BC.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    assert run["results"][1]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith(
        "file:///"
    )
    Draft202012Validator(SARIF).validate(json.loads(sarif([])))

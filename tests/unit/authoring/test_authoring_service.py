"""Suites that say what the service is: over the manifest, for one case or for all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from overlays import duty, overlay, with_law
from policy_sets import Files, as_tested, request, rule, written

from policyengine.authoring import testing
from policyengine.authoring.cases import BadCase, all_cases
from policyengine.authoring.judge import Judge, Verdict
from policyengine.authoring.mutation.cases import Bench
from policyengine.loading import load_program

TODAY = date(2026, 3, 1)
CASE = (
    "  - name: {name}\n    item: {{kind: track, title: quiet, case: {{trigger: complaint, received_at: "
    "'2026-03-01T00:00:00Z'}}}}\n{also}    expect: {{action: allow, {expect}}}\n"
)
CERTAIN = "review: {queue: general}, deadlines: {kr/a: '2026-03-01T03:00:00Z'}"
OPEN = "questions: {kr/a: service.kr.large}"


def case(expect: str, service: str = "", name: str = "a") -> str:
    return CASE.format(name=name, expect=expect, also=f"    service: {service}\n" if service else "")


def files(*cases: str, service: str = "", said: str = "") -> Files:
    suite = f"suite: law\nat: '2026-03-01T00:00:00Z'\n{f'service: {service}' if service else ''}\ncases:\n"
    made = with_law(overlay("KR", duty("a", "within: 3h", "applies_if: large")), service=said)
    return {**made, "overlays/kr.test.yaml": suite + "".join(cases)}


def verdicts(made: Files) -> list[Verdict]:
    loaded = load_program(request(made)).policy_set
    assert loaded is not None
    judge = Judge(as_tested(made))
    return [judge.run(each) for each in all_cases(loaded, TODAY)]


@pytest.mark.parametrize(
    ("in_manifest", "in_suite", "in_case", "expect"),
    [
        ("", "", "", OPEN),
        ("", "{kr: {large: true}}", "", CERTAIN),
        ("", "", "{kr: {large: true}}", CERTAIN),
        ("", "{kr: {large: false}}", "{kr: {large: true}}", CERTAIN),
        ("", "{kr: {large: true}}", "{kr: {licensed: true}}", CERTAIN),
        ("{kr: {large: true}}", "", "", CERTAIN),
        ("{kr: {large: true}}", "", "{kr: {large: false}}", ""),
        ("{kr: {large: true}}", "{kr: {licensed: false}}", "", CERTAIN),
    ],
)
def test_the_case_says_more_than_the_suite_and_the_suite_more_than_the_manifest(
    in_manifest: str, in_suite: str, in_case: str, expect: str
) -> None:
    (verdict,) = verdicts(files(case(expect, in_case), service=in_suite, said=in_manifest))
    assert verdict.differences == ()


def test_cases_of_one_suite_do_not_hear_of_each_other() -> None:
    made = files(case(CERTAIN, "{kr: {large: true}}", "a"), case(OPEN, name="b"), case("", "{kr: {large: false}}", "c"))
    assert [each.passed for each in verdicts(made)] == [True, True, True]


@pytest.mark.parametrize(
    ("service", "reason"),
    [
        ("{kx: {large: true}}", "there is no overlay `kx`"),
        ("{kr: {larger: true}}", "the overlay `kr` has no status `larger`"),
    ],
)
def test_a_service_that_no_law_asks_about(service: str, reason: str) -> None:
    (verdict,) = verdicts(files(case(OPEN, service)))
    assert isinstance(verdict.case, BadCase)
    assert [each.actual for each in verdict.differences] == [reason]


def test_no_line_is_shown_that_would_show_something_else(tmp_path: Path) -> None:
    made = files(case(OPEN, "{kr: {large: true}}", "a"), case(CERTAIN, name="b"))
    trial = testing.prepare([written(made, tmp_path)], TODAY)
    failing = list(testing.run(trial.judge, trial.cases))
    assert [each.passed for each in failing] == [False, False]
    assert [trial.reproduction(each) is None for each in failing] == [True, False]


def test_mutants_are_judged_for_the_same_service() -> None:
    made = files(case(CERTAIN, "{kr: {large: true}}"))
    loaded = as_tested({**made, "demo/rules.yaml": f"rules:\n{rule('r', 'text: {lexicon: alpha}')}"})
    assert loaded.policy_set is not None
    (suite_case,) = all_cases(loaded.policy_set, TODAY)
    assert Bench(loaded).covered(suite_case) is not None

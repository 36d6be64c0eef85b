"""`policyengine check` as a user runs it: choosing codes, formats, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import copied_base, policyengine
from jsonschema import Draft202012Validator
from sarif_shape import SARIF

pytestmark = pytest.mark.usefixtures("own_directory")

FAULTY = (
    "language: ja\nlexicons:\n  offers:\n    category: spam\n    reviewed_by: none yet\n    terms:\n"
    "      - フォロワー販売\n      - {term: 格安, allow: [格安, 格安航空会社]}\n"
    "      - {term: sale, variants: [SALE], suppress: [{code: PE307, reason: kept for reviewers}]}\n"
)


@pytest.fixture
def faulty() -> Path:
    copied_base(Path())
    (Path("set") / "promo" / "ja.yaml").write_text(FAULTY, encoding="utf-8")
    return Path("set")


def test_compact_is_one_line_a_finding_and_a_summary(faulty: Path) -> None:
    outcome = policyengine("check", faulty, "--format", "compact")
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        "set/promo/ja.yaml:8:16: warning[PE305]: `格安` is never found: the allow-phrase `格安` covers all of it "
        "(make the phrase longer than the term; one that holds a comma needs quotes)",
        "0 errors · 1 warning · 1 suppressed · 3 rules · 2 clauses · 6 terms",
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--select", "PE305"), 1),
        (("--select", "pe3xx"), 1),
        (("--select", "PE2,PE4"), 0),
        (("--ignore", "PE305"), 0),
        (("--select", "PE3", "--ignore", "PE305"), 0),
    ],
)
def test_codes_are_chosen_by_their_beginning(faulty: Path, options: tuple[str, ...], code: int) -> None:
    assert policyengine("check", faulty, *options).code == code


def test_a_code_that_does_not_exist_is_a_usage_error(faulty: Path) -> None:
    outcome = policyengine("check", faulty, "--ignore", "PE3O5")
    assert outcome.code == 2
    assert "no diagnostic begins with `PE3O5`; did you mean `PE305`?" in outcome.err


def test_errors_cannot_be_ignored() -> None:
    copied_base(Path())
    (Path("set") / "promo" / "ja.yaml").write_text("language: ja\nlexicon: {}\n", encoding="utf-8")
    outcome = policyengine("check", "set", "--ignore", "PE1")
    assert outcome.code == 3
    assert "error[PE120]" in outcome.out


def test_formats_for_programs_hold_nothing_else(faulty: Path) -> None:
    assert json.loads(policyengine("check", faulty, "--format", "json").out)[0]["code"] == "PE305"
    log = json.loads(policyengine("check", faulty, "--format", "sarif").out)
    Draft202012Validator(SARIF).validate(log)
    assert [each.get("suppressions") for each in log["runs"][0]["results"]] == [
        None,
        [{"kind": "inSource", "justification": "kept for reviewers"}],
    ]
    assert policyengine("check", faulty, "--format", "junit").out.startswith("<?xml")


def test_github_annotations_and_the_summary_of_the_step(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    outcome = policyengine("check", faulty, "--format", "github")
    assert outcome.out.startswith("::warning file=set/promo/ja.yaml,line=8,")
    assert "set/promo/ja.yaml:8:16" in Path("summary.md").read_text(encoding="utf-8")


def test_the_shipped_rulesets_check_clean() -> None:
    outcome = policyengine("check")
    assert outcome.code == 0, outcome.out
    assert outcome.out.startswith("0 errors · 0 warnings · ")

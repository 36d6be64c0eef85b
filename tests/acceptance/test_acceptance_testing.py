"""`policyengine test` as a policy writer runs it: from a failing case to an accepted one, and a page of coverage."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from command_line import copied_base, policyengine

pytestmark = pytest.mark.usefixtures("own_directory")

NEW = """
  - name: an offer in English
    item: {kind: track, title: cheap followers}
    expect: allow
"""


def with_a_wrong_case() -> Path:
    suite = copied_base(Path()) / "promo" / "promo.test.yaml"
    suite.write_text(suite.read_text(encoding="utf-8").rstrip() + "\n" + NEW, encoding="utf-8")
    return suite


def test_a_wrong_case_is_shown_reproduced_and_accepted() -> None:
    suite = with_a_wrong_case()
    before = suite.read_text(encoding="utf-8")
    failed = policyengine("test", "set", "-k", "an offer in English")
    assert failed.code == 1
    again = next(line for line in failed.out.splitlines() if line.startswith("  $ "))
    explained = policyengine(*shlex.split(again)[2:])
    assert explained.code == 0
    assert "promo/followers_for_sale" in explained.out

    shown = policyengine("test", "set", "-k", "an offer in English", "--update")
    assert "-    expect: allow" in shown.out
    assert suite.read_text(encoding="utf-8") == before
    accepted = policyengine("test", "set", "-k", "an offer in English", "--update", "--yes")
    assert "1 file written; run the tests again" in accepted.out
    assert policyengine("test", "set").code == 0


def test_a_page_of_coverage_is_written() -> None:
    copied_base(Path())
    outcome = policyengine("test", "set", "--coverage-html", "coverage.html", "--min", "1")
    assert outcome.code == 0
    page = Path("coverage.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "promo/followers_for_sale" in page


def test_json_holds_nothing_but_json() -> None:
    with_a_wrong_case()
    outcome = policyengine("test", "set", "--format", "json", "--coverage", "--min", "100")
    assert outcome.code == 1
    assert json.loads(outcome.out)["failed"] == 1
    assert "of conditions are covered, below 100 %" in outcome.err


def test_a_runner_that_passes_what_must_fail_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    copied_base(Path())
    monkeypatch.setattr("policyengine.authoring.judge.compare", lambda *_: ())
    outcome = policyengine("test", "set")
    assert outcome.code == 70
    assert "the test runner passed a case that must fail" in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--yes"], "give both"),
        (["--update", "--format", "json"], "has no place for"),
        (["-k", "(a"], "a `(` is never closed"),
        (["--min", "101"], "101"),
        (["--coverage-html", "no/such/folder.html"], "no/such/folder.html"),
    ],
)
def test_what_cannot_be_asked_for_is_told(arguments: list[str], told: str) -> None:
    copied_base(Path())
    outcome = policyengine("test", "set", *arguments)
    assert outcome.code == 2
    assert told in outcome.err


def test_a_narrow_terminal_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    copied_base(Path())
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    outcome = policyengine("test", "set", "--coverage")
    table = outcome.out.partition("coverage ")[2].splitlines()
    assert table
    assert all(len(line) <= 60 for line in table)
    assert "\x1b" not in outcome.out

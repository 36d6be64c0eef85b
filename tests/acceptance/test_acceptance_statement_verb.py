"""`policyengine statement`: what it reads, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import policyengine
from policy_sets import AT, load, track, written
from regulated_set import regulated

from policyengine import dsa_problems
from policyengine.cli.statement import RULE

pytestmark = pytest.mark.usefixtures("own_directory")

FILING = {"puid": "s-1", "decided_by": "automatic", "application_date": "2026-03-01"}
ENGINE = load(regulated())


def line(title: str, **besides: Any) -> dict[str, Any]:
    item = track(title, markets=["DE", "KR"], published_at="2026-02-20T09:00:00Z")
    decision = json.loads(ENGINE.evaluate(item, at=AT).to_json())
    return {"decision": decision, "content": item, **besides}


def run(*lines: Any, options: tuple[str, ...] = ()) -> Any:
    written(regulated(), Path("set"))
    text = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines)
    Path("decided.jsonl").write_text(text, encoding="utf-8")
    return policyengine("statement", "decided.jsonl", "-r", "set", *options)


def test_texts_are_written_one_after_the_other() -> None:
    outcome = run(line("one", filing=FILING), line("harmless", filing=FILING), line("two", decided_by="automatic"))
    assert (outcome.code, outcome.err) == (0, "2 statements · 1 not owed · 0 refused\n")
    first, second = outcome.out.split(f"{RULE}\n")
    assert "We have removed your track." in first
    assert "We have put an age restriction on your track." in second


def test_texts_in_another_locale() -> None:
    outcome = run(line("one", filing=FILING), options=("--locale", "ko"))
    assert "회원님의 곡을 삭제했습니다." in outcome.out


def test_statements_as_records() -> None:
    outcome = run(line("one", filing=FILING), options=("--format", "json"))
    assert [each["reasons"][0]["clause"] for each in outcome.records] == ["DEM-1"]


def test_records_for_the_database() -> None:
    outcome = run(line("one", filing=FILING), line("four", filing=FILING), options=("--format", "dsa"))
    assert (outcome.code, outcome.err) == (0, "1 statement · 1 not owed · 0 refused\n")
    assert [dsa_problems(each) for each in outcome.records] == [()]


def test_audit_records_are_read() -> None:
    written(regulated(), Path("set"))
    Path("items.jsonl").write_text(json.dumps(track("one")), encoding="utf-8")
    policyengine("screen", "items.jsonl", "-r", "set", "--audit", "--output", "audit.jsonl")
    outcome = policyengine("statement", "audit.jsonl", "-r", "set", "--decided-by", "automatic")
    assert (outcome.code, outcome.err) == (0, "1 statement · 0 not owed · 0 refused\n")


def test_what_a_line_says_goes_before_the_option() -> None:
    outcome = run(line("five", decided_by="confirmed"), options=("--decided-by", "automatic"))
    assert outcome.err == "1 statement · 0 not owed · 0 refused\n"


def test_what_is_refused_is_told_and_stops_nothing() -> None:
    incomplete = {**FILING, "puid": "a b"}
    outcome = run(line("one", filing=incomplete), line("one", filing=FILING), options=("--format", "dsa"))
    assert outcome.code == 1
    assert outcome.err == (
        "decided.jsonl:1: puid: holds more than letters, digits, `-` and `_`\n1 statement · 0 not owed · 1 refused\n"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "who decided? give `decided_by` or --decided-by: automatic, confirmed, person"),
        (("--format", "dsa"), "a record needs a `filing`, with `puid`, `decided_by` and `application_date`"),
        (("--decided-by", "automatic", "--locale", "fr"), "statements have no words in `fr`: add `statements/fr.yaml`"),
    ],
)
def test_what_only_the_service_knows_is_asked_for(options: tuple[str, ...], told: str) -> None:
    outcome = run(line("one"), options=options)
    assert outcome.code == 1
    assert outcome.err.startswith(f"decided.jsonl:1: {told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "decided.jsonl:1: this is not JSON: "),
        ("[]", "decided.jsonl:1: this is not what a statement is made of: a record is a JSON object"),
        (
            '{"content": {"id": "t1", "kind": "track"}}',
            "decided.jsonl:1: this is not what a statement is made of: decision: field required",
        ),
    ],
)
def test_lines_that_cannot_be_read(text: str, told: str) -> None:
    outcome = run(text)
    assert outcome.code == 2
    assert outcome.err.startswith(told)
    assert outcome.err.endswith("0 statements · 0 not owed · 0 refused · 1 line cannot be read\n")


def test_nothing_to_state() -> None:
    outcome = run("")
    assert (outcome.code, outcome.err) == (4, "nothing to state: the input holds no decision\n")

"""`policyengine replay`: decisions made again from the log that `screen --audit` writes, and how the run ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import policyengine
from policy_sets import clause, policy_set, rule, track, written

pytestmark = pytest.mark.usefixtures("own_directory")

ALPHA = rule("word", "text: {lexicon: alpha}")
FOLLOWED = rule("followed", "all: [{text: {lexicon: alpha}}, {account: {followers: {above: 10}}}]")
OLD = policy_set([ALPHA])
MILDER = policy_set([ALPHA], [clause(asks="{action: advisory}")])
READS_MORE = policy_set([ALPHA, FOLLOWED])
ITEMS = (
    {**track("alpha"), "account": {"followers": 20}},
    {**track("harmless"), "id": "second"},
    {"id": "third", "kind": "song"},
)


def logged(*items: Any) -> None:
    written(OLD, Path("old"))
    Path("items.jsonl").write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    policyengine("screen", "items.jsonl", "-r", "old", "--audit", "-o", "log.jsonl", "--at", "2026-03-01")


def replayed(files: Any, *options: str) -> Any:
    written(files, Path("new"))
    return policyengine("replay", "log.jsonl", "-r", "new", *options)


def test_the_same_policy_set_decides_the_same_and_items_not_judged_are_passed_over() -> None:
    logged(*ITEMS)
    outcome = replayed(OLD, "--fail-on", "different", "--fail-on", "cannot")
    told = "2 the same · 0 different · 0 cannot be made again · 1 had not been judged\n"
    assert (outcome.code, outcome.out, outcome.err) == (0, told, "")


@pytest.mark.parametrize(("gate", "code"), [((), 0), (("--fail-on", "different"), 1), (("--fail-on", "cannot"), 0)])
def test_another_policy_set_is_told_part_by_part(gate: tuple[str, ...], code: int) -> None:
    logged(*ITEMS[:2])
    outcome = replayed(MILDER, *gate)
    assert outcome.code == code
    assert "  action: remove → advisory\n" in outcome.out
    assert outcome.out.endswith("1 the same · 1 different · 0 cannot be made again\n")


def test_what_was_not_kept_is_named() -> None:
    logged(*ITEMS[:2])
    outcome = replayed(READS_MORE, "--fail-on", "cannot")
    assert outcome.code == 1
    assert "/account/followers is read now and was not when the record was made" in " ".join(outcome.out.split())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "this is not JSON"),
        ("[1]", "this is not an audit record: a record is a JSON object"),
        ('{"a": ' + "9" * 5000 + "}", "this nests too deeply, or holds a number that is too long"),
        ('{"schema": 1}', "this is not an audit record: decision: field required"),
    ],
)
def test_a_line_that_is_no_record_is_told_with_its_place(line: str, said: str) -> None:
    Path("log.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    outcome = replayed(OLD)
    assert outcome.code == 2
    assert outcome.err.startswith(f"log.jsonl:2: {said}")


def test_an_empty_log_is_nothing_to_run() -> None:
    Path("log.jsonl").write_text("", encoding="utf-8")
    outcome = replayed(OLD)
    assert (outcome.code, outcome.err) == (4, "nothing to replay: the log holds no record\n")

"""`policyengine measure`: labels, outcomes of reviews, what is printed and exit codes.

`pytest tests/acceptance/test_acceptance_measure.py --update-golden` accepts what is printed now.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import BASE, GOLDEN, jsonl, policyengine

pytestmark = pytest.mark.usefixtures("own_directory")

FOLDER = GOLDEN / "measure"
AT = ("--at", "2026-03-01")
LABELS: list[dict[str, Any]] = [
    {"text": "cheap followers here", "label": 1, "lang": "en"},
    {"text": "no cheap followers for me", "label": 0, "lang": "en"},
    {"text": "followers that cost nothing", "label": 1, "lang": "en"},
    {"text": "팔로워 판매", "label": 1, "lang": "ko", "clauses": ["PRO-1"]},
    {"text": "봄날", "label": 0, "lang": "ko"},
]
OFFERS: list[dict[str, Any]] = [
    {"id": "a", "kind": "track", "title": "cheap followers"},
    {"id": "b", "kind": "track", "title": "thanks, cheap followers"},
    {"id": "c", "kind": "track", "title": "팔로워 판매"},
    {"id": "d", "kind": "track", "title": "Spring Day"},
]


def measure(*arguments: str | Path, stdin: bytes = b"") -> Any:
    return policyengine("measure", "-r", BASE, *AT, *arguments, stdin=stdin)


def printed(outcome: Any) -> str:
    lines = f"{outcome.out}{outcome.err}".splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines) + f"exit {outcome.code}\n"


def reviewed_offers() -> Path:
    """Decisions as `screen` writes them, and what reviewers said of them."""
    Path("items.jsonl").write_bytes(jsonl(OFFERS))
    assert policyengine("screen", "-r", BASE, *AT, "items.jsonl", "--output", "decisions.jsonl.gz").code == 0
    with gzip.open("decisions.jsonl.gz", "rt", encoding="utf-8") as lines:
        ids = {record["content_id"]: record["id"] for record in map(json.loads, lines)}
    outcomes: list[dict[str, Any]] = [
        {"decision": ids["a"], "outcome": "upheld", "seconds": 40, "language": "en", "reviewer": "r7"},
        {"decision": ids["b"], "outcome": "overturned", "error": "false_positive", "seconds": 95, "language": "en"},
        {"decision": ids["c"], "outcome": "overturned", "error": "technical"},
        {"decision": ids["d"], "outcome": "overturned", "error": "false_negative", "missed": "PRO-2"},
    ]
    path = Path("outcomes.jsonl")
    path.write_bytes(jsonl(outcomes))
    return path


@pytest.mark.parametrize("columns", ["100", "60"])
def test_labels_as_a_table(columns: str, golden: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    Path("labels.jsonl").write_bytes(jsonl(LABELS))
    golden.check(FOLDER / f"labels-{columns}.txt", printed(measure("labels.jsonl", "--map", "lang=language")))


def test_outcomes_as_a_table(golden: Any) -> None:
    outcomes = reviewed_offers()
    golden.check(FOLDER / "outcomes.txt", printed(measure(outcomes, "--decisions", "decisions.jsonl.gz")))


def test_json_says_the_same() -> None:
    outcomes = reviewed_offers()
    outcome = measure(outcomes, "--decisions", "decisions.jsonl.gz", "--format", "json")
    assert outcome.code == 0
    record = json.loads(outcome.out)
    assert (record["decisions"], record["technical"]) == (3, 1)
    assert record["errors"] == {"false_negative": 1, "false_positive": 1, "technical": 1}
    (found,) = record["by_rule"]
    assert (found["rule"], found["true"], found["false"]) == ("promo/followers_for_sale", 1, 1)
    assert (found["overturned"], found["reviewed"], found["cost_per_true_hit"]) == (1, 2, 135.0)


def test_a_decision_may_stand_in_its_outcome() -> None:
    Path("items.jsonl").write_bytes(jsonl(OFFERS[:1]))
    (decision,) = policyengine("screen", "-r", BASE, *AT, "items.jsonl", "--format", "jsonl").records
    outcome = measure("-", "--format", "json", stdin=jsonl([{"decision": decision, "outcome": "upheld"}]))
    assert json.loads(outcome.out)["overall"]["true"] == 1


def test_rows_that_cannot_be_used_are_told_and_stop_nothing() -> None:
    stdin = jsonl([{"text": "cheap followers", "label": 7}, {"decision": "gone", "outcome": "upheld"}, LABELS[4]])
    outcome = measure("-", "--map", "lang=language", stdin=stdin)
    assert outcome.code == 0
    assert "-:1: /label: `7` is no label: write 1 for what breaks the policy, 0 otherwise" in outcome.err
    assert "-:2: /decision: no decision `gone`; give the file that holds it with `--decisions`" in outcome.err
    assert outcome.err.endswith("2 rows could not be used\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("gone.jsonl",), 2, "`gone.jsonl` does not exist"),
        (("empty.jsonl",), 4, "nothing to measure: the data holds no row that can be used"),
        (("empty.jsonl", "--decisions", "gone.jsonl"), 2, "`gone.jsonl` does not exist"),
        (("broken.gz",), 4, "the input cannot be read to its end"),
    ],
)
def test_usage(arguments: tuple[str, ...], code: int, message: str) -> None:
    Path("empty.jsonl").write_bytes(b"")
    Path("broken.gz").write_bytes(b"plain")
    outcome = measure(*arguments)
    assert outcome.code == code
    assert message in outcome.err

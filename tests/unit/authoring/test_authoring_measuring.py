"""Rules measured on labels and on outcomes of reviews."""

from __future__ import annotations

import json
from typing import Any

import pytest
from policy_sets import AT, clause, load, policy_set, rule, track

from policyengine.authoring.items import Remapping
from policyengine.authoring.measuring.judged import Judged, Told, labelled, reviewed, told_by
from policyengine.authoring.measuring.rows import Label, Problem, RowReader, read_decisions
from policyengine.authoring.measuring.scores import Key, Of, Score, as_record, score
from policyengine.authoring.measuring.wilson import proportion
from policyengine.engine import PolicyEngine
from policyengine.model.content import Content
from policyengine.model.review_outcome import ReviewOutcome


@pytest.fixture(scope="module")
def engine() -> PolicyEngine:
    return load(
        policy_set(
            rules=[
                rule("alpha", "text: {lexicon: alpha}"),
                rule("beta", "text: {lexicon: beta}", clause="DEM-2"),
                rule("gamma", "text: {lexicon: gamma}", clause="DEM-2", also="status: shadow"),
                rule("note", "text: {lexicon: delta}", also="then: {finding: note, action: allow}"),
            ],
            clauses=[clause(), clause("DEM-2", "{recommend: remove, review: true}")],
        )
    )


def told(engine: PolicyEngine, title: str) -> Told:
    return told_by(engine.evaluate(track(title), at=AT))


def label(engine: PolicyEngine, title: str, guilty: bool, *clauses: str) -> Judged:
    content = Content.model_validate(track(title, language="en"))
    return labelled(engine.evaluate(content, at=AT), content, guilty, frozenset(clauses) or None)


def outcome(engine: PolicyEngine, title: str, error: str | None = None, **more: Any) -> Judged:
    row = {"decision": "d", "outcome": "overturned" if error else "upheld", "error": error, **more}
    judged = reviewed(told(engine, title), ReviewOutcome.model_validate(row))
    assert judged is not None
    return judged


def of(judged: list[Judged], what: Of, name: str) -> Score:
    return next(found for key, found in score(judged).ordered(what) if key.name == name)


# The interval


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3; the last is the third, mirrored
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilson_interval_is_as_published(hits: int, total: int, low: float, high: float) -> None:
    found = proportion(hits, total)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_there_is_no_proportion() -> None:
    assert proportion(0, 0) is None


# Labels


def test_labels_give_precision_and_recall(engine: PolicyEngine) -> None:
    judged = [
        label(engine, "alpha", True),
        label(engine, "alpha", False),
        label(engine, "beta", True),
        label(engine, "spring", True),
        label(engine, "spring", False),
    ]
    alpha = of(judged, "rule", "demo/alpha")
    assert (alpha.true, alpha.false, alpha.guilty) == (1, 1, 3)
    english = of(judged, "language", "en")
    assert (english.true, english.false, english.guilty) == (2, 1, 3)
    assert of(judged, "lexicon", "demo/alpha@en").true == 1
    assert alpha.overturn_rate is None


def test_labels_with_clauses_are_taken_at_their_word(engine: PolicyEngine) -> None:
    judged = [label(engine, "alpha beta", True, "DEM-1"), label(engine, "spring", True, "DEM-1", "DEM-3")]
    first, second, third = (of(judged, "clause", f"DEM-{number}") for number in (1, 2, 3))
    assert (first.true, first.false, first.guilty) == (1, 0, 2)
    assert (second.true, second.false, second.guilty) == (0, 1, 0)
    assert (third.true, third.false, third.guilty) == (0, 0, 1)


def test_notes_accuse_nobody(engine: PolicyEngine) -> None:
    assert told(engine, "delta").accusations == ()


def test_rules_in_shadow_stand_beside_live_ones_and_count_for_nothing_else(engine: PolicyEngine) -> None:
    scores = score([label(engine, "gamma", True), label(engine, "beta", True)])
    assert [key for key, _ in scores.ordered("rule")] == [
        Key("demo/beta", "DEM-2"),
        Key("demo/gamma", "DEM-2", shadow=True),
    ]
    assert of([label(engine, "gamma", True)], "rule", "demo/gamma").true == 1
    assert scores.overall.true == 1
    assert [key.name for key, _ in scores.costliest()] == ["demo/beta"]


# Outcomes of reviews


def test_what_each_class_of_error_says_of_a_rule(engine: PolicyEngine) -> None:
    found = {
        error: of([outcome(engine, "beta", error)], "rule", "demo/beta")
        for error in (None, "false_positive", "wrong_clause", "wrong_action")
    }
    assert {error: (each.true, each.false, each.overturned) for error, each in found.items()} == {
        None: (1, 0, 0),
        "false_positive": (0, 1, 1),
        "wrong_clause": (0, 1, 1),
        "wrong_action": (1, 0, 1),
    }


def test_what_was_missed_counts_against_recall(engine: PolicyEngine) -> None:
    judged = [outcome(engine, "beta"), outcome(engine, "spring", "false_negative", missed="DEM-2")]
    assert (of(judged, "clause", "DEM-2").true, of(judged, "clause", "DEM-2").guilty) == (1, 2)
    assert score(judged).overall.overturned == 1


def test_one_of_two_clauses_may_have_been_wrong(engine: PolicyEngine) -> None:
    judged = [outcome(engine, "alpha beta", "false_positive", wrong=["DEM-1"])]
    assert [(of(judged, "clause", f"DEM-{n}").true, of(judged, "clause", f"DEM-{n}").overturned) for n in (1, 2)] == [
        (0, 1),
        (1, 0),
    ]
    assert score(judged).overall.true == 1


def test_the_right_clause_gets_the_item_that_another_was_cited_for(engine: PolicyEngine) -> None:
    judged = [outcome(engine, "alpha", "wrong_clause", missed=["DEM-2"])]
    assert (of(judged, "clause", "DEM-2").true, of(judged, "clause", "DEM-2").guilty) == (0, 1)
    assert (of(judged, "clause", "DEM-1").false, of(judged, "clause", "DEM-1").guilty) == (1, 0)


def test_technical_errors_say_nothing_of_rules(engine: PolicyEngine) -> None:
    row = ReviewOutcome(decision="d", outcome="overturned", error="technical")
    assert reviewed(told(engine, "alpha"), row) is None


def test_a_reviewer_says_nothing_of_clauses_that_only_shadow_rules_cited(engine: PolicyEngine) -> None:
    shadow = of([outcome(engine, "alpha gamma")], "rule", "demo/gamma")
    assert (shadow.true, shadow.false) == (0, 0)
    innocent = of([outcome(engine, "alpha gamma", "false_positive")], "rule", "demo/gamma")
    assert (innocent.true, innocent.false, innocent.reviewed) == (0, 1, 0)


def test_rules_are_ordered_by_what_a_true_hit_costs(engine: PolicyEngine) -> None:
    judged = [
        outcome(engine, "alpha", seconds=30),
        outcome(engine, "alpha", "false_positive", seconds=50),
        outcome(engine, "beta", "false_positive", seconds=20),
    ]
    assert [(key.name, found.cost) for key, found in score(judged).costliest()] == [
        ("demo/beta", None),
        ("demo/alpha", 80.0),
    ]


def test_the_record_can_be_written_as_json(engine: PolicyEngine) -> None:
    record = json.loads(json.dumps(as_record(score([outcome(engine, "alpha", seconds=30)]))))
    (found,) = record["by_rule"]
    assert (found["rule"], found["precision"]["value"], found["cost_unit"]) == ("demo/alpha", 1.0, "seconds")


# Rows


def rows(*lines: str) -> list[Any]:
    reader = RowReader(Remapping({"lang": "language"}), "body", "comment")
    return [row for _, row in reader.read(line.encode() for line in lines)]


def test_a_bare_text_becomes_an_item() -> None:
    (found,) = rows('{"text": "alpha", "label": 1, "lang": "ko", "func": "quoted", "clauses": "DEM-1"}')
    assert isinstance(found, Label)
    assert (found.content.kind, found.content.body, found.content.language) == ("comment", "alpha", "ko")
    assert (found.guilty, found.clauses) == (True, frozenset({"DEM-1"}))


def test_items_stand_in_the_row_or_under_a_key() -> None:
    flat, nested = rows(
        '{"id": "1", "kind": "track", "title": "alpha", "label": false}',
        '{"item": {"id": "1", "kind": "track", "title": "alpha"}, "label": 0}',
    )
    assert flat == nested


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "this line is not JSON at column 2"),
        ("[]", "a line holds one row, as a JSON object"),
        ("{}", "this row has neither a `label` nor an `outcome`"),
        ('{"text": "a", "label": "hate"}', "/label: `hate` is no label"),
        ('{"text": "a", "label": 1, "clauses": 3}', "/clauses: this must be a list of clauses"),
        ('{"text": "a", "label": 0, "clauses": ["DEM-1"]}', "/clauses: an item with label 0 breaks no clause"),
        ('{"kind": "trak", "label": 1}', "/kind: there is no kind of content `trak`"),
        ('{"decision": "d", "outcome": "overturned"}', "`overturned` comes with an `error`"),
        ('{"decision": "d", "outcome": "upheld", "error": "technical"}', "`upheld` without one"),
        ('{"outcome": "upheld"}', "/decision: field required"),
    ],
)
def test_rows_that_cannot_be_used_say_why(line: str, message: str) -> None:
    (found,) = rows(line)
    assert isinstance(found, Problem)
    assert message in found.message


def test_records_of_lines_that_screen_could_not_read_are_passed_over(engine: PolicyEngine) -> None:
    decision = engine.evaluate(track("alpha"), at=AT)
    lines = [decision.to_json().encode(), b'{"schema": 1, "error": {}}', b"", b'{"id": "x"}']
    first, second, third = (found for _, found in read_decisions(lines))
    assert first == decision
    assert second is None
    assert isinstance(third, Problem)

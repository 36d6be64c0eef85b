"""Who must look, by when and why; in which locale the clause is cited."""

from __future__ import annotations

from datetime import timedelta

import pytest
from policy_sets import AT, SEVERITIES, area, clause, lexicon, load, policy_set, rule, ruleset, track

EXPERTS = {
    "grave/policy.yaml": area(clause("GRV-1", "{recommend: remove}", severity="high"), also="queue: experts"),
    "grave/rules.yaml": ruleset([rule("grave", "text: {lexicon: demo/beta}", clause="GRV-1")]),
}


@pytest.mark.parametrize(
    ("severity", "within", "level"),
    [
        ("low", timedelta(days=3), 1),
        ("medium", timedelta(hours=24), 1),
        ("high", timedelta(hours=4), 2),
        ("critical", timedelta(hours=1), 3),
    ],
)
def test_the_severity_sets_the_service_level(severity: str, within: timedelta, level: int) -> None:
    engine = load(
        policy_set([rule("a", "text: {lexicon: alpha}")], [clause(asks="{recommend: remove}", severity=severity)])
    )
    review = engine.evaluate(track("alpha"), at=AT).review
    assert (review.required, review.queue, review.level) == (True, "general", level)
    assert review.due == AT + within


def test_the_gravest_reason_chooses_the_queue_and_every_reason_is_told() -> None:
    engine = load(policy_set([rule("a", "text: {lexicon: alpha}")], [clause(asks="{review: true}")], files=EXPERTS))
    review = engine.evaluate(track("alpha beta"), at=AT).review
    assert (review.queue, review.level, review.due) == ("experts", 2, AT + timedelta(hours=4))
    assert review.reasons == ("GRV-1: remove recommended", "DEM-1")


def test_an_area_without_a_queue_takes_the_default_one() -> None:
    engine = load(policy_set([rule("a", "text: {lexicon: alpha}")], [clause(asks="{review: true}")], files=EXPERTS))
    assert engine.evaluate(track("alpha"), at=AT).review.queue == "general"


def test_what_may_be_done_at_once_needs_nobody() -> None:
    review = load(policy_set([rule("a", "text: {lexicon: alpha}")])).evaluate(track("alpha"), at=AT).review
    assert (review.required, review.queue, review.due, review.reasons) == (False, None, None, ())


def test_reviewers_read_the_languages_of_what_matched_and_of_the_item() -> None:
    engine = load(policy_set([rule("a", "text: {lexicon: fruit}")], [clause(asks="{review: true}")]))
    assert engine.evaluate(track("apple 사과"), at=AT).review.languages == ("en", "ko")
    assert engine.evaluate(track("apple", language="ja-JP"), at=AT).review.languages == ("en", "ja")


@pytest.mark.parametrize("lower", range(len(SEVERITIES)))
def test_a_rule_s_severity_overrules_its_clause_s(lower: int) -> None:
    severity = SEVERITIES[lower]
    changed = rule("a", "text: {lexicon: alpha}", also=f"then: {{review: true, severity: {severity}}}")
    (finding,) = load(policy_set([changed])).evaluate(track("alpha"), at=AT).findings
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("asked", "cited"),
    [("en", "en"), ("ko", "ko"), ("ko-KR", "ko"), ("ja", "en"), ("KOR", "ko"), ("zh-Hant-TW", "en")],
)
def test_the_clause_is_cited_in_the_nearest_locale(asked: str, cited: str) -> None:
    engine = load(policy_set([rule("a", "text: {lexicon: alpha}")]))
    clause_cited = engine.evaluate(track("alpha"), at=AT, locale=asked).findings[0].clause
    assert clause_cited.locale == cited
    assert clause_cited.title == {"en": "Title of DEM-1", "ko": "제목 DEM-1"}[cited]
    assert clause_cited.text == {"en": "Text of DEM-1", "ko": "본문 DEM-1"}[cited]


def test_title_and_text_are_cited_in_one_and_the_same_locale() -> None:
    half = clause().replace("ko: 본문 DEM-1", "ja: 本文")
    engine = load(policy_set([rule("a", "text: {lexicon: alpha}")], [half]))
    assert engine.evaluate(track("alpha"), at=AT, locale="ko").findings[0].clause.locale == "en"


def test_rules_name_the_languages_of_the_providers_that_matched() -> None:
    plain = lexicon("plain", "omega")
    engine = load(policy_set([rule("a", "text: {lexicon: [fruit, plain]}")], lexicons=[plain]))

    def rules(text: str) -> tuple[str, ...]:
        return engine.evaluate(track(text), at=AT).findings[0].rules

    assert rules("りんご") == ("demo/a@ja",)
    assert rules("apple りんご 사과") == ("demo/a@en", "demo/a@ja", "demo/a@ko")
    assert rules("omega") == ("demo/a",)

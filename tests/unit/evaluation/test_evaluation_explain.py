"""Why a rule held, came near, or waits for a fact."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from policy_sets import AT, lexicon, load, policy_set, rule, track

from policyengine import RuleExplanation

CUES = lexicon("cues", "the word", category="context", also="marks: mention")


def told(when: str, item: dict[str, Any], also: str = "") -> RuleExplanation | None:
    """What is told of the one rule there is."""
    engine = load(policy_set([rule("asked", when, also=also)], lexicons=[CUES]))
    explanation = engine.explain(item, at=AT)
    assert explanation.decision == engine.evaluate(item, at=AT)
    assert len(explanation.rules) <= 1
    return explanation.rules[0] if explanation.rules else None


def test_a_rule_that_fired() -> None:
    rule_told = told("text: {lexicon: alpha}", track("alpha"))
    assert rule_told == RuleExplanation("demo/asked", "DEM-1", None, "live", "fired", None, ())


def test_a_rule_that_has_nothing_to_do_with_the_item_is_not_told() -> None:
    assert told("text: {lexicon: alpha}", track("innocent")) is None
    assert told("all: [{kind: track}, {text: {lexicon: alpha}}]", track("innocent")) is None


@pytest.mark.parametrize(
    ("when", "item", "because"),
    [
        (
            "all: [{text: {lexicon: alpha}}, {text: {lexicon: beta, in: title}}]",
            track("alpha"),
            "no match of beta in title",
        ),
        ("text: {lexicon: alpha, use: used}", track('one "alpha"'), "`alpha` in /title is mentioned, not used"),
        (
            "text: {lexicon: alpha, with: {lexicon: beta, within: 2}}",
            track("alpha so far from beta"),
            "`alpha` in /title matched, but not as asked: match of alpha with beta within 2 characters in any text",
        ),
        (
            "all: [{text: {lexicon: alpha}}, {account: {age_days: {below: 7}}}]",
            track("alpha", account={"age_days": 9}),
            "does not hold: account.age_days below 7",
        ),
        (
            "all: [{text: {lexicon: alpha}}, {none: [{text: {lexicon: beta}}]}]",
            track("alpha beta"),
            "excluded by: match of beta in any text",
        ),
        (
            "all: [{text: {lexicon: alpha}}, {any: [{text: {lexicon: beta}}, {kind: show}]}]",
            track("alpha"),
            "none of: match of beta in any text; kind is one of show",
        ),
        (
            'at_least: {"n": 2, of: [{text: {lexicon: alpha}}, {text: {lexicon: beta}}]}',
            track("alpha"),
            "fewer than 2 of: match of alpha in any text; match of beta in any text",
        ),
    ],
)
def test_a_rule_that_came_near_says_what_was_missing(when: str, item: dict[str, Any], because: str) -> None:
    near = told(when, item)
    assert near is not None
    assert (near.standing, near.because) == ("not fired", because)


def test_a_rule_that_waits_for_a_fact() -> None:
    when = "all: [{text: {lexicon: alpha}}, {account: {age_days: {below: 7}}}, {score: {nsfw: {above: 0.5}}}]"
    waiting = told(when, track("alpha"))
    assert waiting is not None
    assert waiting.standing == "waiting"
    assert waiting.waiting_for == ("account.age_days", "score.nsfw")
    assert waiting.because == "waits for account.age_days, score.nsfw"


def test_a_fact_that_no_longer_matters_is_not_waited_for() -> None:
    when = "all: [{text: {lexicon: alpha}}, {account: {age_days: {below: 7}}}, {account: {verified: false}}]"
    near = told(when, track("alpha", account={"verified": True}))
    assert near is not None
    assert (near.standing, near.waiting_for) == ("not fired", ())


def test_a_rule_outside_its_days() -> None:
    near = told("text: {lexicon: alpha}", track("alpha"), also="effective: {from: 2026-04-01}")
    assert near is not None
    assert (near.standing, near.because) == ("not fired", "not in force on this day")


def test_shadow_and_label_rules_are_told_as_what_they_are() -> None:
    rules = [
        rule("held", "text: {lexicon: alpha}", also="status: shadow"),
        rule("label", "text: {lexicon: alpha}", clause=None, also="label: made.here"),
    ]
    explanation = load(policy_set(rules)).explain(track("alpha"), at=AT)
    assert [(each.rule, each.status, each.label, each.standing) for each in explanation.rules] == [
        ("demo/held", "shadow", None, "fired"),
        ("demo/label", "live", "made.here", "fired"),
    ]


def test_rules_stand_in_order_of_standing_and_the_facts_together() -> None:
    rules = [
        rule("b_fired", "text: {lexicon: alpha}"),
        rule("a_near", "text: {lexicon: alpha, use: mentioned}"),
        rule("c_waits", "all: [{text: {lexicon: alpha}}, {account: {strikes: {above: 1}}}]"),
        rule("d_waits", "all: [{text: {lexicon: alpha}}, {language: ko}]"),
    ]
    explanation = load(policy_set(rules)).explain(track("alpha"), at=AT + timedelta(days=1))
    assert [each.rule for each in explanation.rules] == ["demo/b_fired", "demo/a_near", "demo/c_waits", "demo/d_waits"]
    assert explanation.waiting == ("account.strikes", "language")

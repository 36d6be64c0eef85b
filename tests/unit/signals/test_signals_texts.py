"""Conditions on matches: fields, tiers, use, companions, counts."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import AT, ENGLISH, lexicon, load, policy_set, rule, ruleset, track

TIERS = lexicon("graded", "certain", "{term: unsure, tier: ambiguous}", "{term: ours, tier: reclaimed}")
CUES = lexicon("cues", "the word", category="context", also="marks: mention")
PATTERNS = "digits: {regex: 'call [0-9]{3}', category: spam, description: a test}"


def seen(when: str, item: dict[str, Any], **parts: Any) -> list[str]:
    """What one rule with this condition cites of an item."""
    files = policy_set([rule("asked", when)], lexicons=[TIERS, CUES], patterns=PATTERNS, **parts)
    findings = load(files).evaluate(item, at=AT).findings
    return [f"{each.pointer}:{each.text}" for finding in findings for each in finding.evidence]


def fires(when: str, text: str) -> bool:
    return bool(seen(when, track(text)))


def test_a_match_counts_in_the_fields_named() -> None:
    item = track("alpha", description="alpha", tags=["x", "alpha"], localized_titles={"en": "alpha"})
    assert seen("text: {lexicon: alpha, in: title}", item) == ["/title:alpha"]
    assert seen("text: {lexicon: alpha, in: [description, tags]}", item) == ["/description:alpha", "/tags/1:alpha"]
    assert len(seen("text: {lexicon: alpha}", item)) == 4
    assert seen("text: {lexicon: alpha, in: body}", item) == []


def test_tiers_select_terms() -> None:
    text = track("certain unsure ours")
    assert seen("text: {lexicon: graded}", text) == ["/title:certain", "/title:unsure", "/title:ours"]
    assert seen("text: {lexicon: graded, tier: sure}", text) == ["/title:certain"]
    assert seen("text: {lexicon: graded, tier: [ambiguous, reclaimed]}", text) == ["/title:unsure", "/title:ours"]


def test_lexicons_and_patterns_together() -> None:
    text = track("alpha call 555")
    assert seen("text: {lexicon: alpha, pattern: digits}", text) == ["/title:alpha", "/title:call 555"]


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("an alpha here", "used"),
        ('he said "alpha" once', "mentioned"),
        ("the word alpha hurts", "mentioned"),
        ("The word hurts. Still alpha", "used"),
    ],
)
def test_use_is_told_by_the_sentence_of_the_match(text: str, use: str) -> None:
    assert fires("text: {lexicon: alpha, use: used}", text) == (use == "used")
    assert fires("text: {lexicon: alpha, use: mentioned}", text) == (use == "mentioned")


def test_a_mention_in_one_field_excuses_no_use_in_another() -> None:
    item = track("alpha", description='the word "alpha"')
    assert seen("text: {lexicon: alpha, use: used}", item) == ["/title:alpha"]


@pytest.mark.parametrize(
    ("within", "near", "far"),
    [
        ("sentence", "beta so alpha.", "Beta. So alpha."),
        ("field", "Beta. So alpha.", "so alpha"),
        ("3", "alpha - beta", "alpha -- beta"),
        ("1", "alpha beta", "alpha, beta"),
    ],
)
def test_companions(within: str, near: str, far: str) -> None:
    with_it = f"text: {{lexicon: alpha, with: {{lexicon: beta, within: {within}}}}}"
    without = f"text: {{lexicon: alpha, without: {{lexicon: beta, within: {within}}}}}"
    assert fires(with_it, near)
    assert not fires(with_it, far)
    assert not fires(without, near)
    assert fires(without, far)


@pytest.mark.parametrize("gap", range(6))
def test_a_distance_is_counted_in_characters_between(gap: int) -> None:
    text = f"alpha{' ' * gap}-beta" if gap else "alpha-beta"
    between = gap + 1
    for within in range(7):
        asked = f"text: {{lexicon: alpha, with: {{lexicon: beta, within: {within}}}}}"
        assert fires(asked, text) == (between <= within), (gap, within)


def test_a_companion_in_another_field_is_no_company() -> None:
    condition = "text: {lexicon: alpha, with: {lexicon: beta, within: field}}"
    assert not seen(condition, track("alpha", description="beta"))
    assert not seen(condition, track(tags=["alpha", "beta"]))


def test_the_side_of_a_companion() -> None:
    before = "text: {lexicon: alpha, with: {lexicon: beta, side: before}}"
    after = "text: {lexicon: alpha, with: {lexicon: beta, side: after}}"
    assert [fires(before, "beta alpha"), fires(after, "beta alpha")] == [True, False]
    assert [fires(before, "alpha beta"), fires(after, "alpha beta")] == [False, True]


def test_nothing_accompanies_itself() -> None:
    assert not fires("text: {lexicon: alpha, with: {lexicon: alpha, within: field}}", "alpha")
    assert fires("text: {lexicon: alpha, with: {lexicon: alpha, within: field}}", "alpha alpha")


def test_every_companion_must_be_there_and_none_of_those_excluded() -> None:
    both = "text: {lexicon: alpha, with: [{lexicon: beta}, {lexicon: gamma}], without: [{lexicon: delta}]}"
    assert fires(both, "alpha beta gamma")
    assert not fires(both, "alpha beta")
    assert not fires(both, "alpha beta gamma delta")


def test_companions_are_asked_of_the_same_match() -> None:
    asked = "text: {lexicon: alpha, use: used, with: {lexicon: beta}}"
    assert not fires(asked, 'Alpha here. Say "alpha" to beta.'), "one is used, the other has company"
    assert fires(asked, "Alpha here. Alpha to beta.")


def test_counting_matches_and_terms() -> None:
    matches = "count: {of: matches, lexicon: graded, at_least: 3}"
    terms = "count: {of: terms, lexicon: graded, at_least: 3}"
    assert fires(matches, "certain certain certain")
    assert not fires(terms, "certain certain certain")
    assert fires(terms, "certain unsure ours")
    assert not fires(matches, "certain certain")


def test_a_count_goes_over_all_the_fields_together() -> None:
    item = track("alpha", description="alpha", tags=["alpha"])
    assert seen("count: {of: matches, lexicon: alpha, in: [title, tags], at_least: 2}", item) == [
        "/title:alpha",
        "/tags/0:alpha",
    ]
    assert not seen("count: {of: matches, lexicon: alpha, in: [title, tags], at_least: 3}", item)


def test_a_count_may_have_a_ceiling() -> None:
    asked = "count: {of: matches, lexicon: alpha, at_least: 1, at_most: 2}"
    assert [fires(asked, " ".join(["alpha"] * number)) for number in range(4)] == [False, True, True, False]


def test_a_language_rule_means_the_provider_of_its_language() -> None:
    korean = ruleset([rule("local", "text: {lexicon: fruit}")], [lexicon("fruit", "사과")], language="ko")
    files = policy_set([rule("any", "text: {lexicon: fruit}")], files={"demo/ko.yaml": korean})
    engine = load(files)

    def rules(text: str) -> list[str]:
        return [name for finding in engine.evaluate(track(text), at=AT).findings for name in finding.rules]

    assert rules("apple") == ["demo/any@en"]
    assert rules("사과") == ["demo/any@ko", "demo/local@ko"]


def test_an_area_s_lexicon_comes_before_the_shared_one() -> None:
    shared = ruleset(lexicons=[lexicon("alpha", "omega"), lexicon("common", "omega")], language="en")
    engine_files = policy_set(
        [rule("own", "text: {lexicon: alpha}"), rule("shared", "text: {lexicon: common}")],
        files={"shared/en.yaml": shared, "demo/en.yaml": ruleset(lexicons=ENGLISH, language="en")},
    )
    decision = load(engine_files).evaluate(track("omega"), at=AT)
    assert [finding.rules for finding in decision.findings] == [("demo/shared@en",)]

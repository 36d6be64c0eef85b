"""Measures market by market, and what they amount to over all."""

from __future__ import annotations

import pytest
from policy_sets import AT, area, clause, load, policy_set, rule, ruleset, track

from policyengine import PolicyEngine

KOREAN = """
territory: [KR]
law: {title: An act, source: a gazette, as_of: 2026-01-01, verified: unverified}
"""


def engine(*asks: tuple[str, str, str]) -> PolicyEngine:
    """One clause and rule for each (word, outcome, what else the rule says)."""
    clauses = [clause(f"DEM-{number}", asked) for number, (_, asked, _) in enumerate(asks, 1)]
    rules = [
        rule(f"r{number}", f"text: {{lexicon: {word}}}", clause=f"DEM-{number}", also=also)
        for number, (word, _, also) in enumerate(asks, 1)
    ]
    return load(policy_set(rules, clauses))


def test_removal_everywhere_is_removal() -> None:
    decision = engine(("alpha", "{action: remove}", "")).evaluate(track("alpha"), at=AT)
    assert (decision.action, decision.actions) == ("remove", ("remove",))
    assert {name: each.action for name, each in decision.markets.items()} == dict.fromkeys(("JP", "KR", "TH"), "remove")


@pytest.mark.parametrize(
    ("markets", "overall", "outcomes"),
    [
        ([], "geo_restrict", {"JP": "allow", "KR": "remove", "TH": "allow"}),
        (["KR"], "remove", {"KR": "remove"}),
        (["JP", "KR"], "geo_restrict", {"JP": "allow", "KR": "remove"}),
        (["JP"], "allow", {"JP": "allow"}),
    ],
)
def test_removal_in_some_markets_only_is_geo_restriction(
    markets: list[str], overall: str, outcomes: dict[str, str]
) -> None:
    decision = engine(("alpha", "{action: remove}", "territory: [KR]")).evaluate(track("alpha", markets=markets), at=AT)
    assert decision.action == overall
    assert {name: each.action for name, each in decision.markets.items()} == outcomes
    assert decision.actions == ((overall,) if overall != "allow" else ())


def test_a_finding_outside_the_item_s_markets_is_told_and_does_nothing() -> None:
    loaded = engine(("alpha", "{recommend: remove}", "territory: [KR]"))
    decision = loaded.evaluate(track("alpha", markets=["JP"]), at=AT)
    assert [each.territory for each in decision.findings] == [("KR",)]
    assert (decision.action, decision.recommended, decision.review.required) == ("allow", None, False)


def test_measures_stand_together_mildest_first() -> None:
    loaded = engine(
        ("alpha", "{action: limit_reach}", ""),
        ("beta", "{action: metadata_fix}", ""),
        ("gamma", "{action: age_gate}", "territory: [JP]"),
        ("delta", "{recommend: remove}", ""),
    )
    decision = loaded.evaluate(track("alpha beta gamma delta"), at=AT)
    assert decision.actions == ("metadata_fix", "age_gate", "limit_reach")
    assert (decision.action, decision.recommended) == ("limit_reach", "remove")


def test_the_strictest_measure_wins_in_each_market() -> None:
    loaded = engine(("alpha", "{action: advisory}", ""), ("beta", "{action: remove}", "territory: [TH]"))
    decision = loaded.evaluate(track("alpha beta"), at=AT)
    assert {name: each.action for name, each in decision.markets.items()} == {
        "JP": "advisory",
        "KR": "advisory",
        "TH": "remove",
    }
    assert decision.actions == ("advisory", "geo_restrict")


def test_a_recommendation_is_told_where_it_goes_beyond_what_is_done() -> None:
    loaded = engine(("alpha", "{action: remove}", "territory: [KR]"), ("beta", "{recommend: remove}", ""))
    decision = loaded.evaluate(track("alpha beta"), at=AT)
    assert (decision.action, decision.recommended) == ("geo_restrict", "remove")
    assert {name: each.recommended for name, each in decision.markets.items()} == {
        "JP": "remove",
        "KR": None,
        "TH": "remove",
    }


def test_removal_recommended_in_some_markets_is_told_as_geo_restriction() -> None:
    decision = engine(("alpha", "{recommend: remove}", "territory: [KR]")).evaluate(track("alpha"), at=AT)
    assert (decision.action, decision.recommended) == ("allow", "geo_restrict")
    assert decision.markets["KR"].recommended == "remove"
    assert decision.markets["JP"].recommended is None


def test_a_rule_narrows_the_territory_of_its_clause() -> None:
    clauses = [clause(also="territory: [KR, JP]")]
    narrow = rule("narrow", "text: {lexicon: alpha}", also="territory: [JP]")
    loaded = load(policy_set([rule("wide", "text: {lexicon: alpha}"), narrow], clauses))
    decision = loaded.evaluate(track("alpha"), at=AT)
    assert [(each.territory, each.rules) for each in decision.findings] == [
        (("JP",), ("demo/narrow@en",)),
        (("JP", "KR"), ("demo/wide@en",)),
    ]


def test_local_law_is_told_apart_and_keeps_to_its_territory() -> None:
    law = area(clause("LAW-1", also=KOREAN))
    files = {
        "law/policy.yaml": law,
        "law/rules.yaml": ruleset([rule("local", "text: {lexicon: demo/alpha}", clause="LAW-1")]),
    }
    loaded = load(
        policy_set([rule("house", "text: {lexicon: alpha}")], [clause(asks="{action: advisory}")], files=files)
    )
    decision = loaded.evaluate(track("alpha"), at=AT)
    assert {each.clause.id: (each.ground, each.territory) for each in decision.findings} == {
        "DEM-1": ("platform", ()),
        "LAW-1": ("local_law", ("KR",)),
    }
    assert {name: each.action for name, each in decision.markets.items()} == {
        "JP": "advisory",
        "KR": "remove",
        "TH": "advisory",
    }


def test_findings_are_one_for_each_clause_kind_and_territory() -> None:
    rules = [
        rule("one", "text: {lexicon: alpha}"),
        rule("two", "text: {lexicon: beta}", also="then: {recommend: remove, action: advisory, severity: high}"),
        rule("note", "text: {lexicon: gamma}", also="then: {finding: note}"),
        rule("local", "text: {lexicon: alpha}", also="territory: [KR]"),
    ]
    decision = load(policy_set(rules, [clause(asks="{action: age_gate}")])).evaluate(track("alpha beta gamma"), at=AT)
    assert [(each.kind, each.rules, each.territory) for each in decision.findings] == [
        ("violation", ("demo/one@en", "demo/two@en"), ()),
        ("violation", ("demo/local@en",), ("KR",)),
        ("note", ("demo/note@en",), ()),
    ]
    joint = decision.findings[0]
    assert (joint.action, joint.recommended, joint.severity) == ("age_gate", "remove", "high")
    assert [each.text for each in joint.evidence] == ["alpha", "beta"]


def test_a_note_accuses_nobody() -> None:
    loaded = load(policy_set([rule("note", "text: {lexicon: alpha}", also="then: {finding: note}")]))
    decision = loaded.evaluate(track("alpha"), at=AT)
    assert (decision.action, decision.review.required) == ("allow", False)
    assert decision.findings[0].kind == "note"

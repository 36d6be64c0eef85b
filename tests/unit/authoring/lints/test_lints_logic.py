"""PE2xx, where the golden cases in tests/golden/policy_sets show one finding each."""

from __future__ import annotations

import pytest
from linted import codes, findings
from policy_sets import clause, exception, policy_set, rule

ALPHA = "text: {lexicon: alpha}"


def test_rules_of_different_clauses_or_outcomes_are_no_duplicates() -> None:
    rules = [rule("one", ALPHA), rule("two", ALPHA, clause="DEM-2"), rule("three", ALPHA, also="then: {review: true}")]
    assert codes(policy_set(rules, [clause(), clause("DEM-2", "{action: advisory}")])) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("any: [{text: {lexicon: alpha}}, {text: {lexicon: beta}}]", "any: [{text: {lexicon: [beta, alpha]}}]"),
        ("all: [{kind: track}, {text: {lexicon: alpha}}]", "all: [{text: {lexicon: alpha}}, {all: [{kind: track}]}]"),
    ],
)
def test_the_order_of_conditions_makes_no_difference(one: str, other: str) -> None:
    found = codes(policy_set([rule("one", one), rule("other", other)]))
    assert found in (["PE202"], ["PE203"])


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (ALPHA, "text: {lexicon: alpha, in: title}"),
        (ALPHA, "text: {lexicon: alpha, use: used}"),
        ("text: {lexicon: [alpha, beta]}", ALPHA),
        ("text: {lexicon: alpha, certainty: possible}", "text: {lexicon: alpha, certainty: sure}"),
        (ALPHA, "text: {lexicon: alpha, with: {lexicon: beta}}"),
        (
            "all: [{text: {lexicon: alpha}}, {account: {age_days: {below: 9}}}]",
            "all: [{text: {lexicon: alpha}}, {account: {age_days: {below: 7}}}, {kind: track}]",
        ),
        ("any: [{text: {lexicon: alpha}}, {text: {lexicon: beta}}]", "all: [{text: {lexicon: beta}}, {kind: track}]"),
    ],
)
def test_a_narrower_rule_is_shadowed_and_a_wider_one_is_not(wide: str, narrow: str) -> None:
    (found,) = findings(policy_set([rule("narrow", narrow), rule("wide", wide)]))
    assert (found.code, found.message) == (
        "PE203",
        "`demo/wide` fires wherever `demo/narrow` does and asks for the same",
    )


@pytest.mark.parametrize(
    "other",
    [
        "text: {lexicon: alpha, without: {lexicon: beta}}",
        "all: [{text: {lexicon: alpha}}, {none: [{kind: track}]}]",
    ],
)
def test_what_a_rule_leaves_out_is_not_covered_by_it(other: str) -> None:
    narrow = rule("narrow", "all: [{text: {lexicon: alpha}}, {kind: [track, album]}]")
    assert codes(policy_set([narrow, rule("other", other)])) == []


@pytest.mark.parametrize(
    "when",
    [
        "all: [{text: {lexicon: alpha}}, {kind: track}, {kind: [album, episode]}]",
        "all: [{text: {lexicon: alpha}}, {none: [{text: {lexicon: alpha}}]}]",
        "all: [{text: {lexicon: alpha}}, {reports: {spam: {at_least: 3, below: 3}}}]",
        "all: [{text: {lexicon: alpha}}, {account: {age_days: {above: 7, below: 8}}}]",
        "all: [{text: {lexicon: alpha}}, {account: {verified: true}}, {none: [{account: {verified: true}}]}]",
        "all: [{text: {lexicon: alpha}}, {attribute: {store: kr}}, {attribute: {store: jp}}]",
    ],
)
def test_conditions_that_exclude_each_other(when: str) -> None:
    assert codes(policy_set([rule("never", when)])) == ["PE204"]


@pytest.mark.parametrize(
    "when",
    [
        "all: [{text: {lexicon: alpha}}, {account: {age_days: {above: 7, below: 9}}}]",
        "all: [{text: {lexicon: alpha}}, {score: {toxic: {above: 0.5, below: 0.6}}}]",
        "all: [{text: {lexicon: alpha}}, {account: {age_days: {below: 7}}}, {account: {strikes: {at_least: 7}}}]",
        "all: [{text: {lexicon: alpha}}, {text: {lexicon: beta}}]",
    ],
)
def test_conditions_that_can_hold_together(when: str) -> None:
    assert codes(policy_set([rule("rarely", when)])) == []


def test_a_contradiction_in_a_named_condition_is_told_once_and_where_it_stands() -> None:
    conditions = "never:\n  all: [{kind: track}, {kind: album}]"
    rules = [rule(name, f"all: [{{text: {{lexicon: {name}}}}}, {{use: never}}]") for name in ("alpha", "beta")]
    (found,) = findings(policy_set(rules, conditions=conditions))
    assert found.span is not None
    assert (found.code, found.span.start.line) == ("PE204", 3)


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("account: {followers: {below: 0}}", "PE206"),
        ("shape: {in: title, capitals: {at_least: 0.5, above: 50}}", "PE206"),
        ("reports: {total: {at_least: 0}}", "PE205"),
        ("shape: {in: title, length: {at_least: 0}}", "PE205"),
        ("kind: [track, album, artist, playlist, show, episode, audiobook, profile, comment]", "PE205"),
        ("score: {toxic: {above: 90}}", None),
        ("account: {followers: {absent: true}}", None),
    ],
)
def test_tests_that_every_value_passes_or_none(fact: str, code: str | None) -> None:
    found = codes(policy_set([rule("any", f"all: [{{text: {{lexicon: alpha}}}}, {{{fact}}}]")]))
    assert found == ([code] if code else [])


def test_an_exception_that_no_rule_admits() -> None:
    softened = clause(also=f"exceptions:\n  - {exception('news', 'label: context.news', 'allow')}")
    label = {
        "shared/rules.yaml": "rules:\n"
        + rule("news", ALPHA.replace("alpha", "demo/alpha"), clause=None, also="label: context.news")
    }
    assert codes(policy_set([rule("one", ALPHA, also="exceptions: []")], [softened], files=label)) == ["PE207"]
    assert codes(policy_set([rule("one", ALPHA)], [softened], files=label)) == []


def test_a_rule_whose_days_are_still_to_come_or_that_has_none() -> None:
    later = rule("later", ALPHA, also="effective: {from: 2026-06-01}")
    after = rule("after", "text: {lexicon: beta}", clause="DEM-2", also="effective: {from: 2026-06-01}")
    found = findings(policy_set([later, after], [clause(), clause("DEM-2", also="retired: 2026-05-01")]))
    assert [each.message for each in found] == [
        "`demo/after` is never in force: effective from 2026-06-01, and its clause retires on 2026-05-01"
    ]

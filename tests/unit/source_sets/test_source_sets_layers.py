"""Layers add, and change what is below them by a verb; nothing is changed by accident."""

from __future__ import annotations

import pytest
from policy_sets import (
    AT,
    Files,
    area,
    clause,
    layer,
    lexicon,
    load,
    only_problem,
    policy_set,
    refused,
    rule,
    ruleset,
    track,
)

from policyengine.diagnostics.diagnostic import Diagnostic

BASE = policy_set(
    [rule("asked", "text: {lexicon: alpha}"), rule("young", "account: {age_days: {below: $most}}")],
    manifest="params: {most: 7}",
)


def fired(*layers: Files, title: str = "", age: int | None = None) -> list[str]:
    account = {} if age is None else {"age_days": age}
    findings = load(*layers).evaluate(track(title, account=account), at=AT).findings
    return [name for each in findings for name in each.rules]


def test_a_layer_adds_areas_rules_and_words() -> None:
    ours = layer(
        files={
            "ours/policy.yaml": area(clause("OUR-1")),
            "ours/rules.yaml": ruleset([rule("new", "text: {lexicon: demo/beta}", clause="OUR-1")]),
            "demo/rules.yaml": ruleset([rule("more", "text: {lexicon: extra}")], [lexicon("extra", "omega")]),
        }
    )
    assert fired(BASE, ours, title="alpha beta omega") == ["demo/asked@en", "demo/more", "ours/new@en"]


def test_params_are_set_by_a_layer() -> None:
    assert fired(BASE, age=8) == []
    assert fired(BASE, layer("params: {most: 30}"), age=8) == ["demo/young"]


def test_a_rule_is_replaced_under_its_id() -> None:
    changed = layer(
        "replace: [{rule: demo/asked, reason: a test, "
        "with_rule: {clause: DEM-1, why: a test, when: {text: {lexicon: beta}}, then: {action: advisory}}}]"
    )
    decision = load(BASE, changed).evaluate(track("alpha beta"), at=AT)
    assert [each.rules for each in decision.findings] == [("demo/asked@en",)]
    assert [each.text for each in decision.findings[0].evidence] == ["beta"]
    assert decision.action == "advisory"


def test_a_clause_is_replaced_under_its_id() -> None:
    with_clause = (
        "{id: DEM-1, version: 2, title: {en: New}, text: {en: New text}, severity: high, outcome: {recommend: remove}}"
    )
    changed = layer(f"replace: [{{clause: DEM-1, reason: a test, with_clause: {with_clause}}}]")
    (finding,) = load(BASE, changed).evaluate(track("alpha"), at=AT).findings
    assert (finding.clause.version, finding.clause.title, finding.recommended) == (2, "New", "remove")


def test_a_lexicon_is_extended_and_cut() -> None:
    changed = layer("extend: [{lexicon: demo/alpha@en, add: [{term: omega, variants: [omegas]}], remove: [alpha]}]")
    assert fired(BASE, changed, title="alpha") == []
    assert fired(BASE, changed, title="omegas") == ["demo/asked@en"]


def test_a_higher_layer_changes_what_a_lower_one_made() -> None:
    lower = layer("extend: [{lexicon: demo/alpha@en, add: [{term: omega}]}]")
    higher = layer("extend: [{lexicon: demo/alpha@en, remove: [omega]}]")
    assert fired(BASE, lower, title="omega") == ["demo/asked@en"]
    assert fired(BASE, lower, higher, title="omega") == []


def test_a_layer_declares_lists_and_queues() -> None:
    ours = layer(
        "lists: {partners: {holds: ids, why: a test}}\nqueues: {ours: {title: {en: Ours}}}",
        {
            "ours/policy.yaml": area(clause("OUR-1", "{review: true}"), also="queue: ours"),
            "ours/rules.yaml": ruleset([rule("new", "list: {name: partners, id: content}", clause="OUR-1")]),
        },
    )
    engine = load(BASE, ours, lists={"partners": ["t1"]})
    assert engine.evaluate(track(), at=AT).review.queue == "ours"


def _places(problem: Diagnostic) -> list[str]:
    spans = [problem.span, *(each.span for each in problem.related)]
    return [span.file for span in spans if span is not None]


@pytest.mark.parametrize(
    ("files", "what", "places"),
    [
        (
            {"demo/rules.yaml": ruleset([rule("asked", "kind: track")])},
            "the rule `demo/asked`",
            ["layer1/demo/rules.yaml", "base/demo/rules.yaml"],
        ),
        (
            {"demo/en.yaml": ruleset(lexicons=[lexicon("alpha", "omega")], language="en")},
            "the lexicon `demo/alpha@en`",
            ["layer1/demo/en.yaml", "base/demo/en.yaml"],
        ),
        (
            {"ours/policy.yaml": area(clause("DEM-1"))},
            "the clause `DEM-1`",
            ["layer1/ours/policy.yaml", "base/demo/policy.yaml"],
        ),
    ],
)
def test_a_repeated_id_names_both_places(files: Files, what: str, places: list[str]) -> None:
    problem = only_problem(BASE, layer(files=files))
    assert (problem.code, problem.message) == ("PE150", f"{what} is defined twice")
    assert _places(problem) == places


def test_a_repeated_id_in_one_file_names_both_places() -> None:
    twice = policy_set([rule("asked", "text: {lexicon: alpha}"), rule("asked", "text: {lexicon: beta}")])
    problem = only_problem(twice)
    assert problem.message == "the rule `demo/asked` is defined twice"
    assert problem.span is not None
    assert problem.related[0].span.start.line < problem.span.start.line


def test_the_policy_of_an_area_stands_once() -> None:
    found = refused(BASE, layer(files={"demo/policy.yaml": area(clause("DEM-2"))}))
    assert [each.message for each in found] == ["the policy of the area `demo` is defined twice"]


@pytest.mark.parametrize(
    ("changes", "message", "help_"),
    [
        ("params: {mosst: 9}", "there is no parameter `mosst`", "did you mean `most`?"),
        (
            "disable: [{rule: demo/aksed, reason: x, owner: us, until: 2027-01-01}]",
            "there is no rule `demo/aksed`",
            "did you mean `demo/asked`?",
        ),
        (
            "replace: [{rule: demo/zzz, reason: x, with_rule: {clause: DEM-1, why: x, when: {kind: track}}}]",
            "there is no rule `demo/zzz`",
            "name a rule of a lower layer",
        ),
        (
            "extend: [{lexicon: demo/alpha, add: [{term: omega}]}]",
            "there is no lexicon `demo/alpha`",
            "did you mean `demo/alpha@en`?",
        ),
        (
            "extend: [{lexicon: demo/alpha@en, remove: [alpa]}]",
            "there is no term `alpa`",
            "did you mean `alpha`?",
        ),
    ],
)
def test_a_verb_without_its_target_suggests_one(changes: str, message: str, help_: str) -> None:
    problem = only_problem(BASE, layer(changes))
    assert (problem.code, problem.message, problem.help) == ("PE167", message, help_)
    assert problem.span is not None
    assert problem.span.file == "layer1/policyengine.yaml"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            "disable: [{rule: demo/asked, reason: x, owner: us, until: 2027-01-01}, "
            "{rule: demo/asked, reason: z, owner: us, until: 2027-02-01}]",
            "`demo/asked` is disabled twice",
        ),
        ("extend: [{lexicon: demo/alpha@en, add: [{term: alpha}]}]", "`alpha` already stands in demo/alpha@en"),
        (
            "replace: [{clause: DEM-1, reason: x, with_clause: {id: DEM-2, version: 2, title: {en: New}, "
            "text: {en: New}, severity: high, outcome: {recommend: remove}}}]",
            "`DEM-1` is replaced by a clause with another id, `DEM-2`",
        ),
    ],
)
def test_verbs_that_contradict(changes: str, message: str) -> None:
    problem = only_problem(BASE, layer(changes))
    assert (problem.code, problem.message) == ("PE169", message)


def test_only_the_lowest_layer_has_a_full_manifest() -> None:
    second = {"policyengine.yaml": BASE["policyengine.yaml"]}
    assert only_problem(BASE, second).code == "PE169"


def test_a_layer_needs_a_policy_set_below_it() -> None:
    assert only_problem(layer()).code == "PE162"
    assert only_problem({}).message == "`base` holds no `policyengine.yaml`"


def test_rules_need_the_policy_of_their_area() -> None:
    orphan = rule("x", "kind: track", clause=None, also="label: made.here")
    problem = only_problem(BASE, layer(files={"lost/rules.yaml": ruleset([orphan])}))
    assert problem.message == "the area `lost` has rules but no `policy.yaml`"

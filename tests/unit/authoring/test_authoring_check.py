"""What `check` looks at: rules as they are tested, so also drafts and rules that read a list."""

from __future__ import annotations

from linted import TODAY, codes
from policy_sets import policy_set, request, rule

from policyengine.authoring.check import check
from policyengine.loading import load

LIST = "lists:\n  acts: {holds: names, why: a test, examples: [Aurora Kestrel]}"
NAMED = "list: {name: acts, in: title, match: within}"


def drafts(rules: list[str]) -> list[str]:
    return [f"{each.rstrip()}\n  status: draft\n" for each in rules]


def test_a_draft_is_held_to_the_logic_of_other_rules() -> None:
    never = drafts([rule("draft", "all: [{kind: track}, {kind: album}]")])
    assert codes(policy_set(rules=never)) == ["PE204"]


def test_a_draft_may_repeat_the_live_rule_that_it_is_to_replace() -> None:
    live, draft = rule("live", "text: {lexicon: alpha}"), rule("draft", "text: {lexicon: alpha}")
    assert codes(policy_set(rules=[live, *drafts([draft])])) == []
    assert codes(policy_set(rules=[live, draft])) == ["PE202"]


def test_drafts_that_could_not_be_tested_are_told_although_the_rest_loads() -> None:
    files = policy_set(rules=drafts([rule("draft", "none: [{text: {lexicon: alpha}}]")]))
    assert load(request(files)).program is not None
    findings = check(load(request(files), as_tested=True), TODAY).findings
    assert [(each.code, each.level) for each in findings] == [("PE153", "error")]


def test_a_rule_over_a_list_is_looked_at_with_the_examples_of_the_manifest() -> None:
    repeated = [rule("one", NAMED), rule("other", NAMED)]
    assert codes(policy_set(rules=repeated, manifest=LIST)) == ["PE202"]


def test_a_rule_over_a_list_without_examples_is_not_compared() -> None:
    repeated = [rule("one", NAMED), rule("other", NAMED)]
    assert codes(policy_set(rules=repeated, manifest=LIST.replace(", examples: [Aurora Kestrel]", ""))) == []

"""What cases cover, and what they leave untried."""

from __future__ import annotations

from datetime import date

from policy_sets import Files, as_tested, clause, exception, lexicon, policy_set, request, rule, ruleset

from policyengine.authoring.cases import all_cases
from policyengine.authoring.coverage.page import page
from policyengine.authoring.coverage.targets import Coverage, TargetKind
from policyengine.authoring.judge import Judge
from policyengine.authoring.testing import coverage
from policyengine.loading import load_program

ALPHA = "text: {lexicon: alpha}"
RICH = "all:\n  - text: {lexicon: alpha}\n  - account: {age_days: {below: 7}, uploads_today: {at_least: 3}}"


def covered(files: Files) -> Coverage:
    loaded = load_program(request(files)).policy_set
    assert loaded is not None
    return coverage(Judge(as_tested(files)), list(all_cases(loaded, date(2026, 3, 1))))


def gaps(of: Coverage, kind: TargetKind) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(gap.place, gap.target.name, gap.missing) for gap in of.gaps if gap.target.kind == kind]


def examples(flag: str = "[]", passes: str = "[]") -> str:
    return f"examples: {{flag: {flag}, pass: {passes}}}"


def suite(case: str, areas: str = "") -> dict[str, str]:
    return {"demo/demo.test.yaml": f"suite: s\n{areas}cases:\n{case}"}


FLAGGED = "  - {name: a, item: {kind: track, title: alpha}, expect: {action: remove, violations: DEM-1}}\n"


def test_a_rule_must_fire_and_stay_silent() -> None:
    found = covered(policy_set([rule("r", ALPHA, also=examples("[alpha]"))]))
    assert gaps(found, "rule") == [("base/demo/rules.yaml:2", "demo/r", ("silent",))]
    assert gaps(covered(policy_set([rule("r", ALPHA, also=examples("[alpha]", "[beta]"))])), "rule") == []


def test_each_condition_must_be_true_and_false_at_its_own_place() -> None:
    flag = "[{content: {title: alpha, account: {age_days: 1, uploads_today: 5}}}]"
    passes = "[{content: {title: alpha, account: {age_days: 90}}}]"
    found = covered(policy_set([rule("r", RICH, also=examples(flag, passes))]))
    assert gaps(found, "condition") == [
        ("base/demo/rules.yaml:7", "match of alpha in any text", ("false",)),
        ("base/demo/rules.yaml:8", "account.uploads_today at least 3", ("false",)),
    ]
    assert round(found.percent("condition")) == 67


def test_a_fact_that_is_absent_is_neither_true_nor_false() -> None:
    found = covered(policy_set([rule("r", RICH, also=examples(passes="[alpha]"))]))
    assert [missing for _, name, missing in gaps(found, "condition") if name.startswith("account")] == [
        ("true", "false"),
        ("true", "false"),
    ]


def test_conditions_in_every_kind_of_join_have_their_place() -> None:
    when = (
        "all:\n  - any:\n      - text: {lexicon: alpha}\n      - text: {lexicon: beta}\n"
        "  - at_least:\n      n: 1\n      of:\n        - kind: track\n        - kind: album\n"
        "  - none:\n      - text: {lexicon: gamma}\n  - use: named\n"
    )
    found = covered(policy_set([rule("r", when)], conditions="named:\n  label: content.topic", lexicons=[]) | LABELLED)
    lines = [(gap.target.span.start.line, gap.target.span.file) for gap in found.gaps if gap.target.kind == "condition"]
    assert len(lines) == len(set(lines)) == 7


LABELLED: Files = {
    "more/policy.yaml": f"title: {{en: More}}\nowner: owners\nclauses:\n{clause('MOR-1')}",
    "more/rules.yaml": ruleset([rule("l", ALPHA.replace("alpha", "omega"), clause=None, also="label: content.topic")])
    + "lexicons:\n  omega: {category: profanity, reviewed_by: none yet, terms: [omega]}\n",
}


def test_a_named_condition_counts_once_for_all_rules_that_use_it() -> None:
    rules = [rule("a", "use: named", also=examples("[alpha]")), rule("b", "use: named", also=examples("[]", "[beta]"))]
    found = covered(policy_set(rules, conditions="named:\n  text: {lexicon: alpha}"))
    assert sum(each.kind == "condition" for each in found.targets) == 1
    assert gaps(found, "condition") == []


def test_an_example_says_nothing_of_other_rules() -> None:
    rules = [rule("a", ALPHA, also=examples("[alpha]", "[beta]")), rule("b", ALPHA)]
    assert gaps(covered(policy_set(rules)), "rule") == [("base/demo/rules.yaml:8", "demo/b", ("fired", "silent"))]


def test_an_example_tries_the_rules_whose_labels_its_rule_reads() -> None:
    labelled = policy_set([rule("r", "label: content.topic", also=examples("[omega]", "[beta]"))]) | LABELLED
    assert gaps(covered(labelled), "rule") == []


def test_a_suite_says_something_of_the_rules_of_its_areas() -> None:
    assert gaps(covered(policy_set([rule("r", ALPHA)], files=suite(FLAGGED))), "rule") == [
        ("base/demo/rules.yaml:2", "demo/r", ("silent",))
    ]
    other = "  - {name: a, item: {kind: track, title: alpha}, expect: allow}\n"
    found = covered(policy_set([rule("r", ALPHA)], files=suite(other, "areas: [more]\n")) | LABELLED)
    assert ("demo/r", ("fired", "silent")) in [each[1:] for each in gaps(found, "rule")]


def test_a_case_that_fails_or_waits_covers_nothing() -> None:
    for case in (FLAGGED.replace("remove", "allow"), FLAGGED.replace("name: a,", "name: a, todo: x,")):
        assert covered(policy_set([rule("r", ALPHA)], files=suite(case))).percent("rule") == 0


def test_a_clause_is_covered_where_a_suite_expects_it() -> None:
    assert gaps(covered(policy_set([rule("r", ALPHA)])), "clause") == [("base/demo/policy.yaml:4", "DEM-1", ("cited",))]
    assert gaps(covered(policy_set([rule("r", ALPHA)], files=suite(FLAGGED))), "clause") == []


def test_an_exception_is_covered_where_it_softens_in_a_suite() -> None:
    clauses = [clause(also=f"exceptions: [{exception('cited', 'text: {lexicon: beta}', 'allow')}]")]
    softened = (
        "  - {name: b, item: {kind: track, title: alpha beta}, "
        "expect: {action: allow, violations: DEM-1, exceptions: cited}}\n"
    )
    without = covered(policy_set([rule("r", ALPHA)], clauses, files=suite(FLAGGED)))
    assert [each[1:] for each in gaps(without, "exception")] == [("DEM-1 cited", ("applied",))]
    assert [each[1:] for each in gaps(without, "condition")] == [
        ("match of beta in any text", ("true",)),
        ("match of alpha in any text", ("false",)),
    ]
    both = covered(policy_set([rule("r", ALPHA)], clauses, files=suite(FLAGGED + softened)))
    assert gaps(both, "exception") == []


def test_terms_and_patterns_are_covered_where_they_match() -> None:
    made = policy_set(
        [rule("r", "text: {lexicon: pair, pattern: digits}", also=examples("[one]", "[zero]"))],
        lexicons=[lexicon("pair", "one", "two"), lexicon("idle", "three")],
        patterns="digits: {regex: 'no[0-9]{3}', category: spam, description: x}",
    )
    found = covered(made)
    assert [each[1:] for each in gaps(found, "term")] == [("two", ("matched",))]
    assert [each[1:] for each in gaps(found, "pattern")] == [("demo/digits", ("matched",))]
    assert found.unread == 1 + 4 + 3


def test_a_rule_must_flag_and_let_pass_in_each_language_of_its_words() -> None:
    when = "all:\n  - text: {lexicon: fruit}\n  - none: [{kind: comment}]"
    passes = "[{content: {title: x, language: ja}}, {text: 사과, kind: comment}]"
    found = covered(policy_set([rule("r", when, also=examples("[apple, 사과]", passes))]))
    assert [each[1:] for each in gaps(found, "language")] == [
        ("demo/r in en", ("let pass",)),
        ("demo/r in ja", ("flagged",)),
    ]


def test_nothing_to_cover_is_covered() -> None:
    assert covered(policy_set()).percent("condition") == 100


def test_the_page_shows_every_gap_and_nothing_unescaped() -> None:
    made = policy_set([rule("r", RICH, also=examples("[]", "[alpha]"))], lexicons=[lexicon("odd", '"<b>"')])
    found = covered(made)
    text = page(found, "<set>")
    assert "<set>" not in text
    assert "Coverage of &lt;set&gt;" in text
    assert all(gap.place in text for gap in found.gaps)
    assert text.count("<details") == text.count("</details>")
    assert "http" not in text


def test_a_vocabulary_text_covers_the_terms_that_are_found_in_it() -> None:
    files = {"demo/words.test.yaml": "suite: s\nvocabulary: [{text: alpha, finds: {alpha: sure}}]\n"}
    untried = covered(policy_set([rule("r", ALPHA)]))
    tried = covered(policy_set([rule("r", ALPHA)], files=files))
    assert ([name for _, name, _ in gaps(untried, "term")], gaps(tried, "term")) == (["alpha"], [])
    assert gaps(tried, "rule") == gaps(untried, "rule")

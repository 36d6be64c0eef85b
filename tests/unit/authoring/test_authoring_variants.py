"""Cases that stand for several: disguises, matrices, and cases that do not hold yet."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from policy_sets import Files, as_tested, lexicon, load, policy_set, request, rule

from policyengine.authoring.cases import SuiteCase, all_cases
from policyengine.authoring.disguising import NAMES
from policyengine.authoring.judge import Difference, Judge, Verdict
from policyengine.authoring.variants import NothingToDisguise, combinations, in_disguise
from policyengine.loading import load_program
from policyengine.model.ways import Way

ALPHA = "text: {lexicon: alpha}"
RULES = [rule("r", ALPHA)]


def verdicts(files: Files) -> list[Verdict]:
    loaded = load_program(request(files)).policy_set
    assert loaded is not None
    judge = Judge(as_tested(files))
    return [judge.run(case) for case in all_cases(loaded, date(2026, 3, 1))]


def of_suite(case: str, rules: list[str] | None = None) -> list[Verdict]:
    items = "items: {song: {kind: track, title: an alpha song, language: en}}"
    text = f"suite: s\n{items}\ncases:\n{case}"
    return verdicts(policy_set(rules or RULES, files={"demo/demo.test.yaml": text}))


def of_examples(examples: str, *lexicons: str, when: str = ALPHA) -> list[Verdict]:
    return verdicts(policy_set([rule("r", when, also=f"examples: {examples}")], lexicons=lexicons))


# disguises


def test_every_way_can_be_asked_for_by_its_name() -> None:
    assert get_args(Way) == NAMES


def test_only_the_words_that_match_are_disguised() -> None:
    engine = load(policy_set(RULES))
    item = {"id": "1", "kind": "track", "title": "an alpha song", "tags": ["x", "alpha"]}
    made = in_disguise(engine, item, "spaced")
    assert made == {**item, "title": "an a l p h a song", "tags": ["x", "a l p h a"]}
    assert item["title"] == "an alpha song"


def test_a_text_with_a_language_of_its_own_is_disguised_too() -> None:
    item = {"id": "1", "kind": "track", "title": {"text": "alpha", "language": "en"}}
    assert in_disguise(load(policy_set(RULES)), item, "upper_case")["title"] == {"text": "ALPHA", "language": "en"}


def test_of_words_that_overlap_the_longest_is_disguised() -> None:
    engine = load(policy_set(RULES, lexicons=[lexicon("more", "alpha song")]))
    assert in_disguise(engine, {"id": "1", "kind": "track", "title": "alpha song"}, "dotted")["title"] == (
        "a.l.p.h.a s.o.n.g"
    )


@pytest.mark.parametrize(
    ("title", "way", "reason"),
    [
        ("song", "spaced", "no term is found in this item, so there is no word to disguise"),
        ("alpha", "nfd", "`nfd` leaves every word that matches as it is"),
        ("alpha", "jamo", "`jamo` leaves every word that matches as it is"),
    ],
)
def test_what_cannot_be_disguised_says_why(title: str, way: Way, reason: str) -> None:
    with pytest.raises(NothingToDisguise, match=reason):
        in_disguise(load(policy_set(RULES)), {"id": "1", "kind": "track", "title": title}, way)


def test_an_example_is_also_judged_in_disguise() -> None:
    plain, spaced, nfd = of_examples("{flag: [{text: an alpha song, with: [dotted, nfd]}]}")
    assert [each.case.name for each in (plain, spaced, nfd)] == [
        "demo/r flag 1",
        "demo/r flag 1 dotted",
        "demo/r flag 1 nfd",
    ]
    assert (plain.passed, spaced.passed, nfd.passed) == (True, True, False)
    assert spaced.content is not None
    assert spaced.content["title"] == "an a.l.p.h.a song"
    assert nfd.differences == (Difference("case", "can be run", "`nfd` leaves every word that matches as it is"),)


def test_a_disguise_that_the_rule_does_not_see_through_fails() -> None:
    strict = lexicon("plain", "{term: omega, disguises: []}")
    when = "text: {lexicon: plain}"
    plain, spaced = of_examples("{flag: [{text: omega, with: [spaced]}]}", strict, when=when)
    assert (plain.passed, spaced.passed) == (True, False)
    assert spaced.differences == (Difference("demo/r", "fires", "silent"),)
    assert spaced.content is not None
    assert spaced.content["title"] == "o m e g a"


def test_a_case_is_also_judged_in_disguise() -> None:
    found = of_suite(
        "  - {name: a, item: song, with: [leet, upper_case], expect: {action: remove, violations: DEM-1}}\n"
    )
    assert [each.case.name for each in found] == ["s: a", "s: a leet", "s: a upper_case"]
    assert [each.passed for each in found] == [True, True, True]


# matrices


def test_a_matrix_has_every_combination_the_last_field_varying_fastest() -> None:
    assert list(combinations({"a": [1, 2], "b": ["x", "y"]})) == [
        {"a": 1, "b": "x"},
        {"a": 1, "b": "y"},
        {"a": 2, "b": "x"},
        {"a": 2, "b": "y"},
    ]
    assert list(combinations({})) == [{}]


def test_a_case_with_a_matrix_is_run_with_every_combination() -> None:
    case = (
        "  - name: a\n    item: song\n    with: {language: null}\n"
        "    matrix: {title: [song, alpha], markets: [[KR], [JP, TH]]}\n    expect: allow\n"
    )
    found = of_suite(case)
    assert [each.case.name for each in found] == [
        's: a [title: song, markets: ["KR"]]',
        's: a [title: song, markets: ["JP", "TH"]]',
        's: a [title: alpha, markets: ["KR"]]',
        's: a [title: alpha, markets: ["JP", "TH"]]',
    ]
    assert [each.passed for each in found] == [True, True, False, False]
    assert all(isinstance(each.case, SuiteCase) and "language" not in each.case.content for each in found)


# todo


def test_a_case_that_does_not_hold_yet_passes_while_it_waits() -> None:
    (verdict,) = of_suite("  - {name: a, item: song, todo: needs a term, expect: allow}\n")
    assert (verdict.passed, verdict.waiting, verdict.differences) == (True, True, ())


def test_a_case_that_holds_although_it_says_not_yet_fails() -> None:
    case = "  - {name: a, item: song, todo: needs a term, expect: {action: remove, violations: DEM-1}}\n"
    (verdict,) = of_suite(case)
    assert not verdict.passed
    assert verdict.differences == (
        Difference("todo", "does not hold yet: needs a term", "holds now; strike the `todo`"),
    )


def test_an_example_may_wait_too() -> None:
    waiting, holds = of_examples("{flag: [{text: omega, todo: later}, {text: alpha, todo: later}]}")
    assert (waiting.passed, waiting.waiting) == (True, True)
    assert (holds.passed, holds.waiting) == (False, False)


def test_a_case_that_cannot_be_run_does_not_wait() -> None:
    (verdict,) = of_suite("  - {name: a, item: {kind: trak}, todo: later, expect: allow}\n")
    assert not verdict.passed


# what is said of a failure


def test_the_rules_of_the_expected_clause_come_first_and_then_the_nearest() -> None:
    rules = [
        rule("far", "all:\n  - text: {lexicon: alpha}\n  - kind: comment\n  - kind: show"),
        rule("near", "all:\n  - text: {lexicon: alpha}\n  - kind: track\n  - kind: show"),
    ]
    (verdict,) = of_suite("  - {name: a, item: song, expect: {action: remove}}\n", rules)
    assert [each.partition(":")[0] for each in verdict.near] == ["demo/near", "demo/far"]

"""What a policy set promises of itself, as cases, and the verdicts on them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from policy_sets import Files, as_tested, clause, exception, layer, lexicon, policy_set, request, rule, ruleset

from policyengine.authoring.cases import BadCase, CleanCase, ExampleCase, SuiteCase, all_cases
from policyengine.authoring.judge import Difference, Judge, Verdict
from policyengine.loading import load_program

TODAY = date(2026, 3, 1)


def cases(*layers: Files) -> list[Any]:
    loaded = load_program(request(*layers)).policy_set
    assert loaded is not None
    return list(all_cases(loaded, TODAY))


def verdicts(*layers: Files, lists: dict[str, list[str]] | None = None) -> list[Verdict]:
    judge = Judge(as_tested(*layers, lists=lists))
    return [judge.run(case) for case in cases(*layers)]


def examples(flag: str = "[]", passes: str = "[]") -> str:
    return f"examples: {{flag: {flag}, pass: {passes}}}"


ALPHA = "text: {lexicon: alpha}"


def example_of(when: str, flag: str, also: str = "") -> ExampleCase:
    (case,) = cases(policy_set([rule("r", when, also=f"{examples(flag)}\n{also}")]))
    assert isinstance(case, ExampleCase)
    return case


# examples


def test_an_example_is_put_into_the_first_field_that_the_rule_reads() -> None:
    assert example_of(ALPHA, "[alpha]").content == {"id": "example", "kind": "track", "title": "alpha"}
    assert example_of("text: {lexicon: alpha, in: [name, title]}", "[alpha]").content["name"] == "alpha"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tags", ["alpha"]),
        ("artists", ["alpha"]),
        ("urls", ["alpha"]),
        ("transcript", [{"text": "alpha"}]),
        ("members", [{"title": "alpha"}]),
        ("credits", [{"name": "alpha"}]),
        ("localized_titles", {"en": "alpha"}),
        ("body", "alpha"),
    ],
)
def test_an_example_has_the_form_of_its_field(field: str, value: Any) -> None:
    case = example_of(f"text: {{lexicon: alpha, in: {field}}}", "[alpha]")
    assert case.content[field] == value


def test_an_example_is_of_the_kind_that_the_rule_asks_for() -> None:
    when = f"all:\n  - none: [{{kind: comment}}]\n  - kind: [episode, show]\n  - {ALPHA}"
    assert example_of(when, "[alpha]").content["kind"] == "episode"
    assert example_of(when, "[{text: alpha, kind: show}]").content["kind"] == "show"


def names_of(when: str, flag: str, **options: Any) -> list[str]:
    made = cases(policy_set([rule("r", when, also=examples(flag))], **options))
    return [each.name.removeprefix("demo/r ") for each in made]


def test_an_example_in_several_fields_is_a_case_for_each() -> None:
    when = "text: {lexicon: alpha, in: [title, body]}"
    assert names_of(when, "[{text: alpha, in: [body, name]}]") == ["flag 1 in body", "flag 1 in name"]
    assert names_of(when, "[{text: alpha, in: body}]") == ["flag 1"]


def test_every_field_is_each_that_the_rule_names_also_where_it_uses_a_condition() -> None:
    when = "all: [{use: named}, {none: [{text: {lexicon: beta, in: tags}}]}]"
    conditions = "named: {any: [{text: {lexicon: alpha, in: [name, title]}}, {text: {lexicon: alpha, in: title}}]}"
    assert names_of(when, "[{text: alpha, in: every}]", conditions=conditions) == ["flag 1 in name", "flag 1 in title"]


def test_an_example_of_several_kinds_is_a_case_for_each() -> None:
    when = f"all: [{{kind: [episode, show]}}, {ALPHA}]"
    assert names_of(when, "[{text: alpha, kind: every}]") == ["flag 1 as episode", "flag 1 as show"]
    assert names_of(when, "[{content: {title: alpha}, kind: [show, track]}]") == ["flag 1 as show", "flag 1 as track"]


def test_the_choices_of_an_example_are_a_case_each() -> None:
    assert names_of(ALPHA, '["{alpha|beta} now"]') == ["flag 1 [alpha now]", "flag 1 [beta now]"]


def test_fields_of_companions_and_of_none_are_not_where_an_example_goes() -> None:
    when = (
        "all:\n  - none: [{text: {lexicon: beta, in: body}}]\n"
        "  - text: {lexicon: alpha, with: {lexicon: gamma}}\n  - text: {lexicon: alpha, in: lyrics}"
    )
    assert "lyrics" in example_of(when, "[alpha gamma]").content


def test_an_example_may_say_everything_itself() -> None:
    flag = "[{content: {kind: comment, body: alpha}, language: ko}]"
    assert example_of(ALPHA, flag).content == {"id": "example", "kind": "comment", "body": "alpha", "language": "ko"}
    case = example_of(ALPHA, "[{text: alpha, in: description, content: {title: x}}]")
    assert case.content == {"id": "example", "kind": "track", "title": "x", "description": "alpha"}


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ("effective: {from: 2020-01-01}", (2026, 1, 1)),
        ("effective: {from: 2030-05-01}", (2030, 5, 1)),
        ("effective: {until: 2020-05-01}", (2020, 4, 30)),
        ("effective: {from: 2020-04-30, until: 2020-05-01}", (2020, 4, 30)),
    ],
)
def test_an_example_is_judged_while_its_rule_is_in_force(dates: str, day: tuple[int, int, int]) -> None:
    assert example_of(ALPHA, "[alpha]", dates).at == datetime(*day, tzinfo=UTC)
    assert verdicts(policy_set([rule("r", ALPHA, also=f"{examples('[alpha]')}\n{dates}")]))[0].passed


def test_a_disabled_rule_is_judged_when_it_is_back() -> None:
    base = policy_set([rule("r", ALPHA, also=examples("[alpha]"))])
    above = layer("disable: [{rule: demo/r, reason: noisy, owner: owners, until: 2031-02-03}]")
    (case,) = cases(base, above)
    assert case.at == datetime(2031, 2, 3, tzinfo=UTC)
    assert [each.passed for each in verdicts(base, above)] == [True]


def test_a_rule_that_is_never_in_force_has_no_case_that_can_be_run() -> None:
    retired = policy_set(
        [rule("r", ALPHA, also=f"{examples('[alpha]')}\neffective: {{from: 2026-05-01}}")],
        [clause(also="retired: 2026-04-01")],
    )
    (verdict,) = verdicts(retired)
    assert isinstance(verdict.case, BadCase)
    assert not verdict.passed
    assert verdict.differences[0].actual == "the rule is never in force: its dates exclude each other"


@pytest.mark.parametrize("status", ["draft", "shadow", "live"])
def test_examples_of_a_rule_count_whatever_its_status(status: str) -> None:
    made = rule("r", ALPHA, also=f"{examples('[alpha, beta]', '[alpha, beta]')}\nstatus: {status}")
    flagged, silent, wrong, passed = verdicts(policy_set([made]))
    assert (flagged.passed, silent.passed, wrong.passed, passed.passed) == (True, False, False, True)
    assert silent.differences == (Difference("demo/r", "fires", "silent"),)
    assert silent.near == ("demo/r: nothing that it looks for was found",)
    assert wrong.differences == (Difference("demo/r", "silent", "fires"),)
    assert wrong.near == ("demo/r because of /title `alpha` (demo/alpha@en)",)


def test_a_retired_rule_has_no_cases() -> None:
    assert cases(policy_set([rule("r", ALPHA, also=f"{examples('[alpha]')}\nstatus: retired")])) == []


def test_a_rule_that_nearly_fired_says_what_it_lacked() -> None:
    made = rule("r", f"all:\n  - {ALPHA}\n  - account: {{age_days: {{below: 7}}}}", also=examples("[alpha]"))
    (verdict,) = verdicts(policy_set([made]))
    assert verdict.near == ("demo/r: waits for account.age_days",)


def test_an_example_that_is_no_item() -> None:
    (verdict,) = verdicts(policy_set([rule("r", ALPHA, also=examples("[{content: {titel: alpha}}]"))]))
    assert verdict.differences == (
        Difference("item", "can be judged", "/titel: there is no such field (did you mean `title`?)"),
    )


# suites


def suite(*made: str, also: str = "") -> Files:
    return {
        "demo/demo.test.yaml": f"suite: s\nitems:\n  song: {{kind: track, title: alpha}}\n{also}cases:\n"
        + "".join(made)
    }


RULES = [rule("r", ALPHA)]
EXPECTED = "{action: remove, violations: DEM-1}"


def judged(*made: str, also: str = "") -> list[Verdict]:
    return verdicts(policy_set(RULES, files=suite(*made, also=also)))


def test_a_suite_names_items_or_holds_them() -> None:
    named, held = judged(
        f"  - {{name: a, item: song, expect: {EXPECTED}}}\n",
        f"  - {{name: b, item: {{kind: episode, description: alpha}}, expect: {EXPECTED}}}\n",
    )
    assert (named.passed, held.passed) == (True, True)
    assert isinstance(named.case, SuiteCase)
    assert (named.case.name, named.case.place, named.case.areas) == ("s: a", "base/demo/demo.test.yaml:5", ("demo",))


def test_fields_are_replaced_and_removed() -> None:
    replaced, removed = judged(
        "  - {name: a, item: song, with: {title: beta}, expect: allow}\n",
        "  - {name: b, item: song, with: {title: null}, expect: allow}\n",
    )
    assert (replaced.passed, removed.passed) == (True, True)
    assert isinstance(removed.case, SuiteCase)
    assert removed.case.content == {"id": "case", "kind": "track"}


def test_a_missing_rule_says_what_it_lacked() -> None:
    (verdict,) = judged("  - {name: a, item: song, with: {title: beta}, expect: {action: remove, rules: demo/r@en}}\n")
    assert [each.part for each in verdict.differences] == ["action", "rules"]
    assert verdict.near == ("demo/r: nothing that it looks for was found",)


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("  - {name: a, item: sogn, expect: allow}\n", "the suite has no item `sogn`"),
        ("  - {name: a, item: song, at: yesterday, expect: allow}\n", "`yesterday` is not a moment with a time zone"),
        (
            '  - {name: a, item: song, at: "2026-01-01T00:00:00", expect: allow}\n',
            "`2026-01-01T00:00:00` is not a moment with a time zone",
        ),
    ],
)
def test_cases_that_cannot_be_run_do_not_pass(case: str, reason: str) -> None:
    (verdict,) = judged(case)
    assert verdict.differences == (Difference("case", "can be run", reason),)


def test_an_area_that_does_not_exist_does_not_pass() -> None:
    (verdict,) = judged("  - {name: a, item: song, expect: allow}\n", also="areas: [dmeo]\n")
    assert verdict.differences == (Difference("areas", "can be loaded", "the policy set has no area `dmeo`"),)


def test_a_suite_is_about_its_areas_only() -> None:
    other = {
        "more/policy.yaml": f"title: {{en: More}}\nowner: owners\nclauses:\n{clause('MOR-1')}",
        "more/rules.yaml": ruleset([rule("m", "text: {lexicon: beta}", clause="MOR-1")], [lexicon("beta", "beta")]),
    }
    case = "  - {name: a, item: song, with: {title: beta}, expect: allow}\n"
    for also, passes in (("", True), ("areas: [demo]\n", True), ("areas: [more]\n", False), ("areas: all\n", False)):
        (verdict,) = verdicts(policy_set(RULES, files={**other, **suite(case, also=also)}))
        assert verdict.passed == passes, also
    everywhere = {"suites/all.test.yaml": suite(case)["demo/demo.test.yaml"]}
    assert not verdicts(policy_set(RULES, files={**other, **everywhere}))[0].passed


def test_of_several_layers_the_suites_of_the_highest_count() -> None:
    case = "  - {name: a, item: song, expect: allow}\n"
    base = policy_set(RULES, files=suite(case))
    assert [each.name for each in cases(base, layer("params: {}"))] == []
    assert [each.name for each in cases(base, layer("params: {}", suite(case.replace("a,", "b,"))))] == ["s: b"]


# clean items


def clean(lines: str, allowances: str = "") -> Files:
    baseline = {"clean/baseline.yaml": f"allowances:\n{allowances}"} if allowances else {}
    return policy_set(RULES, files={"clean/all.jsonl": lines, **baseline})


def allowance(item: str, rule_id: str = "demo/r", expires: str = "2026-03-02") -> str:
    return f"  - {{item: {item}, rule: {rule_id}, reason: known, owner: owners, expires: {expires}}}\n"


SONG, FLAGGED = '{"id": "c1", "title": "song"}\n', '{"id": "c2", "title": "alpha"}\n'


def test_clean_items_must_not_be_flagged() -> None:
    first, second = verdicts(clean(SONG + "\n" + FLAGGED))
    assert isinstance(second.case, CleanCase)
    assert (first.passed, second.passed, second.case.place) == (True, False, "base/clean/all.jsonl:3")
    assert second.differences == (Difference("clean item", "nothing", "demo/r@en"),)
    assert second.near == ("demo/r because of /title `alpha` (demo/alpha@en)",)


def test_a_clean_item_may_be_flagged_where_that_is_known() -> None:
    assert [each.passed for each in verdicts(clean(FLAGGED, allowance("c2")))] == [True]
    (other,) = verdicts(clean(FLAGGED, allowance("c2", "demo/other")))
    assert not other.passed


@pytest.mark.parametrize(("expires", "passes"), [("2026-03-02", True), ("2026-03-01", False), ("2020-01-01", False)])
def test_an_allowance_holds_until_the_day_it_expires(expires: str, passes: bool) -> None:
    assert [each.passed for each in verdicts(clean(FLAGGED, allowance("c2", expires=expires)))] == [passes]


def test_an_allowance_that_is_not_needed_any_more_does_not_pass() -> None:
    unneeded, unknown = verdicts(clean(SONG, allowance("c1") + allowance("c9")))
    assert unneeded.differences == (Difference("baseline", "flagged by demo/r", "nothing; strike the entry"),)
    assert unknown.differences == (Difference("case", "can be run", "no clean item has this id; strike the entry"),)
    assert unknown.case.place == "base/clean/baseline.yaml:3"


@pytest.mark.parametrize("line", ["alpha", '{"id": ', '{"id": "\\ud800"}x', "[" * 100_000])
def test_lines_that_are_no_json_do_not_pass(line: str) -> None:
    (verdict,) = verdicts(clean(line + "\n"))
    assert isinstance(verdict.case, BadCase)
    assert verdict.differences[0].actual.startswith("this line is not JSON: ")


def test_a_clean_item_of_which_a_part_was_not_read_does_not_pass() -> None:
    (verdict,) = verdicts(clean('{"id": "c1", "description": "' + "la " * 100_000 + '"}\n'))
    assert verdict.differences == (Difference("clean item", "nothing", "text beyond the limit was not read"),)


def test_a_clean_item_that_needs_no_action_but_is_noted_passes() -> None:
    noted = policy_set([rule("r", ALPHA, also="then: {finding: note}")], files={"clean/all.jsonl": FLAGGED})
    assert [each.passed for each in verdicts(noted)] == [True]


def test_a_clean_item_that_an_exception_clears_passes() -> None:
    cleared = clause(also=f"exceptions: [{exception('cited', 'text: {lexicon: beta}', 'allow')}]")
    item = '{"id": "c1", "title": "alpha beta"}\n'
    assert [each.passed for each in verdicts(policy_set(RULES, [cleared], files={"clean/all.jsonl": item}))] == [True]


def test_cases_come_in_one_order() -> None:
    files = {**suite("  - {name: a, item: song, expect: allow}\n"), "clean/all.jsonl": SONG}
    made = policy_set(
        [rule("b", ALPHA, also=examples("[x]", "[x]")), rule("a", ALPHA, also=examples("[x]"))], files=files
    )
    names = ["demo/a flag 1", "demo/b flag 1", "demo/b pass 1", "s: a", "clean c1"]
    assert [case.name for case in cases(made)] == names
    assert [case.name for case in cases(dict(reversed(made.items())))] == names


# vocabulary


WORDS = [
    lexicon("words", "gamma", "{term: delta, tier: ambiguous, allow: [delta blues]}"),
    lexicon("cues", "quoted", category="context"),
]


def vocabulary(texts: str, head: str = "") -> Files:
    suite = f"suite: words\nlanguage: en\n{head}vocabulary:\n{texts}"
    return policy_set([], files={"demo/en.yaml": ruleset(lexicons=WORDS, language="en"), "demo/words.test.yaml": suite})


def told(texts: str, head: str = "") -> list[tuple[str, str]]:
    """What was expected and what was found, where they differ."""
    found = verdicts(vocabulary(texts, head))
    return [(each.expected, each.actual) for verdict in found for each in verdict.differences]


@pytest.mark.parametrize(
    "text",
    [
        "a delta blues record",
        "{text: gamma rays, finds: {gamma: sure}}",
        "{text: gamma in the delta, finds: {gamma: sure, delta: ambiguous}}",
        "{text: '{gamma|quoted gamma} rays', finds: {gamma: sure}}",
    ],
)
def test_a_vocabulary_text_holds_if_exactly_its_terms_are_found(text: str) -> None:
    assert told(f"  - {text}\n") == []


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        ("gamma rays", "nothing", "`gamma` sure"),
        ("{text: delta blues, finds: {delta: ambiguous}}", "`delta` ambiguous", "nothing"),
        ("{text: the delta, finds: {delta: sure}}", "`delta` sure", "`delta` ambiguous"),
        ("{text: gamma delta, finds: {gamma: sure}}", "`gamma` sure", "`delta` ambiguous, `gamma` sure"),
    ],
)
def test_what_else_is_found_or_missing_fails_a_vocabulary_text(text: str, expected: str, actual: str) -> None:
    assert told(f"  - {text}\n") == [(expected, actual)]


def test_each_text_of_a_form_is_a_case_of_its_own() -> None:
    made = cases(vocabulary("  - {text: '{gamma|delta} rays', finds: {gamma: sure}}\n"))
    assert [(each.name, each.place, each.expected_at) for each in made] == [
        ("words: gamma rays", "base/demo/words.test.yaml:4", None),
        ("words: delta rays", "base/demo/words.test.yaml:4", None),
    ]


def test_context_is_compared_only_where_it_is_named() -> None:
    assert told("  - quoted\n") == []
    assert told("  - quoted gamma\n", "lexicons: cues\n") == [("nothing", "`quoted` sure")]


def test_a_vocabulary_text_is_about_the_lexicons_of_its_areas() -> None:
    files = vocabulary("  - gamma\n")
    moved = {**files, "suites/words.test.yaml": files["demo/words.test.yaml"]}
    moved["shared/words.test.yaml"] = moved.pop("demo/words.test.yaml")
    passed = {verdict.case.place.split("/")[1]: verdict.passed for verdict in verdicts(moved)}
    assert passed == {"shared": True, "suites": False}


def test_a_lexicon_that_the_areas_lack_is_told() -> None:
    (case,) = cases(vocabulary("  - gamma\n", "lexicons: word\n"))
    assert isinstance(case, BadCase)
    assert case.reason == "its areas have no lexicon `word`"


def test_words_of_masked_lexicons_are_not_told() -> None:
    masked = ruleset(lexicons=[lexicon("words", "gamma", also="mask: true")], language="en")
    suite = "suite: words\nvocabulary: [gamma rays]\n"
    (verdict,) = verdicts(policy_set([], files={"demo/en.yaml": masked, "demo/words.test.yaml": suite}))
    assert verdict.differences == (Difference("finds", "nothing", "`a masked term` sure"),)

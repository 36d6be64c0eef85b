"""What definitions say of each other must fit together; each problem has its code, words and help."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import Files, area, clause, exception, layer, lexicon, load, only_problem, policy_set, rule, ruleset

ALPHA = "text: {lexicon: alpha}"


def one(asks: str = "{action: remove}", *, clause_also: str = "", also: str = "", **parts: Any) -> Files:
    return policy_set([rule("asked", ALPHA, also=also)], [clause(asks=asks, also=clause_also)], **parts)


SHARED_LABEL = {
    "shared/rules.yaml": ruleset([rule("news", "text: {lexicon: cue}", clause=None, also="label: context.news")]),
    "shared/en.yaml": ruleset(lexicons=[lexicon("cue", "bulletin")], language="en"),
}
OTHER = {"other/policy.yaml": area(clause("OTH-1")), "other/rules.yaml": ruleset()}


@pytest.mark.parametrize(
    ("files", "code", "message", "help_"),
    [
        (one(area_also="queue: expert"), "PE140", "there is no queue `expert`", "did you mean `experts`?"),
        (one("{action: age_gat}"), "PE140", "there is no action `age_gat`", "did you mean `age_gate`?"),
        (one("{recommend: zzz}"), "PE140", "there is no action `zzz`", "there are: advisory, age_gate, allow, "),
        (
            one("{action: geo_restrict}"),
            "PE124",
            "`geo_restrict` is never asked for: it is what removal in some markets only amounts to",
            "write `remove` and give the rule or the clause a `territory`",
        ),
        (
            one("{severity: high}"),
            "PE132",
            "this outcome asks for nothing, so nobody would notice the violation",
            "give an `action`, a `recommend` or `review: true`; or write `finding: note`",
        ),
        (
            one(also="then: {action: allow}"),
            "PE132",
            "this outcome asks for nothing, so nobody would notice the violation",
            "give an `action`",
        ),
        (
            one("{action: remove, recommend: age_gate}"),
            "PE132",
            "`recommend: age_gate` is no stricter than `action: remove`",
            "recommend a stricter measure",
        ),
        (
            one(clause_also=f"exceptions: [{exception('why', ALPHA, 'adviser')}]"),
            "PE140",
            "there is no action `adviser`",
            "did you mean `advisory`?",
        ),
        (
            one(clause_also=f"exceptions: [{exception('why', ALPHA, 'allow')}, {exception('why', ALPHA, 'allow')}]"),
            "PE150",
            "the exception `why` stands twice in DEM-1",
            "rename one",
        ),
        (
            policy_set([rule("asked", ALPHA)], [clause().replace("en: Text", "ja: Text")]),
            "PE121",
            "the text of DEM-1 is missing in `en`, the first locale of the manifest",
            "every clause needs it",
        ),
        (
            policy_set([rule("asked", ALPHA, clause="DEM-11")]),
            "PE141",
            "there is no clause `DEM-11`",
            "did you mean `DEM-1`?",
        ),
        (
            policy_set([rule("asked", ALPHA, clause="OTH-1")], files=OTHER),
            "PE141",
            "`OTH-1` is a clause of other, not of demo",
            "move the rule to `other/`, or enforce a clause of demo",
        ),
        (
            one(also="exceptions: [news]"),
            "PE155",
            "DEM-1 has no exception `news`",
            "a rule can only keep or drop those of its clause: it has none",
        ),
        (
            one(clause_also="territory: [KR]", also="territory: [JP, KR]"),
            "PE124",
            "DEM-1 does not apply in JP",
            "a rule narrows the territory of its clause, which is KR",
        ),
        (
            policy_set([rule("news", ALPHA, clause=None, also="label: context.news")]),
            "PE154",
            "only `shared` derives `context.*` labels, so that they mean the same for every area",
            "move the rule to `shared/`, or name the label otherwise",
        ),
        (
            policy_set(
                [rule("asked", "all: [{text: {lexicon: alpha}}, {none: [{label: context.news}]}]")], files=SHARED_LABEL
            ),
            "PE154",
            "`none` over `context.news` would hide the rule instead of softening it",
            "move it to the clause's `exceptions`, where it softens and is told",
        ),
        (
            policy_set([rule("new", ALPHA, also="was: old"), rule("old", "text: {lexicon: beta}")]),
            "PE157",
            "`demo/new` was once `old`, which another rule is called now",
            "give the other rule a new id",
        ),
        (
            one(manifest='requires: ">=99.0"'),
            "PE164",
            "this policy set requires policyengine >=99.0, and ",
            "install a newer version",
        ),
    ],
)
def test_each_problem_between_definitions(files: Files, code: str, message: str, help_: str) -> None:
    problem = only_problem(files)
    assert (problem.code, problem.level) == (code, "error")
    assert problem.message.startswith(message)
    assert problem.help is not None
    assert problem.help.startswith(help_)
    assert problem.span is not None


def test_the_default_queue_is_known() -> None:
    files = one()
    files["policyengine.yaml"] = files["policyengine.yaml"].replace("default_queue: general", "default_queue: generel")
    problem = only_problem(files)
    assert (problem.message, problem.help) == ("there is no queue `generel`", "did you mean `general`?")


@pytest.mark.parametrize(
    "hidden",
    [
        "{none: [{any: [{label: context.news}, {kind: show}]}]}",
        "{none: [{none: [{none: [{label: context.news}]}]}]}",
        "{use: excused}",
    ],
)
def test_an_excuse_is_found_wherever_it_hides(hidden: str) -> None:
    conditions = "excused: {none: [{label: context.news}]}" if "use" in hidden else ""
    files = policy_set(
        [rule("asked", f"all: [{{text: {{lexicon: alpha}}}}, {hidden}]")], conditions=conditions, files=SHARED_LABEL
    )
    assert only_problem(files).code == "PE154"


def test_context_may_be_asked_for_and_excepted() -> None:
    excused = clause(also=f"exceptions: [{exception('news', 'label: context.news', 'advisory')}]")
    load(
        policy_set(
            [rule("asked", "all: [{text: {lexicon: alpha}}, {label: context.news}]")], [excused], files=SHARED_LABEL
        )
    )


@pytest.mark.parametrize(
    ("when", "code", "message", "help_"),
    [
        ("text: {lexicon: alpa}", "PE142", "there is no lexicon `alpa`", "did you mean `alpha`?"),
        ("text: {lexicon: other/alpha}", "PE142", "there is no lexicon `other/alpha`", None),
        ("text: {lexicon: alpha, with: {lexicon: bta}}", "PE142", "there is no lexicon `bta`", "did you mean `beta`?"),
        ("text: {pattern: digit}", "PE142", "there is no pattern `digit`", "did you mean `digits`?"),
        ("use: sometimes", "PE143", "there is no condition `sometimes`", "did you mean `sometime`?"),
        ("list: {name: partner, id: content}", "PE144", "there is no list `partner`", "did you mean `partners`?"),
        (
            "account: {age_days: {below: $youngest}}",
            "PE145",
            "there is no parameter `youngest`",
            "declare it under `params:` in the manifest",
        ),
        ("account: {age: {below: 7}}", "PE146", "there is no fact of the account `age`", None),
        (
            "content: {durations: {below: 7}}",
            "PE146",
            "there is no fact of the content `durations`",
            "did you mean `duration`?",
        ),
        ("label: made.hear", "PE147", "there is no label `made.hear`", "did you mean `made.here`?"),
        (
            'at_least: {"n": 3, of: [{text: {lexicon: alpha}}, {kind: track}]}',
            "PE125",
            "`n: 3` can never be reached by 2 conditions",
            "use at most 2",
        ),
        ("none: [{text: {lexicon: alpha}}]", "PE153", "one way for this to hold names only what must be absent", None),
        ("count: {of: matches, lexicon: alpha, at_most: 2}", "PE153", "this count also holds of nothing at all", None),
        (
            "count: {of: items, in: [title], at_least: 2}",
            "PE136",
            "`title` is not a list",
            "name list fields such as `tags`",
        ),
        ("list: {name: partners, in: [title]}", "PE136", "the list `partners` holds ids, not names", None),
        ("account: {age_days: {is: old}}", "PE136", "`old` is not a number", "write a number"),
        (
            "account: {verified: {above: 1}}",
            "PE136",
            "`verified` is true or false, which has no order",
            "use `is` or `in`",
        ),
        ("content: {title: spam}", "PE136", "`title` is a text, and texts are not compared here", None),
        (
            "content: {published_at: {below: soon}}",
            "PE136",
            "`soon` is not a moment such as `2026-03-01T00:00:00Z`",
            None,
        ),
        ("content: {explicit: $most}", "PE136", "`7` is not true or false", "write true or false"),
        (
            "shape: {length: {in: [1, 2]}}",
            "PE124",
            "`in` cannot be asked of `length`, which every text has as a number",
            None,
        ),
    ],
)
def test_each_name_and_type_in_a_condition(when: str, code: str, message: str, help_: str | None) -> None:
    label = rule("label", "text: {lexicon: beta}", clause=None, also="label: made.here")
    files = policy_set(
        [rule("asked", when), label],
        manifest="params: {most: 7}\nlists: {partners: {holds: ids, why: a test}}",
        patterns="digits: {regex: 'call [0-9]', category: spam, description: a test}",
        conditions="sometime: {text: {lexicon: alpha}}",
    )
    problem = only_problem(files)
    assert (problem.code, problem.message) == (code, message)
    assert help_ is None or problem.help == help_
    assert problem.span is not None
    assert problem.span.file == "base/demo/rules.yaml"


def test_named_conditions_that_go_round_are_named_in_order() -> None:
    circle = "a: {use: b}\nb: {all: [{text: {lexicon: alpha}}, {use: a}]}"
    problem = only_problem(policy_set([rule("asked", "use: a")], conditions=circle))
    assert (problem.code, problem.message) == ("PE151", "this condition uses itself: demo/a → demo/b → demo/a")


def test_labels_that_go_round_are_named_in_order() -> None:
    rules = [
        rule(
            "one", "all: [{text: {lexicon: alpha}}, {none: [{label: made.two}]}]", clause=None, also="label: made.one"
        ),
        rule("two", "all: [{text: {lexicon: beta}}, {label: made.one}]", clause=None, also="label: made.two"),
    ]
    problem = only_problem(policy_set(rules))
    assert problem.code == "PE152"
    assert problem.message == "labels and rules depend on each other in a circle: `demo/two` → `demo/one` → `demo/two`"


def test_a_condition_that_nothing_uses_is_checked_too() -> None:
    assert only_problem(policy_set(conditions="idle: {text: {lexicon: alpa}}")).code == "PE142"


def test_a_named_condition_is_resolved_where_it_stands() -> None:
    shared = {
        "shared/rules.yaml": ruleset(conditions="cued: {text: {lexicon: cue}}"),
        "shared/en.yaml": ruleset(lexicons=[lexicon("cue", "omega")], language="en"),
    }
    engine = load(policy_set([rule("asked", "use: cued")], files=shared))
    assert [each.text for each in engine.scan("omega")] == ["omega"]


def test_a_list_that_nobody_declared() -> None:
    files = one(manifest="lists: {partners: {holds: ids, why: a test}}")
    problem = only_problem(files, lists={"partner": ["x"]})
    assert (problem.code, problem.message) == ("PE171", "the manifest declares no list `partner`")
    assert problem.help == "did you mean `partners`?"


def test_a_name_of_a_list_that_folds_to_nothing() -> None:
    files = one(manifest="lists: {acts: {holds: names, why: a test}}")
    assert only_problem(files, lists={"acts": ["\u200b"]}).code == "PE172"


def test_an_invisible_term() -> None:
    files = one(lexicons=[lexicon("void", '"\\u200b"')])
    problem = only_problem(files)
    assert problem.message == "there is nothing to see in this form, only U+200B"


def test_an_unbounded_pattern_says_why() -> None:
    assert only_problem(one(patterns="p: {regex: 'spam.*', category: spam, description: a test}")).code == "PE131"


def test_one_missing_file_part_makes_one_complaint() -> None:
    """A definition that did not load is missing for those that name it: nothing is said of them."""
    broken = one()
    broken["demo/en.yaml"] = "language: en\nlexicons: {alpha: 3}\n"
    problem = only_problem(broken)
    assert problem.span is not None
    assert problem.span.file == "base/demo/en.yaml"


def test_layers_are_crossed_too() -> None:
    added = layer(files={"more/policy.yaml": area(clause("MOR-1")), "more/rules.yaml": ruleset([rule("x", ALPHA)])})
    problem = only_problem(one(), added)
    assert problem.message == "`DEM-1` is a clause of demo, not of more"

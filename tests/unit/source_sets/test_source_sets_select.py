"""A part of a policy set: some areas, some languages."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from policy_sets import AT, area, clause, lexicon, load, only_problem, policy_set, rule, ruleset, track

BASE = policy_set(
    [rule("asked", "text: {lexicon: fruit}"), rule("cued", "text: {lexicon: cue}")],
    files={
        "other/policy.yaml": area(clause("OTH-1")),
        "other/rules.yaml": ruleset(
            [rule("borrowed", "text: {lexicon: [demo/fruit, own]}", clause="OTH-1")], [lexicon("own", "omega")]
        ),
        "other/ko.yaml": ruleset([rule("local", "text: {lexicon: own}", clause="OTH-1")], language="ko"),
        "shared/en.yaml": ruleset(lexicons=[lexicon("cue", "sigma")], language="en"),
    },
)
TEXT = "apple 사과 りんご omega sigma"


def fired(areas: Iterable[str] | None = None, languages: Iterable[str] | None = None) -> list[str]:
    engine = load(BASE, areas=areas, languages=languages)
    return [name for each in engine.evaluate(track(TEXT), at=AT).findings for name in each.rules]


def test_everything_unless_asked() -> None:
    assert fired() == [
        *("demo/asked@en", "demo/asked@ja", "demo/asked@ko", "demo/cued@en"),
        *("other/borrowed@en", "other/borrowed@ja", "other/borrowed@ko", "other/local"),
    ]


def test_an_area_brings_what_it_borrows_and_no_more() -> None:
    assert fired(areas=["demo"]) == ["demo/asked@en", "demo/asked@ja", "demo/asked@ko", "demo/cued@en"]
    engine = load(BASE, areas=["other"])
    assert engine.describe().areas == ("other",)
    assert engine.describe().clauses == 1
    assert [each.text for each in engine.scan(TEXT)] == ["apple", "사과", "りんご", "omega", "sigma"]
    assert load(BASE, areas=["demo"]).scan("omega") == ()


def test_a_language_brings_its_rules_and_words() -> None:
    assert fired(languages=["ko"]) == ["demo/asked@ko", "other/borrowed@ko", "other/local"]
    assert fired(languages=["en", "ja"]) == [
        *("demo/asked@en", "demo/asked@ja", "demo/cued@en"),
        *("other/borrowed@en", "other/borrowed@ja"),
    ]


def test_no_area_at_all_judges_nothing() -> None:
    assert fired(areas=[]) == []


@pytest.mark.parametrize(
    ("areas", "languages", "message", "help_"),
    [
        (["demmo"], None, "the policy set has no area `demmo`", "did you mean `demo`?"),
        (["zzzzz"], None, "the policy set has no area `zzzzz`", "there are: demo, other"),
        (None, ["kr"], "the policy set has no language `kr`", None),
    ],
)
def test_what_is_not_there_is_no_selection(
    areas: list[str] | None, languages: list[str] | None, message: str, help_: str | None
) -> None:
    problem = only_problem(BASE, areas=areas, languages=languages)
    assert (problem.code, problem.message) == ("PE173", message)
    assert help_ is None or problem.help == help_

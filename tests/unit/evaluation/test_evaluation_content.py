"""Items that cannot be judged: each problem has its place, its words and its help."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest
from policy_sets import AT, load, policy_set, rule, track

from policyengine import Content, ContentError, ContentProblem, PolicyEngine

A_TEXT = "this must be a text, or a text with its language"
A_TEXT_HELP = "`{text: …, language: …}`"
TAG_HELP = "write a tag such as `ko`, `ja`, `zh-Hant` or `hi-Latn`"
MOMENT_HELP = "write `2026-03-01T09:00:00+09:00`"


@pytest.fixture(scope="module")
def engine() -> PolicyEngine:
    return load(policy_set([rule("asked", "text: {lexicon: alpha}")]))


def problems(engine: PolicyEngine, item: Any) -> tuple[ContentProblem, ...]:
    with pytest.raises(ContentError) as refused:
        engine.evaluate(item, at=AT)
    return refused.value.problems


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"id": ""}, ContentProblem("/id", "this must not be empty")),
        ({"id": 7}, ContentProblem("/id", "this must be a text")),
        ({"titel": "x"}, ContentProblem("/titel", "there is no such field", "did you mean `title`?")),
        ({"qqqq": "x"}, ContentProblem("/qqqq", "there is no such field")),
        ({"account": {"age": 1}}, ContentProblem("/account/age", "there is no such field")),
        (
            {"account": {"age_dyas": 1}},
            ContentProblem("/account/age_dyas", "there is no such field", "did you mean `age_days`?"),
        ),
        (
            {"members": [{"title": "x", "artist": ["y"]}]},
            ContentProblem("/members/0/artist", "there is no such field", "did you mean `artists`?"),
        ),
        ({"title": 3}, ContentProblem("/title", A_TEXT, A_TEXT_HELP)),
        (
            {"language": "klingonese"},
            ContentProblem("/language", "`klingonese` is not a language tag of BCP 47", TAG_HELP),
        ),
        ({"tags": "x"}, ContentProblem("/tags", "this must be a list")),
        ({"account": []}, ContentProblem("/account", "this must be a mapping")),
        ({"scores": []}, ContentProblem("/scores", "this must be a mapping")),
        ({"explicit": 1}, ContentProblem("/explicit", "this must be true or false")),
        ({"account": {"age_days": 1.5}}, ContentProblem("/account/age_days", "this must be a whole number")),
        ({"account": {"age_days": -1}}, ContentProblem("/account/age_days", "this must not be below 0")),
        (
            {"markets": ["kr"]},
            ContentProblem("/markets/0", "`kr` is not a market", "write an ISO 3166-1 alpha-2 code, such as `KR`"),
        ),
        (
            {"markets": [7]},
            ContentProblem("/markets/0", "`7` is not a market", "write an ISO 3166-1 alpha-2 code, such as `KR`"),
        ),
        ({"published_at": "yesterday"}, ContentProblem("/published_at", "`yesterday` is not a moment", MOMENT_HELP)),
        ({"published_at": "2026-01-01T00:00:00"}, ContentProblem("/published_at", "this moment needs a time zone")),
        (
            {"attributes": {"a/b": [1]}},
            ContentProblem("/attributes/a~1b", "an attribute is a text, a number, or true or false"),
        ),
    ],
)
def test_each_problem_in_words(engine: PolicyEngine, fields: dict[str, Any], problem: ContentProblem) -> None:
    assert problems(engine, {**track(), **fields}) == (problem,)


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ({"text": "x"}, ContentProblem("/title/language", "this is required")),
        (
            {"text": "x", "language": "??"},
            ContentProblem("/title/language", "`??` is not a language tag of BCP 47", TAG_HELP),
        ),
    ],
)
def test_what_is_wrong_inside_a_text_with_its_language(
    engine: PolicyEngine, title: dict[str, str], problem: ContentProblem
) -> None:
    assert problem in problems(engine, track(tags=["x"]) | {"title": title})


def test_an_unknown_kind(engine: PolicyEngine) -> None:
    (problem,) = problems(engine, {"id": "a", "kind": "song"})
    assert (problem.pointer, problem.message) == ("/kind", "there is no kind of content `song`")
    assert problem.help is not None
    assert "`track`" in problem.help


@pytest.mark.parametrize(
    ("item", "named"),
    [([], "a list"), ("x", "a text"), (7, "a number"), (1.5, "a number"), (True, "true or false"), (None, "null")],
)
def test_content_is_a_mapping(engine: PolicyEngine, item: object, named: str) -> None:
    assert problems(engine, item) == (ContentProblem("", f"content is a mapping of fields, not {named}"),)


def test_every_problem_is_told_at_once(engine: PolicyEngine) -> None:
    found = problems(engine, {"kind": "song", "title": 1, "explicit": "no", "oops": 1})
    assert [each.pointer for each in found] == ["/id", "/kind", "/title", "/explicit", "/oops"]


def test_half_a_surrogate_pair_is_told_with_its_place(engine: PolicyEngine) -> None:
    (problem,) = problems(engine, track("ab\ud83c", tags=["fine"]))
    assert problem.pointer == "/title"
    assert problem.message == "code point 2 is half of a surrogate pair, so this is no valid Unicode text"
    found = problems(engine, track(tags=["x", "\udfff"], description="\ud800", account={"id": "\ud800"}))
    assert [each.pointer for each in found] == ["/description", "/tags/1", "/account/id"]
    with pytest.raises(ContentError, match="half of a surrogate pair"):
        engine.scan("x\ud800")


def test_an_error_names_the_item_and_prints_its_problems(engine: PolicyEngine) -> None:
    with pytest.raises(ContentError) as refused:
        engine.evaluate(track("x", titel="y"), at=AT)
    assert refused.value.content_id == "t1"
    assert str(refused.value) == "/titel: there is no such field (did you mean `title`?)"
    assert isinstance(refused.value, ValueError)


def test_a_moment_needs_a_time_zone(engine: PolicyEngine) -> None:
    with pytest.raises(ContentError, match="`at` needs a time zone"):
        engine.evaluate(track(), at=AT.replace(tzinfo=None))


@pytest.mark.parametrize("tag", ["", "??", "not a tag", "e"])
def test_locales_and_languages_are_tags(engine: PolicyEngine, tag: str) -> None:
    with pytest.raises(ContentError, match="is no locale"):
        engine.evaluate(track(), at=AT, locale=tag)
    with pytest.raises(ContentError, match="is no language"):
        engine.scan("alpha", tag)


def test_any_mapping_will_do(engine: PolicyEngine) -> None:
    item = track("alpha")
    assert engine.evaluate(MappingProxyType(item), at=AT) == engine.evaluate(item, at=AT)


def test_one_bad_item_does_not_stop_the_others(engine: PolicyEngine) -> None:
    good, bad, surrogate = track("alpha"), {"id": "b"}, track("\ud800")
    results = list(engine.evaluate_many([good, bad, surrogate, Content.model_validate(good)], at=AT))
    assert results[0] == results[3] == engine.evaluate(good, at=AT)
    assert isinstance(results[1], ContentError)
    assert isinstance(results[2], ContentError)
    assert results[1].content_id == "b"

"""Conditions on the item: supplied lists, list items, equal texts, ids, facts, shapes."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import AT, load, policy_set, rule, track

from policyengine.signals.shapes import MEASURES

LISTS = """
lists:
  acts: {holds: names, why: a test}
  blocked: {holds: ids, why: a test}
"""


def fires(when: str, item: dict[str, Any], **lists: list[str]) -> bool:
    """Whether a rule with this condition holds of the item."""
    supplied = {"acts": ["Blue Kite", "별빛"], "blocked": ["X1"], **lists}
    engine = load(policy_set([rule("asked", when)], manifest=LISTS), lists=supplied)
    return bool(engine.evaluate(item, at=AT).findings)


def test_a_name_of_a_list_is_the_whole_text_or_within_it() -> None:
    whole, within = "list: {name: acts, in: title}", "list: {name: acts, in: title, match: within}"
    assert fires(whole, track("Blue Kite"))
    assert fires(whole, track("  ＢＬＵＥ kite ")), "case, width and space around it do not matter"
    assert not fires(whole, track("Blue Kite tribute"))
    assert fires(within, track("a Blue Kite tribute"))
    assert not fires(within, track("Blue Kites")), "names end where words end"
    assert fires(within, track("별빛의 노래"))
    assert not fires(whole, track("other", description="Blue Kite"))


def test_names_that_are_the_item_s_own_do_not_count() -> None:
    asked = "list: {name: acts, in: title, match: within, except_in: artists}"
    assert fires(asked, track("Blue Kite live", artists=["Somebody"]))
    assert not fires(asked, track("Blue Kite live", artists=["Somebody", "blue kite"]))
    assert fires(asked, track("Blue Kite live", artists=["Blue Kite Tribute Band"])), "the whole name excuses alone"
    assert fires(asked, track("Blue Kite, 별빛", artists=["Blue Kite"])), "another's name is still there"


@pytest.mark.parametrize(
    ("place", "item"),
    [
        ("content", track(id="X1")),
        ("account", track(account={"id": "X1"})),
        ("isrc", track(ids={"isrc": "X1"})),
    ],
)
def test_ids_are_looked_up_exactly(place: str, item: dict[str, Any]) -> None:
    asked = f"list: {{name: blocked, id: {place}}}"
    assert fires(asked, item)
    assert not fires(asked, item, blocked=["x1"])
    assert not fires(asked, track())


def test_an_empty_list_is_a_list() -> None:
    assert not fires("list: {name: blocked, id: content}", track(id="X1"), blocked=[])


def test_items_are_counted_over_the_fields_together() -> None:
    asked = "count: {of: items, in: [tags, artists], at_least: 3, at_most: 4}"
    for tags, artists, expected in ((2, 0, False), (2, 1, True), (2, 2, True), (5, 0, False)):
        assert fires(asked, track(tags=["t"] * tags, artists=["a"] * artists)) == expected


def test_the_same_words_in_two_fields() -> None:
    asked = "same: [title, description]"
    assert fires(asked, track("My  SONG", description="my song"))
    assert not fires(asked, track("my song", description="my songs"))
    assert not fires(asked, track("my song"))
    assert not fires(asked, track(" ", description=" ")), "two empty texts say nothing"
    assert fires("same: [title, tags]", track("x", tags=["y", "X"]))


@pytest.mark.parametrize(
    ("when", "yes", "no"),
    [
        ("kind: [track, album]", track(), track(kind="show")),
        ("language: ko", track(language="ko-KR"), track(language="en")),
        ("content: {explicit: true}", track(explicit=True), track(explicit=False)),
        ("content: {duration: {below: 30}}", track(duration=29.5), track(duration=30)),
        (
            "content: {published_at: {at_least: 2026-03-01T00:00:00+09:00}}",
            track(published_at="2026-02-28T15:00:00Z"),
            track(published_at="2026-02-28T14:59:59Z"),
        ),
        ("content: {description: {absent: true}}", track(), track(description="x")),
        ("account: {age_days: {below: 7}}", track(account={"age_days": 6}), track(account={"age_days": 7})),
        ("account: {verified: false}", track(account={"verified": False}), track(account={"verified": True})),
        ("account: {strikes: {above: 1, at_most: 3}}", track(account={"strikes": 3}), track(account={"strikes": 4})),
        ("score: {nsfw: {at_least: 0.8}}", track(scores={"nsfw": 0.8}), track(scores={"nsfw": 0.79})),
        ("reports: {total: {at_least: 3}}", track(reports={"a": 1, "b": 2}), track(reports={"a": 2})),
        ("reports: {spam: {at_least: 2}}", track(reports={"spam": 2}), track(reports={"other": 2})),
        ("attribute: {mood: {in: [calm, sad]}}", track(attributes={"mood": "sad"}), track(attributes={"mood": "x"})),
        ("ids: {isrc: {absent: true}}", track(), track(ids={"isrc": "A"})),
    ],
)
def test_facts(when: str, yes: dict[str, Any], no: dict[str, Any]) -> None:
    assert fires(when, yes)
    assert not fires(when, no)


@pytest.mark.parametrize(
    "fact",
    [
        "language: ko",
        "content: {duration: {below: 30}}",
        "account: {verified: true}",
        "score: {nsfw: {below: 0.5}}",
        "reports: {total: {below: 3}}",
        "attribute: {mood: calm}",
    ],
)
def test_an_absent_fact_compares_neither_way(fact: str) -> None:
    assert not fires(fact, track())
    assert not fires(f"none: [{{{fact}}}]", track())


@pytest.mark.parametrize(
    ("measure", "text", "value"),
    [
        ("length", "사과🍎", 3),
        ("letters", "ab 1 가", 3),
        ("capitals", "ABcd", 0.5),
        ("capitals", "123", None),
        ("emoji", "a👩‍👩‍👧🔥™1", 2),
        ("symbols", "a!?★ 1", 3),
        ("separators", "a | b / c", 2),
        ("separators", "a-b", 0),
        ("invisible", "a\u200bb\u202ec", 2),
        ("invisible", "👩\u200d👧", 0),
        ("stacked_marks", "a\u0301\u0301\u0301\u0301", 3),
        ("longest_run", "baaad", 3),
        ("longest_run", "abc", 1),
        ("longest_run", "", 0),
        ("mixed_scripts", "pаypal ok", 1),
        ("mixed_scripts", "paypal привет", 0),
    ],
)
def test_measures_of_a_text(measure: str, text: str, value: float | None) -> None:
    assert MEASURES[measure](text) == value


def test_a_shape_holds_of_one_text_in_all_it_says() -> None:
    asked = "shape: {in: [title, description], capitals: {above: 0.7}, letters: {at_least: 5}}"
    assert fires(asked, track("SHOUTING"))
    assert not fires(asked, track("LOUD", description="long and quiet")), "one is loud, the other is long"
    assert not fires(asked, track(tags=["SHOUTING"]))


def test_a_shape_of_nothing_measurable_is_unknown() -> None:
    assert not fires("shape: {in: title, capitals: {at_least: 0}}", track("123"))
    assert fires("shape: {in: title, length: {at_least: 3}}", track("123"))

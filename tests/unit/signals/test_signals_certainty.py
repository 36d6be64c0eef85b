"""Conditions on how certain it is that a disguised match is the term."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import AT, lexicon, load, only_problem, policy_set, rule, track

WORDS = lexicon("words", "spam", "numbskull", "red apple")
CUES = lexicon("cues", "the word", category="context", also="marks: mention")
USES = lexicon("aims", "you are", category="context", also="marks: use")
SURE, LIKELY, POSSIBLE = "n.u.m.b.s.k.u.l.l", "sp4m", "s p a m"


def seen(when: str, item: dict[str, Any]) -> list[str | None]:
    """What one rule with this condition cites of an item."""
    files = policy_set([rule("asked", when)], lexicons=[WORDS, CUES, USES])
    return [each.text for finding in load(files).evaluate(item, at=AT).findings for each in finding.evidence]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["spam", SURE, LIKELY]),
        (", certainty: sure", ["spam", SURE]),
        (", certainty: likely", ["spam", SURE, LIKELY]),
        (", certainty: possible", ["spam", SURE, LIKELY, POSSIBLE]),
    ],
)
def test_matches_that_are_at_least_as_certain_count(asked: str, expected: list[str]) -> None:
    item = track(f"spam, {SURE}, {LIKELY}, {POSSIBLE}")
    assert seen(f"text: {{lexicon: words{asked}}}", item) == expected
    assert seen(f"count: {{of: matches, lexicon: words, at_least: 1{asked}}}", item) == expected


@pytest.mark.parametrize("certainty", ["sure", "likely", "possible"])
def test_a_match_that_is_not_certain_enough_makes_no_rule_hold(certainty: str) -> None:
    held = {text: bool(seen(f"text: {{lexicon: words, certainty: {certainty}}}", track(text)))
            for text in (SURE, LIKELY, POSSIBLE)}  # fmt: skip
    order = ["sure", "likely", "possible"]
    assert list(held.values()) == [order.index(certainty) >= rank for rank in range(3)]


def test_counting_leaves_out_what_is_not_certain_enough() -> None:
    item = track(f"spam {LIKELY}, {POSSIBLE}", description=SURE)
    for certainty, number in (("sure", 2), ("likely", 3), ("possible", 4)):
        for least in range(1, 6):
            asked = f"count: {{of: matches, lexicon: words, certainty: {certainty}, at_least: {least}}}"
            assert bool(seen(asked, item)) == (least <= number), (certainty, least)
    assert seen("count: {of: terms, lexicon: words, certainty: possible, at_least: 2}", item)
    assert not seen("count: {of: terms, lexicon: words, certainty: possible, at_least: 3}", item)


@pytest.mark.parametrize("key", ["with", "without"])
def test_companions_have_a_certainty_of_their_own(key: str) -> None:
    for certainty, companies in (("sure", 1), ("likely", 2), ("possible", 3)):
        asked = f"text: {{lexicon: alpha, {key}: {{lexicon: words, certainty: {certainty}}}}}"
        held = [bool(seen(asked, track(f"alpha {written}"))) for written in (SURE, LIKELY, POSSIBLE)]
        expected = [rank < companies for rank in range(3)]
        assert held == (expected if key == "with" else [not each for each in expected])


def test_disguised_words_are_used_and_mentioned_like_plain_ones() -> None:
    used, mentioned = (f"text: {{lexicon: words, use: {use}}}" for use in ("used", "mentioned"))
    for text, is_used in (
        ("you sp4m", True),
        ("the word sp4m", False),
        ("he wrote “sp4m” again", False),
        ("you are sp4m, the word", True),
        ("he wrote “you are sp4m” again", False),
        ("the word. sp4m", True),
    ):
        assert bool(seen(used, track(text))) == is_used, text
        assert bool(seen(mentioned, track(text))) != is_used, text


def test_words_that_mark_mention_are_not_disguised() -> None:
    assert seen("text: {lexicon: words, use: used}", track("t.h.e w.o.r.d spam"))
    assert not seen("text: {lexicon: words, use: used}", track("the word spam"))


def test_patterns_are_sure() -> None:
    files = policy_set(
        [rule("asked", "text: {pattern: digits, certainty: sure}")],
        patterns="digits: {regex: 'call [0-9]{3}', category: spam, description: a test}",
    )
    (finding,) = load(files).evaluate(track("call 555"), at=AT).findings
    assert [(each.text, each.certainty, each.disguises) for each in finding.evidence] == [("call 555", "sure", ())]


def test_an_unknown_certainty_is_refused() -> None:
    problem = only_problem(policy_set([rule("asked", "text: {lexicon: alpha, certainty: certain}")]))
    assert "certain" in problem.message

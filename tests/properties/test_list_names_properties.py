"""Names of lists under random disguises: found exactly, and nothing else found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from policy_sets import AT, load, policy_set, rule, track

from policyengine import PolicyEngine
from policyengine.authoring.disguising import ways_for
from policyengine.text.folding.fold import flat

LISTS = "lists:\n  acts: {holds: names, why: a test}\n"
NAMES = (
    "Aurora Kestrel",
    "Quickly",
    "Blue Marimba Trio",
    "새벽기차 밴드",
    "별빛소년단",
    "ミドリノカゼ",
    "星屑オーケストラ",
    "山川花鳥",
    "Nguyễn Thị Hương Trà",
)


def asking(when: str) -> PolicyEngine:
    """An engine with one rule that asks about all the names."""
    return load(policy_set([rule("asked", when)], manifest=LISTS), lists={"acts": NAMES})


SAME = asking("list: {name: acts, in: title}")
LOOKALIKE = asking("list: {name: acts, in: title, confusable: true, certainty: possible}")
WITHIN = asking("list: {name: acts, in: title, match: within, confusable: true, certainty: possible}")


def cited(engine: PolicyEngine, title: str) -> list[tuple[Any, ...]]:
    """Name, start, end and disguises of everything that is cited of a title."""
    findings = engine.evaluate(track(title), at=AT).findings
    return [(each.term, each.start, each.end, each.disguises) for found in findings for each in found.evidence]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30)
@given(st.data())
def test_every_disguise_of_a_listed_name_is_found_exactly(name: str, data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(ways_for(name)))
    written = way.write(name)
    before, after = data.draw(st.sampled_from([("", ""), ("  ", " "), ("★ ", ""), ("(", ")"), ("", " ♪")]))
    title = before + written + after
    if flat(written) == flat(name):  # folding undoes it: that is the same name
        assert [each[:3] for each in cited(SAME, written)] == [(name, 0, len(written))]
        assert cited(LOOKALIKE, written) == []
        return
    assert cited(SAME, title) == []
    ((found, start, end, disguises),) = cited(LOOKALIKE, title)
    assert (found, title[start:end]) == (name, written)
    assert disguises


@given(st.sampled_from(NAMES), st.sampled_from([str, str.upper, str.lower, str.title]))
def test_a_name_is_the_same_in_any_case(name: str, cased: Any) -> None:
    title = cased(name)
    assert [each[0] for each in cited(SAME, title)] == [name]
    assert cited(LOOKALIKE, title) == []


WORDS = st.sampled_from(
    ("aurora", "kestrels", "quick", "lie", "quickly-ish", "blue", "marimbas", "trio", "새벽", "기차", "밴드부", "별빛",
     "소년", "ミドリ", "カゼ", "星", "屑", "オーケストラ", "山", "川", "花", "鳥")
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_other_names_of_the_same_words_are_no_look_alikes(title: str) -> None:
    letters = {"".join(filter(str.isalnum, flat(name))) for name in NAMES}
    written = "".join(filter(str.isalnum, flat(title)))
    assume(not any(each in written for each in letters))
    for engine in (SAME, LOOKALIKE, WITHIN):
        assert cited(engine, title) == []

"""Conditions on names of supplied lists: the same name, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import AT, clause, compiled, exception, load, only_problem, policy_set, rule, track

from policyengine.model.decision import Evidence

ACTS = ["Blue Kite", "Lina Solberg", "Vida", "별빛소년", "새벽기차 밴드", "星屑オーケストラ", "Linna", "Lina", "AC/DC"]
LISTS = """
lists:
  acts: {holds: names, why: a test}
  others: {holds: names, why: a test}
  blocked: {holds: ids, why: a test}
"""
LOOKALIKE = "list: {name: acts, in: title, confusable: true}"
POSSIBLE = "list: {name: acts, in: title, confusable: true, certainty: possible}"
WITHIN = "list: {name: acts, in: title, match: within, confusable: true}"
SAME = "list: {name: acts, in: title}"


def seen(when: str, item: dict[str, Any], acts: list[str] = ACTS) -> list[Evidence]:
    """What one rule with this condition cites of an item."""
    engine = load(policy_set([rule("asked", when)], manifest=LISTS), lists={"acts": acts})
    return [each for finding in engine.evaluate(item, at=AT).findings for each in finding.evidence]


@pytest.mark.parametrize(
    ("title", "name", "disguises"),
    [
        ("Blu3 Kite", "Blue Kite", ("leet",)),
        ("Вlue Kite", "Blue Kite", ("lookalike",)),
        ("Blúe Kite", "Blue Kite", ("accented",)),
        ("BlueKite", "Blue Kite", ("joined",)),
        ("Blue  Kite", "Blue Kite", ("separated",)),
        ("blue_kite", "Blue Kite", ("separated",)),
        ("B l u e  K i t e", "Blue Kite", ("separated",)),
        ("Blue Kitee", "Blue Kite", ("repeated",)),
        ("Blue K*te", "Blue Kite", ("masked",)),
        ("BIue Kite", "Blue Kite", ("lookalike",)),
        ("lina solberg", "", ()),
        ("Lina SoIberg", "Lina Solberg", ("lookalike",)),
        ("별빛 소년", "별빛소년", ("separated",)),
        ("별.빛.소.년", "별빛소년", ("separated",)),
        ("별ㅂㅣㅊ소년", "별빛소년", ("jamo",)),
        ("새벽 기차밴드", "새벽기차 밴드", ("separated",)),
        ("星屑おーけすとら", "星屑オーケストラ", ("kana",)),
        ("星屑オーケス卜ラ", "星屑オーケストラ", ("lookalike",)),
        ("AC-DC", "AC/DC", ("separated",)),
    ],
)
def test_a_look_alike_is_told_with_its_place_and_its_disguises(title: str, name: str, disguises: tuple[str]) -> None:
    found = seen(LOOKALIKE, track(f" {title} "))
    if not name:
        assert found == []
        return
    (evidence,) = found
    assert (evidence.text, evidence.start, evidence.end) == (title, 1, 1 + len(title))
    assert (evidence.term, evidence.lexicon, evidence.category) == (name, "list:acts", "context")
    assert set(disguises) <= set(evidence.disguises)


@pytest.mark.parametrize("title", ["Blue Kite", "ＢＬＵＥ kite", "Blue\u200b Kite", "별빛소년", "星屑ｵｰｹｽﾄﾗ", "AC/DC"])
def test_the_same_name_is_no_look_alike_of_itself(title: str) -> None:
    assert len(seen(SAME, track(title))) == 1
    assert seen(POSSIBLE, track(title)) == []
    assert seen(f"any: [{{{SAME}}}, {{{POSSIBLE}}}]", track(title)) == seen(SAME, track(title))


@pytest.mark.parametrize(
    "title", ["Blue Kitten", "Red Kite", "Lina Solheim", "별빛소녀", "星屑オペレッタ", "Blue", "Kite", "Vid a la carte"]
)
def test_another_name_is_no_look_alike(title: str) -> None:
    for asked in (SAME, POSSIBLE, WITHIN):
        assert seen(asked, track(title)) == []


def test_a_name_on_the_list_is_no_look_alike_of_another_on_it() -> None:
    assert seen(POSSIBLE, track("Linna")) == []
    assert [each.term for each in seen(POSSIBLE, track("Linna"), ["Lina"])] == ["Lina"]


def test_signs_around_a_name_make_a_possible_look_alike() -> None:
    for title in ("★ Blue Kite ★", "Blue Kite.", "«Blue Kite» ✔"):
        assert seen(SAME, track(title)) == seen(LOOKALIKE, track(title)) == []
        assert [each.text for each in seen(POSSIBLE, track(title))] == ["Blue Kite"]
    assert seen(POSSIBLE, track("Blue Kite 2")) == []
    assert [each.text for each in seen(LOOKALIKE, track("★ Blu3 Kite ★"))] == ["Blu3 Kite"]


def test_a_look_alike_stands_within_a_text_if_asked() -> None:
    title = "a night with Blu3 Kite live"
    assert seen(LOOKALIKE, track(title)) == []
    assert [each.text for each in seen(WITHIN, track(title))] == ["Blu3 Kite"]
    assert seen(WITHIN, track("a night with Blue Kite live")) == [], "the same name stands there"


def test_look_alikes_are_as_certain_as_asked() -> None:
    for title, least in (("Vidda", "possible"), ("V1da", "likely"), ("Blue Kitee", "sure")):
        for certainty in ("possible", "likely", "sure"):
            asked = f"list: {{name: acts, in: title, confusable: true, certainty: {certainty}}}"
            order = ["possible", "likely", "sure"]
            assert bool(seen(asked, track(title))) == (order.index(certainty) <= order.index(least)), (title, certainty)


def test_an_initial_or_a_numeral_is_no_repeated_letter() -> None:
    assert seen(POSSIBLE, track("Kite II"), ["Kite I"]) == []
    assert seen(POSSIBLE, track("K. Kites"), ["Kites"]) == []
    assert seen(POSSIBLE, track("Kiite I"), ["Kite I"])


def test_names_that_are_the_item_s_own_do_not_count_however_they_are_written() -> None:
    asked = "list: {name: acts, in: title, match: within, confusable: true, except_in: artists}"
    assert seen(asked, track("Blu3 Kite live", artists=["Somebody"]))
    assert not seen(asked, track("Blu3 Kite live", artists=["Blue Kite"]))
    assert not seen(asked, track("Blu3 Kite live", artists=["Blu3 Kite"]))


def test_long_texts_are_not_looked_at_so_closely() -> None:
    tail = " and the rest of a sentence that goes on for quite a while, as they do in descriptions of an evening"
    assert seen(WITHIN, track("Blue Kitee" + tail)) == []
    assert [each.text for each in seen(WITHIN, track("Blu3 Kite" + tail))] == ["Blu3 Kite"]


@pytest.mark.parametrize("title", ["Blue Kite", "Blue Kitee", "星屑星屑", "별빛소년년", "a Blue Kite b", "Vida Vidda"])
def test_asking_for_look_alikes_changes_nothing_for_other_rules(title: str) -> None:
    names = [*ACTS, "星屑"]
    for asked in (SAME, "list: {name: acts, in: title, match: within}"):
        rules = [rule("asked", asked), rule("other", WITHIN, also="then: {finding: note}")]
        both = load(policy_set(rules, manifest=LISTS), lists={"acts": names})
        found = [
            each
            for finding in both.evaluate(track(title), at=AT).findings
            if finding.kind == "violation"
            for each in finding.evidence
        ]
        assert found == seen(asked, track(title), names)


@pytest.mark.parametrize(
    "when",
    [
        LOOKALIKE,
        f"all: [{{{LOOKALIKE}}}]",
        f"any: [{{label: is.show}}, {{{LOOKALIKE}}}]",
        f"all: [{{text: {{lexicon: alpha}}}}, {{none: [{{{LOOKALIKE}}}]}}]",
        f"at_least: {{n: 1, of: [{{{LOOKALIKE}}}, {{kind: track}}]}}",
        "use: named",
    ],
)
def test_only_names_whose_look_alikes_are_asked_for_are_looked_for_under_disguises(when: str) -> None:
    files = policy_set(
        [rule("asked", when), rule("known", "kind: show", clause=None, also="label: is.show")],
        manifest=LISTS,
        conditions=f"named: {{{LOOKALIKE}}}" if when == "use: named" else "",
    )
    entries = compiled(files, lists={"acts": ACTS, "others": ["Somebody"]}).entries
    assert set(entries.by_confusable_list) == {"acts"}
    assert set(entries.by_list) == {"acts", "others"}


def test_exceptions_may_ask_for_look_alikes() -> None:
    excused = clause(also=f"exceptions: [{exception('known', LOOKALIKE, 'allow')}]")
    files = policy_set([rule("asked", "text: {lexicon: alpha}")], [excused], manifest=LISTS)
    engine = load(files, lists={"acts": ACTS})
    (finding,) = engine.evaluate(track("Blu3 Kite", description="alpha"), at=AT).findings
    assert [each.exception for each in finding.exceptions] == ["known"]


def test_without_the_list_the_rule_is_inactive() -> None:
    engine = load(policy_set([rule("asked", LOOKALIKE)], manifest=LISTS))
    assert not engine.evaluate(track("Blu3 Kite"), at=AT).findings
    assert [(each.rule, each.reason) for each in engine.describe().inactive] == [
        ("demo/asked", "the list acts was not supplied")
    ]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("list: {name: blocked, id: content, confusable: true}", "ids are compared exactly"),
        ("list: {name: acts, in: title, certainty: likely}", "no `certainty` to ask for"),
    ],
)
def test_what_makes_no_sense_of_a_list_is_refused(when: str, told: str) -> None:
    assert told in only_problem(policy_set([rule("asked", when)], manifest=LISTS)).message

"""What was restricted: which measures, where, because of which findings."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import AT, clause, compiled, exception, load, policy_set, rule, track

from policyengine.model.content import Content
from policyengine.model.statement import Decider
from policyengine.statements.restrictions import Restriction, obstacle, restrictions, softened_by

SOFT = f"exceptions: [{exception('news', 'text: {lexicon: delta}', 'advisory')}]"
FILES = policy_set(
    [
        rule("a", "text: {lexicon: alpha}", clause="DEM-1"),
        rule("b", "text: {lexicon: beta}", clause="DEM-2"),
        rule("c", "text: {lexicon: gamma}", clause="DEM-3"),
        rule("d", "text: {lexicon: fruit}", clause="DEM-4", also="then: {finding: note, action: advisory}"),
    ],
    [
        clause("DEM-1", "{action: age_gate, recommend: remove}", also=SOFT),
        clause("DEM-2", "{action: metadata_fix}"),
        clause("DEM-3", "{action: remove}", also="territory: [KR]"),
        clause("DEM-4", "{action: advisory}"),
    ],
)
ENGINE = load(FILES)
SETTING = compiled(FILES).setting


def taken(title: str, decided_by: Decider = "automatic", **fields: Any) -> tuple[Restriction, ...]:
    content = Content.model_validate(track(title, **fields))
    decision = ENGINE.evaluate(content, at=AT)
    assert obstacle(decision, content, decided_by, SETTING) is None
    return restrictions(decision, content, decided_by, SETTING.ladder)


def told(found: tuple[Restriction, ...]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {each.measure: (each.markets, tuple(f.clause.id for f in each.findings)) for each in found}


EVERYWHERE = ("JP", "KR", "TH")


def test_nothing_is_no_restriction() -> None:
    assert taken("harmless") == ()


def test_measures_beside_one_another_are_all_told_the_strictest_first() -> None:
    found = taken("alpha beta")
    assert [each.measure for each in found] == ["age_gate", "metadata_fix"]
    assert told(found) == {"age_gate": (EVERYWHERE, ("DEM-1",)), "metadata_fix": (EVERYWHERE, ("DEM-2",))}


def test_what_is_removed_is_not_also_corrected() -> None:
    assert told(taken("beta gamma")) == {"remove": (("KR",), ("DEM-3",)), "metadata_fix": (("JP", "TH"), ("DEM-2",))}


def test_a_recommendation_counts_once_it_is_confirmed() -> None:
    assert told(taken("alpha")) == {"age_gate": (EVERYWHERE, ("DEM-1",))}
    assert told(taken("alpha", "confirmed")) == {"remove": (EVERYWHERE, ("DEM-1",))}


def test_what_a_person_decided_stands_alone_in_its_markets() -> None:
    earlier = {"action": "limit_reach", "at": "2026-02-01T00:00:00Z", "markets": ["KR"]}
    assert told(taken("alpha beta", "person", earlier=earlier)) == {
        "limit_reach": (("KR",), ("DEM-1", "DEM-2")),
        "age_gate": (("JP", "TH"), ("DEM-1",)),
        "metadata_fix": (("JP", "TH"), ("DEM-2",)),
    }


def test_what_a_person_allowed_is_no_restriction() -> None:
    earlier = {"action": "allow", "at": "2026-02-01T00:00:00Z", "markets": ["KR"]}
    assert told(taken("beta", earlier=earlier)) == {"metadata_fix": (("JP", "TH"), ("DEM-2",))}


def test_a_note_that_asks_for_a_measure_is_its_ground() -> None:
    assert told(taken("apple")) == {"advisory": (EVERYWHERE, ("DEM-4",))}


def test_an_exception_counts_where_what_was_done_is_milder() -> None:
    found = taken("alpha delta")
    assert [each.measure for each in found] == ["advisory"]
    assert softened_by(found[0].findings[0], found, SETTING.ladder) == ("news",)


def test_an_exception_does_not_count_where_a_person_confirmed_the_full_measure() -> None:
    earlier = {"action": "remove", "at": "2026-02-01T00:00:00Z"}
    found = taken("alpha delta", "person", earlier=earlier)
    assert [each.measure for each in found] == ["remove"]
    assert softened_by(found[0].findings[0], found, SETTING.ladder) == ()


@pytest.mark.parametrize(
    ("decided_by", "action", "why"),
    [
        ("person", None, "evaluate the item with that under `earlier`"),
        ("automatic", "remove", "a person decided remove on 2026-02-01"),
    ],
)
def test_who_decided_must_fit_the_decision(decided_by: Decider, action: str | None, why: str) -> None:
    earlier = {} if action is None else {"earlier": {"action": action, "at": "2026-02-01T00:00:00Z"}}
    content = Content.model_validate(track("alpha", **earlier))
    assert why in str(obstacle(ENGINE.evaluate(content, at=AT), content, decided_by, SETTING))


def test_a_measure_of_another_policy_set_is_an_obstacle() -> None:
    content = Content.model_validate(track("alpha"))
    decision = ENGINE.evaluate(content, at=AT)
    strange = decision.with_changes(
        markets={"KR": decision.markets["KR"].model_copy(update={"action": "blur"})},
    )
    assert "has no measure `blur`" in str(obstacle(strange, content, "automatic", SETTING))


def test_the_item_must_be_the_one_that_was_decided_on() -> None:
    """Nobody is told of, or quoted, what somebody else wrote."""
    decision = ENGINE.evaluate(track("alpha"), at=AT)
    other = Content.model_validate({**track("alpha"), "id": "t2"})
    told = "the decision is on the item `t1`, and this is the item `t2`"
    assert obstacle(decision, other, "automatic", SETTING) == told

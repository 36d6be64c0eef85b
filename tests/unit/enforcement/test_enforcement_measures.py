"""What a kind of content allows: measures and side actions, and what stands in for them."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import AT, LADDER, MANIFEST, clause, exception, load, policy_set, refused, rule, track

LINE = f"actions: [{', '.join(LADDER)}]"
FITTED = """\
actions:
  - allow
  - {id: metadata_fix, kinds: [track, profile], otherwise: allow}
  - {id: advisory, kinds: [track], otherwise: metadata_fix}
  - {id: age_gate, kinds: [track], otherwise: advisory}
  - limit_reach
  - geo_restrict
  - remove
side_actions:
  help: {why: a test}
  warn: {why: a test, confirm: true}
  close_comments: {why: a test, kinds: [track], otherwise: help}
"""


def fitted(asks: str, also: str = "") -> Any:
    manifest = MANIFEST.replace(LINE + "\n", FITTED)
    made = policy_set([rule("a", "text: {lexicon: alpha}")], [clause(asks=asks, also=also)])
    return load({**made, "policyengine.yaml": manifest})


def profile(name: str) -> dict[str, Any]:
    return {"id": "p", "kind": "profile", "name": name}


@pytest.mark.parametrize(
    ("asked", "taken"), [("age_gate", "metadata_fix"), ("metadata_fix", "metadata_fix"), ("limit_reach", "limit_reach")]
)
def test_a_measure_gives_way_to_the_milder_one_that_the_kind_allows(asked: str, taken: str) -> None:
    decision = fitted(f"{{action: {asked}}}").evaluate(profile("alpha"), at=AT)
    assert decision.action == taken
    told = [(each.asked, each.taken) for each in decision.findings[0].stand_ins]
    assert told == ([(asked, taken)] if asked != taken else [])


def test_a_person_looks_where_only_the_kind_made_it_milder() -> None:
    assert fitted("{action: age_gate}").evaluate(profile("alpha"), at=AT).review.required
    assert not fitted("{action: metadata_fix}").evaluate(profile("alpha"), at=AT).review.required


def test_a_recommendation_gives_way_too_and_still_calls_a_person() -> None:
    decision = fitted("{recommend: age_gate}").evaluate({"id": "c", "kind": "comment", "body": "alpha"}, at=AT)
    assert (decision.action, decision.recommended, decision.review.required) == ("allow", None, True)


def test_what_an_exception_softened_to_is_fitted_without_calling_a_person() -> None:
    also = f"exceptions: [{exception('why', 'text: {lexicon: beta}', 'advisory')}]"
    decision = fitted("{action: remove}", also).evaluate({"id": "c", "kind": "comment", "body": "alpha beta"}, at=AT)
    assert (decision.action, decision.review.required) == ("allow", False)
    assert decision.findings[0].exceptions[0].to_action == "advisory"
    assert decision.findings[0].stand_ins[0].taken == "allow"


def test_a_recommendation_that_an_exception_softened_is_still_looked_at() -> None:
    also = f"exceptions: [{exception('why', 'text: {lexicon: beta}', 'advisory')}]"
    decision = fitted("{recommend: remove}", also).evaluate({"id": "c", "kind": "comment", "body": "alpha beta"}, at=AT)
    assert (decision.recommended, decision.review.required) == (None, True)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{id: metadata_fix, kinds: [track]}", "needs both `kinds` and"),
        ("{id: metadata_fix, kinds: [track], otherwise: remove}", "needs both `kinds` and"),
        ("{id: metadata_fix, otherwise: allow}", "needs both `kinds` and"),
    ],
)
def test_a_stand_in_must_be_milder(line: str, says: str) -> None:
    manifest = MANIFEST.replace("metadata_fix", line)
    (problem,) = refused({**policy_set(), "policyengine.yaml": manifest})
    assert says in problem.message


def test_stand_ins_must_keep_the_order_of_the_ladder() -> None:
    manifest = MANIFEST.replace("advisory", "{id: advisory, kinds: [track], otherwise: allow}")
    (problem,) = refused({**policy_set(), "policyengine.yaml": manifest})
    assert problem.message == "for the kind `album`, a stricter measure would come out milder than a milder one"


def test_side_actions_are_taken_once_and_name_their_clauses() -> None:
    decision = fitted("{action: remove, also: [help, warn]}").evaluate(track("alpha"), at=AT)
    told = [(each.id, each.clauses, each.confirm) for each in decision.side_actions]
    assert told == [("help", ("DEM-1",), False), ("warn", ("DEM-1",), True)]


def test_a_side_action_that_the_kind_does_not_allow_names_what_it_gave_way_to() -> None:
    engine = fitted("{action: remove, also: close_comments}")
    assert [each.id for each in engine.evaluate(track("alpha"), at=AT).side_actions] == ["close_comments"]
    (taken,) = engine.evaluate(profile("alpha"), at=AT).side_actions
    assert (taken.id, taken.instead_of) == ("help", "close_comments")


def test_an_exception_keeps_help_and_drops_what_is_done_to_the_account() -> None:
    also = f"exceptions: [{exception('why', 'text: {lexicon: beta}', 'allow')}]"
    decision = fitted("{action: remove, also: [help, warn]}", also).evaluate(track("alpha beta"), at=AT)
    assert [each.id for each in decision.side_actions] == ["help"]


def test_a_rule_adds_to_the_side_actions_of_its_clause() -> None:
    manifest = MANIFEST.replace(LINE + "\n", FITTED)
    changed = rule("a", "text: {lexicon: alpha}", also="then: {action: advisory, also: warn}")
    made = policy_set([changed], [clause(asks="{action: remove, also: help}")])
    decision = load({**made, "policyengine.yaml": manifest}).evaluate(track("alpha"), at=AT)
    assert [each.id for each in decision.side_actions] == ["help", "warn"]


def test_an_unknown_side_action_is_told_with_the_nearest() -> None:
    manifest = MANIFEST.replace(LINE + "\n", FITTED)
    made = policy_set([rule("a", "text: {lexicon: alpha}")], [clause(asks="{action: remove, also: halp}")])
    (problem,) = refused({**made, "policyengine.yaml": manifest})
    assert problem.message == "there is no side action `halp`"
    assert problem.help == "did you mean `help`?"

"""The circumstances of a decision: a person's earlier word, escalations, parts of queues, caps."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import AT, MANIFEST, clause, load, policy_set, refused, rule, track

from policyengine import ContentError

ALPHA = rule("a", "text: {lexicon: alpha}")


def earlier(action: str, *markets: str) -> dict[str, Any]:
    return {"action": action, "at": "2026-02-01T09:00:00+09:00", "markets": list(markets)}


def test_a_person_who_allowed_it_is_not_contradicted() -> None:
    engine = load(policy_set([ALPHA]))
    decision = engine.evaluate(track("alpha", earlier=earlier("allow")), at=AT)
    assert (decision.action, decision.actions, decision.recommended) == ("allow", (), "remove")
    assert decision.earlier is not None
    assert (decision.earlier.agrees, decision.earlier.rules_ask) == (False, "remove")
    assert decision.review.reasons == ("a person decided allow on 2026-02-01; the rules now ask for remove",)


def test_a_person_who_removed_it_is_followed_where_the_rules_find_nothing() -> None:
    decision = load(policy_set([ALPHA])).evaluate(track("quiet", earlier=earlier("remove")), at=AT)
    assert (decision.action, decision.review.required) == ("remove", False)
    assert decision.earlier is not None
    assert (decision.earlier.agrees, decision.earlier.rules_ask) == (False, "allow")


def test_a_person_s_word_stands_in_the_markets_it_was_given_for() -> None:
    decision = load(policy_set([ALPHA])).evaluate(track("alpha", earlier=earlier("advisory", "KR")), at=AT)
    assert {market: each.action for market, each in decision.markets.items()} == {
        "JP": "remove",
        "KR": "advisory",
        "TH": "remove",
    }
    assert decision.actions == ("advisory", "geo_restrict")
    assert decision.markets["KR"].recommended == "remove"


def knowing(asked: str, *clauses: str, **more: Any) -> dict[str, Any]:
    return {**earlier("allow"), "rules_asked": asked, "clauses": list(clauses), **more}


def test_nobody_is_called_again_for_what_the_person_knew() -> None:
    engine = escalating("{recommend: remove}")
    decision = engine.evaluate(
        track("alpha", earlier=knowing("remove", "DEM-1"), account={"high_profile": True}), at=AT
    )
    assert (decision.action, decision.recommended, decision.review.required) == ("allow", None, False)
    assert decision.earlier.settled
    assert decision.earlier.rules_ask == "remove"
    assert [each.clause.id for each in decision.findings] == ["DEM-1"], "what was found is still told"


def test_nothing_waits_for_a_person_any_more_where_one_has_settled_it() -> None:
    beside = "side_actions: {help: {why: a test}, warn: {why: a test, confirm: true}}"
    asks = "{recommend: remove, also: [help, warn]}"
    engine = load(policy_set([ALPHA], [clause(asks=asks)], manifest=beside))
    new = engine.evaluate(track("alpha", earlier=earlier("allow")), at=AT)
    settled = engine.evaluate(track("alpha", earlier=knowing("remove", "DEM-1")), at=AT)
    assert [each.id for each in new.side_actions] == ["help", "warn"]
    assert [each.id for each in settled.side_actions] == ["help"]


@pytest.mark.parametrize(
    "known",
    [
        knowing("advisory", "DEM-1"),
        knowing("remove"),
        knowing("remove", "DEM-2"),
        knowing("remove", "DEM-1", markets=["KR"]),
    ],
)
def test_a_person_is_called_again_for_anything_new(known: dict[str, Any]) -> None:
    decision = load(policy_set([ALPHA])).evaluate(track("alpha", earlier=known), at=AT)
    assert decision.earlier is not None
    assert not decision.earlier.settled
    assert decision.review.required


def test_an_earlier_word_that_agrees_calls_nobody() -> None:
    decision = load(policy_set([ALPHA])).evaluate(track("alpha", earlier=earlier("remove")), at=AT)
    assert decision.earlier is not None
    assert decision.earlier.agrees
    assert not decision.review.required


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        ({"earlier": {"action": "remov", "at": "2026-02-01T00:00:00Z"}}, "/earlier/action"),
        ({"case": {"trigger": "order", "received_at": "2026-02-01T00:00:00Z", "classes": ["x"]}}, "/case/classes/0"),
    ],
)
def test_what_the_policy_set_does_not_know_is_told(item: dict[str, Any], pointer: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(policy_set([ALPHA])).evaluate(track("quiet", **item), at=AT)
    assert [each.pointer for each in caught.value.problems] == [pointer]


ESCALATE = """\
  escalate:
    - id: known
      when: {account: {high_profile: true}}
      why: widely known
      level: 3
      reviewers: 2
      sign_off: [lead, press]
    - id: ordered
      when: {case: {trigger: order}}
      why: an order came
      always: true
      severity: critical
      queue: experts
"""


def escalating(asks: str = "{action: remove}") -> Any:
    made = policy_set([ALPHA], [clause(asks=asks)])
    return load({**made, "policyengine.yaml": MANIFEST + ESCALATE})


def test_measures_on_a_high_profile_account_wait_for_a_sign_off() -> None:
    decision = escalating().evaluate(track("alpha", account={"high_profile": True}), at=AT)
    assert (decision.action, decision.recommended) == ("allow", "remove")
    review = decision.review
    assert (review.level, review.reviewers, review.sign_off) == (3, 2, ("lead", "press"))
    assert "known: widely known" in review.reasons


def test_what_a_sign_off_holds_is_named_and_goes_to_the_queue_of_its_area() -> None:
    area = policy_set([ALPHA], [clause()], area_also="queue: experts")
    engine = load({**area, "policyengine.yaml": MANIFEST + ESCALATE})
    review = engine.evaluate(track("alpha", account={"high_profile": True}), at=AT).review
    assert (review.queue, review.reasons) == ("experts", ("DEM-1: remove recommended", "known: widely known"))
    assert review.languages == ("en",)


def test_a_high_profile_account_is_left_alone_where_nothing_is_asked_for() -> None:
    decision = escalating().evaluate(track("quiet", account={"high_profile": True}), at=AT)
    assert not decision.review.required
    assert (
        not escalating("{finding: note}")
        .evaluate(track("alpha", account={"high_profile": True}), at=AT)
        .review.required
    )


def test_an_order_calls_a_person_even_where_nothing_is_found() -> None:
    case = {"trigger": "order", "received_at": AT.isoformat()}
    review = escalating().evaluate(track("quiet", case=case), at=AT).review
    assert (review.required, review.queue, review.level) == (True, "experts", 3)
    assert not escalating().evaluate(track("quiet", case={**case, "trigger": "notice"}), at=AT).review.required


PARTS = """\
    hot: {title: {en: Hot}, of: general, severities: [high, critical]}
    korean: {title: {en: Korean}, of: general, languages: ko}
    korean_hot: {title: {en: Korean hot}, of: general, languages: ko, severities: [high, critical]}
"""


@pytest.mark.parametrize(
    ("severity", "language", "queue"),
    [("low", "en", "general"), ("low", "ko-KR", "korean"), ("high", "ko", "korean_hot"), ("high", "en", "hot")],
)
def test_the_part_of_a_queue_that_says_most_takes_the_item(severity: str, language: str, queue: str) -> None:
    manifest = MANIFEST.replace("  severities:\n", PARTS + "  severities:\n")
    made = policy_set([ALPHA], [clause(asks="{review: true}", severity=severity)])
    item = track("alpha", language=language)
    assert load({**made, "policyengine.yaml": manifest}).evaluate(item, at=AT).review.queue == queue


def test_two_parts_that_would_both_take_an_item_are_refused() -> None:
    rivals = "".join(line + "\n" for line in PARTS.splitlines() if "korean_hot" not in line)
    manifest = MANIFEST.replace("  severities:\n", rivals + "  severities:\n")
    (problem,) = refused({**policy_set(), "policyengine.yaml": manifest})
    assert problem.message == "the queues `hot` and `korean` would both take some of the work of `general`"


def test_a_rule_over_its_cap_is_told_and_changes_nothing_else() -> None:
    engine = load(policy_set([rule("a", "text: {lexicon: alpha}", also="max_per_day: 3")]))
    free = engine.evaluate(track("alpha"), at=AT, acted_today={"demo/a": 2})
    full = engine.evaluate(track("alpha"), at=AT, acted_today={"demo/a": 3})
    assert free.would_exceed == ()
    assert [(each.rule, each.max_per_day, each.today) for each in full.would_exceed] == [("demo/a", 3, 3)]
    assert [full] == list(engine.evaluate_many([track("alpha")], at=AT, acted_today={"demo/a": 3}))
    assert full.markets == free.markets
    assert full.id != free.id

"""Strikes: what a violation adds, what counts, and what it adds up to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from policy_sets import AT, clause, exception, load, policy_set, refused, rule, track

LADDER = """\
side_actions:
  warn: {why: a test, confirm: true}
  pause: {why: a test, confirm: true}
  close: {why: a test, confirm: true}
strikes:
  expires: 90d
  from_action: limit_reach
  points: {medium: 1, high: 2}
  severe: critical
  steps: [{points: 1, measure: warn}, {points: 2, measure: pause}, {points: 4, measure: close}]
"""


def judged(
    history: Any = (), *, asks: str = "{action: remove}", severity: str = "medium", also: str = "", **item: Any
) -> Any:
    engine = load(
        policy_set(
            [rule("a", "text: {lexicon: alpha}")], [clause(asks=asks, severity=severity, also=also)], manifest=LADDER
        )
    )
    account = {} if history is None else {"account": {"history": list(history)}}
    return engine.evaluate(track("alpha beta", **account, **item), at=AT).account


def given(days: int, points: int = 1, **more: Any) -> dict[str, Any]:
    return {"at": (AT - timedelta(days=days)).isoformat(), "points": points, **more}


@pytest.mark.parametrize(
    ("history", "measure"),
    [((), "warn"), ((given(1),), "pause"), ((given(1), given(2)), "pause"), ((given(1, 3),), "close")],
)
def test_points_add_up_to_the_highest_step_reached(history: Any, measure: str) -> None:
    assert judged(history).measure == measure


@pytest.mark.parametrize(("days", "points"), [(0, 1), (89, 1), (90, 0), (91, 0), (-1, 0)])
def test_a_strike_counts_until_it_expires_and_not_before_it_was_given(days: int, points: int) -> None:
    assert judged([given(days)]).points == points


def test_removals_under_local_law_do_not_count() -> None:
    assert judged([given(1, legal=True)]).points == 0
    law = "territory: [KR]\nlaw: {title: t, source: s, as_of: '2026-01-01', verified: secondary}"
    assert judged((), also=law) is None


def test_without_a_history_only_what_is_added_is_known() -> None:
    outcome = judged(None)
    assert (outcome.points, outcome.adds, outcome.measure) == (None, 1, None)
    assert outcome.because == "DEM-1 of severity medium adds 1; no history was given"
    assert outcome.expires == AT + timedelta(days=90)


def test_a_severe_violation_reaches_the_last_step_whatever_the_history() -> None:
    assert judged(None, severity="critical").measure == "close"


@pytest.mark.parametrize(
    ("asks", "earns"),
    [
        ("{action: limit_reach}", True),
        ("{recommend: remove}", True),
        ("{action: advisory}", False),
        ("{finding: note}", False),
    ],
)
def test_only_violations_that_go_far_enough_earn_points(asks: str, earns: bool) -> None:
    assert (judged(asks=asks) is not None) == earns


def test_what_an_exception_softened_below_the_mark_earns_nothing() -> None:
    also = f"exceptions: [{exception('why', 'text: {lexicon: beta}', 'advisory')}]"
    assert judged(also=also) is None


@pytest.mark.parametrize("severity", ["medium", "critical"])
def test_what_an_exception_softened_earns_nothing_where_the_measure_stays_recommended(severity: str) -> None:
    also = f"text_can_clear: false\nexceptions: [{exception('why', 'text: {lexicon: beta}', 'limit_reach')}]"
    assert judged(asks="{recommend: remove}", severity=severity, also=also) is None


def test_content_that_a_person_has_decided_on_earns_nothing_again() -> None:
    assert judged(earlier={"action": "remove", "at": AT.isoformat()}) is None


def test_steps_must_rise_and_wait_for_a_person() -> None:
    falling = LADDER.replace("{points: 2, measure: pause}", "{points: 1, measure: pause}")
    (problem,) = refused(policy_set(manifest=falling))
    assert problem.message.startswith("the steps must rise")
    (problem,) = refused(policy_set(manifest=LADDER.replace("warn: {why: a test, confirm: true}", "warn: {why: a}")))
    assert problem.message == "`warn` is a measure on an account, and would be taken without a person"

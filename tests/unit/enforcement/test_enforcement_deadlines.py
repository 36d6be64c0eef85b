"""Deadlines: which duties a case starts, what must be answered first, and what the review makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from overlays import case, duty, overlay, with_law
from policy_sets import AT, clause, load, only_problem, rule, track

from policyengine import ContentError, Decision, PolicyEngine

HOUR = timedelta(hours=1)


def decided(engine: PolicyEngine, came: Mapping[str, Any] | None, title: str = "quiet", **item: Any) -> Decision:
    return engine.evaluate(track(title, **({"case": came} if came else {}), **item), at=AT)


def told(decision: Decision) -> dict[str, str | list[str]]:
    """By duty: the moment, `stated`, or the open questions."""
    return {
        each.duty: [question.name for question in each.open_questions]
        or (each.due.isoformat() if each.due is not None else "stated")
        for each in decision.deadlines
    }


ANSWER = duty("answer", "within: 3h", "by: [court, authority], classes: [privacy, scam], applies_if: [large, licensed]")
KNOWN = "{kr: {large: true, licensed: true}}"
FULL: dict[str, Any] = {"by": "court", "classes": ["privacy"]}
DUE = "2026-03-01T15:00:00+00:00"


@pytest.mark.parametrize(
    ("service", "came", "expected"),
    [
        pytest.param(KNOWN, {}, {"kr/answer": DUE}, id="all-is-said"),
        pytest.param(KNOWN, {"by": None}, {"kr/answer": ["case.by"]}, id="sender-unknown"),
        pytest.param(KNOWN, {"by": "user"}, {}, id="another-sender"),
        pytest.param(KNOWN, {"classes": []}, {"kr/answer": ["case.classes"]}, id="class-unknown"),
        pytest.param(KNOWN, {"classes": ["terrorism"]}, {}, id="another-class"),
        pytest.param(KNOWN, {"classes": ["scam", "terrorism"]}, {"kr/answer": DUE}, id="one-class-of-several"),
        pytest.param(KNOWN, {"trigger": "notice"}, {}, id="another-trigger"),
        pytest.param("{kr: {large: true}}", {}, {"kr/answer": ["service.kr.licensed"]}, id="one-status-unknown"),
        pytest.param("", {}, {"kr/answer": ["service.kr.large", "service.kr.licensed"]}, id="no-status-known"),
        pytest.param("{kr: {licensed: false}}", {}, {}, id="one-status-false-whatever-the-other"),
        pytest.param(
            "{kr: {large: true}}",
            {"by": None, "classes": []},
            {"kr/answer": ["case.by", "case.classes", "service.kr.licensed"]},
            id="nothing-is-said",
        ),
    ],
)
def test_what_a_case_starts(service: str, came: dict[str, Any], expected: dict[str, Any]) -> None:
    engine = load(with_law(overlay("KR", ANSWER), service=service))
    given_case = {key: value for key, value in {**case(AT), **FULL, **came}.items() if value is not None}
    assert told(decided(engine, given_case)) == expected


def test_without_a_case_no_clock_runs_whatever_the_rules_find() -> None:
    engine = load(with_law(overlay("KR", duty("answer", "within: 3h")), rules=[rule("a", "text: {lexicon: alpha}")]))
    decision = decided(engine, None, "alpha")
    assert (decision.action, decision.deadlines) == ("remove", ())


def test_a_clock_runs_from_receipt_and_not_from_the_decision() -> None:
    engine = load(with_law(overlay("KR", duty("answer", "within: 3h"))))
    item = track("quiet", case=case(AT))
    later = engine.evaluate(item, at=AT + 9 * HOUR).deadlines
    assert engine.evaluate(item, at=AT).deadlines == later
    assert [each.due for each in later] == [AT + 3 * HOUR]


@pytest.mark.parametrize(
    ("item", "came", "expected"),
    [
        pytest.param({"markets": ["KR"]}, {}, ["kr/a"], id="market"),
        pytest.param({"markets": ["TH"]}, {}, [], id="no-law-there"),
        pytest.param({"markets": ["JP", "KR", "TH"]}, {}, ["jp/b", "kr/a"], id="two-laws-at-once"),
        pytest.param({}, {}, ["jp/b", "kr/a"], id="everywhere"),
        pytest.param({"markets": ["TH"]}, {"jurisdictions": ["JP"]}, ["jp/b"], id="the-case-says-under-whose"),
        pytest.param({"markets": ["DE"]}, {}, ["eu/c"], id="a-member-state"),
        pytest.param({"markets": ["TH"]}, {"jurisdictions": ["EU"]}, ["eu/c"], id="the-union"),
        pytest.param({"markets": ["TH"]}, {"jurisdictions": ["FR", "KR"]}, ["eu/c", "kr/a"], id="a-state-of-it"),
    ],
)
def test_under_whose_law(item: dict[str, Any], came: dict[str, Any], expected: list[str]) -> None:
    union = overlay("EU", duty("c", "within: 1h"), also="territory: [DE, FR]\n")
    engine = load(with_law(overlay("KR", duty("a", "within: 3h")), overlay("JP", duty("b", "days: 7")), union))
    assert sorted(told(decided(engine, {**case(AT), **came}, **item))) == expected


def test_the_earliest_comes_first_and_what_has_no_number_last() -> None:
    made = overlay("KR", duty("late", "days: 7"), duty("open", "stated: soon"), duty("early", "within: 1h"))
    assert list(told(decided(load(with_law(made)), case(AT)))) == ["kr/early", "kr/late", "kr/open"]


def test_a_deadline_repeats_its_law_and_how_it_was_verified() -> None:
    made = overlay("JP", duty("answer", "days: 7"))
    (deadline,) = decided(load(with_law(made)), case("2026-03-01T10:00:00+09:00")).deadlines
    law = deadline.law
    assert (law.title, law.source, law.as_of, law.verified, law.note) == (
        "Act",
        "gazette",
        "2026-01-01",
        "secondary",
        "in part",
    )
    assert (deadline.jurisdiction, deadline.trigger, deadline.time_zone) == ("JP", "complaint", "Asia/Tokyo")
    assert deadline.received_at.isoformat() == "2026-03-01T01:00:00+00:00"
    assert deadline.stated == "within 7 days after the day of receipt"
    assert deadline.does == "Do answer"


# what rules found


FOUND = [rule("a", "text: {lexicon: alpha}")]


def with_found(classes: str, also: str = "") -> PolicyEngine:
    made = overlay("KR", duty("answer", "within: 3h", "classes: [privacy]"))
    about = clause(also=f"classes: [{classes}]\n{also}")
    return load(with_law(made, rules=FOUND, clauses=[about]))


def test_a_class_that_was_found_tells_that_the_duty_is_meant() -> None:
    assert told(decided(with_found("privacy"), case(AT), "alpha")) == {"kr/answer": DUE}


def test_a_class_that_was_found_never_tells_that_it_is_not() -> None:
    assert told(decided(with_found("scam"), case(AT), "alpha")) == {"kr/answer": ["case.classes"]}


def test_a_class_found_under_the_law_of_elsewhere_says_nothing_here() -> None:
    law = "territory: [JP]\nlaw: {title: t, source: s, as_of: '2026-01-01', verified: secondary}"
    assert told(decided(with_found("privacy", law), case(AT), "alpha")) == {"kr/answer": ["case.classes"]}


# a time that the order sets


ORDERED = overlay(
    "KR",
    duty("told", "stated: as the order says", "as_ordered: true", "order"),
    duty("counted", "within: 24h", "as_ordered: true", "order"),
    duty("fixed", "within: 3h", "", "order"),
)


def test_an_order_may_set_its_own_time_where_the_law_lets_it() -> None:
    engine = load(with_law(ORDERED))
    plain = decided(engine, case(AT, "order"))
    assert told(plain) == {
        "kr/fixed": "2026-03-01T15:00:00+00:00",
        "kr/counted": "2026-03-02T12:00:00+00:00",
        "kr/told": "stated",
    }
    ordered = decided(engine, case(AT, "order", due_at="2026-03-04T09:00:00+09:00"))
    assert told(ordered) == {
        "kr/fixed": "2026-03-01T15:00:00+00:00",
        "kr/counted": "2026-03-04T00:00:00+00:00",
        "kr/told": "2026-03-04T00:00:00+00:00",
    }
    assert {each.duty: each.stated for each in ordered.deadlines} == {
        "kr/fixed": "within 3 hours",
        "kr/counted": "by the time that the order sets",
        "kr/told": "by the time that the order sets",
    }


def test_a_time_that_nobody_verified_may_still_be_set_by_the_order() -> None:
    made = overlay("KR", duty("told", "stated: soon", "as_ordered: true", "order"), verified="unverified")
    came = case(AT, "order", due_at="2026-03-01T13:00:00Z")
    assert told(decided(load(with_law(made)), came)) == {"kr/told": "2026-03-01T13:00:00+00:00"}


def test_the_review_is_due_when_the_case_says_even_where_no_law_is_known() -> None:
    review = decided(load(with_law()), case(AT, "order", due_at="2026-03-01T12:30:00Z"), markets=["TH"]).review
    assert (review.required, review.due_by) == (True, "case")
    assert review.due == AT + HOUR / 2
    assert review.reasons == ("the case is to be followed by 2026-03-01T12:30:00+00:00",)


def test_a_time_of_the_case_after_the_service_level_hurries_nobody() -> None:
    review = decided(load(with_law()), case(AT, "order", due_at="2026-03-09T12:30:00Z")).review
    assert (review.due, review.due_by) == (AT + 24 * HOUR, "service level")


@pytest.mark.parametrize(
    ("moments", "pointer"),
    [
        ({"due_at": "2026-03-01T11:59:59Z"}, "/case"),
        ({"due_at": "2026-03-01T12:00:00"}, "/case/due_at"),
        ({"received_at": "9999-12-31T00:00:00Z"}, "/case/received_at"),
        ({"received_at": "0001-01-01T00:00:00+09:00"}, "/case/received_at"),
        ({"due_at": "9999-12-31T00:00:00Z"}, "/case/due_at"),
    ],
)
def test_moments_that_cannot_be(moments: dict[str, str], pointer: str) -> None:
    with pytest.raises(ContentError) as caught:
        decided(load(with_law()), {**case(AT), **moments})
    assert [each.pointer for each in caught.value.problems] == [pointer]


# the review


def test_the_review_takes_the_earliest_of_what_is_certain() -> None:
    made = overlay("KR", duty("a", "within: 5h"), duty("b", "within: 2h"), duty("c", "within: 1h", "applies_if: large"))
    review = decided(load(with_law(made)), case(AT)).review
    assert (review.due, review.due_by) == (AT + 2 * HOUR, "kr/b")
    assert review.reasons == (
        "kr/b: Do b (by 2026-03-01T14:00:00+00:00)",
        "kr/a: Do a (by 2026-03-01T17:00:00+00:00)",
    )


def test_a_deadline_that_has_passed_is_told_as_it_is() -> None:
    made = overlay("KR", duty("a", "within: 2h"))
    review = decided(load(with_law(made)), case(AT - 9 * HOUR)).review
    assert (review.due, review.due_by) == (AT - 7 * HOUR, "kr/a")


def test_a_stated_time_calls_a_person_and_leaves_the_service_level() -> None:
    review = decided(load(with_law(overlay("KR", duty("a", "stated: soon")))), case(AT)).review
    assert (review.required, review.due, review.due_by) == (True, AT + 24 * HOUR, "service level")


def test_open_questions_alone_call_nobody() -> None:
    decision = decided(load(with_law(overlay("KR", duty("a", "within: 1h", "applies_if: large")))), case(AT))
    assert told(decision) == {"kr/a": ["service.kr.large"]}
    assert not decision.review.required


def test_the_review_goes_to_the_queue_of_the_overlay() -> None:
    made = overlay("KR", duty("a", "within: 1h"), also="queue: experts\n")
    assert decided(load(with_law(made)), case(AT)).review.queue == "experts"
    assert decided(load(with_law(overlay("KR", duty("a", "within: 1h")))), case(AT)).review.queue == "general"


def test_what_is_not_the_service_s_is_told_by_explain_alone() -> None:
    made = overlay("KR", duty("a", "within: 1h", "applies_if: large"), duty("b", "within: 1h", "classes: [scam]"))
    engine = load(with_law(made, service="{kr: {large: false}}"))
    steps = engine.explain(track("quiet", case=case(AT, classes=["privacy"])), at=AT).resolution
    assert steps == ("kr/a: not the service's, because kr.large is false",)


# refusals


def test_what_is_not_verified_computes_nothing() -> None:
    problem = only_problem(with_law(overlay("KR", duty("a", "within: 1h"), verified="unverified")))
    assert problem.message == "`a` computes a deadline from a law that is not verified"


def test_a_duty_states_its_time_once() -> None:
    problem = only_problem(with_law(overlay("KR", duty("a", "within: 1h, days: 2"))))
    assert problem.message == "a duty states its time in exactly one way"


# promises


triggers = st.sampled_from(["order", "notice", "complaint", "designation"])
senders = st.sampled_from([None, "court", "authority", "user", "affected_person"])
classes = st.lists(st.sampled_from(["privacy", "scam", "terrorism"]), max_size=2, unique=True)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
cases = st.builds(
    lambda moment, trigger, by, about: {**case(moment, trigger, classes=about), **({"by": by} if by else {})},
    moments,
    triggers,
    senders,
    classes,
)
MANY = {
    "KR": (ANSWER, duty("soon", "stated: soon"), duty("work", "working_days: 3", "classes: [scam]", "notice")),
    "JP": (duty("days", "days: 7", "by: affected_person"), duty("ordered", "within: 3h", "as_ordered: true", "order")),
    "EU": (
        duty("hour", "within: 1h", "by: authority, classes: [terrorism]", "order"),
        duty("told", "stated: soon", "", "notice"),
    ),
}


@cache
def every_law(service: str = "{kr: {large: true}}", turned: bool = False) -> PolicyEngine:
    step = -1 if turned else 1
    made = [overlay(place, *duties[::step]) for place, duties in MANY.items()]
    return load(with_law(*made[::step], service=service))


places = st.lists(st.sampled_from(["EU", "JP", "KR", "TH"]), min_size=1, max_size=4, unique=True)


@given(cases, places)
def test_a_deadline_is_never_before_its_trigger(came: dict[str, Any], markets: list[str]) -> None:
    for each in decided(every_law(), came, markets=markets).deadlines:
        assert each.due is None or each.due > each.received_at


@given(cases, places, st.sampled_from(["EU", "JP", "KR", "TH"]))
def test_adding_a_market_changes_no_deadline_of_another(came: dict[str, Any], markets: list[str], more: str) -> None:
    before = decided(every_law(), came, markets=markets).deadlines
    after = decided(every_law(), came, markets=[*markets, more]).deadlines
    assert [each for each in after if each.jurisdiction in markets] == list(before)


@given(cases, places)
def test_the_order_of_duties_never_matters(came: dict[str, Any], markets: list[str]) -> None:
    one, other = (decided(engine, came, markets=markets) for engine in (every_law(), every_law(turned=True)))
    assert one.deadlines == other.deadlines
    assert one.review == other.review


@given(cases, places, st.sampled_from(["large", "licensed"]), st.booleans())
def test_saying_more_of_the_service_opens_no_question(
    came: dict[str, Any], markets: list[str], status: str, holds: bool
) -> None:
    """What was certain stays certain; what was open is answered, or not the service's."""
    saying = every_law(f"{{kr: {{{status}: {str(holds).lower()}}}}}")
    before, after = (told(decided(each, came, markets=markets)) for each in (every_law(""), saying))
    assert after.keys() <= before.keys()
    for name, now in after.items():
        then = before[name]
        assert now == then if isinstance(then, str) else isinstance(now, str) or set(now) <= set(then)

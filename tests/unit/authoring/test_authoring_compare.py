"""The comparison of a decision with what was expected: each part counts, and nothing wrong passes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.authoring.judge import Difference, compare
from policyengine.model.decision import (
    ClauseCited,
    Decision,
    Evidence,
    FailedRule,
    Finding,
    MarketOutcome,
    PolicySetStamp,
    ReviewOrder,
    ShadowFinding,
    Softening,
)
from policyengine.model.suite import Expectation

MATCH = Evidence(pointer="/title", start=0, end=6, text="팔로워 판매", lexicon="promo/offers@ko")
MASKED = Evidence(pointer="/tags/0", start=0, end=4, masked=True, lexicon="promo/offers@ko")


def finding(clause: str, kind: str = "violation", **changes: Any) -> Finding:
    made = {
        "kind": kind,
        "clause": ClauseCited(area="promo", id=clause, version=1, title="t", text="t", locale="en"),
        "rules": (f"promo/{clause[-1]}_rule@ko",),
        "severity": "medium",
        "ground": "platform",
        "territory": (),
        "action": "limit_reach",
        "recommended": "remove",
        "review": True,
        "exceptions": (),
        "evidence": (MATCH,),
        "matches_total": 1,
    }
    return Finding.model_validate({**made, **changes})


def decision(**changes: Any) -> Decision:
    made = {
        "id": "0",
        "content_id": "1",
        "at": datetime(2026, 3, 1, tzinfo=UTC),
        "policy_set": PolicySetStamp(name="demo", version="1", digest="0"),
        "package": "0",
        "action": "limit_reach",
        "actions": ("limit_reach",),
        "recommended": "remove",
        "review": ReviewOrder(required=True, queue="promo", level=1),
        "markets": {
            "KR": MarketOutcome(action="limit_reach", recommended="remove"),
            "TH": MarketOutcome(action="allow"),
        },
        "findings": (
            finding(
                "PRO-1", exceptions=(Softening(exception="news", why="w", from_action="remove", to_action="age_gate"),)
            ),
            finding("PRO-2", "note", evidence=(MASKED,)),
        ),
        "shadow": (
            ShadowFinding(rules=("promo/shadow",), clause="PRO-1", action="remove", recommended=None, evidence=()),
        ),
    }
    return Decision.model_validate({**made, **changes})


RIGHT: dict[str, Any] = {
    "action": "limit_reach",
    "recommended": "remove",
    "violations": ["PRO-1"],
    "notes": ["PRO-2"],
    "rules": ["promo/1_rule@ko", "promo/2_rule@ko"],
    "shadow": ["promo/shadow"],
    "review": {"queue": "promo"},
    "exceptions": ["news"],
    "markets": {"KR": "limit_reach", "TH": "allow"},
    "evidence": [{"text": "팔로워 판매", "in": "title"}, {"text": "팔로워 판매"}],
}


def differences(expected: dict[str, Any], actual: Decision) -> list[Difference]:
    return list(compare(Expectation.model_validate(expected), actual))


def test_what_is_as_expected_does_not_differ() -> None:
    assert differences(RIGHT, decision()) == []


@pytest.mark.parametrize(
    ("part", "wrong", "difference"),
    [
        ("action", "remove", Difference("action", "remove", "limit_reach")),
        ("recommended", None, Difference("recommended", "none", "remove")),
        ("recommended", "age_gate", Difference("recommended", "age_gate", "remove")),
        ("violations", [], Difference("violations", "none", "PRO-1")),
        ("violations", ["PRO-1", "PRO-3"], Difference("violations", "PRO-1, PRO-3", "PRO-1")),
        ("violations", ["PRO-2"], Difference("violations", "PRO-2", "PRO-1")),
        ("notes", [], Difference("notes", "none", "PRO-2")),
        ("notes", ["PRO-1"], Difference("notes", "PRO-1", "PRO-2")),
        ("rules", [], Difference("rules", "none", "promo/1_rule@ko, promo/2_rule@ko")),
        ("rules", ["promo/1_rule"], Difference("rules", "promo/1_rule", "promo/1_rule@ko, promo/2_rule@ko")),
        ("shadow", [], Difference("shadow", "none", "promo/shadow")),
        ("review", False, Difference("review queue", "none", "promo")),
        ("review", {"queue": "general"}, Difference("review queue", "general", "promo")),
        ("exceptions", [], Difference("exceptions", "none", "news")),
        ("exceptions", ["art"], Difference("exceptions", "art", "news")),
        ("markets", {"KR": "remove"}, Difference("market KR", "remove", "limit_reach")),
        ("markets", {"US": "allow"}, Difference("market US", "allow", "not available")),
        ("evidence", [{"text": "팔로워"}], Difference("evidence", "`팔로워`", "`팔로워 판매` in /title")),
        (
            "evidence",
            [{"text": "팔로워 판매", "in": "tags"}],
            Difference("evidence", "`팔로워 판매` in tags", "`팔로워 판매` in /title"),
        ),
    ],
)
def test_each_part_that_differs_is_told_alone(part: str, wrong: Any, difference: Difference) -> None:
    assert differences({**RIGHT, part: wrong}, decision()) == [difference]


@pytest.mark.parametrize("part", ["rules", "markets", "evidence"])
def test_what_may_be_left_out(part: str) -> None:
    assert differences({name: value for name, value in RIGHT.items() if name != part}, decision()) == []


def test_a_rule_that_failed_is_never_as_expected() -> None:
    failed = decision(failed=(FailedRule(rule="promo/broken", clause="PRO-1", reason="time"),))
    assert differences(RIGHT, failed) == [Difference("failed rules", "none", "promo/broken")]


def test_an_expectation_of_nothing_takes_nothing() -> None:
    """`expect: allow` means that nothing is found at all."""
    nothing = decision(
        action="allow", actions=(), recommended=None, review=ReviewOrder(), findings=(), shadow=(), markets={}
    )
    assert differences({"action": "allow"}, nothing) == []
    parts = [each.part for each in differences({"action": "allow"}, decision())]
    assert parts == ["action", "recommended", "violations", "notes", "shadow", "review queue", "exceptions"]


CLAUSES = st.lists(st.sampled_from(["PRO-1", "PRO-2", "PRO-3"]), unique=True)
ACTIONS = st.sampled_from(["allow", "limit_reach", "remove"])
QUEUES = st.sampled_from([None, "promo", "general"])


@given(CLAUSES, CLAUSES, ACTIONS, ACTIONS, QUEUES, QUEUES)
def test_only_what_is_equal_passes(
    wanted: list[str], found: list[str], action: str, acted: str, queue: str | None, queued: str | None
) -> None:
    review = ReviewOrder(required=queued is not None, queue=queued)
    actual = decision(action=acted, review=review, findings=tuple(map(finding, found)), shadow=(), recommended=None)
    expected = {"action": action, "violations": wanted, "review": {"queue": queue} if queue else False}
    same = (set(wanted), action, queue) == (set(found), acted, queued)
    assert (differences(expected, actual) == []) == same

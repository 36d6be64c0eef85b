"""What fails is told, sends grave matters to a person, and stops nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from policy_sets import AT, SEVERITIES, clause, exception, load, policy_set, rule, track

from policyengine import Decision, PolicyEngine
from policyengine.model.content import Content
from policyengine.signals.items import SameSignal
from policyengine.signals.reading import FactSeen, Reading
from policyengine.text.patterns.pattern import Pattern, PatternTimeout

PATTERN = "slow: {regex: omega, category: spam, description: a test}"
BROKEN = "same: [title, description]"
"""A condition that reads the item itself; `breaking` makes it fail."""


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `same` condition fails when it is read."""

    def fail(_self: SameSignal, _reading: Reading) -> tuple[FactSeen, ...]:
        raise RuntimeError("no memory for this")

    monkeypatch.setattr(SameSignal, "sightings", fail)


@pytest.fixture
def stalling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pattern runs into its time limit."""

    def give_up(self: Pattern, _folded: str, _near: object) -> list[tuple[int, int]]:
        raise PatternTimeout(self.source)

    monkeypatch.setattr(Pattern, "find", give_up)


def engine(when: str, severity: str = "high", also: str = "") -> PolicyEngine:
    rules = [rule("other", "text: {lexicon: alpha}", clause="DEM-2"), rule("fragile", when)]
    clauses = [clause(severity=severity, also=also), clause("DEM-2", "{action: advisory}", severity="low")]
    return load(policy_set(rules, clauses, patterns=PATTERN))


def judged(when: str, text: str, severity: str = "high") -> Decision:
    return engine(when, severity).evaluate(track(text), at=AT)


@pytest.mark.usefixtures("breaking")
@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_broken_rule_is_told_and_grave_ones_are_reviewed(severity: str) -> None:
    decision = judged(BROKEN, "alpha", severity)
    (failed,) = decision.failed
    assert (failed.rule, failed.clause) == ("demo/fragile", "DEM-1")
    assert failed.reason == "RuntimeError: no memory for this"
    assert decision.degraded
    grave = severity in ("high", "critical")
    assert decision.review.required == grave
    if grave:
        assert decision.review.reasons == ("DEM-1: the rule demo/fragile failed",)
        assert decision.review.due == AT + timedelta(hours={"high": 4, "critical": 1}[severity])


@pytest.mark.usefixtures("breaking")
def test_other_rules_still_decide() -> None:
    decision = judged(BROKEN, "alpha")
    assert decision.action == "advisory"
    assert [each.rules for each in decision.findings] == [("demo/other@en",)]


@pytest.mark.usefixtures("breaking")
def test_a_failure_is_told_even_where_nothing_else_is_found() -> None:
    decision = judged(BROKEN, "innocent")
    assert [each.rule for each in decision.failed] == ["demo/fragile"]
    assert decision.degraded
    assert decision.review.required


@pytest.mark.usefixtures("breaking")
def test_a_rule_that_cannot_hold_anyway_has_not_failed() -> None:
    decision = judged(f"all: [{{text: {{lexicon: beta}}}}, {{{BROKEN}}}]", "innocent")
    assert (decision.failed, decision.degraded) == ((), False)


@pytest.mark.usefixtures("breaking")
def test_a_rule_that_holds_by_another_way_has_not_failed() -> None:
    decision = judged(f"any: [{{text: {{lexicon: beta}}}}, {{{BROKEN}}}]", "beta")
    assert [each.rules for each in decision.findings] == [("demo/fragile@en",)]


@pytest.mark.usefixtures("breaking")
def test_a_label_that_failed_is_told_with_the_rules_that_need_it() -> None:
    rules = [
        rule("label", BROKEN, clause=None, also="label: made.here"),
        rule("needs", "all: [{text: {lexicon: alpha}}, {label: made.here}]"),
    ]
    decision = load(policy_set(rules, [clause(severity="high")])).evaluate(track("alpha"), at=AT)
    assert [(each.rule, each.clause) for each in decision.failed] == [("demo/label", None), ("demo/needs", "DEM-1")]
    assert decision.review.required


@pytest.mark.usefixtures("breaking")
def test_an_exception_that_failed_is_told_and_softens_nothing() -> None:
    excused = f"exceptions: [{exception('why', BROKEN, 'allow')}]"
    decision = engine("text: {lexicon: beta}", also=excused).evaluate(track("beta"), at=AT)
    assert decision.action == "remove"
    assert [each.rule for each in decision.failed] == ["demo/fragile"]
    assert decision.degraded
    assert "DEM-1: the rule demo/fragile failed" in decision.review.reasons


@pytest.mark.usefixtures("stalling")
def test_a_pattern_that_is_given_up_fails_its_rule() -> None:
    decision = judged("text: {pattern: slow}", "alpha omega")
    assert [each.reason for each in decision.failed] == ["demo/slow was given up after its time limit"]
    assert decision.degraded
    assert decision.review.required
    assert decision.action == "advisory", "the other rule still decides"


@pytest.mark.usefixtures("stalling")
def test_a_pattern_that_was_not_tried_has_not_failed() -> None:
    assert judged("text: {pattern: slow}", "alpha").failed == ()


def test_a_rule_fails_only_while_its_cause_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = engine(BROKEN)
    with monkeypatch.context() as patch:
        patch.setattr(SameSignal, "sightings", lambda *_: 1 / 0)
        assert loaded.evaluate(track("x", description="x"), at=AT).failed
    again = loaded.evaluate(track("x", description="x"), at=AT)
    assert again.failed == ()
    assert again.findings


def test_what_was_not_read_is_skipped_and_reviewed() -> None:
    loaded = load(policy_set([rule("asked", "text: {lexicon: alpha}")], manifest="limits: {text: 1000}"))
    item = track("x" * 400, description="y" * 500, lyrics="z" * 100 + " alpha", tags=["alpha"])
    decision = loaded.evaluate(item, at=AT)
    assert [(each.pointer, each.start, each.end) for each in decision.skipped] == [
        ("/lyrics", 100, 106),
        ("/tags/0", 0, 5),
    ]
    assert decision.findings == ()
    assert decision.review.required
    assert (decision.review.queue, decision.review.level) == ("general", 1)
    assert decision.review.reasons == ("text beyond the limit was not read",)
    assert not decision.degraded


def test_the_limit_counts_code_points_over_all_texts() -> None:
    loaded = load(policy_set([rule("asked", "text: {lexicon: alpha}")], manifest="limits: {text: 1000}"))
    exactly = track("🍎" * 995, description="alpha")
    assert loaded.evaluate(exactly, at=AT).skipped == ()
    assert loaded.evaluate(exactly, at=AT).action == "remove"
    one_more = loaded.evaluate(track("🍎" * 996, description="alpha"), at=AT)
    assert [(each.start, each.end) for each in one_more.skipped] == [(4, 5)]


def test_what_is_within_the_limit_still_counts() -> None:
    loaded = load(policy_set([rule("asked", "text: {lexicon: alpha}")], manifest="limits: {text: 1000}"))
    decision = loaded.evaluate(track("alpha " + "x" * 2000), at=AT)
    assert decision.action == "remove"
    assert [(each.start, each.end) for each in decision.skipped] == [(1000, 2006)]
    assert decision.review.required


def test_a_content_object_and_its_mapping_are_judged_alike() -> None:
    loaded = engine("text: {lexicon: beta}")
    item = track("beta", tags=["x"], account={"id": "a"}, scores={"s": 0.5})
    assert loaded.evaluate(Content.model_validate(item), at=AT) == loaded.evaluate(item, at=AT)

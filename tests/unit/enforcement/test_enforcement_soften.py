"""What exceptions leave of a verdict."""

from __future__ import annotations

import pytest
from policy_sets import AT, clause, exception, load, policy_set, rule, track

from policyengine import Decision

NEWS = exception("news", "text: {lexicon: beta}", "advisory")
ART = exception("art", "text: {lexicon: gamma}", "age_gate")


def judged(
    asks: str,
    excused: str = NEWS,
    *,
    clears: bool = True,
    kind: str = "track",
    title: str = "alpha beta",
    also: str = "",
    severity: str = "medium",
) -> Decision:
    """A decision on an item that breaks the clause, where the exceptions apply whose words it has."""
    clauses = [clause(asks=asks, also=f"exceptions: [{excused}]\ntext_can_clear: {str(clears).lower()}")]
    clauses[0] = clauses[0].replace("severity: medium", f"severity: {severity}")
    engine = load(policy_set([rule("asked", "text: {lexicon: alpha}", also=also)], clauses))
    return engine.evaluate(track(title, kind=kind), at=AT)


@pytest.mark.parametrize(
    ("asks", "to", "action", "recommended"),
    [
        ("{action: remove}", "advisory", "advisory", None),
        ("{action: remove}", "allow", "allow", None),
        ("{recommend: remove}", "advisory", "allow", "advisory"),
        ("{recommend: remove}", "allow", "allow", None),
        ("{action: age_gate, recommend: remove}", "limit_reach", "age_gate", "limit_reach"),
        ("{action: age_gate, recommend: remove}", "advisory", "advisory", None),
        ("{action: advisory}", "age_gate", "advisory", None),
        ("{recommend: advisory}", "age_gate", "allow", "advisory"),
    ],
)
def test_the_weaker_of_the_current_and_the_named_measure_remains(
    asks: str, to: str, action: str, recommended: str | None
) -> None:
    decision = judged(asks, exception("news", "text: {lexicon: beta}", to))
    assert (decision.action, decision.recommended) == (action, recommended)
    assert decision.review.required == (recommended is not None)


@pytest.mark.parametrize(
    ("asks", "action"),
    [
        ("{action: remove}", "advisory"),
        ("{recommend: remove}", "allow"),
        ("{action: age_gate, recommend: remove}", "advisory"),
    ],
)
def test_where_text_cannot_clear_a_person_confirms_what_was_asked(asks: str, action: str) -> None:
    decision = judged(asks, clears=False)
    assert (decision.action, decision.recommended) == (action, "remove")
    assert decision.review.required
    assert decision.review.reasons == ("DEM-1: remove recommended",)


@pytest.mark.parametrize("kind", ["comment", "profile", "playlist"])
def test_text_clears_what_is_wholly_text(kind: str) -> None:
    decision = judged("{action: remove}", clears=False, kind=kind)
    assert (decision.action, decision.recommended, decision.review.required) == ("advisory", None, False)


@pytest.mark.parametrize("kind", ["track", "album", "artist", "show", "episode", "audiobook"])
def test_text_does_not_clear_what_is_to_be_heard(kind: str) -> None:
    assert judged("{action: remove}", clears=False, kind=kind).recommended == "remove"


def test_an_exception_that_applied_is_told_with_what_it_changed() -> None:
    (finding,) = judged("{action: remove}").findings
    (told,) = finding.exceptions
    assert (told.exception, told.from_action, told.to_action, told.why) == ("news", "remove", "advisory", "a test")


def test_an_exception_that_changes_nothing_is_not_told() -> None:
    (finding,) = judged("{action: advisory}", exception("art", "text: {lexicon: beta}", "age_gate")).findings
    assert finding.exceptions == ()
    assert finding.action == "advisory"


def test_an_exception_that_does_not_apply_changes_nothing() -> None:
    decision = judged("{action: remove}", title="alpha")
    assert decision.action == "remove"
    assert decision.findings[0].exceptions == ()


def test_of_several_the_strongest_excuse_counts_in_any_order() -> None:
    for excused in (f"{NEWS}, {ART}", f"{ART}, {NEWS}"):
        decision = judged("{action: remove}", excused, title="alpha beta gamma")
        assert decision.action == "advisory"
        assert [each.exception for each in decision.findings[0].exceptions] == ["news"]


def test_a_rule_may_take_fewer_exceptions_than_its_clause() -> None:
    both = f"{NEWS}, {ART}"
    assert judged("{action: remove}", both, also="exceptions: []").action == "remove"
    assert judged("{action: remove}", both, also="exceptions: [art]").action == "remove"
    assert judged("{action: remove}", both, also="exceptions: [news]").action == "advisory"


def test_a_softened_finding_still_stands_with_its_clause() -> None:
    (finding,) = judged("{action: remove}", exception("news", "text: {lexicon: beta}", "allow")).findings
    assert (finding.clause.id, finding.kind, finding.rules) == ("DEM-1", "violation", ("demo/asked@en",))
    assert finding.evidence


def test_a_review_that_the_rule_demands_survives_softening() -> None:
    decision = judged("{action: remove, review: true}")
    assert (decision.action, decision.review.required) == ("advisory", True)


def test_one_rule_s_excuse_does_not_clear_what_another_found() -> None:
    rules = [
        rule("open", "text: {lexicon: alpha}"),
        rule("strict", "text: {lexicon: delta}", also="exceptions: []"),
    ]
    engine = load(policy_set(rules, [clause(also=f"exceptions: [{NEWS}]")]))
    assert engine.evaluate(track("alpha beta"), at=AT).action == "advisory"
    assert engine.evaluate(track("alpha beta delta"), at=AT).action == "remove"

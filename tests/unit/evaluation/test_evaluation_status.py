"""Which rules act on which days: shadow, draft, retired, effective, disabled; and what says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from policy_sets import AT, Files, clause, layer, load, policy_set, rule, track

from policyengine import InactiveRule

LIST = "lists: {partners: {holds: ids, why: a test}}"


def one(also: str = "", *, clause_also: str = "") -> Files:
    return policy_set([rule("asked", "text: {lexicon: alpha}", also=also)], [clause(also=clause_also)])


def test_a_shadow_rule_is_reported_and_never_acts() -> None:
    engine = load(one("status: shadow\nthen: {recommend: remove, action: age_gate}"))
    decision = engine.evaluate(track("alpha"), at=AT)
    assert (decision.action, decision.recommended, decision.review.required) == ("allow", None, False)
    assert decision.findings == ()
    (held,) = decision.shadow
    assert (held.rules, held.clause, held.action, held.recommended) == (
        ("demo/asked@en",),
        "DEM-1",
        "age_gate",
        "remove",
    )
    assert [each.text for each in held.evidence] == ["alpha"]
    assert engine.describe().shadow == ("demo/asked",)
    assert engine.evaluate(track("beta"), at=AT).shadow == ()


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_draft_or_retired_rule_is_not_evaluated_and_described(status: str) -> None:
    engine = load(one(f"status: {status}"))
    assert engine.evaluate(track("alpha"), at=AT).findings == ()
    assert engine.describe().inactive == (InactiveRule("demo/asked", status),)
    assert engine.describe().rules == ()


@pytest.mark.parametrize("status", ["shadow", "draft", "retired"])
def test_a_label_rule_that_is_not_live_derives_nothing(status: str) -> None:
    label = rule("label", "text: {lexicon: beta}", clause=None, also=f"label: made.here\nstatus: {status}")
    engine = load(policy_set([label, rule("asked", "all: [{text: {lexicon: alpha}}, {label: made.here}]")]))
    assert engine.evaluate(track("alpha beta"), at=AT).findings == ()


DAY = datetime(2026, 3, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("also", "clause_also", "holds_before", "told"),
    [
        ("effective: {from: 2026-03-01}", "", False, "effective from 2026-03-01"),
        ("effective: {until: 2026-03-01}", "", True, "effective until 2026-03-01"),
        ("", "retired: 2026-03-01", True, "its clause retires on 2026-03-01"),
    ],
)
def test_days_begin_at_midnight_utc(also: str, clause_also: str, holds_before: bool, told: str) -> None:
    engine = load(one(also, clause_also=clause_also))
    assert bool(engine.evaluate(track("alpha"), at=DAY - MOMENT).findings) == holds_before
    assert bool(engine.evaluate(track("alpha"), at=DAY).findings) != holds_before
    assert engine.describe().dated == (InactiveRule("demo/asked", told),)


def test_the_moment_counts_and_not_its_time_zone() -> None:
    engine = load(one("effective: {from: 2026-03-01}"))
    seoul = datetime(2026, 3, 1, 8, 59, tzinfo=timezone(timedelta(hours=9)))
    assert engine.evaluate(track("alpha"), at=seoul).findings == ()


def test_a_disabled_rule_comes_back_on_its_day() -> None:
    off = layer("disable: [{rule: demo/asked, reason: noise, owner: owners, until: 2026-03-01}]")
    engine = load(one(), off)
    assert engine.evaluate(track("alpha"), at=DAY - MOMENT).findings == ()
    assert engine.evaluate(track("alpha"), at=DAY).findings
    assert engine.describe().dated == (InactiveRule("demo/asked", "disabled until 2026-03-01"),)


def test_a_label_outside_its_days_is_not_derived() -> None:
    label = rule("label", "text: {lexicon: beta}", clause=None, also="label: made.here\neffective: {from: 2026-03-01}")
    engine = load(policy_set([label, rule("asked", "all: [{text: {lexicon: alpha}}, {label: made.here}]")]))
    assert engine.evaluate(track("alpha beta"), at=DAY - MOMENT).findings == ()
    assert engine.evaluate(track("alpha beta"), at=DAY).findings


def test_a_rule_without_its_list_is_inactive_and_described() -> None:
    files = policy_set([rule("asked", "list: {name: partners, id: account}")], manifest=LIST)
    without, supplied = load(files), load(files, lists={"partners": []})
    assert without.describe().inactive == (InactiveRule("demo/asked", "the list partners was not supplied"),)
    assert (without.describe().lists_missing, without.describe().lists_supplied) == (("partners",), ())
    assert supplied.describe().inactive == ()
    assert supplied.describe().lists_supplied == ("partners",)


def test_a_list_that_is_missing_is_not_taken_for_empty() -> None:
    unless = "all: [{text: {lexicon: alpha}}, {none: [{list: {name: partners, id: account}}]}]"
    files = policy_set([rule("asked", unless)], manifest=LIST)
    assert load(files).evaluate(track("alpha"), at=AT).findings == ()
    assert load(files, lists={"partners": []}).evaluate(track("alpha"), at=AT).findings


def test_the_description_of_what_is_loaded() -> None:
    files = policy_set(
        [
            rule("asked", "text: {lexicon: alpha, pattern: p}"),
            rule("held", "text: {lexicon: beta}", also="status: shadow"),
        ],
        patterns="p: {regex: omega, category: spam, description: a test}",
    )
    told = load(files, layer()).describe()
    assert (told.name, told.version, told.inference) == ("demo", "1+ours@2", "native")
    assert (told.areas, told.languages, told.markets) == (("demo",), ("en", "ja", "ko"), ("JP", "KR", "TH"))
    assert (told.clauses, told.rules, told.shadow) == (1, ("demo/asked",), ("demo/held",))
    assert (told.terms, told.patterns) == (7, 1)
    assert told.actions[0] == "allow"
    assert told.actions[-1] == "remove"
    assert len(told.digest) == 64

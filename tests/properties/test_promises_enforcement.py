"""Promises 3 and 5 to 9: nothing silent, fails safe, exceptions soften, clauses travel, markets apart, people stay."""

from __future__ import annotations

from typing import Any

import pytest
from fuzzed import MARKETS, assembled, conditions, exceptions, items, policy_sets, rules
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_sets import AT, LADDER, SEVERITIES, clause, exception, load, policy_set, rule

from policyengine import Decision, PolicyEngine
from policyengine.enforcement.decide import Concluded, Stamp, decide
from policyengine.evaluation.evaluator import Evaluator
from policyengine.evaluation.intake import take_in
from policyengine.inference import Conclusion
from policyengine.signals.texts import TextSignal
from policyengine.version import VERSION

RANK = {action: rank for rank, action in enumerate(LADDER)}
STRICTEST = len(LADDER)


def reach(decision: Decision) -> dict[str, tuple[int, int]]:
    """In each market, how far what is done goes, and how far what is done or recommended goes."""
    return {
        market: (RANK[each.action], max(RANK[each.action], RANK[each.recommended or "allow"]))
        for market, each in decision.markets.items()
    }


def at_most(one: Decision, other: Decision) -> bool:
    """Whether one is nowhere stricter than the other, neither in what is done nor in what may be confirmed."""
    less, more = reach(one), reach(other)
    done = RANK[one.action] <= RANK[other.action]
    return done and all(less[market][0] <= more[market][0] and less[market][1] <= more[market][1] for market in less)


@given(policy_sets(), rules("extra", live=True), items())
def test_adding_a_finding_never_softens(parts: Any, extra: str, item: dict[str, Any]) -> None:
    made, excused, clears = parts
    before = load(assembled(made, excused, clears)).evaluate(item, at=AT)
    after = load(assembled([*made, extra], excused, clears)).evaluate(item, at=AT)
    assert at_most(before, after)
    assert after.review.required >= before.review.required
    assert {each.clause.id for each in before.findings} <= {each.clause.id for each in after.findings}


@given(policy_sets(), exceptions("more"), st.integers(0, 1), items())
def test_adding_an_exception_never_hardens(parts: Any, extra: str, to: int, item: dict[str, Any]) -> None:
    made, excused, clears = parts
    more = [[*each, extra] if number == to else each for number, each in enumerate(excused)]
    before = load(assembled(made, excused, clears)).evaluate(item, at=AT)
    after = load(assembled(made, more, clears)).evaluate(item, at=AT)
    assert at_most(after, before)
    assert [each.rules for each in after.findings] == [each.rules for each in before.findings], "nothing vanishes"


@given(policy_sets(), items())
def test_softening_goes_only_as_far_as_the_clause_allows(parts: Any, item: dict[str, Any]) -> None:
    """Where text cannot clear, everything that was asked is still recommended, and a person looks."""
    made, excused, _ = parts
    item = {**item, "kind": "track"}
    hard = load(assembled(made, [[], []], [False, False])).evaluate(item, at=AT)
    soft = load(assembled(made, excused, [False, False])).evaluate(item, at=AT)
    assert {name: top for name, (_, top) in reach(soft).items()} == {
        name: top for name, (_, top) in reach(hard).items()
    }
    softened = [each for each in soft.findings if each.exceptions]
    assert all(each.review and each.recommended for each in softened)


@given(policy_sets(), items())
def test_nothing_that_held_is_silent(parts: Any, item: dict[str, Any]) -> None:
    engine = load(assembled(*parts))
    decision = engine.evaluate(item, at=AT)
    held = {each.rule for each in engine.explain(item, at=AT).rules if each.standing == "fired" and each.clause}
    told = {name.partition("@")[0] for each in decision.findings for name in each.rules}
    told |= {name.partition("@")[0] for each in decision.shadow for name in each.rules}
    assert told == held
    inactive = {each.rule for each in engine.describe().inactive}
    everything = {f"demo/r{number}" for number in range(len(parts[0]))} | {"demo/label"}
    assert inactive | set(engine.describe().rules) | set(engine.describe().shadow) == everything


@given(policy_sets(), items())
def test_shadow_and_draft_rules_change_nothing_that_is_done(parts: Any, item: dict[str, Any]) -> None:
    made, excused, clears = parts
    live = [each for each in made if "status: live" in each]
    with_all = load(assembled(made, excused, clears)).evaluate(item, at=AT)
    alone = load(assembled(live, excused, clears)).evaluate(item, at=AT)
    for part in ("action", "actions", "recommended", "review", "markets", "findings"):
        assert getattr(with_all, part) == getattr(alone, part), part


@given(policy_sets(), items(), st.sets(st.sampled_from(MARKETS), min_size=1))
def test_adding_a_market_never_changes_another(parts: Any, item: dict[str, Any], some: set[str]) -> None:
    engine = load(assembled(*parts))
    few = engine.evaluate({**item, "markets": sorted(some)}, at=AT)
    all_ = engine.evaluate({**item, "markets": list(MARKETS)}, at=AT)
    assert few.markets == {market: all_.markets[market] for market in sorted(some)}
    assert few.findings == all_.findings


@given(policy_sets(), items())
def test_a_finding_acts_only_in_its_territory(parts: Any, item: dict[str, Any]) -> None:
    decision = load(assembled(*parts)).evaluate({**item, "markets": []}, at=AT)
    for market, outcome in decision.markets.items():
        here = [each for each in decision.findings if not each.territory or market in each.territory]
        assert outcome.action == max((each.action for each in here), key=RANK.__getitem__, default="allow")


@settings(max_examples=200)
@given(policy_sets(), items())
def test_restricting_somewhere_means_removed_in_some_markets_and_not_in_all(parts: Any, item: dict[str, Any]) -> None:
    decision = load(assembled(*parts)).evaluate(item, at=AT)
    removed = [each.action == "remove" for each in decision.markets.values()]
    assert ("geo_restrict" in decision.actions) == (any(removed) and not all(removed))
    assert ("remove" in decision.actions) == all(removed)
    assert "geo_restrict" not in {each.action for each in decision.markets.values()}
    assert decision.action == (decision.actions[-1] if decision.actions else "allow")
    assert list(decision.actions) == sorted(decision.actions, key=RANK.__getitem__)


@given(policy_sets(), items())
def test_what_is_recommended_is_never_done(parts: Any, item: dict[str, Any]) -> None:
    """Nothing is done that no rule may do at once, and whoever recommends calls a person."""
    made = parts[0]
    decision = load(assembled(*parts)).evaluate(item, at=AT)
    allowed = {"allow", *(line.split("action: ")[1].split(",")[0] for line in made)}
    excused = {line.split("soften_to: ")[1].split(",")[0] for each in parts[1] for line in each}
    assert {each.action for each in decision.markets.values()} <= allowed | excused
    for finding in decision.findings:
        asked = max(_asked(made, name) for name in finding.rules)
        assert RANK[finding.action] <= asked
        assert finding.review or finding.recommended is None
        assert finding.recommended is None or RANK[finding.recommended] > RANK[finding.action]
    wished = [each.recommended for each in decision.markets.values() if each.recommended]
    assert decision.review.required or not wished


def _asked(made: list[str], name: str) -> int:
    """How far the rule of this name goes at once."""
    (text,) = [each for each in made if f"id: {name.partition('/')[2].partition('@')[0]}\n" in each]
    return RANK[text.split("action: ")[1].split(",")[0]]


@given(policy_sets(), items(), st.sampled_from(("en", "ko", "th")))
def test_the_clause_travels_with_the_verdict(parts: Any, item: dict[str, Any], locale: str) -> None:
    made = {f"demo/{text.split('id: ')[1].split()[0]}": text for text in parts[0]}
    decision = load(assembled(*parts)).evaluate(item, at=AT, locale=locale)
    for finding in decision.findings:
        cited = finding.clause
        assert finding.rules
        assert all(f"clause: {cited.id}\n" in made[name.partition("@")[0]] for name in finding.rules)
        written = "ko" if locale == "ko" else "en"
        expected = {"en": ("Title of", "Text of"), "ko": ("제목", "본문")}[written]
        assert (cited.locale, cited.title, cited.text) == (
            written,
            f"{expected[0]} {cited.id}",
            f"{expected[1]} {cited.id}",
        )
        assert finding.severity == max(
            (_severity(made[n.partition("@")[0]]) for n in finding.rules), key=SEVERITIES.index
        )
    for held in decision.shadow:
        assert f"clause: {held.clause}\n" in made[held.rules[0].partition("@")[0]]


def _severity(text: str) -> str:
    return text.split("then:")[1].split("severity: ")[1].split("}")[0]


@pytest.mark.parametrize("severity", SEVERITIES)
@settings(max_examples=40)
@given(conditions, items())
def test_a_rule_that_fails_is_told_and_stops_no_other(severity: str, when: str, item: dict[str, Any]) -> None:
    item = {**item, "title": f"{item.get('title', '')} alpha beta"}
    made = [
        rule("fragile", f"all: [{{kind: [track, comment, show, profile]}}, {when}]"),
        rule("sound", "count: {of: matches, lexicon: [gamma], at_least: 1}", clause="DEM-2"),
        rule("label", "count: {of: matches, lexicon: delta, at_least: 1}", clause=None, also="label: made.here"),
    ]
    engine = load(policy_set(made, [clause(severity=severity), clause("DEM-2", "{action: advisory}", severity="low")]))
    whole = engine.evaluate(item, at=AT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TextSignal, "sightings", lambda *_: 1 / 0)
        crippled = engine.evaluate(item, at=AT)
    sound = [each for each in whole.findings if each.clause.id == "DEM-2"]
    assert [each for each in crippled.findings if each.clause.id == "DEM-2"] == sound
    failed = {each.rule for each in crippled.failed}
    assert failed <= {"demo/fragile"}
    assert crippled.degraded or not failed
    lost = {each.clause.id for each in whole.findings} - {each.clause.id for each in crippled.findings}
    assert not lost or failed, "what is no longer found is told as failed"
    if failed and severity in ("high", "critical"):
        assert crippled.review.required


@given(policy_sets(), items())
def test_the_short_way_comes_to_the_same_as_the_long_one(parts: Any, item: dict[str, Any]) -> None:
    engine: PolicyEngine = load(assembled(*parts))
    evaluator: Evaluator = engine._evaluator
    content = take_in(item)
    settled, conclusion = evaluator.conclude_fully(content, AT)
    assert isinstance(conclusion, Conclusion)
    fired = evaluator._fired(settled, conclusion, frozenset())
    short = engine.evaluate(item, at=AT)
    stamp = Stamp(short.id, AT, short.policy_set, VERSION)
    long = decide(content, Concluded(fired), {}, evaluator.program.setting, stamp, "en")
    assert short.to_json() == long.to_json()


def test_one_exception_does_not_reach_into_another_clause() -> None:
    excused = clause("DEM-1", also=f"exceptions: [{exception('why', 'text: {lexicon: gamma}', 'allow')}]")
    made = [rule("one", "text: {lexicon: alpha}"), rule("two", "text: {lexicon: alpha}", clause="DEM-2")]
    engine = load(policy_set(made, [excused, clause("DEM-2")]))
    decision = engine.evaluate({"id": "a", "kind": "track", "title": "alpha gamma"}, at=AT)
    assert {each.clause.id: each.action for each in decision.findings} == {"DEM-1": "allow", "DEM-2": "remove"}


EARLIER = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {
            "action": st.sampled_from([action for action in LADDER if action != "geo_restrict"]),
            "at": st.just("2026-02-01T00:00:00Z"),
            "markets": st.lists(st.sampled_from(MARKETS), unique=True),
        }
    ),
)


@given(policy_sets(), items(), st.sets(st.sampled_from(MARKETS), min_size=1), EARLIER)
def test_a_person_s_word_stands_and_markets_stay_apart(
    parts: Any, item: dict[str, Any], some: set[str], earlier: Any
) -> None:
    engine = load(assembled(*parts))
    told = {} if earlier is None else {"earlier": earlier}
    without = engine.evaluate({**item, "markets": list(MARKETS)}, at=AT)
    all_ = engine.evaluate({**item, **told, "markets": list(MARKETS)}, at=AT)
    few = engine.evaluate({**item, **told, "markets": sorted(some)}, at=AT)
    assert few.markets == {market: all_.markets[market] for market in sorted(some)}
    covered = set() if earlier is None else set(earlier["markets"] or MARKETS)
    for market, outcome in all_.markets.items():
        if market in covered:
            assert outcome.action == earlier["action"]
            asked = without.markets[market].recommended or without.markets[market].action
            stricter = RANK[asked] > RANK[outcome.action]
            assert outcome.recommended == (asked if stricter else None), "and what the rules ask for is told"
            assert all_.review.required or not stricter
        else:
            assert outcome == without.markets[market]

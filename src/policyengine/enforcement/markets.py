"""Findings resolved market by market, and over all markets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyengine.enforcement.findings import Gathered
from policyengine.model.circumstances import EarlierDecision
from policyengine.model.decision import EarlierStanding, MarketOutcome

REMOVE, GEO_RESTRICT, ALLOW = "remove", "geo_restrict", "allow"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome in each market and over all of them; and what became of a person's earlier decision."""

    markets: Mapping[str, MarketOutcome]
    action: str
    actions: tuple[str, ...]
    recommended: str | None
    earlier: EarlierStanding | None

    @property
    def settled(self) -> bool:
        """Whether a person has decided with all of it before them."""
        return self.earlier is not None and self.earlier.settled


def resolve(
    gathered: Sequence[Gathered],
    markets: tuple[str, ...],
    ladder: Mapping[str, int],
    earlier: EarlierDecision | None = None,
    wait: bool = False,
) -> Resolution:
    """The strictest measure wins in each market. Removal in some markets only is `geo_restrict` over all.

    Where measures wait for somebody's word, they are only recommended. Where a person has decided before, that measure
    stands, and a stricter one is only recommended.
    """
    here = {market: [each for each in gathered if each.applies_in(market)] for market in markets}
    outcomes = {market: _outcome(found, ladder) for market, found in here.items()}
    asked = {market: {each.finding.action for each in found} - {ALLOW} for market, found in here.items()}
    if wait:
        outcomes = {market: _upheld(ALLOW, outcome, ladder) for market, outcome in outcomes.items()}
        asked = {market: set() for market in markets}
    standing: EarlierStanding | None = None
    if earlier is not None:
        covered = [market for market in markets if not earlier.markets or market in earlier.markets]
        standing = _standing(earlier, [outcomes[market] for market in covered], ladder)
        if len(covered) == len(markets) and _knew(earlier, standing, gathered, ladder):
            standing = standing.model_copy(update={"settled": True})
        for market in covered:
            outcomes[market] = (
                MarketOutcome(action=earlier.action)
                if standing.settled
                else _upheld(earlier.action, outcomes[market], ladder)
            )
            asked[market] = {earlier.action} - {ALLOW}
    every = {action for actions in asked.values() for action in actions}
    if REMOVE in every and any(outcome.action != REMOVE for outcome in outcomes.values()):
        every = (every - {REMOVE}) | {GEO_RESTRICT}
    actions = tuple(sorted(every, key=ladder.__getitem__))
    action = actions[-1] if actions else ALLOW
    return Resolution(outcomes, action, actions, _recommended(outcomes, action, ladder), standing)


def _outcome(found: Sequence[Gathered], ladder: Mapping[str, int]) -> MarketOutcome:
    action = max((each.finding.action for each in found), key=ladder.__getitem__, default=ALLOW)
    wished = [each.finding.recommended for each in found if each.finding.recommended is not None]
    recommended = max(wished, key=ladder.__getitem__, default=None)
    stricter = recommended is not None and ladder[recommended] > ladder[action]
    return MarketOutcome(action=action, recommended=recommended if stricter else None)


def _strictest(outcome: MarketOutcome) -> str:
    return outcome.recommended or outcome.action


def _upheld(action: str, outcome: MarketOutcome, ladder: Mapping[str, int]) -> MarketOutcome:
    asked = _strictest(outcome)
    return MarketOutcome(action=action, recommended=asked if ladder[asked] > ladder[action] else None)


def _standing(
    earlier: EarlierDecision, outcomes: Sequence[MarketOutcome], ladder: Mapping[str, int]
) -> EarlierStanding:
    asked = [_strictest(outcome) for outcome in outcomes]
    return EarlierStanding(
        action=earlier.action,
        at=earlier.at,
        decision=earlier.decision,
        agrees=all(each == earlier.action for each in asked),
        rules_ask=max(asked, key=ladder.__getitem__, default=earlier.action),
    )


def _knew(
    earlier: EarlierDecision, standing: EarlierStanding, gathered: Sequence[Gathered], ladder: Mapping[str, int]
) -> bool:
    """Whether the person had as much before them as the rules say now: no stricter measure, no other clause."""
    if earlier.rules_asked is None or ladder[standing.rules_ask] > ladder[earlier.rules_asked]:
        return False
    return all(
        each.finding.clause.id in earlier.clauses
        for each in gathered
        if each.finding.review or each.finding.action != ALLOW
    )


def _recommended(outcomes: Mapping[str, MarketOutcome], action: str, ladder: Mapping[str, int]) -> str | None:
    """The strictest recommendation over all markets, told as what it would amount to."""
    wished = {outcome.recommended for outcome in outcomes.values() if outcome.recommended is not None}
    if not wished:
        return None
    strictest = max(wished, key=ladder.__getitem__)
    everywhere = all(REMOVE in (outcome.recommended, outcome.action) for outcome in outcomes.values())
    if strictest == REMOVE and not everywhere:
        strictest = GEO_RESTRICT
    return strictest if ladder[strictest] > ladder[action] else None

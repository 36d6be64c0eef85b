"""Findings resolved market by market, and over all markets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyengine.enforcement.findings import Gathered
from policyengine.model.decision import MarketOutcome

REMOVE, GEO_RESTRICT, ALLOW = "remove", "geo_restrict", "allow"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome in each market and over all of them."""

    markets: Mapping[str, MarketOutcome]
    action: str
    actions: tuple[str, ...]
    recommended: str | None


def resolve(gathered: Sequence[Gathered], markets: tuple[str, ...], ladder: Mapping[str, int]) -> Resolution:
    """The strictest measure wins in each market. Removal in some markets only is `geo_restrict` over all."""
    here = {market: [each for each in gathered if each.applies_in(market)] for market in markets}
    outcomes = {market: _outcome(found, ladder) for market, found in here.items()}
    asked = {each.finding.action for found in here.values() for each in found} - {ALLOW}
    if REMOVE in asked and any(outcome.action != REMOVE for outcome in outcomes.values()):
        asked = (asked - {REMOVE}) | {GEO_RESTRICT}
    actions = tuple(sorted(asked, key=ladder.__getitem__))
    action = actions[-1] if actions else ALLOW
    return Resolution(outcomes, action, actions, _recommended(outcomes, action, ladder))


def _outcome(found: Sequence[Gathered], ladder: Mapping[str, int]) -> MarketOutcome:
    action = max((each.finding.action for each in found), key=ladder.__getitem__, default=ALLOW)
    wished = [each.finding.recommended for each in found if each.finding.recommended is not None]
    recommended = max(wished, key=ladder.__getitem__, default=None)
    stricter = recommended is not None and ladder[recommended] > ladder[action]
    return MarketOutcome(action=action, recommended=recommended if stricter else None)


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

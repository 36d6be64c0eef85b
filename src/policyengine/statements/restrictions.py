"""What was restricted: the measures that were really taken, where, and the findings that they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyengine.compile.program import Setting
from policyengine.model.content import Content
from policyengine.model.decision import Decision, Finding, MarketOutcome
from policyengine.model.statement import Decider

ALLOW, REMOVE, GEO_RESTRICT = "allow", "remove", "geo_restrict"


@dataclass(frozen=True, slots=True)
class Restriction:
    """A measure, the markets in which it was taken, and the findings that it rests on, the gravest first."""

    measure: str
    markets: tuple[str, ...]
    findings: tuple[Finding, ...]


def obstacle(
    decision: Decision,
    content: Content,
    decided_by: Decider,
    setting: Setting,
    account_measure: str | None = None,
) -> str | None:
    """Why it cannot be known what was restricted, and by whom; `None` where it can."""
    if decision.content_id != content.id:
        return f"the decision is on the item `{decision.content_id}`, and this is the item `{content.id}`"
    outcomes = decision.markets.values()
    named = {*(each.action for each in outcomes), *(each.recommended for each in outcomes)} - {None}
    strange = sorted(str(each) for each in named if each not in setting.ladder)
    if strange:
        return f"this policy set has no measure `{strange[0]}`: load the one that decided"
    action = None if account_measure is None else setting.side_actions.get(account_measure)
    if account_measure is not None and action is None:
        return f"this policy set has no side action `{account_measure}`: an account measure is one of them"
    if decided_by == "automatic" and action is not None and action.confirm:
        return f"`{account_measure}` waits for a person, so it was not decided automatically"
    earlier = decision.earlier
    if decided_by == "person" and earlier is None:
        return "the decision does not say what the person decided: evaluate the item with that under `earlier`"
    if decided_by == "automatic" and earlier is not None and earlier.action != ALLOW:
        return f"a person decided {earlier.action} on {earlier.at.date()}, so it was not decided automatically"
    return None


def restrictions(
    decision: Decision, content: Content, decided_by: Decider, ladder: Mapping[str, int]
) -> tuple[Restriction, ...]:
    """The measures that restrict, the strictest first; none where nothing was restricted.

    What was recommended counts only where a person confirmed it. What is removed in a market is not also labelled or
    corrected there. The decision must have no `obstacle`.
    """
    found: dict[str, list[str]] = {}
    for market, outcome in decision.markets.items():
        for measure in _taken(decision, content, market, outcome, decided_by, ladder):
            found.setdefault(measure, []).append(market)
    return tuple(
        Restriction(measure, tuple(markets), _grounds(decision, content, measure, markets, decided_by))
        for measure, markets in sorted(found.items(), key=lambda each: -ladder[each[0]])
    )


def _taken(
    decision: Decision,
    content: Content,
    market: str,
    outcome: MarketOutcome,
    decided_by: Decider,
    ladder: Mapping[str, int],
) -> set[str]:
    """The measures in one market: the strictest, and those milder ones that were taken beside it."""
    confirmed = decided_by == "confirmed" and outcome.recommended is not None
    strictest = outcome.recommended if confirmed and outcome.recommended is not None else outcome.action
    if strictest == REMOVE or _chosen_by_a_person(decision, content, market):
        return {strictest} - {ALLOW}
    beside = {
        each.action
        for each in decision.findings
        if each.action in decision.actions and applies_in(each, market) and ladder[each.action] < ladder[strictest]
    }
    return (beside | {strictest}) - {ALLOW}


def _chosen_by_a_person(decision: Decision, content: Content, market: str) -> bool:
    """Whether a person's earlier decision stands in this market."""
    if decision.earlier is None:
        return False
    return content.earlier is None or not content.earlier.markets or market in content.earlier.markets


def applies_in(finding: Finding, *markets: str) -> bool:
    """Whether a finding counts in one of some markets."""
    return not finding.territory or not set(finding.territory).isdisjoint(markets)


def _grounds(
    decision: Decision, content: Content, measure: str, markets: list[str], decided_by: Decider
) -> tuple[Finding, ...]:
    """The findings that asked for the measure in these markets; where none did, the violations that hold there.

    What a person chose may be none of what the rules ask for. Where an order came, that is the reason then.
    """
    here = [each for each in decision.findings if applies_in(each, *markets)]
    asked = [
        each for each in here if measure == each.action or (decided_by != "automatic" and measure == each.recommended)
    ]
    if asked or ordered(content):
        return tuple(asked)
    return tuple(each for each in here if each.kind == "violation")


def ordered(content: Content) -> bool:
    """Whether an order of a court or an authority came."""
    return content.case is not None and content.case.trigger == "order"


def softened_by(finding: Finding, taken: Sequence[Restriction], ladder: Mapping[str, int]) -> tuple[str, ...]:
    """The exceptions that made what was done about a finding milder; none where a person confirmed the full measure."""
    ranks = [ladder[each.measure] for each in taken if finding in each.findings]
    strictest = max(ranks, default=None)
    if strictest is None:
        return ()
    milder = [each.exception for each in finding.exceptions if ladder.get(each.from_action, 0) > strictest]
    return tuple(dict.fromkeys(milder))

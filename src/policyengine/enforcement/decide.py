"""The decision: fired rules resolved into one record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from policyengine.compile.program import Setting
from policyengine.enforcement.findings import gather
from policyengine.enforcement.fired import BrokenRule, FiredRule
from policyengine.enforcement.markets import ALLOW, resolve
from policyengine.enforcement.routing import route
from policyengine.model.base import primary_language
from policyengine.model.content import Content
from policyengine.model.decision import (
    Decision,
    FailedRule,
    MarketOutcome,
    PolicySetStamp,
    ShadowFinding,
    SkippedText,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a decision says of how it came about."""

    id: str
    at: datetime
    policy_set: PolicySetStamp
    package: str


def decide(
    content: Content,
    fired: Sequence[FiredRule],
    broken: Sequence[BrokenRule],
    skipped: tuple[SkippedText, ...],
    setting: Setting,
    stamp: Stamp,
    locale: str,
) -> Decision:
    """Gathers findings, softens, resolves markets and routes. The order of `fired` does not matter."""
    live = [each for each in fired if each.rule.status == "live"]
    gathered = gather(live, content.kind, setting.ladder, locales(locale, setting))
    markets = content.markets or setting.markets
    effective = [each for each in gathered if any(each.applies_in(market) for market in markets)]
    resolution = resolve(effective, markets, setting.ladder)
    language = primary_language(content.language) if content.language else None
    return Decision(
        id=stamp.id,
        content_id=content.id,
        at=stamp.at,
        policy_set=stamp.policy_set,
        package=stamp.package,
        action=resolution.action,
        actions=resolution.actions,
        recommended=resolution.recommended,
        review=route(effective, broken, skipped, setting, stamp.at, language),
        markets=dict(resolution.markets),
        findings=tuple(each.finding for each in gathered),
        shadow=tuple(sorted(map(_shadow, _shadows(fired)), key=lambda each: each.rules)),
        failed=tuple(sorted(map(_failed, broken), key=lambda each: each.rule)),
        skipped=skipped,
        degraded=bool(broken),
    )


def nothing_found(markets: tuple[str, ...], stamp: Stamp) -> Decision:
    """The decision for an item under which no rule can hold; `content_id` is the item's to fill in."""
    return Decision(
        id=stamp.id,
        content_id="",
        at=stamp.at,
        policy_set=stamp.policy_set,
        package=stamp.package,
        action=ALLOW,
        markets={market: MarketOutcome(action=ALLOW) for market in markets},
    )


def locales(asked: str, setting: Setting) -> tuple[str, ...]:
    """Locales to try in turn: as asked, its language alone, then the first of the policy set."""
    return tuple(dict.fromkeys((asked, primary_language(asked), setting.locales[0])))


def _shadows(fired: Sequence[FiredRule]) -> list[FiredRule]:
    return [each for each in fired if each.rule.status == "shadow" and each.rule.clause is not None]


def _shadow(each: FiredRule) -> ShadowFinding:
    assert each.rule.clause is not None
    return ShadowFinding(
        rules=each.names,
        clause=each.rule.clause.clause.id,
        action=each.rule.action,
        recommended=each.rule.recommend,
        evidence=each.evidence[:20],
    )


def _failed(each: BrokenRule) -> FailedRule:
    clause = each.rule.clause.clause.id if each.rule.clause else None
    return FailedRule(rule=each.rule.id, clause=clause, reason=each.reason)

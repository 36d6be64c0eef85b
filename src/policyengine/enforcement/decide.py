"""The decision: fired rules resolved into one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from policyengine.compile.program import Setting
from policyengine.enforcement.caps import would_exceed
from policyengine.enforcement.deadlines import deadlines
from policyengine.enforcement.escalation import applying, measures_wait
from policyengine.enforcement.findings import Gathered, gather
from policyengine.enforcement.fired import BrokenRule, FiredRule
from policyengine.enforcement.markets import ALLOW, Resolution, resolve
from policyengine.enforcement.routing import Situation, route
from policyengine.enforcement.side_actions import side_actions
from policyengine.enforcement.strikes import account_outcome
from policyengine.model.base import primary_language
from policyengine.model.content import Content
from policyengine.model.decision import (
    EVIDENCE_LIMIT,
    AccountOutcome,
    Decision,
    FailedRule,
    MarketOutcome,
    PolicySetStamp,
    ShadowFinding,
    SkippedText,
)
from policyengine.model.manifest import Escalation


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a decision says of how it came about."""

    id: str
    at: datetime
    policy_set: PolicySetStamp
    package: str


@dataclass(frozen=True, slots=True)
class Concluded:
    """What evaluation found out about one item."""

    fired: Sequence[FiredRule] = ()
    broken: Sequence[BrokenRule] = ()
    skipped: tuple[SkippedText, ...] = ()
    escalations: Sequence[Escalation] = ()


def decide(
    content: Content,
    concluded: Concluded,
    acted_today: Mapping[str, int],
    setting: Setting,
    stamp: Stamp,
    locale: str,
) -> Decision:
    """Gathers findings, softens, resolves markets, starts clocks and routes. The order of rules does not matter."""
    wanted = locales(locale, setting)
    live = [each for each in concluded.fired if each.rule.status == "live"]
    gathered = gather(live, content.kind, setting, wanted)
    markets = content.markets or setting.markets
    effective = [each for each in gathered if any(each.applies_in(market) for market in markets)]
    resolution, called_in = _resolved(content, concluded, effective, markets, setting)
    clocks = deadlines(content.case, effective, markets, setting.duties, wanted) if content.case is not None else ()
    beside = side_actions(effective, content.kind, setting.side_actions, wanted, confirmed=resolution.settled)
    situation = Situation(
        gathered=effective,
        broken=concluded.broken,
        skipped=concluded.skipped,
        escalations=called_in,
        held=measures_wait(called_in),
        deadlines=clocks,
        ordered=content.case.due_at if content.case is not None else None,
        side_actions=beside,
        earlier=resolution.earlier,
        language=primary_language(content.language) if content.language else None,
        ladder=setting.ladder,
    )
    return Decision(
        id=stamp.id,
        content_id=content.id,
        at=stamp.at,
        policy_set=stamp.policy_set,
        package=stamp.package,
        action=resolution.action,
        actions=resolution.actions,
        recommended=resolution.recommended,
        review=route(situation, setting, stamp.at),
        markets=dict(resolution.markets),
        findings=tuple(each.finding for each in gathered),
        side_actions=beside,
        deadlines=clocks,
        account=_account(content, effective, setting, stamp.at),
        earlier=resolution.earlier,
        would_exceed=would_exceed(live, acted_today),
        shadow=tuple(sorted(map(_shadow, _shadows(concluded.fired)), key=lambda each: each.rules)),
        failed=tuple(sorted(map(_failed, concluded.broken), key=lambda each: each.rule)),
        skipped=concluded.skipped,
        degraded=bool(concluded.broken),
    )


def _resolved(
    content: Content,
    concluded: Concluded,
    effective: Sequence[Gathered],
    markets: tuple[str, ...],
    setting: Setting,
) -> tuple[Resolution, Sequence[Escalation]]:
    """The outcome by market, and the escalations that apply. What a person has settled asks for nothing any more."""
    called = bool(concluded.broken or concluded.skipped or content.case is not None)
    escalations = applying(concluded.escalations, effective, called)
    resolution = resolve(effective, markets, setting.ladder, content.earlier, wait=measures_wait(escalations))
    return resolution, applying(concluded.escalations, (), called) if resolution.settled else escalations


def _account(content: Content, effective: Sequence[Gathered], setting: Setting, at: datetime) -> AccountOutcome | None:
    """None too where a person has decided on this very content before: its strike was given then, or was not."""
    if setting.strikes is None or content.earlier is not None:
        return None
    return account_outcome(effective, content.account.history, setting.strikes, setting.ladder, at)


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
        evidence=each.evidence[:EVIDENCE_LIMIT],
    )


def _failed(each: BrokenRule) -> FailedRule:
    clause = each.rule.clause.clause.id if each.rule.clause else None
    return FailedRule(rule=each.rule.id, clause=clause, reason=each.reason)

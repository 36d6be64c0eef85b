"""The review axis: whether a person must look, who, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from policyengine.compile.program import Setting
from policyengine.enforcement.findings import Gathered, gravest
from policyengine.enforcement.fired import BrokenRule
from policyengine.model.decision import ReviewOrder, SkippedText
from policyengine.model.policy import SEVERITIES, Severity

GRAVE: tuple[Severity, ...] = ("high", "critical")
"""Severities from which a rule that fails sends the item to a person."""


def route(
    gathered: Sequence[Gathered],
    broken: Sequence[BrokenRule],
    skipped: Sequence[SkippedText],
    setting: Setting,
    at: datetime,
    declared_language: str | None,
) -> ReviewOrder:
    """The review of the gravest reason; every reason is told."""
    reasons: list[tuple[Severity, str, str]] = []
    languages: set[str] = set()
    for each in gathered:
        if each.finding.review:
            wish = f": {each.finding.recommended} recommended" if each.finding.recommended else ""
            reasons.append((each.finding.severity, each.clause.queue, f"{each.finding.clause.id}{wish}"))
            languages.update(each.languages)
    for failure in broken:
        if failure.rule.severity in GRAVE and failure.rule.clause is not None:
            text = f"{failure.rule.clause.clause.id}: the rule {failure.rule.id} failed"
            reasons.append((failure.rule.severity, failure.rule.clause.queue, text))
    if skipped:
        reasons.append(("medium", setting.default_queue, "text beyond the limit was not read"))
    if not reasons:
        return ReviewOrder()
    severity = gravest([each[0] for each in reasons])
    service = setting.services[severity]
    ordered = sorted(reasons, key=lambda each: -SEVERITIES.index(each[0]))
    if declared_language is not None:
        languages.add(declared_language)
    return ReviewOrder(
        required=True,
        queue=ordered[0][1],
        level=service.level,
        due=at + service.within,
        languages=tuple(sorted(languages)),
        reasons=tuple(dict.fromkeys(text for _, _, text in ordered)),
    )

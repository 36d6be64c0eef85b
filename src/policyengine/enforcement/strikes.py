"""Account measures: what a violation adds to an account's strikes, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from policyengine.enforcement.findings import Gathered
from policyengine.model.circumstances import PastStrike
from policyengine.model.decision import AccountOutcome
from policyengine.model.strikes import StrikeLadder


def in_force(history: Sequence[PastStrike], ladder: StrikeLadder, at: datetime) -> int:
    """The points that count at a moment. A strike counts from when it was given until it expires."""
    return sum(
        each.points for each in history if each.at <= at < each.at + ladder.expires and (ladder.legal or not each.legal)
    )


def account_outcome(
    gathered: Sequence[Gathered],
    history: Sequence[PastStrike] | None,
    ladder: StrikeLadder,
    ranks: Mapping[str, int],
    at: datetime,
) -> AccountOutcome | None:
    """What the gravest violation adds, once for the item; none where nothing earns points.

    Where an exception softened the finding, it earns none: a person confirms the violation first.
    """
    earning = [each for each in gathered if _earns(each, ladder, ranks)]
    if not earning:
        return None
    gravest = max(earning, key=lambda each: (ladder.points.get(each.finding.severity, 0), each.finding.clause.id))
    adds = ladder.points.get(gravest.finding.severity, 0)
    severe = next((each for each in earning if each.finding.severity in ladder.severe), None)
    points = None if history is None else in_force(history, ladder, at)
    reached = [step for step in ladder.steps if points is not None and step.points <= points + adds]
    step = ladder.steps[-1] if severe is not None else reached[-1] if reached else None
    return AccountOutcome(
        points=points,
        adds=adds,
        expires=at + ladder.expires,
        measure=step.measure if step is not None else None,
        because=_because(gravest if severe is None else severe, points, adds, severe is not None),
    )


def _earns(each: Gathered, ladder: StrikeLadder, ranks: Mapping[str, int]) -> bool:
    finding = each.finding
    strictest = max(finding.action, finding.recommended or "allow", key=ranks.__getitem__)
    counts = ladder.legal or finding.ground == "platform"
    named = finding.severity in ladder.points or finding.severity in ladder.severe
    broken = finding.kind == "violation" and not finding.exceptions
    return broken and counts and named and ranks[strictest] >= ranks[ladder.from_action]


def _because(each: Gathered, points: int | None, adds: int, severe: bool) -> str:
    clause, severity = each.finding.clause.id, each.finding.severity
    if severe:
        return f"{clause} is of severity {severity}, which reaches the last step at once"
    counted = "no history was given" if points is None else f"{points} in force"
    return f"{clause} of severity {severity} adds {adds}; {counted}"

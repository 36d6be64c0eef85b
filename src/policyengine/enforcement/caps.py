"""Caps: rules that may act only so often in a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyengine.enforcement.fired import FiredRule
from policyengine.model.decision import WouldExceed


def would_exceed(fired: Sequence[FiredRule], acted_today: Mapping[str, int]) -> tuple[WouldExceed, ...]:
    """The rules that have acted as often as they may, by the caller's count. Nothing else of the decision changes."""
    return tuple(
        sorted(
            (
                WouldExceed(rule=each.rule.id, max_per_day=each.rule.max_per_day, today=acted_today[each.rule.id])
                for each in fired
                if each.rule.max_per_day is not None and acted_today.get(each.rule.id, 0) >= each.rule.max_per_day
            ),
            key=lambda each: each.rule,
        )
    )

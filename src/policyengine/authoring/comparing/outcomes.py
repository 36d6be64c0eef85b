"""Outcomes of decisions, and which of two is milder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from policyengine.model.content import Content
from policyengine.model.decision import Decision, Finding

Direction = Literal["loosened", "mixed", "tightened", "grounds", "same"]
DIRECTIONS: tuple[Direction, ...] = ("loosened", "mixed", "tightened", "grounds", "same")
"""In the order in which they are told.

`mixed` is loosened in one market and tightened in another; `grounds` has the same outcome for other reasons.
"""
CHANGED: frozenset[Direction] = frozenset({"loosened", "mixed", "tightened"})
"""The directions in which something else is done than before."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is done now, what a person may confirm, and whether one has to look."""

    action: str
    recommended: str | None = None
    review: bool = False

    def __str__(self) -> str:
        parts = [self.action]
        if self.recommended is not None:
            parts.append(f"{self.recommended} recommended")
        if self.review:
            parts.append("review")
        return " + ".join(parts)


ALLOWED = Outcome("allow")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The measures of both policy sets by strictness."""

    rank: Mapping[str, int]

    def key(self, outcome: Outcome) -> tuple[int, int, bool]:
        """Outcomes in the order of strictness: what is done now counts most, then what is recommended, then review."""
        recommended = -1 if outcome.recommended is None else self.rank[outcome.recommended]
        return self.rank[outcome.action], recommended, outcome.review

    def direction(self, before: Outcome, after: Outcome) -> Direction:
        """`loosened` if less is done after than before."""
        if before == after:
            return "same"
        return "loosened" if self.key(after) < self.key(before) else "tightened"

    def strictest(self, outcomes: Iterable[Outcome]) -> Outcome:
        """All of them together: the strictest measure, the strictest recommendation, and any review."""
        listed = list(outcomes)
        recommended = [each.recommended for each in listed if each.recommended is not None]
        return Outcome(
            max((each.action for each in listed), key=self.rank.__getitem__, default="allow"),
            max(recommended, key=self.rank.__getitem__, default=None),
            any(each.review for each in listed),
        )


def ladder_of(before: Sequence[str], after: Sequence[str]) -> Ladder:
    """One ladder for both. It is that of `after`; a measure which only `before` knows comes right above the one that
    it stood above."""
    merged = list(after)
    for index, action in enumerate(before):
        if action not in merged:
            merged.insert(merged.index(before[index - 1]) + 1, action)
    return Ladder({action: rank for rank, action in enumerate(merged)})


def outcome_of(decision: Decision) -> Outcome:
    """The outcome of a decision as a whole."""
    return Outcome(decision.action, decision.recommended, decision.review.required)


def outcomes_by_area(decision: Decision, ladder: Ladder) -> dict[str, Outcome]:
    """What the findings of each area ask for."""
    found: dict[str, list[Outcome]] = {}
    for each in decision.findings:
        found.setdefault(each.clause.area, []).append(Outcome(each.action, each.recommended, each.review))
    return {area: ladder.strictest(outcomes) for area, outcomes in found.items()}


def outcomes_by_market(decision: Decision) -> dict[str, Outcome]:
    """What happens in each market. Review is a matter of the item, not of a market."""
    return {market: Outcome(each.action, each.recommended) for market, each in decision.markets.items()}


def grounds_of(decision: Decision) -> tuple[object, ...]:
    """Why the outcome is what it is, and who has to look: two decisions with equal grounds say the same."""
    review = decision.review
    failed = sorted(each.rule for each in decision.failed)
    clocks = [(each.duty, each.due, each.open_questions) for each in decision.deadlines]
    beside = [each.id for each in decision.side_actions]
    account = decision.account.measure if decision.account is not None else None
    people = (review.queue, review.level, review.reviewers, review.sign_off)
    return (*sorted(map(_ground, decision.findings)), *people, *clocks, *beside, account, *failed)


def _ground(finding: Finding) -> tuple[str, ...]:
    exceptions = sorted(each.exception for each in finding.exceptions)
    return (
        finding.clause.id,
        finding.kind,
        finding.severity,
        finding.action,
        finding.recommended or "",
        ",".join(finding.territory),
        ",".join(sorted(finding.rules)),
        ",".join(exceptions),
    )


def is_untouched(decision: Decision) -> bool:
    """Whether no rule has anything to say, as of most items."""
    return not (
        decision.findings
        or decision.shadow
        or decision.failed
        or decision.review.required
        or decision.degraded
        or decision.action != "allow"
    )


def declared_language(content: Content) -> str:
    """The language that an item is declared to be in."""
    return content.language or "not declared"

"""What was restricted: the measures that were really taken, and the findings that they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from policyengine.model.decision import Decision, Finding

ALLOW = "allow"
Decider = Literal["automatic", "confirmed", "person"]
"""Nobody looked; a person confirmed what was recommended; a person decided by themselves."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """A measure, the markets it was taken in, and the findings that asked for it, the gravest first."""

    measure: str
    markets: tuple[str, ...]
    findings: tuple[Finding, ...]


def restrictions(
    decision: Decision, decided_by: Decider, markets: Iterable[str] | None = None
) -> tuple[Restriction, ...]:
    """The measures that restrict, by market; none where nothing was restricted.

    What was recommended counts only where a person confirmed it. A decision by a person is read from `earlier`.
    """
    wanted = None if markets is None else frozenset(markets)
    found: dict[str, list[str]] = {}
    for market, outcome in decision.markets.items():
        if wanted is not None and market not in wanted:
            continue
        confirmed = decided_by == "confirmed" and outcome.recommended is not None
        measure = outcome.recommended if confirmed and outcome.recommended is not None else outcome.action
        if measure != ALLOW:
            found.setdefault(measure, []).append(market)
    return tuple(
        Restriction(measure, tuple(where), _grounds(decision, measure, where)) for measure, where in found.items()
    )


def _grounds(decision: Decision, measure: str, markets: list[str]) -> tuple[Finding, ...]:
    """The violations that asked for the measure in these markets; where none did, those that hold there."""
    here = [
        each
        for each in decision.findings
        if each.kind == "violation" and (not each.territory or set(each.territory) & set(markets))
    ]
    asked = [each for each in here if measure in (each.action, each.recommended)]
    return tuple(asked or here)

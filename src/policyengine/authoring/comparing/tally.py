"""Transitions counted over a corpus. Tallies of parts add up to the tally of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from policyengine.authoring.comparing.decided import (
    Decided,
    Transition,
    Witness,
    shadow_witness,
    witness,
)
from policyengine.authoring.comparing.outcomes import ALLOWED, CHANGED, Direction
from policyengine.model.content import Content

Grouping = Literal["area", "language", "market"]
GROUPINGS: tuple[Grouping, ...] = ("area", "language", "market")
STILL = Transition("same", ALLOWED, ALLOWED)
"""Allowed before and after."""


@dataclass
class Tally:
    """Counts of items.

    `transitions` holds every item once, also those that stay as they are. `groups` counts an item in each area with a
    finding, in its language and in each of its markets. `rules` counts, for items of which the outcome or its grounds
    changed, each rule that finds them no longer (`lost`) or only now (`gained`). `shadow_moved` counts, for each rule
    that is in shadow, the items that it finds no longer or only now.
    """

    items: int = 0
    degraded: int = 0
    unreadable: list[tuple[str, int, str]] = field(default_factory=list)
    transitions: Counter[Transition] = field(default_factory=Counter)
    groups: Counter[tuple[Grouping, str, Transition]] = field(default_factory=Counter)
    rules: Counter[tuple[str, Literal["lost", "gained"], Direction]] = field(default_factory=Counter)
    shadow_before: Counter[str] = field(default_factory=Counter)
    shadow_after: Counter[str] = field(default_factory=Counter)
    shadow_moved: Counter[str] = field(default_factory=Counter)
    shadow_witnesses: dict[str, list[Witness]] = field(default_factory=dict)
    witnesses: dict[Transition, list[Witness]] = field(default_factory=dict)

    def add_untouched(self, language: str, markets: tuple[str, ...]) -> None:
        """An item of which no rule of either policy set says anything."""
        self.items += 1
        self.transitions[STILL] += 1
        self.groups["language", language, STILL] += 1
        for market in markets:
            self.groups["market", market, STILL] += 1

    def add(self, decided: Decided, content: Content, source: str, line: int, most: int) -> None:
        """Any other item. It is kept as a witness if something changed and fewer than `most` are known."""
        whole = decided.whole
        self.items += 1
        self.transitions[whole] += 1
        self.groups["language", decided.language, whole] += 1
        for area, transition in decided.areas:
            self.groups["area", area, transition] += 1
        for market, transition in decided.markets:
            self.groups["market", market, transition] += 1
        self.shadow_before.update(decided.shadow_before)
        self.shadow_after.update(decided.shadow_after)
        for move in decided.shadow_moves:
            self.shadow_moved[move.rule] += 1
            seen = self.shadow_witnesses.setdefault(move.rule, [])
            if len(seen) < most:
                seen.append(shadow_witness(move, content, source, line))
        if whole.direction == "same":
            return
        for rule in set(decided.rules_before) - set(decided.rules_after):
            self.rules[rule, "lost", whole.direction] += 1
        for rule in set(decided.rules_after) - set(decided.rules_before):
            self.rules[rule, "gained", whole.direction] += 1
        known = self.witnesses.setdefault(whole, [])
        if len(known) < most:
            known.append(witness(decided, content, source, line))

    def merge(self, other: Tally, most: int) -> None:
        """Adds the tally of the part that comes next."""
        self.items += other.items
        self.degraded += other.degraded
        self.unreadable += other.unreadable
        self.transitions.update(other.transitions)
        self.groups.update(other.groups)
        self.rules.update(other.rules)
        self.shadow_before.update(other.shadow_before)
        self.shadow_after.update(other.shadow_after)
        self.shadow_moved.update(other.shadow_moved)
        for rule, shown in other.shadow_witnesses.items():
            seen = self.shadow_witnesses.setdefault(rule, [])
            seen += shown[: most - len(seen)]
        for transition, found in other.witnesses.items():
            known = self.witnesses.setdefault(transition, [])
            known += found[: most - len(known)]

    def went(self, direction: Direction) -> int:
        """How many items went this way."""
        return sum(count for transition, count in self.transitions.items() if transition.direction == direction)

    @property
    def changed(self) -> int:
        """Items of which the outcome changed."""
        return sum(self.went(direction) for direction in sorted(CHANGED))

    def names(self, grouping: Grouping) -> Iterator[str]:
        """The areas, languages or markets that were counted, in order."""
        yield from sorted({name for kind, name, _ in self.groups if kind == grouping})

    def of(self, grouping: Grouping, name: str) -> Counter[Transition]:
        """The transitions of one area, language or market."""
        return Counter(
            {
                transition: count
                for (kind, each, transition), count in self.groups.items()
                if (kind, each) == (grouping, name)
            }
        )

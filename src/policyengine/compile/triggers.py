"""The way past the engine: from what an item's texts and facts say, at once, whether any rule can fire at all.

A trigger is a conjunction over given signals that leads to a finding. An item for which no trigger holds is clean,
whatever its labels and exceptions would have been.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from policyengine.compile.derivation import Conjunction, Counter, Derivation
from policyengine.compile.facts import FactTable, build_table
from policyengine.model.content import Content
from policyengine.signals.comparison import FactTest


@dataclass(frozen=True, slots=True)
class Triggers:
    """Triggers as bits. A bit stays while nothing known so far rules its trigger out."""

    signals: tuple[tuple[int, ...], ...]
    without_hits: int
    by_hit: Mapping[int, int]
    facts: tuple[FactTable[int], ...]

    def open(self, touched: Iterable[int], content: Content, at: float) -> int:
        """The triggers that the hits and the facts leave open, as a bit mask."""
        mask = self.without_hits
        for signal in touched:
            mask |= self.by_hit.get(signal, 0)
        for table in self.facts:
            if not mask:
                break
            mask &= table.at(table.read(content, at))
        return mask


def build_triggers(
    derivation: Derivation,
    rule_heads: Collection[int],
    tests: Mapping[int, FactTest],
    hit_signals: Collection[int],
) -> Triggers:
    """Triggers of the derivation, indexed. `tests` are the given signals that test facts."""
    triggers = sorted(_triggers(derivation, rule_heads))
    by_key: dict[tuple[str, str], dict[int, FactTest]] = {}
    for signal, test in tests.items():
        by_key.setdefault(test.key, {})[signal] = test
    users = _users(triggers)
    everything = (1 << len(triggers)) - 1
    tables: list[FactTable[int]] = []
    for key in sorted(by_key):
        used = {signal: test for signal, test in by_key[key].items() if signal in users}
        if used:

            def remaining(true: frozenset[int], used: Mapping[int, FactTest] = used) -> int:
                excluded = 0
                for signal in used:
                    if signal not in true:
                        excluded |= users[signal]
                return everything & ~excluded

            tables.append(build_table(next(iter(used.values())).key, used, remaining))
    hits = {signal: mask for signal, mask in users.items() if signal in hit_signals}
    with_hits = 0
    for mask in hits.values():
        with_hits |= mask
    # What is left to look at after the facts: they are settled exactly by the tables.
    rest = tuple(tuple(s for s in trigger if s not in tests) for trigger in triggers)
    return Triggers(rest, everything & ~with_hits, hits, tuple(tables))


def _users(triggers: Sequence[tuple[int, ...]]) -> dict[int, int]:
    users: dict[int, int] = {}
    for bit, trigger in enumerate(triggers):
        for signal in trigger:
            users[signal] = users.get(signal, 0) | 1 << bit
    return users


def _triggers(derivation: Derivation, rule_heads: Collection[int]) -> set[tuple[int, ...]]:
    """Walks down from the rules. Where a conjunction names given signals, these are enough to watch for."""
    makers: dict[int, list[Conjunction | Counter]] = {}
    for stratum in derivation.strata:
        parts: list[Conjunction | Counter] = [*stratum.conjunctions, *stratum.counters]
        for each in parts:
            makers.setdefault(each.head, []).append(each)
    found: set[tuple[int, ...]] = set()
    pending, seen = list(rule_heads), set(rule_heads)
    while pending:
        for maker in makers.get(pending.pop(), ()):
            if isinstance(maker, Conjunction):
                given = tuple(s for s in maker.when if s < derivation.base)
                if given:
                    found.add(given)
                    continue
                needed: Sequence[int] = maker.when[:1]
            else:
                found.update((s,) for s in maker.of if s < derivation.base)
                needed = [s for s in maker.of if s >= derivation.base]
            for head in needed:
                if head not in seen:
                    seen.add(head)
                    pending.append(head)
    return found

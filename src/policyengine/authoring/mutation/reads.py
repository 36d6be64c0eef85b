"""What the rules read of the vocabulary: a change to anything else can change no decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyengine.compile.program import Program
from policyengine.model.matching import Tier
from policyengine.signals.texts import CountSignal, TextSignal
from policyengine.source.definitions import PolicySet
from policyengine.source.mentions import conditions_of

Tiers = frozenset[Tier]


class Reads:
    """The entries that some rule, exception or mark reads, and the tiers by which rules choose among them."""

    def __init__(self, policy_set: PolicySet, program: Program) -> None:
        self.entries = program.entries
        cues = program.entries.cues
        self._read = frozenset(_entries_of(program)) | cues.mention | cues.use
        self._tiers: dict[str, set[Tiers]] = {}
        for condition in conditions_of(policy_set):
            for name, tiers in _choices(condition.model_dump()):
                self._tiers.setdefault(name.rpartition("/")[2], set()).add(tiers)

    def reads(self, number: int) -> bool:
        """Whether anything reads an entry."""
        return number in self._read

    def tells_apart(self, lexicon: str, one: Tier, other: Tier) -> bool:
        """Whether some rule takes terms of a lexicon of this name with one of two tiers, and not with the other."""
        return any((one in tiers) != (other in tiers) for tiers in self._tiers.get(lexicon, ()))


def _entries_of(program: Program) -> Iterator[int]:
    for signal in program.signals:
        if isinstance(signal, TextSignal | CountSignal):
            yield from signal.entries
        if isinstance(signal, TextSignal):
            for near in (*signal.company, *signal.without):
                yield from near.entries


def _choices(plain: Any) -> Iterator[tuple[str, Tiers]]:
    """Each lexicon that a condition names with tiers, and these."""
    if isinstance(plain, dict):
        if plain.get("tier"):
            for name in plain["lexicon"]:
                yield name, frozenset(plain["tier"])
        for value in plain.values():
            yield from _choices(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from _choices(value)

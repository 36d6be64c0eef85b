"""Signals that are read from matches: a match with its companions, a count of matches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policyengine.model.matching import Certainty, Use
from policyengine.signals.reading import Reading, Sighting
from policyengine.text.mention import Cues, Uses
from policyengine.text.scanner import Found, Hit
from policyengine.text.sentences import sentence_at


@dataclass(frozen=True, slots=True)
class Near:
    """Another match that must, or must not, stand near the first in the same text."""

    entries: frozenset[int]
    within: Literal["sentence", "field"] | int
    side: Literal["before", "after"] | None
    certain: frozenset[Certainty]

    def beside(self, found: Found, hit: Hit) -> Iterator[Hit]:
        """Such matches near `hit`. A match never accompanies itself or what it overlaps."""
        first, last = self._reach(found, hit)
        for other in found.hits:
            if (
                other.entry not in self.entries
                or other.certainty not in self.certain
                or (other.start < hit.end and hit.start < other.end)
            ):
                continue
            if self.side is not None and (other.start < hit.start) != (self.side == "before"):
                continue
            # The nearer edge decides, so that a long companion is as near as a short one.
            if other.start < last and other.end > first:
                yield other

    def _reach(self, found: Found, hit: Hit) -> tuple[int, int]:
        if self.within == "sentence":
            return sentence_at(found.view.folded, hit.start, hit.end)
        if self.within == "field":
            return 0, len(found.view.folded)
        return hit.start - self.within - 1, hit.end + self.within + 1


@dataclass(frozen=True, slots=True)
class TextSignal:
    """A match of one of `entries`, in one of `fields`, that is used as asked and has the company asked for."""

    entries: frozenset[int]
    fields: frozenset[str]
    certain: frozenset[Certainty]
    use: Use | None
    company: tuple[Near, ...]
    without: tuple[Near, ...]
    cues: Cues
    described: str

    def sightings(self, reading: Reading) -> tuple[Sighting, ...]:
        """Every match for which all of it holds, in the order of the item's texts."""
        return tuple(
            Sighting(part, hit)
            for part, found in candidates(reading, self.fields)
            for hit in self._used_as_asked(found)
            if self._holds(found, hit)
        )

    def company_of(self, found: Found, hit: Hit) -> tuple[Hit, ...]:
        """The matches that `hit` had to stand with, in the order of the text."""
        return tuple(
            sorted({other for near in self.company for other in near.beside(found, hit)}, key=lambda each: each.start)
        )

    def _used_as_asked(self, found: Found) -> list[Hit]:
        hits = [hit for hit in found.hits if hit.entry in self.entries and hit.certainty in self.certain]
        if self.use is None or not hits:
            return hits
        uses = Uses(found, self.cues)
        return [hit for hit in hits if uses.of(hit) == self.use]

    def _holds(self, found: Found, hit: Hit) -> bool:
        if not all(any(near.beside(found, hit)) for near in self.company):
            return False
        return not any(any(near.beside(found, hit)) for near in self.without)


@dataclass(frozen=True, slots=True)
class CountSignal:
    """How many matches, or distinct terms, there are in the fields together."""

    entries: frozenset[int]
    fields: frozenset[str]
    certain: frozenset[Certainty]
    of: Literal["matches", "terms"]
    at_least: float | None
    at_most: float | None
    described: str

    def sightings(self, reading: Reading) -> tuple[Sighting, ...]:
        """The matches that are counted, if their number is as asked; else none."""
        seen = tuple(
            Sighting(part, hit)
            for part, found in candidates(reading, self.fields)
            for hit in found.hits
            if hit.entry in self.entries and hit.certainty in self.certain
        )
        number = len(seen) if self.of == "matches" else len({each.hit.entry for each in seen})
        if self.at_least is not None and number < self.at_least:
            return ()
        return () if self.at_most is not None and number > self.at_most else seen


def candidates(reading: Reading, fields: frozenset[str]) -> Iterator[tuple[int, Found]]:
    """The texts of these fields in which anything was found."""
    for index, found in enumerate(reading.found):
        if found is not None and reading.parts[index].field in fields:
            yield index, found

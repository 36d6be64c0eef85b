"""Signals that are read from names of supplied lists: the same name, and one that only looks the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyengine.model.matching import Certainty
from policyengine.signals.reading import Reading, Sighting
from policyengine.signals.texts import candidates
from policyengine.text.entries import Span
from policyengine.text.scanner import Found, Hit
from policyengine.text.scripts import script_of


@dataclass(frozen=True, slots=True)
class NameListSignal:
    """A name of a supplied list is a whole text, or stands within one, and is not one of the item's own names."""

    entries: frozenset[int]
    fields: frozenset[str]
    whole: bool
    except_in: frozenset[str]
    described: str

    def sightings(self, reading: Reading) -> tuple[Sighting, ...]:
        """Every occurrence of a name of the list that counts."""
        own = _own(reading, self.entries, self.except_in)
        return tuple(
            sighting
            for sighting, span in _sightings(reading, self.entries, self.fields)
            if sighting.hit.entry not in own and (not self.whole or _fills(sighting.hit, span))
        )


@dataclass(frozen=True, slots=True)
class LookalikeListSignal:
    """What looks like a name of a supplied list but is none on it, as a whole text or within one.

    A whole text that is a name with nothing but signs around it is a look-alike, too, but only a possible one.
    """

    entries: frozenset[int]
    fields: frozenset[str]
    certain: frozenset[Certainty]
    whole: bool
    except_in: frozenset[str]
    described: str

    def sightings(self, reading: Reading) -> tuple[Sighting, ...]:
        """Every look-alike that counts, the item's own names left out."""
        own = _own(reading, self.entries, self.except_in)
        return tuple(
            Sighting(part, hit)
            for part, found in candidates(reading, self.fields)
            for hit in self._lookalikes(found)
            if hit.entry not in own
        )

    def _lookalikes(self, found: Found) -> Iterator[Hit]:
        hits = [hit for hit in found.hits if hit.entry in self.entries]
        names = {(hit.start, hit.end) for hit in hits if not hit.disguises}
        for hit in hits:
            if hit.disguises:
                counts = hit.certainty in self.certain and (hit.start, hit.end) not in names
            else:
                counts = self.whole and "possible" in self.certain and not _fills(hit, _written(found))
            if counts and (not self.whole or _among_signs(found, hit)):
                yield hit


def _own(reading: Reading, entries: frozenset[int], except_in: frozenset[str]) -> frozenset[int]:
    """The names that are the item's own: a whole text of these fields, however it is written."""
    if not except_in:
        return frozenset()
    return frozenset(
        sighting.hit.entry for sighting, span in _sightings(reading, entries, except_in) if _fills(sighting.hit, span)
    )


def _sightings(reading: Reading, entries: frozenset[int], fields: frozenset[str]) -> Iterator[tuple[Sighting, Span]]:
    """The hits of these entries in these fields, each with what is written in its text."""
    for part, found in candidates(reading, fields):
        span = _written(found)
        for hit in found.hits:
            if hit.entry in entries:
                yield Sighting(part, hit), span


def _written(found: Found) -> Span:
    """A folded text without the white space around it."""
    folded = found.view.folded
    return len(folded) - len(folded.lstrip()), len(folded.rstrip())


def _fills(hit: Hit, span: Span) -> bool:
    return (hit.start, hit.end) == span


def _among_signs(found: Found, hit: Hit) -> bool:
    """Whether there is no letter or digit around a hit."""
    folded = found.view.folded
    return all(script_of(character) == "none" for character in folded[: hit.start] + folded[hit.end :])

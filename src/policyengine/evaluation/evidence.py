"""Evidence: what made a rule hold, told in places and words of the item as it was received."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from policyengine.compile.derivation import Conjunction
from policyengine.compile.digest import EvidenceMode
from policyengine.compile.program import Program
from policyengine.evaluation.settle import Settled
from policyengine.inference import Conclusion
from policyengine.model.decision import Evidence
from policyengine.signals.comparison import FactTest
from policyengine.signals.facts import KIND, MOMENT
from policyengine.signals.reading import FactSeen, Sighting
from policyengine.signals.texts import TextSignal
from policyengine.text.disguise.dress import worn
from policyengine.text.mention import use_of

Role = Literal["match", "company"]
_UNTOLD = frozenset({KIND, MOMENT})
"""Facts that every item has: no news to a reviewer."""
_IDENTIFIERS = ("/id", "/ids/", "/account/id")


def evidence_of(
    head: int, conclusion: Conclusion, settled: Settled, mode: EvidenceMode
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """All evidence of a derived signal in the order of the item, and the languages of the providers that matched."""
    languages: set[str] = set()
    placed: dict[tuple[int, int, int, str, str], Evidence] = {}
    for signal, label in _trace(head, conclusion, settled.program):
        test = settled.program.signals[signal]
        if isinstance(test, FactTest) and test.key in _UNTOLD:
            continue
        for support in settled.supports(signal):
            if isinstance(support, FactSeen):
                place = (len(settled.reading.parts), 0, 0, support.pointer, support.condition)
                placed.setdefault(place, _fact(support, label, mode))
                continue
            told: list[tuple[Sighting, Role]] = [(support, "match")]
            told += [(each, "company") for each in _company(signal, support, settled)]
            for sighting, role in told:
                entry = settled.program.entries.all[sighting.hit.entry]
                if entry.language is not None and label is None and role == "match":
                    languages.add(entry.language)
                evidence = _match(sighting, settled, label, mode, role)
                place = (sighting.part, evidence.start or 0, evidence.end or 0, entry.source, entry.term)
                if role == "match" or place not in placed:
                    placed[place] = evidence
    return tuple(placed[place] for place in sorted(placed)), tuple(sorted(languages))


def _trace(head: int, conclusion: Conclusion, program: Program) -> Iterator[tuple[int, str | None]]:
    """The given signals under a derived one, each with the label it was first reached through, nearest first."""
    seen = {head}
    pending: list[tuple[int, str | None]] = [(head, None)]
    while pending:
        following: list[tuple[int, str | None]] = []
        for signal, label in pending:
            grounds = conclusion.grounds.get(signal)
            if grounds is None:
                yield signal, label
                continue
            for ground in grounds:
                parts = ground.when if isinstance(ground, Conjunction) else ground.of
                for part in parts:
                    if part in conclusion.true and part not in seen:
                        seen.add(part)
                        following.append((part, program.labels.get(part, label)))
        pending = sorted(following, key=lambda each: (each[1] is not None, each[0]))


def _company(signal: int, sighting: Sighting, settled: Settled) -> Iterator[Sighting]:
    """The matches that this one had to stand with."""
    wanted = settled.program.signals[signal]
    found = settled.reading.found[sighting.part]
    if isinstance(wanted, TextSignal) and found is not None:
        for hit in wanted.company_of(found, sighting.hit):
            yield Sighting(sighting.part, hit)


def _match(sighting: Sighting, settled: Settled, label: str | None, mode: EvidenceMode, role: Role) -> Evidence:
    part = settled.reading.parts[sighting.part]
    found = settled.reading.found[sighting.part]
    assert found is not None
    entry = settled.program.entries.all[sighting.hit.entry]
    start, end = found.view.span(sighting.hit.start, sighting.hit.end)
    masked = entry.mask or mode != "full"
    return Evidence(
        pointer=part.pointer,
        role=role,
        start=start,
        end=end,
        text=None if masked else part.text[start:end],
        masked=masked,
        lexicon=entry.source,
        term=None if masked else entry.term,
        category=entry.category,
        tier=entry.tier,
        disguises=worn(sighting.hit, part.text[start:end]),
        certainty=sighting.hit.certainty,
        use=use_of(found, sighting.hit, settled.program.entries.cues),
        label=label,
    )


def _fact(seen: FactSeen, label: str | None, mode: EvidenceMode) -> Evidence:
    masked = mode == "offsets" or (mode == "masked" and seen.pointer.startswith(_IDENTIFIERS))
    return Evidence(
        pointer=seen.pointer,
        role="fact",
        text=None if masked else seen.value,
        masked=masked,
        condition=None if masked else seen.condition,
        label=label,
    )

"""How many terms are still found under each disguise that people give them, and whether the match is exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from measuring.score import share
from measuring.subject import ACCUSE_NOBODY, Subject
from policyengine.authoring.disguising import NAMES, script_of_word, ways_for
from policyengine.compile.entries import scanned_term
from policyengine.model.matching import Disguise
from policyengine.text.disguise.certainty import LEAST, weight
from policyengine.text.folding.fold import flat

CARRIER = "… {} …"
"""The text around a word: nothing that could be part of a term or tell a language."""
_BEFORE = CARRIER.index("{")
MOST_MISSES = 12
"""Misses told for each script and disguise."""


@dataclass(frozen=True, slots=True)
class _Sure:
    """A term of tier `sure` that accuses, with the disguises it admits. One that counts only in its own language is in
    the characters of that language."""

    entry: int
    term: str
    language: str
    admits: frozenset[Disguise]


@dataclass(frozen=True, slots=True)
class _Hit:
    """One hit of the term in question: start and end in the disguised word."""

    start: int
    end: int
    likely: bool


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One term under one disguise. `hits` is None where the term declines the disguise."""

    term: str
    language: str
    script: str
    way: str
    text: str
    hits: tuple[_Hit, ...] | None

    @property
    def exact(self) -> bool:
        return any((hit.start, hit.end) == (0, len(self.text)) for hit in self.hits or ())


def retention_of(subject: Subject) -> dict[str, Any]:
    """The matrix over all `sure` terms that accuse, by script and disguise and by language and disguise.

    Terms that weigh less than four letters, two syllables or two Han characters are left out, and so are those that
    are not found as they are: in a text of no language, that is a term that counts only in its own.
    """
    counted = Counter(sure=0, too_short=0, measured=0)
    not_found: list[str] = []
    attempts: list[_Attempt] = []
    declining: Counter[str] = Counter()
    for sure in _sure_terms(subject):
        counted["sure"] += 1
        if weight(flat(sure.term)) < LEAST:
            counted["too_short"] += 1
        elif not _hits(subject, sure, sure.term):
            not_found.append(sure.term)
        else:
            counted["measured"] += 1
            made = list(_attempts(subject, sure))
            attempts += made
            declining[sure.language] += any(each.hits is None for each in made)
    return {
        "carrier": CARRIER,
        "terms": dict(counted),
        "not_found_undisguised": sorted(not_found),
        "declining": {"all": declining.total(), **{name: n for name, n in sorted(declining.items()) if n}},
        "by_script": _matrix(attempts, lambda each: each.script),
        "by_language": _matrix(attempts, lambda each: each.language),
    }


def _sure_terms(subject: Subject) -> Iterator[_Sure]:
    for provider, placed in subject.policy_set.lexicons.items():
        lexicon = placed.value
        if lexicon.category in ACCUSE_NOBODY:
            continue
        for index, entry in enumerate(subject.entries.by_provider[provider]):
            term = lexicon.terms[index]
            if term.tier == "sure":
                admits = scanned_term(provider, lexicon, index).tolerates
                if term.own_language_only:
                    admits -= {"han"}
                yield _Sure(entry, term.term, provider.language or "any", admits)


def _attempts(subject: Subject, sure: _Sure) -> Iterator[_Attempt]:
    script = script_of_word(sure.term) or "mixed"
    for way in ways_for(sure.term):
        text = way.write(sure.term)
        if text != sure.term:
            declined = not way.wears <= sure.admits
            hits = None if declined else _hits(subject, sure, text)
            yield _Attempt(sure.term, sure.language, script, way.name, text, hits)


def _hits(subject: Subject, sure: _Sure, text: str) -> tuple[_Hit, ...]:
    found = subject.entries.scanner.scan(CARRIER.format(text))
    if found is None:
        return ()
    spans = [(found.view.span(hit.start, hit.end), hit.certainty) for hit in found.hits if hit.entry == sure.entry]
    return tuple(_Hit(start - _BEFORE, end - _BEFORE, certainty != "possible") for (start, end), certainty in spans)


def _matrix(attempts: Sequence[_Attempt], group: Callable[[_Attempt], str]) -> dict[str, dict[str, Any]]:
    cells: dict[tuple[str, int], list[_Attempt]] = {}
    for each in attempts:
        cells.setdefault((group(each), NAMES.index(each.way)), []).append(each)
    told: dict[str, dict[str, Any]] = {}
    for name, way in sorted(cells):
        told.setdefault(name, {})[NAMES[way]] = _cell(cells[name, way])
    return told


def _cell(attempts: Sequence[_Attempt]) -> dict[str, Any]:
    tried = [each for each in attempts if each.hits is not None]
    missed = [each for each in tried if not each.hits]
    inexact = [each for each in tried if each.hits and not each.exact]
    likely = sum(any(hit.likely for hit in each.hits or ()) for each in tried)
    return {
        "tried": len(tried),
        "declined": len(attempts) - len(tried),
        "found": share(len(tried) - len(missed), len(tried)),
        "at_least_likely": share(likely, len(tried)),
        "exact": share(sum(each.exact for each in tried), len(tried)),
        "missed": [{"term": each.term, "text": each.text} for each in missed[:MOST_MISSES]],
        "inexact": [
            {"term": each.term, "text": each.text, "found": [each.text[hit.start : hit.end] for hit in each.hits or ()]}
            for each in inexact[:MOST_MISSES]
        ],
    }

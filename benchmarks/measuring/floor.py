"""The least that any matcher does: one pass of one automaton over the folded text. It also checks the scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from measuring.subject import Subject
from policyengine.model.base import primary_language
from policyengine.model.forms import texts_of
from policyengine.model.matching import Boundary
from policyengine.text.automaton import Automaton
from policyengine.text.boundaries import Written, natural_boundary, stands
from policyengine.text.entries import Hit
from policyengine.text.folding.fold import flat
from policyengine.text.languages.endings import Endings
from policyengine.text.languages.orthography import orthographies
from policyengine.text.languages.profiles import ENDINGS

MOST_EXAMPLES = 20
"""Disagreements told."""

_Place = tuple[int, int, int]
"""Entry, start and end in a folded text."""


@dataclass(frozen=True, slots=True)
class _Form:
    entry: int
    boundary: Boundary
    endings: Endings | None
    gated: bool


class FoldedPass:
    """An automaton over every form and every allow-phrase of every term, in every correct spelling of its language."""

    def __init__(self, subject: Subject) -> None:
        self._scan = subject.entries.scanner.scan
        forms: dict[str, list[_Form]] = {}
        phrases: dict[str, set[int]] = {}
        for provider, placed in subject.policy_set.lexicons.items():
            language = primary_language(provider.language) if provider.language else None
            endings = ENDINGS.get(language) if language else None
            for entry, term in zip(subject.entries.by_provider[provider], placed.value.terms, strict=True):
                for form in _spelled((term.term, *_texts(term.variants)), language):
                    boundary = term.boundary or placed.value.boundary or natural_boundary(form)
                    forms.setdefault(form, []).append(_Form(entry, boundary, endings, term.own_language_only))
                for phrase in _spelled(_texts((*placed.value.allow, *term.allow)), language):
                    phrases.setdefault(phrase, set()).add(entry)
        needles = tuple(dict.fromkeys((*forms, *phrases)))
        self._forms = tuple(forms.get(needle, []) for needle in needles)
        self._excuses = tuple(phrases.get(needle, set()) for needle in needles)
        self._entries = frozenset(each.entry for listed in forms.values() for each in listed)
        self.find = Automaton(needles).find

    def agreement(self, texts: Iterable[str]) -> dict[str, Any]:
        """Compares the scan with this pass, plain matches only.

        What the scan finds undisguised must be a form as it is written. What stands here as a form, with its boundary
        and outside allow-phrases, the scan must have found, be it as part of a longer match of the same term.
        """
        compared = 0
        differences: list[dict[str, Any]] = []
        for text in texts:
            compared += 1
            folded = flat(text)
            found = self._scan(text)
            hits = () if found is None else found.hits
            written, standing = self._places(Written(text, folded))
            missing = {place for place in standing if not _seen(place, hits)}
            plain = {
                (hit.entry, hit.start, hit.end) for hit in hits if not hit.disguises and hit.entry in self._entries
            }
            for which, places in (("the pass", missing), ("the scan", plain - written)):
                differences += [
                    {"only_by": which, "text": text[:120], "found": folded[start:end]}
                    for _, start, end in sorted(places)
                ]
        return {"texts": compared, "differences": len(differences), "examples": differences[:MOST_EXAMPLES]}

    def _places(self, written: Written) -> tuple[set[_Place], set[_Place]]:
        """Every place of a form, and those at which the scan has to find it whatever the text's language."""
        occurrences = self.find(written.folded)
        places: set[_Place] = set()
        standing: set[_Place] = set()
        excused = [(entry, start, end) for needle, start, end in occurrences for entry in self._excuses[needle]]
        for needle, start, end in occurrences:
            for form in self._forms[needle]:
                place = (form.entry, start, end)
                places.add(place)
                if not form.gated and stands(written, start, end, form.boundary, form.endings):
                    standing.add(place)
        return places, {place for place in standing if not any(_contains(each, place) for each in excused)}


def _texts(forms: Iterable[str]) -> Iterator[str]:
    return (text for form in forms for text in texts_of(form))


def _spelled(texts: Iterable[str], language: str | None) -> set[str]:
    """The texts folded, in every correct spelling."""
    return {spelling for text in texts for spelling in orthographies(flat(text), language)}


def _seen(place: _Place, hits: Iterable[Hit]) -> bool:
    entry, start, end = place
    return any(hit.entry == entry and hit.start < end and start < hit.end for hit in hits)


def _contains(outer: _Place, inner: _Place) -> bool:
    return outer[0] == inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2]

"""PE308: sure terms that stand in the clean items."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from policyengine.authoring.lints.forms import PlacedTerm, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import counted
from policyengine.errors import ContentError
from policyengine.evaluation.intake import take_in
from policyengine.model.content import TextPart, text_parts
from policyengine.model.ruleset import Category
from policyengine.source.definitions import PolicySet
from policyengine.text.mention import use_of

_HARMLESS_ALONE = frozenset[Category]({"context", "spam"})
"""Words of these categories count in company or in number, so that one of them in innocent text says nothing."""


class _Place(NamedTuple):
    file: str
    line: int


def terms_in_innocent_text(subject: Subject) -> Iterator[Diagnostic]:
    """A term of tier `sure` that accuses, and that a clean item uses."""
    entries = subject.program.entries
    accusing = {
        entries.by_provider[term.provider][term.index]: term
        for term in placed_terms(subject.policy_set)
        if term.term.tier == "sure" and term.lexicon.value.category not in _HARMLESS_ALONE
    }
    if not accusing:
        return
    places: dict[int, list[tuple[_Place, str]]] = defaultdict(list)
    for place, part in _innocent_texts(subject.policy_set):
        found = entries.scanner.scan(part.text, part.language)
        for hit in found.hits if found is not None else ():
            if hit.entry in accusing and hit.certainty != "possible":
                assert found is not None
                if use_of(found, hit, entries.cues) == "used":
                    places[hit.entry].append((place, found.view.original[slice(*found.view.span(hit.start, hit.end))]))
    for entry, seen in places.items():
        yield _said(accusing[entry], seen)


def _innocent_texts(policy_set: PolicySet) -> Iterator[tuple[_Place, TextPart]]:
    for file in policy_set.clean:
        for number, line in enumerate(file.data.splitlines(), 1):
            try:
                content = take_in(json.loads(line))
            except (ValueError, RecursionError, ContentError, TypeError):
                continue  # `test` says what is wrong with the line
            for part in text_parts(content):
                yield _Place(file.name, number), part


def _said(term: PlacedTerm, seen: list[tuple[_Place, str]]) -> Diagnostic:
    place, text = seen[0]
    more = f", and {counted(len(seen) - 1, 'more time')}" if len(seen) > 1 else ""
    message = f"`{term.term.term}` is sure and stands in innocent text: `{text}` at {place.file}:{place.line}{more}"
    help_ = "give it the tier `ambiguous` or `homonym`, or allow the phrase"
    return diagnose(wording.INNOCENT_TEXT, message, term.span("term"), help=help_)

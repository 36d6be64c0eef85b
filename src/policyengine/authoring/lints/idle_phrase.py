"""PE311: allow-phrases in which there is nothing to excuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from policyengine.authoring.lints.forms import PlacedTerm, WrittenForm, all_forms, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.compile.entries import scanned_term
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.model.ruleset import Lexicon
from policyengine.source.definitions import Placed, ProviderId
from policyengine.text.scanner import Scanner


def idle_phrases(subject: Subject) -> Iterator[Diagnostic]:
    """An allow-phrase of a term in none of whose texts the term stands, at whatever boundary and however disguised."""
    for provider, terms in groupby(placed_terms(subject.policy_set), key=attrgetter("provider")):
        phrases = [(term, form) for term in terms for form in all_forms(term) if form.key == "allow"]
        if not phrases:
            continue
        scanner = _anywhere(provider, phrases[0][0].lexicon)
        for term, form in phrases:
            if not any(_stands(scanner, term.index, text) for text in form.texts):
                yield _said(term, form)


def _anywhere(provider: ProviderId, lexicon: Placed[Lexicon]) -> Scanner:
    """Finds the terms of a lexicon wherever their letters stand."""
    terms = [scanned_term(provider, lexicon.value, index) for index in range(len(lexicon.value.terms))]
    return Scanner([replace(term, allow=(), gated=False, boundary="none") for term in terms], [])


def _stands(scanner: Scanner, index: int, text: str) -> bool:
    found = scanner.scan(text)
    return found is not None and any(hit.entry == index for hit in found.hits)


def _said(term: PlacedTerm, form: WrittenForm) -> Diagnostic:
    message = f"the allow-phrase `{form.form}` excuses nothing: `{term.term.term}` does not stand in it"
    return diagnose(wording.IDLE_PHRASE, message, form.span, help="remove it, or move it to the term that it is for")

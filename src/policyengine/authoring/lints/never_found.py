"""PE305: forms that their own text does not bring up."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.forms import PlacedTerm, WrittenForm, matched_forms, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic, Label
from policyengine.diagnostics.table import diagnose
from policyengine.model.forms import texts_of
from policyengine.text.folding.fold import flat


def forms_never_found(subject: Subject) -> Iterator[Diagnostic]:
    """A headword or variant that is not found in a text that holds nothing else."""
    for term in placed_terms(subject.policy_set):
        number = subject.program.entries.by_provider[term.provider][term.index]
        for form in matched_forms(term):
            # Phrases may switch off some of the texts that a choice stands for, but not all of them.
            if not any(_found(subject, number, text, term) for text in form.texts):
                yield from _said(form, form.texts[0])


def _found(subject: Subject, number: int, text: str, term: PlacedTerm) -> bool:
    found = subject.program.entries.scanner.scan(text, term.provider.language)
    return found is not None and any(hit.entry == number for hit in found.hits)


def _said(form: WrittenForm, text: str) -> Iterator[Diagnostic]:
    cover = _cover(form.of, text)
    if cover is None:
        if form.of.term.own_language_only:
            return  # one word may be too little to tell its language by
        message = f"`{text}` is not found even in a text that is nothing else"
        yield diagnose(wording.NEVER_FOUND, message, form.span, help="see to its boundary, or remove it")
        return
    phrase, related = cover
    message = f"`{text}` is never found: the allow-phrase `{phrase}` covers all of it"
    help_ = "make the phrase longer than the term; one that holds a comma needs quotes"
    yield diagnose(wording.NEVER_FOUND, message, form.span, help=help_, related=(related,))


def _cover(term: PlacedTerm, text: str) -> tuple[str, Label] | None:
    """The allow-phrase of the term or its lexicon that holds the whole text."""
    folded = flat(text)
    for index, phrase in enumerate(term.term.allow):
        if any(flat(each) == folded for each in texts_of(phrase)):
            return phrase, Label(term.span("allow", index), "the allow-phrase")
    for index, phrase in enumerate(term.lexicon.value.allow):
        if any(flat(each) == folded for each in texts_of(phrase)):
            return phrase, Label(term.lexicon.span("allow", index), "the allow-phrase")
    return None

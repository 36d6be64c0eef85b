"""PE306 and PE307: forms that a lexicon has already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policyengine.authoring.lints.forms import PlacedTerm, WrittenForm, matched_forms, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic, Label, Span
from policyengine.diagnostics.table import diagnose
from policyengine.model.base import primary_language
from policyengine.source.definitions import ProviderId
from policyengine.text.boundaries import Written, natural_boundary, stands
from policyengine.text.folding.fold import flat
from policyengine.text.languages.orthography import orthographies
from policyengine.text.languages.profiles import ENDINGS


def forms_told_twice(subject: Subject) -> Iterator[Diagnostic]:
    """A form of two terms of one lexicon; a variant that the term has already."""
    known: dict[tuple[ProviderId, str], WrittenForm] = {}
    for term in placed_terms(subject.policy_set):
        own = _Own(term)
        for form in matched_forms(term):
            texts = [flat(text) for text in form.texts]
            earlier = [own.form_of(text) for text in texts]
            if earlier[0] is not None and all(earlier):
                yield _told_twice(form, earlier[0])
            for text in texts:
                own.add(text, form)
        yield from _elsewhere(own.texts, known, term)
        for text, form in own.texts.items():
            known.setdefault((term.provider, text), form)


def _elsewhere(
    own: dict[str, WrittenForm], known: dict[tuple[ProviderId, str], WrittenForm], term: PlacedTerm
) -> Iterator[Diagnostic]:
    """Forms that belong to an earlier term: with another tier, or in all of their texts."""
    texts: dict[Span, list[str]] = defaultdict(list)
    for text, form in own.items():
        texts[form.span].append(text)
    for text_list in texts.values():
        found = [(text, known[term.provider, text]) for text in text_list if (term.provider, text) in known]
        other_tier = next(((text, each) for text, each in found if each.of.term.tier != term.term.tier), None)
        if other_tier is not None:
            yield _two_tiers(other_tier[0], own[other_tier[0]], other_tier[1])
        elif len(found) == len(text_list):
            yield _in_two_terms(found[0][0], own[found[0][0]], found[0][1])


class _Own:
    """The forms of one term so far."""

    def __init__(self, term: PlacedTerm) -> None:
        self.texts: dict[str, WrittenForm] = {}
        self._spelled: dict[str, WrittenForm] = {}
        self._language = primary_language(term.provider.language) if term.provider.language else None
        self._boundary = term.term.boundary or term.lexicon.value.boundary
        self._endings = ENDINGS.get(self._language) if self._language else None

    def add(self, text: str, form: WrittenForm) -> None:
        self.texts.setdefault(text, form)
        for spelled in orthographies(text, self._language):
            self._spelled.setdefault(spelled, form)

    def form_of(self, text: str) -> WrittenForm | None:
        """The form that brings the text up: the same, another spelling of it, or it with an ending."""
        if text in self._spelled:
            return self._spelled[text]
        cuts = (cut for cut in range(1, len(text)) if text[cut:].isalpha() and text[:cut] in self.texts)
        return next((self.texts[text[:cut]] for cut in cuts if self._is_ending(text, cut)), None)

    def _is_ending(self, text: str, cut: int) -> bool:
        boundary = self._boundary or natural_boundary(text[:cut])
        return boundary == "stem" and stands(Written(text, text), 0, cut, "stem", self._endings)


def _told_twice(form: WrittenForm, earlier: WrittenForm) -> Diagnostic:
    message = f"`{form.form}` is found anyway: the term has `{earlier.form}`"
    related = (Label(earlier.span, "which covers it"),)
    return diagnose(wording.FORM_TOLD_TWICE, message, form.span, help="remove it", related=related)


def _two_tiers(text: str, form: WrittenForm, other: WrittenForm) -> Diagnostic:
    one, two = other.of.term, form.of.term
    related = (Label(other.span, f"here it belongs to `{one.term}`"),)
    message = f"`{text}` is {one.tier} as `{one.term}` and {two.tier} as `{two.term}`"
    return diagnose(wording.TWO_TIERS, message, form.span, help="keep it in the term where it belongs", related=related)


def _in_two_terms(text: str, form: WrittenForm, other: WrittenForm) -> Diagnostic:
    one, two = other.of.term, form.of.term
    related = (Label(other.span, f"here it belongs to `{one.term}`"),)
    message = f"`{text}` belongs to `{one.term}` and to `{two.term}`"
    return diagnose(wording.FORM_TOLD_TWICE, message, form.span, help="keep it in one of them", related=related)

"""PE304: boundaries that the script of the term does not have."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.forms import PlacedTerm, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.table import diagnose
from policyengine.model.base import primary_language
from policyengine.model.matching import Boundary
from policyengine.text.folding.fold import flat
from policyengine.text.languages.profiles import ENDINGS
from policyengine.text.scripts import Script, script_of

_FINAL = frozenset("다라까요")
"""Syllables that close a sentence."""
_WITHOUT_SPACES: frozenset[Script] = frozenset({"han", "hiragana", "unspaced"})


def unsuited_boundaries(subject: Subject) -> Iterator[Diagnostic]:
    """A stated boundary under which most of what a term means would be missed, or that is the same as another."""
    for term in placed_terms(subject.policy_set):
        if term.lexicon.value.category == "context":
            continue  # cues are inflected words and set phrases as often as nouns
        stated = term.term.boundary or term.lexicon.value.boundary
        complaint = _complaint(stated, flat(term.term.term), term.provider.language) if stated is not None else None
        if complaint is not None:
            why, instead = complaint
            message = f"`boundary: {stated}` does not suit `{term.term.term}`: {why}"
            yield diagnose(wording.BOUNDARY_UNSUITED, message, _place(term), help=instead)


def _place(term: PlacedTerm) -> Span:
    return term.span("boundary") if term.term.boundary is not None else term.span("term")


def _complaint(boundary: Boundary, folded: str, language: str | None) -> tuple[str, str] | None:
    scripts = {script_of(char) for char in folded} - {"none"}
    last = script_of(folded[-1])
    if boundary == "word" and last == "hangul" and not _ends_already(folded):
        return "particles stand right behind a Korean word", "write `boundary: stem`, or leave it out"
    # Between kana, words of Chinese characters do have edges; in Chinese there are only more of them.
    edges = "han" in scripts and (language is None or primary_language(language) != "zh")
    if boundary in ("word", "stem", "start") and scripts and scripts <= _WITHOUT_SPACES and not edges:
        return "its script puts no spaces between words", "write `boundary: segment` or `none`"
    if boundary == "segment" and scripts and scripts.isdisjoint({*_WITHOUT_SPACES, "katakana"}):
        return "its script puts spaces between words", "write `boundary: word`"
    return None


def _ends_already(folded: str) -> bool:
    """Whether the last word of a Korean term is an inflected one, so that no particle follows."""
    word = folded.split()[-1]
    return word[-1] in _FINAL or any(ENDINGS["ko"].accepts(word[cut:]) for cut in range(1, len(word)))

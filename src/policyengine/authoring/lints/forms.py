"""The forms of terms, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policyengine.diagnostics.diagnostic import Span
from policyengine.model.forms import texts_of
from policyengine.model.ruleset import Lexicon, Term
from policyengine.source.definitions import Placed, PolicySet, ProviderId
from policyengine.source.fitting.places import follow
from policyengine.source.reading.nodes import Mapping, Scalar


@dataclass(frozen=True, slots=True)
class PlacedTerm:
    """A term of a lexicon; `index` is its place among the terms of the loaded lexicon."""

    provider: ProviderId
    lexicon: Placed[Lexicon]
    index: int
    term: Term

    def span(self, *more: str | int) -> Span:
        """The place of the term or of something inside it; of its lexicon where a layer has moved the terms."""
        return self.lexicon.span("terms", self.index, *more) if self._as_written() else self.lexicon.span()

    def _as_written(self) -> bool:
        assert self.lexicon.document.root is not None
        node = follow(self.lexicon.document.root, (*self.lexicon.path, "terms", self.index)).node
        written = node.get("term") if isinstance(node, Mapping) else node
        return isinstance(written, Scalar) and written.text == self.term.term


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """One form as written: the headword, a variant or an allow-phrase."""

    of: PlacedTerm
    key: Literal["term", "variants", "allow"]
    index: int
    form: str

    @property
    def span(self) -> Span:
        """Where the form stands."""
        return self.of.span(*(("term",) if self.key == "term" else (self.key, self.index)))

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that it stands for."""
        return (self.form,) if self.key == "term" else texts_of(self.form)


def placed_terms(policy_set: PolicySet) -> Iterator[PlacedTerm]:
    """Every term of every lexicon, in order."""
    for provider, placed in policy_set.lexicons.items():
        for index, term in enumerate(placed.value.terms):
            yield PlacedTerm(provider, placed, index, term)


def matched_forms(term: PlacedTerm) -> Iterator[WrittenForm]:
    """The forms under which the term is found."""
    yield WrittenForm(term, "term", 0, term.term.term)
    for index, variant in enumerate(term.term.variants):
        yield WrittenForm(term, "variants", index, variant)


def all_forms(term: PlacedTerm) -> Iterator[WrittenForm]:
    """The same, and its own allow-phrases."""
    yield from matched_forms(term)
    for index, phrase in enumerate(term.term.allow):
        yield WrittenForm(term, "allow", index, phrase)

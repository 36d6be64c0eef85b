"""What a scanner looks for and what it finds, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policyengine.model.matching import Boundary, Certainty, Disguise
from policyengine.text.folding.fold import View
from policyengine.text.patterns.pattern import Pattern

Span = tuple[int, int]
"""Start and end in a folded view."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a lexicon.

    `forms` are the headword and its variants as written. A match contained in one of the `allow` phrases is
    cancelled. `boundary` None means the natural one of each form. A `gated` term counts only in text that holds
    `language`, the primary subtag of its provider. Under the disguises it `tolerates` it is found as well; a `name`
    that tolerates some is looked for more closely in short texts, which may be names themselves.
    """

    lexicon: str
    term: str
    forms: tuple[str, ...]
    allow: tuple[str, ...]
    boundary: Boundary | None
    language: str | None
    gated: bool
    tolerates: frozenset[Disguise] = frozenset()
    name: bool = False


@dataclass(frozen=True, slots=True)
class PatternEntry:
    """A pattern of a lexicon; `language` and `gated` as in a term."""

    lexicon: str
    pattern: Pattern
    language: str | None
    gated: bool


class Hit(NamedTuple):
    """One occurrence of entry number `entry` (terms first, then patterns), in offsets of the folded view.

    `disguises` are sorted; `certainty` says how certain it is that this is the term at all.
    """

    entry: int
    start: int
    end: int
    certainty: Certainty = "sure"
    disguises: tuple[Disguise, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All hits in one text, sorted by (start, end, entry).

    `languages` are those of the entries that the text holds or may hold; empty where none could be told, and where
    no gated entry made it matter. `given_up` are the patterns that ran into their time limit, so that what they would
    have found is unknown.
    """

    view: View
    hits: tuple[Hit, ...]
    languages: frozenset[str]
    given_up: tuple[int, ...] = ()

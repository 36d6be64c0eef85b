"""Everything that can match, numbered: terms of lexicons, names of supplied lists, patterns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from policyengine.model.base import primary_language
from policyengine.model.forms import texts_of
from policyengine.model.matching import DISGUISES, Disguise, Tier
from policyengine.model.ruleset import Category, Lexicon
from policyengine.model.ruleset import Pattern as PatternDefinition
from policyengine.model.ruleset import Term as TermDefinition
from policyengine.source.definitions import Placed, ProviderId
from policyengine.text.mention import Cues
from policyengine.text.patterns.pattern import Pattern
from policyengine.text.scanner import PatternEntry, Scanner, Term


@dataclass(frozen=True, slots=True)
class Entry:
    """What one number stands for."""

    kind: Literal["term", "name", "pattern"]
    source: str
    language: str | None
    category: Category
    tier: Tier | None
    term: str
    mask: bool


@dataclass(frozen=True)
class Entries:
    """All entries in the order of the scanner's numbers, and where to find them.

    The names of a list have entries of their own in `by_confusable_list`, found under disguises too, so that what is
    found of those in `by_list` does not depend on whether anybody asks for look-alikes.
    """

    all: tuple[Entry, ...]
    by_provider: Mapping[ProviderId, tuple[int, ...]]
    by_list: Mapping[str, tuple[int, ...]]
    by_confusable_list: Mapping[str, tuple[int, ...]]
    cues: Cues
    scanner: Scanner

    def of_lexicon(self, provider: ProviderId, tiers: Iterable[Tier]) -> frozenset[int]:
        """The terms of a lexicon, of some tiers or of all; none of a provider that was refused."""
        wanted = frozenset(tiers)
        return frozenset(n for n in self.by_provider.get(provider, ()) if not wanted or self.all[n].tier in wanted)


def build_entries(
    lexicons: Mapping[ProviderId, Placed[Lexicon]],
    patterns: Mapping[ProviderId, tuple[PatternDefinition, Pattern]],
    names: Mapping[str, tuple[str, ...]],
    confusable: frozenset[str],
) -> Entries:
    """Numbers every term, name and pattern, and builds the scanner that finds them all in one pass.

    `confusable` are the lists of names that are looked for under disguises as well.
    """
    entries: list[Entry] = []
    terms: list[Term] = []
    by_provider: dict[ProviderId, tuple[int, ...]] = {}
    marked: dict[str, set[int]] = {"mention": set(), "use": set()}
    for provider, placed in lexicons.items():
        lexicon = placed.value
        first = len(entries)
        for term in lexicon.terms:
            entries.append(
                Entry("term", str(provider), provider.language, lexicon.category, term.tier, term.term, lexicon.mask)
            )
            terms.append(scanned_term(provider, lexicon, len(entries) - first - 1))
        by_provider[provider] = tuple(range(first, len(entries)))
        if lexicon.marks is not None:
            marked[lexicon.marks].update(by_provider[provider])
    by_list: dict[str, tuple[int, ...]] = {}
    by_confusable_list: dict[str, tuple[int, ...]] = {}
    readings = ((by_list, frozenset(names), _NO_DISGUISES), (by_confusable_list, confusable, _ALL_DISGUISES))
    for by_name, read, tolerates in readings:
        for list_name in sorted(read):
            first = len(entries)
            source = f"list:{list_name}"
            for value in names[list_name]:
                entries.append(Entry("name", source, None, "context", None, value, False))
                terms.append(Term(source, value, (value,), (), None, None, False, tolerates, name=True))
            by_name[list_name] = tuple(range(first, len(entries)))
    pattern_entries: list[PatternEntry] = []
    for provider, (definition, pattern) in patterns.items():
        by_provider[provider] = (len(entries),)
        entries.append(
            Entry(
                "pattern", str(provider), provider.language, definition.category, None, provider.name, definition.mask
            )
        )
        pattern_entries.append(PatternEntry(str(provider), pattern, _language(provider), False))
    cues = Cues(frozenset(marked["mention"]), frozenset(marked["use"]))
    return Entries(tuple(entries), by_provider, by_list, by_confusable_list, cues, Scanner(terms, pattern_entries))


def _language(provider: ProviderId) -> str | None:
    return primary_language(provider.language) if provider.language else None


def scanned_term(provider: ProviderId, lexicon: Lexicon, index: int) -> Term:
    """A term of a lexicon as the scanner looks for it."""
    term = lexicon.terms[index]
    return Term(
        lexicon=str(provider),
        term=term.term,
        forms=(term.term, *_texts(term.variants)),
        allow=_texts((*lexicon.allow, *term.allow)),
        boundary=term.boundary or lexicon.boundary,
        language=_language(provider),
        gated=term.own_language_only,
        tolerates=_tolerated(lexicon, term, _language(provider)),
    )


def _texts(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for form in forms for text in texts_of(form))


_BLAMELESS = frozenset[Category]({"context", "spam"})
"""Nobody disguises words of these categories, so what looks like a disguise of one is an accident; but Chinese is
written in traditional characters as well as in simplified ones."""
_NO_DISGUISES = frozenset[Disguise]()
_HAN = frozenset[Disguise]({"han"})
_ACCENTED = frozenset[Disguise]({"accented"})
_ALL_DISGUISES = frozenset[Disguise](DISGUISES)
_OTHER_FORMS = frozenset[Disguise]({"han", "kana", "jamo"})
_OF_ACCENTS = frozenset({"vi"})
"""Languages in which a word with another accent is another word."""


def _tolerated(lexicon: Lexicon, term: TermDefinition, language: str | None) -> frozenset[Disguise]:
    """As declared; else, where somebody is accused, all that its language knows for a sure term, and only other forms
    of its script for one that needs a clean match."""
    declared = lexicon.disguises if term.disguises is None else term.disguises
    if declared is not None:
        return frozenset(declared)
    if lexicon.category in _BLAMELESS:
        return _HAN if language == "zh" else _NO_DISGUISES
    if term.tier != "sure":
        return _OTHER_FORMS
    return _ALL_DISGUISES - _ACCENTED if language in _OF_ACCENTS else _ALL_DISGUISES

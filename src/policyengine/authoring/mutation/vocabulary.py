"""Mutants of terms and patterns: they change what is found in texts, and no rule.

No scanner of all terms is built anew. What a mutant finds is what the policy set finds, less the hits of the one entry;
and where the entry itself changes, plus what a scanner of that entry alone finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policyengine.authoring.mutation.cases import term_name
from policyengine.authoring.mutation.mutant import EntriesChange, Mutant
from policyengine.compile.entries import Entries, scanned_term
from policyengine.model.base import primary_language
from policyengine.model.forms import texts_of
from policyengine.model.matching import Tier
from policyengine.model.ruleset import Lexicon
from policyengine.source.definitions import Placed, PolicySet, ProviderId
from policyengine.text.languages.identification import identify
from policyengine.text.scanner import Found, Hit, Scanner, Term


def vocabulary_mutants(policy_set: PolicySet) -> Iterator[Mutant]:
    """Every mutant of lexicons and patterns."""
    for provider, placed in policy_set.lexicons.items():
        yield from _of_lexicon(provider, placed)
    for provider, pattern in policy_set.patterns.items():
        told, touches = f"the pattern `{provider}` is dropped", frozenset({str(provider)})
        yield Mutant("pattern", pattern.span(), told, touches, entries=_dropped(provider, 0))


def _of_lexicon(provider: ProviderId, placed: Placed[Lexicon]) -> Iterator[Mutant]:
    lexicon, touches = placed.value, frozenset({str(provider)})
    if lexicon.disguises != () and lexicon.category not in ("context", "spam"):
        told = f"disguises of `{provider}` are declined"
        yield Mutant("disguise", placed.span(), told, touches, entries=_undisguised(provider))
    for index, term in enumerate(lexicon.terms):
        span, named = placed.span("terms", index), frozenset({term_name(str(provider), term.term)})
        told = f"the term `{term.term}` of `{provider}` is dropped"
        yield Mutant("term", span, told, named, entries=_dropped(provider, index))
        other: Tier = "ambiguous" if term.tier == "sure" else "sure"
        if lexicon.category != "context":
            told = f"`{term.term}` of `{provider}` is {other} instead of {term.tier}"
            yield Mutant("tier", span, told, named, entries=_tier(provider, index, other))
        for number, form in enumerate(term.allow):
            span = placed.span("terms", index, "allow", number)
            for text in texts_of(form):
                told = f"the allow-phrase `{text}` of `{term.term}` is dropped"
                change = _phrase_dropped(provider, lexicon, (index,), text)
                yield Mutant("allow-phrase", span, told, frozenset(), entries=change, phrase=text)
    for number, form in enumerate(lexicon.allow):
        for text in texts_of(form):
            told = f"the allow-phrase `{text}` of `{provider}` is dropped"
            change = _phrase_dropped(provider, lexicon, range(len(lexicon.terms)), text)
            yield Mutant("allow-phrase", placed.span("allow", number), told, frozenset(), entries=change, phrase=text)


def _dropped(provider: ProviderId, index: int) -> EntriesChange:
    def change(entries: Entries) -> Entries | None:
        numbers = entries.by_provider.get(provider)
        return None if numbers is None else replace(entries, scanner=_Changed(entries.scanner, numbers[index], None))

    return change


def _tier(provider: ProviderId, index: int, tier: Tier) -> EntriesChange:
    """The disguises of the term stay as they are: only what rules ask of its tier changes."""

    def change(entries: Entries) -> Entries | None:
        numbers = entries.by_provider.get(provider)
        if numbers is None:
            return None
        at = numbers[index]
        return replace(entries, all=(*entries.all[:at], replace(entries.all[at], tier=tier), *entries.all[at + 1 :]))

    return change


def _undisguised(provider: ProviderId) -> EntriesChange:
    def change(entries: Entries) -> Entries | None:
        numbers = entries.by_provider.get(provider)
        return None if numbers is None else replace(entries, scanner=_Plain(entries.scanner, frozenset(numbers)))

    return change


def _phrase_dropped(provider: ProviderId, lexicon: Lexicon, terms: Iterable[int], phrase: str) -> EntriesChange:
    """Terms that the phrase itself does not bring to light are left as they are: for them it excuses nothing."""

    def change(entries: Entries) -> Entries | None:
        numbers = entries.by_provider.get(provider)
        if numbers is None:
            return None
        scanner = entries.scanner
        languages = frozenset(primary_language(each.language) for each in entries.all if each.language)
        for index in terms:
            whole = scanned_term(provider, lexicon, index)
            less = replace(whole, allow=tuple(each for each in whole.allow if each != phrase))
            if _differ(whole, less, phrase):
                scanner = _Changed(scanner, numbers[index], less, languages)
        return None if scanner is entries.scanner else replace(entries, scanner=scanner)

    return change


def _differ(whole: Term, less: Term, phrase: str) -> bool:
    """Whether the phrase is the witness of its own use: without it, something else is found in it."""
    with_it, without = (Scanner([replace(each, gated=False)], []).scan(phrase) for each in (whole, less))
    return (with_it and with_it.hits) != (without and without.hits)


class _Changed(Scanner):
    """Finds what a scanner finds, but for one entry what is found with `term` instead, or nothing.

    `languages` are those of all entries, among which that of a text is told.
    """

    __slots__ = ("_alone", "_entry", "_gate", "_known", "_scanner")

    def __init__(
        self, scanner: Scanner, entry: int, term: Term | None, languages: frozenset[str] = frozenset()
    ) -> None:
        self._scanner, self._entry, self._known = scanner, entry, languages
        self._alone = None if term is None else Scanner([replace(term, gated=False)], [])
        self._gate = term.language if term is not None and term.gated else None

    def scan(self, text: str, language: str | None = None) -> Found | None:
        """What is found in a text after the change."""
        found = self._scanner.scan(text, language)
        alone = self._alone.scan(text, language) if self._alone is not None else None
        if (
            alone is not None
            and self._gate is not None
            and self._gate not in identify(alone.view.folded, language, self._known)
        ):
            alone = None
        hits = [hit for hit in found.hits if hit.entry != self._entry] if found is not None else []
        hits += [hit._replace(entry=self._entry) for hit in alone.hits] if alone is not None else []
        return _found(found or alone, sorted(hits, key=lambda hit: (hit.start, hit.end, hit.entry)))


class _Plain(Scanner):
    """Finds what a scanner finds, but not the disguised hits of some entries."""

    __slots__ = ("_entries", "_scanner")

    def __init__(self, scanner: Scanner, entries: frozenset[int]) -> None:
        self._scanner, self._entries = scanner, entries

    def scan(self, text: str, language: str | None = None) -> Found | None:
        """What is found in a text after the change."""
        found = self._scanner.scan(text, language)
        if found is None:
            return None
        return _found(found, [hit for hit in found.hits if not (hit.disguises and hit.entry in self._entries)])


def _found(found: Found | None, hits: list[Hit]) -> Found | None:
    if found is None or (not hits and not found.given_up):
        return None
    return replace(found, hits=tuple(hits))

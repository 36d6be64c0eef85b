"""Finds every term and every pattern in a text: one pass of one automaton, then a look at each occurrence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from typing import Any

from policyengine.model.matching import CERTAINTIES
from policyengine.text.automaton import Automaton
from policyengine.text.boundaries import LATIN, Written, excuses, goes_on_after, goes_on_before, stands
from policyengine.text.disguise.search import Disguised, DisguiseSearch, keep
from policyengine.text.entries import Found, Hit, PatternEntry, Span, Term
from policyengine.text.folding.fold import flat
from policyengine.text.languages.identification import identify
from policyengine.text.needles import gather
from policyengine.text.patterns.pattern import PatternTimeout

__all__ = ["Found", "Hit", "PatternEntry", "Scanner", "Term"]

_NOT_LOOKED: frozenset[str] = frozenset()


class Scanner:
    """Looks for all entries at once. Immutable; safe to share between threads."""

    __slots__ = (
        "_automaton",
        "_closed",
        "_covers",
        "_disguises",
        "_excuses",
        "_forms",
        "_gates",
        "_languages",
        "_literals",
        "_names",
        "_patterns",
        "_terms",
    )

    def __init__(self, terms: Sequence[Term], patterns: Sequence[PatternEntry]) -> None:
        """Raises ValueError for a form or phrase that is invisible, holds a line break or a lone surrogate, and for
        a gated entry without a language."""
        needles = gather(terms, patterns)
        entries: tuple[Term | PatternEntry, ...] = (*terms, *patterns)
        self._forms = needles.forms
        self._excuses = needles.excuses
        self._literals = needles.literals
        self._covers = needles.covers
        self._closed = needles.closed
        with ThreadPoolExecutor(max_workers=1) as beside:  # an automaton is built without holding Python up
            automaton = beside.submit(Automaton, needles.texts)
            self._disguises = DisguiseSearch(needles.shapes)
            self._names = DisguiseSearch(needles.names, closely=True) if needles.names else None
        self._automaton = automaton.result()
        self._gates = tuple(entry.language if entry.gated else None for entry in entries)
        self._languages = frozenset(entry.language for entry in entries if entry.language is not None)
        self._terms = len(terms)
        self._patterns = tuple(entry.pattern for entry in patterns)

    def scan(self, text: str, language: str | None = None) -> Found | None:
        """Everything found in `text`, or None. `language` is the tag its sender declared, if any.

        Raises ValueError for a lone surrogate. A pattern that runs into its time limit stops no other.
        """
        folded = flat(text)
        occurrences = self._automaton.find(folded)
        written = Written(text, folded)
        disguised = self._disguises.find(written)
        if self._names is not None:
            disguised |= self._names.find(written)
        if not occurrences and not disguised:
            return None
        spans, covers, near = self._sort_out(written, occurrences, disguised)
        if not spans and not near and not disguised:
            return None
        shields = {cover: _Cover(found) for cover, found in covers.items()}
        _cancel(spans, shields, self._covers)
        worn = _uncovered(disguised.values(), shields, self._covers)
        _merge(folded, spans, worn)
        identified = self._pass_gates(folded, language, spans, near, worn)
        hits = [Hit(entry, *span) for entry in spans for span in _apart(spans[entry])]
        hits += [hit for entry in worn for hit in _best(worn[entry])]
        given_up: list[int] = []
        for entry, places in near.items():
            try:
                spans_found = self._patterns[entry - self._terms].find(folded, sorted(places))
            except PatternTimeout:
                given_up.append(entry)
                continue
            hits.extend(Hit(entry, *span) for span in spans_found)
        if not hits and not given_up:
            return None
        hits.sort(key=lambda hit: (hit.start, hit.end, hit.entry))
        return Found(written.view, tuple(hits), identified, tuple(sorted(given_up)))

    def _sort_out(
        self,
        written: Written,
        occurrences: Iterable[tuple[int, int, int]],
        disguised: Disguised,
    ) -> tuple[dict[int, list[Span]], dict[int, list[Span]], dict[int, list[Span]]]:
        """Occurrences with their boundary by term, of allow-phrases by cover, of literals by pattern; those of other
        spellings are added to `disguised`."""
        spans: dict[int, list[Span]] = {}
        covers: dict[int, list[Span]] = {}
        near: dict[int, list[Span]] = {}
        folded, length, closed = written.folded, len(written.folded), self._closed
        for needle, start, end in occurrences:
            closed_before, closed_after = closed[needle]
            # What follows would find out as well, form by form.
            if start and closed_before and folded[start - 1] in LATIN and goes_on_before(written, start, end):
                continue
            if end < length and closed_after and folded[end] in LATIN and goes_on_after(written, end):
                continue
            for form in self._forms[needle]:
                if stands(written, start, end, form.boundary, form.endings):
                    if form.disguises:
                        keep(disguised, Hit(form.entry, start, end, form.certainty, form.disguises))
                    else:
                        spans.setdefault(form.entry, []).append((start, end))
            for cover, endings in self._excuses[needle]:
                if excuses(written, start, end, endings):
                    covers.setdefault(cover, []).append((start, end))
            for entry in self._literals[needle]:
                near.setdefault(entry, []).append((start, end))
        return spans, covers, near

    def _pass_gates(self, folded: str, declared: str | None, *founds: dict[int, list[Any]]) -> frozenset[str]:
        """Drop what is gated to a language that the text does not hold; the text is identified only if anything is
        gated."""
        gated = [(found, entry) for found in founds for entry in found if self._gates[entry] is not None]
        if not gated:
            return _NOT_LOOKED
        identified = identify(folded, declared, self._languages)
        for found, entry in gated:
            if self._gates[entry] not in identified:
                del found[entry]
        return identified


class _Cover:
    """Spans, made ready to tell whether one of them contains another span, or overlaps it."""

    __slots__ = ("_furthest", "_starts")

    def __init__(self, spans: list[Span]) -> None:
        spans.sort()
        self._starts = [start for start, _ in spans]
        self._furthest = list(accumulate((end for _, end in spans), max))

    def contains(self, span: Span) -> bool:
        before = bisect_right(self._starts, span[0])
        return before > 0 and self._furthest[before - 1] >= span[1]

    def overlaps(self, span: Span) -> bool:
        before = bisect_left(self._starts, span[1])
        return before > 0 and self._furthest[before - 1] > span[0]


def _cancel(spans: dict[int, list[Span]], covers: dict[int, _Cover], covers_of: tuple[tuple[int, ...], ...]) -> None:
    """Remove the spans that an allow-phrase of their term contains."""
    for entry in list(spans) if covers else ():
        apply = [covers[cover] for cover in covers_of[entry] if cover in covers]
        kept = [span for span in spans[entry] if not any(cover.contains(span) for cover in apply)]
        if kept:
            spans[entry] = kept
        else:
            del spans[entry]


def _uncovered(
    hits: Iterable[Hit], covers: dict[int, _Cover], covers_of: tuple[tuple[int, ...], ...]
) -> dict[int, list[Hit]]:
    """Disguised hits by entry, without those that an allow-phrase of their term contains."""
    kept: dict[int, list[Hit]] = {}
    for hit in hits:
        apply = [covers[cover] for cover in covers_of[hit.entry] if cover in covers]
        if not any(cover.contains((hit.start, hit.end)) for cover in apply):
            kept.setdefault(hit.entry, []).append(hit)
    return kept


_PARTICLES_AFTER_VOWELS = "에의"
"""Korean particles of one vowel that follow an open syllable; 이 and 아 follow closed ones."""


def _merge(folded: str, spans: dict[int, list[Span]], worn: dict[int, list[Hit]]) -> None:
    """Of a plain and a disguised hit of one entry that overlap, the plain one counts; but a longer disguised one that
    has it inside, such as the word with its last letter repeated, stands for it."""
    for entry in list(worn):
        plain = spans.get(entry)
        if plain is None:
            continue
        own = set(plain)
        whole = _Cover([(hit.start, hit.end) for hit in worn[entry] if _stands_for_plain(folded, hit, own)])
        plain = [span for span in plain if not whole.contains(span)]
        taken = _Cover(list(plain))
        kept = [hit for hit in worn[entry] if not taken.overlaps((hit.start, hit.end))]
        spans[entry], worn[entry] = plain, kept


def _stands_for_plain(folded: str, hit: Hit, own: set[Span]) -> bool:
    """Whether a disguised hit may stand for a plain one inside it. Another form of the entry is none of its disguises,
    and a particle after a Korean word, as in `가게에`, only looks like its vowel drawn out."""
    particle = hit.disguises == ("lengthened",) and folded[hit.end - 1] in _PARTICLES_AFTER_VOWELS
    return hit.certainty != "possible" and (hit.start, hit.end) not in own and not particle


def _best(hits: list[Hit]) -> list[Hit]:
    """Of disguised hits that overlap, the most certain; of equally certain ones, the longest, then the leftmost."""
    hits = sorted(hits, key=lambda hit: (CERTAINTIES.index(hit.certainty), hit.start - hit.end, hit.start))
    by_span = {(hit.start, hit.end): hit for hit in hits}
    return [by_span[span] for span in _disjoint(by_span)]


def _apart(spans: list[Span]) -> list[Span]:
    """Of spans of one entry that overlap, the longest; of equally long ones, the leftmost."""
    if len(spans) == 1:
        return spans
    return _disjoint(sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])))


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    """The spans that overlap none before them in the order given, from left to right."""
    kept: list[Span] = []
    for start, end in spans:
        at = bisect_left(kept, (start, end))
        if (at == 0 or kept[at - 1][1] <= start) and (at == len(kept) or end <= kept[at][0]):
            kept.insert(at, (start, end))
    return kept

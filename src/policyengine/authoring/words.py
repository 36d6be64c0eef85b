"""The terms that stand in a text, as vocabulary cases tell them."""

from __future__ import annotations

from policyengine.authoring.cases import VocabularyCase, Words
from policyengine.compile.entries import Entries, Entry


def entries_found(case: VocabularyCase, entries: Entries) -> frozenset[int]:
    """The terms that are found in the text of a case, of those that it is about, by number."""
    found = entries.scanner.scan(case.text, case.language)
    hits = {hit.entry for hit in found.hits} if found is not None else set[int]()
    return frozenset(number for number in hits if _asked(case, entries.all[number]))


def words_of(numbers: frozenset[int], entries: Entries) -> Words:
    """Terms by headword and tier."""
    told = (entries.all[number] for number in numbers)
    return frozenset((entry.term, entry.tier) for entry in told if entry.tier is not None)


def _asked(case: VocabularyCase, entry: Entry) -> bool:
    area, _, rest = entry.source.partition("/")
    if entry.kind != "term" or (case.areas is not None and area not in case.areas):
        return False
    return rest.partition("@")[0] in case.lexicons if case.lexicons else entry.category != "context"

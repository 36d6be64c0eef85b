"""Which languages in Latin letters a text holds, by their function words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from policyengine.text.languages.words import SURE, UNSURE

_SPARSE = 12
"""At least one in so many different words of a text is a function word of a language that the text holds."""
_ENOUGH = 2
"""Unsure words that together say as much as a sure one."""

_word = re.compile("[a-z\u00aa\u00ba\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]+(?:['’][a-z]+)*")


def _by_word(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    told: dict[str, tuple[str, ...]] = {}
    for languages, words in table.items():
        for word in words.split():
            told[word] = (*told.get(word, ()), *languages.split())
    return told


_sure = _by_word(SURE)
_unsure = _by_word(UNSURE)
_PAIRS = tuple(frozenset(languages.split()) for languages in SURE if " " in languages)


def languages_of(folded: str, known: Collection[str] = ()) -> frozenset[str]:
    """The languages whose function words stand in a folded text, several where it is mixed or they share the words.

    One sure word is enough in a text as short as a title, or two unsure ones that no language found so far has;
    `known` are languages that are known to be in the text. Of two languages that share most words both are
    told, unless a word that only one of them has decides.
    """
    words = {word.replace("’", "'") for word in _word.findall(folded)}
    sure = _count(_sure[word] for word in words if word in _sure)
    unsure = _count(_unsure[word] for word in words if word in _unsure)
    held = {language for language in sure if _is_frequent(sure[language] + unsure[language], words)}
    held |= _by_unsure(words, held.union(known))
    for pair in _PAIRS:
        if not pair.isdisjoint(held):
            told = [pair.intersection(table[word]) for table in (_sure, _unsure) for word in words if word in table]
            decided = {language for each in told if each != pair for language in each}
            held = held - pair | (decided or pair)
    return frozenset(held)


def _by_unsure(words: Collection[str], known: Collection[str]) -> set[str]:
    """The language with most unsure words takes them; then the one with most of those that are left, and so on."""
    held = set(known)
    while True:
        left = _count(_unsure[word] for word in words if word in _unsure and held.isdisjoint(_unsure[word]))
        most = max(left.values(), default=0)
        if most < _ENOUGH or not _is_frequent(most, words):
            return held.difference(known)
        held.update(language for language in left if left[language] == most)


def _count(languages: Iterable[tuple[str, ...]]) -> Counter[str]:
    return Counter(language for each in languages for language in each)


def _is_frequent(count: int, words: Collection[str]) -> bool:
    return count * _SPARSE >= len(words)

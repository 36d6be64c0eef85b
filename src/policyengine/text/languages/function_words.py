"""Which languages in Latin letters a text holds, by their function words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from policyengine.text.languages.words import SURE, UNSURE, UNSURE_SHAPES

_SPARSE = 12
"""At least one in so many different words of a text is a function word of a language that the text holds."""
_ENOUGH = 2
"""Unsure words that together say as much as a sure one."""

_word = re.compile("[a-z\u00aa\u00ba\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]+(?:['’][a-z]+)*")


def _by_word(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    told: dict[str, frozenset[str]] = {}
    for languages, words in table.items():
        for word in words.split():
            told[word] = told.get(word, frozenset()).union(languages.split())
    return told


_sure = _by_word(SURE)
_unsure = _by_word(UNSURE)
_shapes = tuple((re.compile(shape), frozenset(languages.split())) for languages, shape in UNSURE_SHAPES.items())
_pairs = tuple(frozenset(languages.split()) for languages in SURE if " " in languages)


def languages_of(folded: str, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """The languages whose function words stand in a folded text, several where it is mixed or they share the words.

    One sure word is enough in a text as short as a title, or two unsure ones that no language found so far has;
    `known` are languages that are known to be in the text. Of two languages that share most words both are
    told, unless a word that only one of them has decides.
    """
    words = {word.replace("’", "'") for word in _word.findall(folded)}
    sure = [_sure[word] for word in words if word in _sure]
    unsure = [languages for word in words if word not in _sure and (languages := _unsure_languages(word))]
    counts, sure_counts = _count([*sure, *unsure]), _count(sure)
    held = known.union(language for language in sure_counts if counts[language] * _SPARSE >= len(words))
    held = _with_unsure(unsure, held, len(words))
    for pair in _pairs:
        if not pair.isdisjoint(held):
            told = [pair & languages for languages in (*sure, *unsure)]
            decided = frozenset[str]().union(*(each for each in told if each != pair))
            held = held - pair | (decided or pair)
    return held - known


@lru_cache(maxsize=16384)
def _unsure_languages(word: str) -> frozenset[str]:
    for shape, languages in _shapes:
        if shape.fullmatch(word):
            return languages
    return _unsure.get(word, frozenset())


def _with_unsure(unsure: Collection[frozenset[str]], held: frozenset[str], words: int) -> frozenset[str]:
    """The language with most unsure words takes them; then the one with most of those that are left, and so on."""
    while True:
        left = _count(languages for languages in unsure if held.isdisjoint(languages))
        most = max(left.values(), default=0)
        if most < _ENOUGH or most * _SPARSE < words:
            return held
        held = held.union(language for language in left if left[language] == most)


def _count(each_told: Iterable[frozenset[str]]) -> Counter[str]:
    return Counter(language for languages in each_told for language in languages)

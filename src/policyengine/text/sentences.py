"""Sentences of a folded view, and whether a span of one stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from policyengine.text.scripts import script_of

REACH = 500
"""A sentence never reaches further than this many code points from the span asked about, so cost is bounded."""

# Folding has turned ！ ？ ｡ … into ! ? 。 ... and every line break into a line feed.
_end = re.compile("[\n.!?。।॥](?:(?<=\n)|[.!?。।॥]*[\"'”’»」』》﹂)\\]】〉]*)")
_ABBREVIATIONS = frozenset(
    ("mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "feat", "ft", "vol", "pt", "ep", "op", "inc", "ltd", "co")
)
_word_before = re.compile(r"[^\W\d_]+\Z")

PAIRS = ('""', "''", "“”", "‘’", "«»", "「」", "『』", "《》", "〝〞", "〝〟")
# Between two plain letters an apostrophe neither opens nor closes anything.
_mark = re.compile(f"[{''.join(PAIRS)}](?!(?<=[a-z0-9]['’])[a-z0-9])")


def sentence_at(folded: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around the span [start, end): without leading space, with its closing marks.

    A line break always ends a sentence and belongs to none.
    """
    floor, ceiling = max(0, start - REACH), min(len(folded), end + REACH)
    starts, ends = _stops(folded)
    begin = floor
    before = bisect_left(starts, start)
    if before:
        begin = max(floor, min(start, ends[before - 1]))
    while begin < start and folded[begin] == " ":
        begin += 1
    after = bisect_right(ends, max(start, end - 1), lo=max(0, before - 1))
    if after < len(starts) and starts[after] < ceiling:
        is_line_break = folded[starts[after]] == "\n"
        return begin, max(end, min(ceiling, ends[after]) - is_line_break)
    return begin, ceiling


def quotation_around(folded: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """The quotation that the span stands in, from mark to mark, within its sentence; the innermost of several."""
    marks, pairs = _quoting(folded)
    if not pairs:
        return None
    before = marks[bisect_left(marks, sentence[0]) : bisect_left(marks, start)]
    after = marks[bisect_left(marks, end) : bisect_left(marks, sentence[1])] if before else ()
    if not after:
        return None
    around = [
        (opened, closed)
        for pair in pairs
        if (opened := _open_at(folded, before, pair)) is not None
        and (closed := _closed_at(folded, after, pair)) is not None
    ]
    return max(around, default=None)


def holds_quotation(folded: str) -> bool:
    """Whether anything in the text may stand between quotation marks."""
    return bool(_quoting(folded)[1])


# Both are asked for again and again while one text is looked at.
@lru_cache(maxsize=64)
def _stops(folded: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the ends of sentences start and where they end: the marks that make them, or a line break each."""
    spans = [
        match.span()
        for match in _end.finditer(folded)
        if match[0] == "\n" or not _is_inner(folded, match.start(), match.end())
    ]
    return tuple(start for start, _ in spans), tuple(end for _, end in spans)


@lru_cache(maxsize=64)
def _quoting(folded: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where quotation marks stand, and the pairs of which both marks do."""
    marks = tuple(match.start() for match in _mark.finditer(folded))
    seen = {folded[index] for index in marks}
    return marks, tuple(pair for pair in PAIRS if seen.issuperset(pair)) if len(marks) > 1 else ()


def _is_inner(folded: str, start: int, end: int) -> bool:
    """Whether a mark that could end a sentence stands inside a word or number, or abbreviates."""
    if end - start > 1 or folded[start] in "。।॥":
        return False
    if _is_spaced(folded, start - 1) and _is_spaced(folded, end):
        return True
    if folded[start] != "." or end == len(folded):
        return False
    word = _word_before.search(folded, max(0, start - 8), start)
    if word is None:
        return False
    initial = len(word[0]) == 1 and word.start() > 0 and folded[word.start() - 1] == "."
    return initial or word[0] in _ABBREVIATIONS


def _open_at(folded: str, marks: Sequence[int], pair: str) -> int | None:
    """Where a pair is open after these marks: the last of them that counts for the pair, if it opens."""
    opened: int | None = None
    for index in marks:
        if opened is not None and folded[index] == pair[1] and _may_close(folded, index):
            opened = None
        elif folded[index] == pair[0] and _may_open(folded, index):
            opened = index
    return opened


def _closed_at(folded: str, marks: Sequence[int], pair: str) -> int | None:
    return next((index for index in marks if folded[index] == pair[1] and _may_close(folded, index)), None)


def _may_open(folded: str, index: int) -> bool:
    """Whether the mark is no apostrophe: those stand after a letter of a spaced script (`dogs'`)."""
    return folded[index] != "'" or not _is_spaced(folded, index - 1)


def _may_close(folded: str, index: int) -> bool:
    """Whether the mark is no apostrophe: those stand before a letter of a spaced script (`don't`)."""
    return folded[index] not in "'’" or not _is_spaced(folded, index + 1)


def _is_spaced(folded: str, index: int) -> bool:
    return 0 <= index < len(folded) and script_of(folded[index]) == "spaced"

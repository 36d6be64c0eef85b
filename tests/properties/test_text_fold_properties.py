"""Folding of arbitrary Unicode: one definition, exact spans."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from policyengine.text.folding import tables as fold_tables
from policyengine.text.folding.fold import _fold_by_cluster, _reveal, flat, fold

ANY = st.characters(exclude_categories=())
# Characters that fold, compose, reorder or vanish are rare among all; these make them common.
AWKWARD = st.sampled_from(
    "aAeiıİßſΣςǰΐﬁﬀ㎏½…！Ａﾊﾞﾟｶがｶﾞか゛゜ज\u093c\u0958\u0901ि"
    "\u0300\u0301\u0323\u0327\u0344\u0345\u0336\u3099\u309a\u0f71\u0f73\u0f81\u09be\u09c7"
    "\u1100\u1161\u1175\u11a8\u11c2가각힣ㄱㅏㄳᄒ\u115f\u1160\u3164\uffa0\uffc2"
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\ufe0f\U000e0041\u202e\u0600"
    "\t\n\r\v\f\x85\u2028\u2029\xa0\u3000\u2800 ´¨ำาํ😀𝐚\U0001d15e\U000110ba\U0001109a\ud800\udc00\U000e1000"
)
TEXT = st.text(st.one_of(AWKWARD, AWKWARD, ANY), max_size=40)
INVISIBLE = re.compile(fold_tables.one_of(fold_tables.INVISIBLE))
VOICING = {"\u309b": "\u3099", "\u309c": "\u309a"}
SETTLED = {**VOICING, **dict.fromkeys(fold_tables.LINE_BREAKS, "\n"), **dict.fromkeys(fold_tables.SPACES, " ")}


def by_definition(text: str) -> str:
    seen = "".join(SETTLED.get(character, character) for character in INVISIBLE.sub("", text))
    once = unicodedata.normalize("NFKC", seen).casefold()
    return unicodedata.normalize("NFKC", once).replace("\u093c", "").replace("\u0901", "\u0902")


@settings(max_examples=1500, deadline=None)
@given(TEXT)
def test_every_way_to_fold_gives_the_text_that_the_definition_says(text: str) -> None:
    expected = by_definition(text)
    assert fold(text).folded == expected
    assert flat(text) == expected
    assert _fold_by_cluster(_reveal(text))[0] == expected


@settings(max_examples=500, deadline=None)
@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert flat(flat(text)) == flat(text)


@settings(max_examples=1000, deadline=None)
@given(TEXT)
def test_spans_are_monotone_and_inside_the_text(text: str) -> None:
    view = fold(text)
    spans = [view.span(index, index + 1) for index in range(len(view.folded))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for (start, end), (next_start, next_end) in pairwise(spans):
        assert (start, end) == (next_start, next_end) or end <= next_start
    if spans:
        assert view.span(0, len(spans)) == (spans[0][0], spans[-1][1])
        assert not INVISIBLE.match(text[spans[0][0]])
        assert not INVISIBLE.match(text[spans[-1][1] - 1])


@settings(max_examples=1000, deadline=None)
@given(TEXT, st.data())
def test_a_span_folds_to_the_slice_it_came_from(text: str, data: st.DataObject) -> None:
    view = fold(text)
    if not view.folded:
        return
    start = data.draw(st.integers(0, len(view.folded) - 1))
    end = data.draw(st.integers(start + 1, len(view.folded)))
    first, last = view.span(start, end)
    cuts_a_block = any(
        begin < edge < stop for edge in (start, end) for begin, stop, _, _ in view.blocks
    )  # half a ligature has no text of its own
    again = flat(text[first:last])
    if cuts_a_block:
        assert view.folded[start:end] in again
    else:
        assert again == view.folded[start:end]


@settings(max_examples=500, deadline=None)
@given(TEXT)
def test_line_breaks_stay_line_breaks_one_for_one(text: str) -> None:
    breaks = [index for index, character in enumerate(text) if SETTLED.get(character) == "\n"]
    view = fold(text)
    assert [view.span(i, i + 1)[0] for i, character in enumerate(view.folded) if character == "\n"] == breaks


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("a가\u0301\u0323\u0345\u200b\u1161\u11a8😀"), min_size=60, max_size=200))
def test_long_runs_of_marks_keep_exact_spans(text: str) -> None:
    view = fold(text)
    assert flat(text) == view.folded
    ends = [view.span(index, index + 1) for index in range(len(view.folded))]
    assert ends == sorted(ends)
    covered = {place for start, end in ends for place in range(start, end)}
    assert {index for index, character in enumerate(text) if character != "\u200b"} <= covered

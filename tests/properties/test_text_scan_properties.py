"""The scanner on arbitrary Unicode: planted terms are found exactly, and nothing depends on the road taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyengine.model.matching import Boundary
from policyengine.text.folding.fold import flat, fold
from policyengine.text.patterns.pattern import Pattern, PatternRefused, admit
from policyengine.text.scanner import PatternEntry, Scanner, Term

WORDS = ("spam", "사과", "バナナ", "りんご", "แอปเปิล", "cà phê", "林檎", "straße")
INVISIBLE = "\u200b\u200d\u00ad\u2060\ufeff\ufe0f\u034f"


def term(form: str, boundary: Boundary | None = None, allow: tuple[str, ...] = ()) -> Term:
    return Term("test/words", form, (form,), allow, boundary, None, False)


ANYWHERE = Scanner([term(word, "none") for word in WORDS], [])
NATURAL = Scanner([term(word) for word in WORDS], [PatternEntry("test/p", Pattern(r"spam\W{1,3}사과"), None, False)])


def wide(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "upper": str.upper,
    "wide": wide,
    "wide upper": lambda text: wide(text.upper()),
    "invisible": lambda text: "\u200b".join(text),
    "nfd invisible": lambda text: "\u2060".join(unicodedata.normalize("NFD", text)),
}

# What may stand around a term without composing with it: anything but marks and jamo, and what folds to them.
SURROUNDINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=15)


def is_apart(before: str, after: str) -> bool:
    """Whether folding the text cannot join the planted term with what stands around it."""
    probe = "|"
    return flat(before + probe + after) == flat(before) + probe + flat(after)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(range(len(WORDS))), st.sampled_from(sorted(DISGUISES)), SURROUNDINGS, SURROUNDINGS)
def test_a_planted_term_is_found_exactly_where_it_is(entry: int, disguise: str, before: str, after: str) -> None:
    planted = DISGUISES[disguise](WORDS[entry])
    if not is_apart(before, after) or flat(before + planted + after) != flat(before) + flat(planted) + flat(after):
        return
    text = before + planted + after
    found = ANYWHERE.scan(text)
    assert found is not None
    spans = [found.view.span(hit.start, hit.end) for hit in found.hits if hit.entry == entry]
    assert (len(before), len(before) + len(planted)) in spans


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(WORDS), st.text(st.sampled_from(INVISIBLE), max_size=4), st.text(st.sampled_from(INVISIBLE)))
def test_invisible_characters_around_a_term_are_not_its_evidence(word: str, before: str, after: str) -> None:
    found = NATURAL.scan(before + word + after)
    assert found is not None
    assert found.view.span(found.hits[0].start, found.hits[0].end) == (len(before), len(before) + len(word))


MIXED = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(st.sampled_from("\n\r\u2028 \t.!'-aé가か\u0301\u200b"), max_size=4)),
    max_size=15,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(MIXED)
def test_no_match_crosses_a_line_break(text: str) -> None:
    found = NATURAL.scan(text)
    for hit in found.hits if found is not None else ():
        assert "\n" not in found.view.folded[hit.start : hit.end] if found is not None else True


@settings(max_examples=400, deadline=None)
@given(MIXED)
def test_hits_are_what_a_search_for_each_word_finds(text: str) -> None:
    """Without boundaries the scanner is a plain search, whichever way the text was folded."""
    folded = fold(text).folded
    expected = sorted(
        (match.start(), match.start() + len(flat(word)), entry)
        for entry, word in enumerate(WORDS)
        for match in re.finditer(re.escape(flat(word)), folded)
    )
    found = ANYWHERE.scan(text)
    assert [(hit.start, hit.end, hit.entry) for hit in found.hits] == expected if found is not None else not expected


@settings(max_examples=200, deadline=None)
@given(MIXED)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    rebuilt = Scanner(
        [term(word) for word in WORDS], [PatternEntry("test/p", Pattern(r"spam\W{1,3}사과"), None, False)]
    )
    assert NATURAL.scan(text) == NATURAL.scan(text) == rebuilt.scan(text)


@settings(max_examples=20, deadline=None)
@given(st.lists(MIXED, min_size=8, max_size=8))
def test_threads_agree(texts: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(NATURAL.scan, texts)) == [NATURAL.scan(text) for text in texts]


PIECES = st.sampled_from(
    ("spam", "egg", "a", r"\d", r"[a-c]", r"\s?", "x?", r".{0,6}", r"[^a]{1,3}", "(?:ab|cd)", r"\b", "(?!b)", "(?<=a)",
     "^", "$", "(?:spam|a)?", r"\w{2,4}?", "|")
)  # fmt: skip


@settings(max_examples=800, deadline=None)
@given(
    st.lists(PIECES, min_size=1, max_size=6).map("".join),
    st.lists(st.sampled_from(("spam", "egg", "a", "b", "ab", "cd", "x", " ", "7", "\n", "c")), max_size=30).map(
        "".join
    ),
)
def test_looking_near_literals_finds_what_reading_whole_lines_finds(source: str, text: str) -> None:
    try:
        pattern = Pattern(source)
    except PatternRefused:
        return
    near = sorted(
        (match.start(), match.start() + len(literal))
        for literal in pattern.literals
        for match in re.finditer(f"(?={re.escape(literal)})", text)
    )
    expected, offset = [], 0
    for line in text.split("\n"):
        expected += [(offset + m.start(), offset + m.end()) for m in pattern._compiled.finditer(line)]
        offset += len(line) + 1
    assert pattern.find(text, near) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.sampled_from(r"\()[]{}?*+|^$.,-:=!<>Pp1aA가"), st.characters()), max_size=20))
def test_any_text_is_admitted_or_refused_with_a_reason(source: str) -> None:
    problems = admit(source)
    if problems:
        assert all(0 <= problem.offset <= len(source) for problem in problems)
        return
    pattern = Pattern(source)
    assert pattern.literals
    assert all(flat(literal) == literal for literal in pattern.literals)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_stands_alone(word: str) -> None:
    assert NATURAL.scan(word) is not None

"""Folding: what the folded view holds, and where each part of it came from."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from policyengine.text.folding import tables as fold_tables
from policyengine.text.folding.fold import flat, fold


def listed(table: str) -> set[int]:
    codes: set[int] = set()
    for item in table.split():
        ends = [int(code, 16) for code in item.split("-")]
        codes.update(range(ends[0], ends[-1] + 1))
    return codes


INVISIBLE = listed(fold_tables.INVISIBLE)
JOINING = listed(fold_tables.JOINING)
LENGTHENING = listed(fold_tables.LENGTHENING)
WHITE = set(fold_tables.LINE_BREAKS + fold_tables.SPACES)


def spans(text: str) -> list[str]:
    view = fold(text)
    return [text[slice(*view.span(i, i + 1))] for i in range(len(view.folded))]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Spam", "spam"),
        ("ＳＰＡＭ！", "spam!"),
        ("Straße", "strasse"),
        ("İ", "i̇"),
        ("ﬁne", "fine"),
        ("s\u200bp\u00ada\u2060m\ufeff", "spam"),
        ("\u202espam\u202c", "spam"),
        ("사\u3164과\u115f", "사과"),
        ("사\u200d과", "사과"),
        ("spa\u034fm\ufe0f\U000e0041", "spam"),
        ("a\x00b\x1fc\x7fd\x9f", "abcd"),
        (unicodedata.normalize("NFD", "사과 Café"), "사과 café"),
        ("ﾊﾞﾅﾅ", "バナナ"),
        ("a\tb\xa0c\u3000d\u2003e\u2800f", "a b c d e f"),
        ("a\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\r\nb", "a\n\nb"),
        ("ทำ", "ท\u0e4dา"),
        ("x\u0345", "xι"),
        ("ᾳ", "αι"),
        ("…", "..."),
        ("\ud800A", "\ud800a"),
    ],
)
def test_folded_view(text: str, folded: str) -> None:
    assert fold(text).folded == folded
    assert flat(text) == folded


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("aB", ["a", "B"]),
        ("Cafe\u0301s", ["C", "a", "f", "e\u0301", "s"]),
        ("ﬁn", ["ﬁ", "ﬁ", "n"]),
        ("a\u200bb\u200b", ["a", "b"]),
        ("e\u200b\u0301\u200bx", ["e\u200b\u0301", "x"]),
        ("m\u0336x", ["m", "\u0336", "x"]),
        ("a\u0323\u0301b", ["a\u0323", "\u0301", "b"]),
        ("ﾊﾞﾅ", ["ﾊﾞ", "ﾅ"]),
        ("\u1112\u1161\u11ab\u1102", ["\u1112\u1161\u11ab", "\u1102"]),
        ("ㅎㅏㄴ", ["ㅎㅏ", "ㄴ"]),
        ("ทำ", ["ท", "ำ", "ำ"]),
        ("😀ﬁ", ["😀", "ﬁ", "ﬁ"]),
    ],
)
def test_each_folded_character_knows_its_origin(text: str, parts: list[str]) -> None:
    assert spans(text) == parts


def test_invisible_characters_count_inside_a_span_and_not_around_it() -> None:
    text = "x \u200bs\u200bpam\u200b\u200b y"
    view = fold(text)
    start = view.folded.index("spam")
    assert text[slice(*view.span(start, start + 4))] == "s\u200bpam"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 1), (-1, 1), (2, 1), (0, 4)])
def test_no_span_outside_the_view(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no slice"):
        fold("abc").span(start, end)


def test_nothing_is_mapped_when_nothing_moved() -> None:
    view = fold("사과 ＡＰＰＬＥ Äpfel 😀")
    assert (view.removed, view.blocks) == ((), ())


def test_a_very_long_run_of_marks_is_folded_in_pieces() -> None:
    text = "a" + "\u0301\u0323" * 5_000
    view = fold(text)
    assert flat(text) == view.folded
    assert view.span(0, len(view.folded)) == (0, len(text))
    assert unicodedata.normalize("NFKC", "a" + "\u0301\u0323" * 10) == flat("a" + "\u0301\u0323" * 10)


def test_tables_agree_with_the_running_unicode_database() -> None:
    """Every cut between a character that is not joining and what stands before it is safe for normalisation."""
    seconds = _second_halves()
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if code in INVISIBLE:
            continue
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
        for form in (character, folded):
            first = unicodedata.normalize("NFKD", form)[0]
            if unicodedata.combining(first) or first in seconds:
                assert code in JOINING, f"U+{code:04X} can join what stands before it"
        if len(folded) != 1:
            assert code in JOINING | LENGTHENING, f"U+{code:04X} folds to {len(folded)} characters"
        assert not INVISIBLE & set(map(ord, folded)), f"U+{code:04X} folds to something invisible"
        if character not in WHITE and len(folded) == 1:
            assert folded not in WHITE - {" "}, f"U+{code:04X} folds to white space"
        assert flat(flat(character)) == flat(character), f"U+{code:04X} does not fold to the end at once"


def test_tables_hold_what_they_say() -> None:
    for code in range(sys.maxunicode + 1):
        character, kind = chr(code), unicodedata.category(chr(code))
        if kind in ("Cf", "Cc") and character not in WHITE:
            assert code in INVISIBLE, f"U+{code:04X} is not removed"
        if kind[0] == "M" and code not in INVISIBLE:
            assert code in JOINING, f"U+{code:04X} is a mark"
    for code in INVISIBLE:
        assert unicodedata.category(chr(code)) in ("Cf", "Cc", "Cn", "Mn", "Lo")
    assert not JOINING & (INVISIBLE | LENGTHENING | set(map(ord, WHITE)))


def _second_halves() -> set[str]:
    """All characters that can compose with what stands before them."""
    seconds = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            seconds.add(chr(int(parts[1], 16)))
    return seconds

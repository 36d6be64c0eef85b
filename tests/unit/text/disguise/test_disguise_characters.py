"""What one character may stand for, and how two that read alike differ."""

from __future__ import annotations

import sys

import pytest

from policyengine.text.disguise.characters import (
    BARRIERS,
    LOOKALIKES,
    MASKS,
    SIGNS,
    Difference,
    bones,
    difference,
    has_tone,
    plain,
)
from policyengine.text.folding.fold import flat


@pytest.mark.parametrize(
    ("character", "left"),
    [
        ("a", "a"),
        ("7", None),
        ("-", None),
        (",", ","),
        (" ", " "),
        ("\n", "\n"),
        ("、", "、"),
        ("é", "e"),
        ("ạ", "a"),
        ("đ", "d"),
        ("ø", "o"),
        ("\u0301", None),
        ("а", "a"),
        ("ѕ", "s"),
        ("д", "д"),
        ("🅰", "a"),
        ("🇸", "s"),
        ("★", None),
        ("○", None),
        ("ー", None),
        ("バ", "は\u3099"),
        ("ぱ", "は\u309a"),
        ("っ", "つ"),
        ("ヵ", "か"),
        ("八", "は"),
        ("口", "ろ"),
        ("蘋", "苹"),
        ("苹", "苹"),
        ("と", "と"),
        ("과", "고ᅡ"),
        ("แ", "เเ"),
        ("ก", "ก"),
        ("\u0e48", "\u0e48"),
        ("ब", "ब"),
        ("😀", None),
        ("・", None),
        ("²", None),
    ],
)
def test_bones(character: str, left: str | None) -> None:
    assert bones(character) == left


def test_every_character_leaves_at_most_five_letters_or_nothing() -> None:
    for code in range(sys.maxunicode + 1):
        left = bones(chr(code))
        assert left is None or 0 < len(left) <= 5, f"U+{code:04X}"


def test_tables_hold_folded_characters() -> None:
    """What folding changes is never asked for."""
    for character in (*SIGNS, *MASKS, *BARRIERS):
        assert flat(character) == character or character in "，！？；：（）"
    assert all(len(letter) == 1 and letter.isascii() for letter in LOOKALIKES.values())


@pytest.mark.parametrize(
    ("seen", "meant", "expected"),
    [
        ("a", "a", "nothing"),
        ("а", "a", "lookalike"),
        ("🅰", "a", "lookalike"),
        ("4", "a", "leet"),
        ("$", "s", "leet"),
        ("á", "a", "accented"),
        ("đ", "d", "accented"),
        ("ấ", "â", "accented"),
        ("a", "á", "toneless"),
        ("d", "đ", "toneless"),
        ("a", "ấ", "toneless"),
        ("â", "ấ", "toneless"),
        ("á", "ấ", "else"),
        ("á", "à", "else"),
        ("ă", "â", "else"),
        ("が", "か", "kana"),
        ("ナ", "な", "kana"),
        ("つ", "っ", "kana"),
        ("力", "か", "lookalike"),
        ("力", "カ", "lookalike"),
        ("カ", "力", "lookalike"),
        ("蘋", "苹", "han"),
        ("苹", "蘋", "han"),
    ],
)
def test_difference(seen: str, meant: str, expected: Difference) -> None:
    assert difference(seen, meant) == expected


@pytest.mark.parametrize(
    ("letter", "expected"), [("á", "a"), ("ệ", "e"), ("đ", "d"), ("x", "x"), ("가", "가"), ("แ", "แ"), ("ば", "ば")]
)
def test_plain(letter: str, expected: str) -> None:
    assert plain(letter) == expected


@pytest.mark.parametrize(
    ("letter", "expected"), [("á", True), ("ạ", True), ("ấ", True), ("â", False), ("a", False), ("ç", False)]
)
def test_has_tone(letter: str, expected: bool) -> None:
    assert has_tone(letter) is expected

"""Syllables of Hangul taken apart and drawn out."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from policyengine.text.disguise import hangul

SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4)]


@pytest.mark.parametrize(
    ("character", "letters"),
    [
        ("가", "가"),
        ("각", "가ᄀ"),
        ("값", "가ᄇᄉ"),
        ("깎", "까ᄁ"),
        ("과", "고ᅡ"),
        ("의", "으ᅵ"),
        ("웩", "우ᅦᄀ"),
        ("ᅪ", "ᅩᅡ"),
        ("ᆨ", "ᄀ"),
        ("ᆹ", "ᄇᄉ"),
        ("ᄏ", "ᄏ"),
        ("ᅡ", "ᅡ"),
    ],
)
def test_letters_of(character: str, letters: str) -> None:
    assert hangul.letters_of(character) == letters


def test_every_syllable_has_the_letters_of_its_parts() -> None:
    for syllable in SYLLABLES:
        parts = normalize("NFD", syllable)
        assert hangul.letters_of(syllable) == "".join(map(hangul.letters_of, parts))
        assert all(map(hangul.is_letter, parts))
        assert hangul.is_syllable(syllable)
        assert not hangul.is_letter(syllable)


@pytest.mark.parametrize(
    ("syllable", "longer"), [("가", "가아"), ("날", "나알"), ("과", "과와"), ("값", "가앖"), ("이", "이이")]
)
def test_drawn_out(syllable: str, longer: str) -> None:
    assert hangul.drawn_out(syllable) == longer


def test_every_syllable_drawn_out_is_drawn_in_again() -> None:
    for syllable in SYLLABLES:
        assert hangul.drawn_in(hangul.drawn_out(syllable)) == syllable


@pytest.mark.parametrize(
    ("longer", "short"),
    [
        ("", ""),
        ("나아아", "나"),
        ("나아알", "날"),
        ("나어", "나어"),
        ("날아", "날아"),
        ("나다", "나다"),
        ("나아 아", "나 아"),
        ("바나아나아", "바나나"),
        ("아아", "아"),
    ],
)
def test_drawn_in(longer: str, short: str) -> None:
    assert hangul.drawn_in(longer) == short

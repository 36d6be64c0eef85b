"""Skeletons: the same for a word and all its disguises, and traced back to the letters they came from."""

from __future__ import annotations

import pytest

from policyengine.text.disguise.skeleton import CLOSE, LETTERS, SIGNS_AS_I, SIGNS_AS_L, Table, skeleton, trace
from policyengine.text.folding.fold import flat


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ""),
        ("spam", "spam"),
        ("s.p-a_m", "spam"),
        ("s.p, a!m", "sp, a!m"),
        ("appplle", "aple"),
        ("аррlе", "aple"),
        ("cà phê", "ca phe"),
        ("사과", "사고ᅡ"),
        ("사아과와", "사고ᅡ오ᅡ"),
        ("나아알", "나ᄅ"),
        ("ㄴㅏㄹ", "나ᄅ"),
        ("バナナ", "は\u3099な"),
        ("ばーな〜なー", "は\u3099な"),
        ("がが", "か\u3099"),
        ("가가", "가"),
        ("สแกน", "สเกน"),
        ("a\nb", "a\nb"),
    ],
)
def test_skeleton(text: str, left: str) -> None:
    assert skeleton(flat(text)) == left


@pytest.mark.parametrize(
    ("table", "text", "left"),
    [
        (LETTERS, "5p4 m", "p m"),
        (CLOSE, "s p a m", "spam"),
        (CLOSE, "바 나 나", "바나"),
        (CLOSE, "s p\na m", "sp\nam"),
        (SIGNS_AS_I, "$l1m€", "slime"),
        (SIGNS_AS_L, "$l1m€", "slme"),
        (SIGNS_AS_I, "|emon", "iemon"),
        (SIGNS_AS_L, "|emon", "lemon"),
        (SIGNS_AS_I, "b!g", "big"),
    ],
)
def test_tables_read_signs_and_spaces(table: Table, text: str, left: str) -> None:
    assert skeleton(flat(text), table) == left


@pytest.mark.parametrize("text", ["바.나.나", "바1나1나", "바나나", "바~나~나", "바나ー나", "바ㄴㅏ나"])
def test_doubled_syllables_have_one_skeleton_however_they_are_kept_apart(text: str) -> None:
    assert skeleton(flat(text)) == skeleton("바나나")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("spam", ["s", "p", "a", "m"]),
        ("s..paaam", ["s", "p", "aaa", "m"]),
        ("a.p.p.le", ["a", "p.p", "l", "e"]),
        ("é-e", ["é-e"]),
        ("과", ["과", "과", "과"]),
        ("나아알", ["나", "나아알", "알"]),
        ("바.나.나", ["바", "바", "나", "나.나"]),
        ("バーナ", ["バ", "バ", "ナ"]),
        ("...", []),
    ],
)
def test_each_letter_of_a_skeleton_knows_its_origin(text: str, parts: list[str]) -> None:
    at = trace(text)
    assert len(at.starts) == len(skeleton(text))
    assert [text[start:end] for start, end in zip(at.starts, at.ends, strict=True)] == parts

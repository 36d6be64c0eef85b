"""Words under the disguises that people give them."""

from __future__ import annotations

import unicodedata

import pytest

from policyengine.authoring.disguising import NAMES, WAYS, disguised, script_of_word, ways_for, written

OF_EVERY_SCRIPT = ("wretch", "cơm nguội", "바람", "ギター", "さくら", "見る", "山水", "खिड़की", "เสี้ยว")


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("spaced", "wretch", "w r e t c h"),
        ("spaced", "vile wretch", "v i l e  w r e t c h"),
        ("dotted", "vile wretch", "v.i.l.e w.r.e.t.c.h"),
        ("underscored", "바람", "바_람"),
        ("middle_dotted", "山水", "山·水"),
        ("joined", "vile wretch", "vilewretch"),
        ("zero_width", "바람", "바\u200b람"),
        ("soft_hyphens", "wren", "w\u00adr\u00ade\u00adn"),
        ("nfd", "바람", unicodedata.normalize("NFD", "바람")),
        ("nfd", "パン", "ハ\u309aン"),
        ("repeated", "wretch", "wretchhh"),
        ("repeated", "바람", "바람람람"),
        ("repeated_inside", "a wretch", "a wreeetch"),
        ("upper_case", "đũa", "ĐŨA"),
        ("alternating_case", "wretch", "wReTcH"),
    ],
)
def test_in_any_script(name: str, word: str, expected: str) -> None:
    assert written(word, name) == expected


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("full_width", "wren", "ｗｒｅｎ"),
        ("styled", "Wren", "𝐖𝐫𝐞𝐧"),
        ("cyrillic", "coax", "соах"),
        ("leet", "goatie", "g04t13"),
        ("leet_signs", "sail", "$@!l"),
        ("accents", "wretch", "wrétch"),
        ("accents", "a wretch", "a wrétch"),
        ("masked", "wretch", "wr*tch"),
        ("masked", "go away wretch", "go away wr*tch"),
        ("masked", "thuyền", "th*yền"),
        ("tones_dropped", "cơm nguội", "cơm nguôi"),
        ("marks_dropped", "cơm nguội", "com nguoi"),
    ],
)
def test_in_latin_letters(name: str, word: str, expected: str) -> None:
    assert written(word, name) == expected


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("jamo", "바람", "바ㄹㅏㅁ"),
        ("jamo", "닭", "ㄷㅏㄺ"),
        ("jamo", "싫", "ㅅㅣㅀ"),
        ("jamo_throughout", "바람", "ㅂㅏㄹㅏㅁ"),
        ("digit_inside", "바람", "바1람"),
        ("digit_inside", "저 바람", "저 바1람"),
        ("lengthened", "바람", "바라암"),
        ("lengthened", "나무", "나무우"),
        ("kana_swapped", "ギター", "ぎたー"),
        ("kana_swapped", "さくら", "サクラ"),
        ("half_width", "ギター", "ｷﾞﾀｰ"),
        ("half_width", "ビル街", "ﾋﾞﾙ街"),
        ("circle", "さくら", "さ○ら"),
        ("circle", "見る", "見○"),
        ("long_mark", "バラ", "バーラ"),
        ("long_mark", "キャラ", "キャーラ"),
        ("long_ending", "さくら", "さくらーー"),
        ("other_form", "马车", "馬車"),
        ("other_form", "馬車", "马车"),
        ("punctuated", "山水", "山/水"),
    ],
)
def test_in_scripts_of_east_asia(name: str, word: str, expected: str) -> None:
    assert written(word, name) == expected


@pytest.mark.parametrize(("word", "expected"), [("เสี้ยว", "เ สี้ ย ว"), ("ठीक", "ठी क"), ("क्षमा", "क्ष मा")])
def test_marks_stay_with_the_letter_they_hang_on(word: str, expected: str) -> None:
    assert written(word, "spaced") == expected


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("wren", "tones_dropped"),
        ("wren", "nfd"),
        ("wren", "joined"),
        ("go", "masked"),
        ("새", "digit_inside"),
        ("저 새", "digit_inside"),
        ("ㄴㄴ", "lengthened"),
        ("cơm nguội", "accents"),
        ("山水", "other_form"),
        ("さくら", "half_width"),
        ("スープ", "long_mark"),
        ("ギター", "repeated"),
        ("wren!", "repeated"),
        ("wren", "jamo"),
        ("ทำ", "spaced"),
    ],
)
def test_a_word_may_be_unable_to_wear_a_disguise(word: str, name: str) -> None:
    assert written(word, name) is None


def test_names_are_unique_and_nothing_else_is_one() -> None:
    assert len(set(NAMES)) == len(WAYS)
    with pytest.raises(KeyError):
        written("wren", "upside_down")


@pytest.mark.parametrize("word", OF_EVERY_SCRIPT)
def test_every_disguise_changes_the_word_and_stands_where_the_word_stood(word: str) -> None:
    found = disguised(word)
    assert list(found) == [way.name for way in ways_for(word) if way.name in found]
    for text in found.values():
        assert text != word
        assert text == text.strip()


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("vile wretch", "latin"),
        ("cơm nguội", "latin"),
        ("바람", "hangul"),
        ("ビル街", "kana"),
        ("山水", "han"),
        ("खिड़की", "devanagari"),
        ("เสี้ยว", "thai"),
        ("слово", None),
        ("a바람", None),
        ("88", None),
    ],
)
def test_the_script_of_a_word(word: str, script: str | None) -> None:
    assert script_of_word(word) == script

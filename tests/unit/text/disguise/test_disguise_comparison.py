"""A stretch of text compared with a form: the disguises it wears, or that it is something else."""

from __future__ import annotations

import pytest

from policyengine.text.disguise.comparison import Likeness, compare, groups
from policyengine.text.disguise.skeleton import CLOSE, LETTERS, SIGNS_AS_I, SIGNS_AS_L, Table
from policyengine.text.folding.fold import flat


def likeness(text: str, form: str, table: Table = LETTERS, joined: bool = False) -> Likeness | None:
    return compare(groups(flat(text), table), groups(flat(form), CLOSE if joined else LETTERS))


@pytest.mark.parametrize(
    ("text", "form", "disguises"),
    [
        ("spam", "spam", ""),
        ("s.p.a.m", "spam", "separated"),
        ("ap.ple", "apple", "separated"),
        ("spaaam", "spam", "repeated"),
        ("appple", "apple", "repeated"),
        ("ѕраm", "spam", "lookalike"),
        ("spám", "spam", "accented"),
        ("m\u0336e\u0336", "me", "accented"),
        ("đen", "den", "accented"),
        ("spam", "spám", "toneless"),
        ("ca phê", "cà phê", "toneless"),
        ("ca phe", "cà phê", "toneless"),
        ("s.pááám", "spam", "accented repeated separated"),
        ("사.과", "사과", "separated"),
        ("사아과", "사과", "lengthened"),
        ("나알", "날", "lengthened"),
        ("사~과", "사과", "lengthened"),
        ("사과과과", "사과", "repeated"),
        ("ㅅㅏㄱㅗㅏ", "사과", "jamo"),
        ("한ㅏ", "하나", "jamo"),
        ("ばなな", "バナナ", "kana"),
        ("ばッた", "ばった", "kana"),
        ("ばつた", "ばった", "kana"),
        ("バーナナ", "バナナ", "lengthened"),
        ("バナナナ", "バナナ", "repeated"),
        ("力二", "カニ", "lookalike"),
        ("カニ", "力二", "lookalike"),
        ("蘋.果", "苹果", "han separated"),
        ("苹果", "蘋果", "han"),
        ("เเปล", "แปล", "lookalike"),
        ("เเเปล", "เปล", "repeated"),
        ("แปลล", "แปล", "repeated"),
    ],
)
def test_disguises(text: str, form: str, disguises: str) -> None:
    found = likeness(text, form)
    assert found is not None
    assert sorted(found.disguises) == disguises.split()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("sp", "spam"),
        ("spum", "spam"),
        ("aple", "apple"),
        ("spàm", "spám"),
        ("ca phé", "cà phê"),
        ("cà phe", "cà phê"),
        ("ca phẽ sưa", "cà phê sữa"),
        ("한나", "하나"),
        ("하나", "한나"),
        ("각가", "가까"),
        ("사과", "ㅅㅏㄱㅗㅏㅋ"),
        ("ハナナ", "バナナ"),
        ("バナナ", "バーナナ"),
        ("萍果", "苹果"),
        ("แปล", "เปล"),
        ("เปล", "แปล"),
        ("redapple", "red apple"),
    ],
)
def test_something_else(text: str, form: str) -> None:
    assert likeness(text, form) is None


def test_signs_stand_for_letters_where_they_are_read_so() -> None:
    assert likeness("$p4m", "spam", SIGNS_AS_I) == Likeness(frozenset({"leet"}), 4, places=3, signs=2)
    assert likeness("$p4m", "spam") is None
    assert likeness("s1ime", "slime", SIGNS_AS_L) is not None
    assert likeness("s1ime", "slime", SIGNS_AS_I) is None
    assert likeness("5.p.4.m", "spam", SIGNS_AS_I) == Likeness(
        frozenset({"leet", "separated"}), 4, (".", ".", "."), places=3, signs=2
    )


def test_a_sign_beside_the_letter_it_could_stand_for_is_just_a_sign() -> None:
    assert likeness("taxi!", "taxi", SIGNS_AS_I) is None
    assert likeness("tax!!!", "taxi", SIGNS_AS_I) is not None
    assert likeness("numbskul1", "numbskull", SIGNS_AS_L) is not None


def test_words_that_were_run_together_are_compared_without_their_spaces() -> None:
    assert likeness("redapple", "red apple", joined=True) == Likeness(frozenset(), 8, places=6)
    assert likeness("red apple", "red apple") == Likeness(frozenset(), 8, places=8)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("s-p.am", "spam", Likeness(frozenset({"separated"}), 4, ("-", "."), places=3)),
        ("rock-n.roll", "rock-nroll", Likeness(frozenset({"separated"}), 9, (".",), places=7)),
        ("spaam", "spam", Likeness(frozenset({"repeated"}), 5, places=4, doubled=True)),
        ("spaaam", "spam", Likeness(frozenset({"repeated"}), 6, places=5)),
        ("ѕраm", "spam", Likeness(frozenset({"lookalike"}), 4, places=3, foreign=3)),
    ],
)
def test_how_much_was_done(text: str, form: str, expected: Likeness) -> None:
    assert likeness(text, form) == expected


def test_groups_know_what_stands_before_and_inside_them() -> None:
    first, second = groups("a-a..b~", LETTERS)
    assert (first.bones, first.letters, first.before, first.inside) == ("a", "aa", "", ("-",))
    assert (second.bones, second.letters, second.before, second.long) == ("b", "b", "..", 1)

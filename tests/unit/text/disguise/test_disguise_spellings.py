"""Other spellings that can be written out beforehand."""

from __future__ import annotations

import pytest

from policyengine.model.matching import DISGUISES, Boundary, Disguise
from policyengine.text.disguise.shape import Shape
from policyengine.text.disguise.spellings import boundary_as_written, excused, spellings


def shape(form: str, *tolerates: Disguise) -> Shape:
    return Shape(0, form, "none", None, frozenset(tolerates or DISGUISES))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("spam", {}),
        ("red apple", {"redapple": "joined"}),
        ("cà phê", {"caphê": "joined toneless", "càphê": "joined", "ca phê": "toneless", "ca phe": "toneless",
                    "caphe": "joined toneless"}),
        ("苹果", {"蘋果": "han"}),
        ("蘋果", {"苹果": "han"}),
        ("バナナ", {"ばなな": "kana"}),
        ("りんご", {"リンゴ": "kana"}),
        ("사과", {"사아과": "lengthened", "사과와": "lengthened"}),
        ("날", {"나알": "lengthened"}),
        ("сало", {}),
    ],
)  # fmt: skip
def test_spellings(form: str, expected: dict[str, str]) -> None:
    assert {each.text: " ".join(each.disguises) for each in spellings(shape(form))} == expected


def test_only_tolerated_spellings_are_written_out() -> None:
    assert [each.text for each in spellings(shape("cà phê", "toneless"))] == ["ca phê", "ca phe"]
    assert list(spellings(shape("苹果", "kana"))) == []


def test_a_character_of_many_forms_is_written_out_in_some_of_them() -> None:
    assert len(list(spellings(shape("发发发发")))) <= 8


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("spam", set()),
        ("red apple", set()),
        ("cà phê", {"ca phê", "ca phe"}),
        ("苹果", {"蘋果"}),
        ("りんご", {"リンゴ"}),
        ("사과", set()),
    ],
)
def test_allow_phrases_excuse_spellings_that_are_no_disguise(phrase: str, expected: set[str]) -> None:
    assert set(excused(phrase)) == expected


def test_long_phrases_keep_their_spaces() -> None:
    assert [each.text for each in spellings(shape("a red apple"))] == ["aredapple"]
    assert [each.text for each in spellings(shape("a big red apple"))] == []


@pytest.mark.parametrize(
    ("text", "disguises", "expected"),
    [
        ("spam", {"repeated"}, "start"),
        ("リンゴ", {"kana"}, "word"),
        ("ばなな", {"kana"}, "segment"),
        ("ばなな", {"lengthened"}, "start"),
    ],
)
def test_swapped_kana_follow_the_rules_of_those_they_are(
    text: str, disguises: set[Disguise], expected: Boundary
) -> None:
    assert boundary_as_written(text, "start", frozenset(disguises)) == expected

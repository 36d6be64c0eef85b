"""Which disguises a form can wear and still be told apart."""

from __future__ import annotations

import pytest

from policyengine.model.matching import DISGUISES, Disguise
from policyengine.text.disguise.tolerance import worn_by

ALL = frozenset(DISGUISES)
NONE: frozenset[Disguise] = frozenset()
HAN: frozenset[Disguise] = frozenset({"han"})


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("spam", ALL),
        ("egg", HAN),
        ("사과", ALL - {"masked"}),
        ("배", HAN),
        ("林檎", ALL - {"masked"}),
        ("国", HAN),
        ("苹果汁", ALL),
        ("バナナ", ALL),
        ("かに", ALL),
        ("林ご", ALL),
        ("cải", HAN),
        ("cà phê", ALL),
        ("24karat", NONE),
        ("사과2", NONE),
        ("!!!!", HAN),
    ],
)
def test_forms_that_are_too_short_or_hold_digits_wear_less(form: str, expected: frozenset[Disguise]) -> None:
    assert worn_by(form, ALL) == expected


@pytest.mark.parametrize("form", ["spam", "사과", "国", "24karat"])
def test_nothing_is_worn_that_is_not_tolerated(form: str) -> None:
    assert worn_by(form, NONE) == NONE
    assert worn_by(form, frozenset({"leet"})) <= {"leet"}

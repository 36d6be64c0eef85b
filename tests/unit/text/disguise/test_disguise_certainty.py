"""How certain it is that a disguised stretch is the term."""

from __future__ import annotations

from typing import Any

import pytest

from policyengine.model.matching import Certainty, Disguise
from policyengine.text.disguise.certainty import certainty_of, weight
from policyengine.text.disguise.comparison import Likeness


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("spam", 4),
        ("red apple", 8),
        ("l'spam!", 5),
        ("사과", 4),
        ("林檎", 4),
        ("バナナ", 6),
        ("りんご", 6),
        ("cà phê", 5),
        ("แอปเปิล", 7),
        ("사과 spam", 8),
        ("!?", 0),
    ],
)
def test_weight(form: str, expected: int) -> None:
    assert weight(form) == expected


def like(*disguises: Disguise, gaps: str = "", letters: int = 9, **counts: Any) -> Likeness:
    return Likeness(frozenset(disguises), letters, tuple(gaps), **counts)


SHORT, LONG, LONGEST = "spam", "numbskull", "complete numbskull"


@pytest.mark.parametrize(
    ("disguise", "form", "expected"),
    [
        ("han", "苹果", "sure"),
        ("kana", "りんご", "sure"),
        ("repeated", SHORT, "likely"),
        ("repeated", LONG, "sure"),
        ("accented", LONG, "sure"),
        ("lookalike", LONG, "sure"),
        ("lengthened", "멍텅구리", "sure"),
        ("leet", LONG, "likely"),
        ("masked", LONG, "likely"),
        ("masked", SHORT, "likely"),
        ("masked", "林檎", "possible"),
        ("masked", "苹果汁", "likely"),
        ("masked", "cà phê", "possible"),
        ("toneless", "cà phê", "possible"),
        ("toneless", "cà phê sữa", "possible"),
        ("toneless", "cà phê sữa đá", "likely"),
        ("joined", "lo bak", "possible"),
        ("joined", "red apple", "likely"),
    ],
)
def test_one_disguise(disguise: Disguise, form: str, expected: Certainty) -> None:
    assert certainty_of(like(disguise), form, alone=True) == expected


@pytest.mark.parametrize(("form", "expected"), [(SHORT, "possible"), (LONG, "possible"), (LONGEST, "likely")])
def test_three_disguises_need_a_long_form(form: str, expected: Certainty) -> None:
    assert certainty_of(like("repeated", "accented", "lookalike"), form, alone=True) == expected


def test_two_disguises_are_likely_and_other_forms_of_a_script_are_not_counted() -> None:
    assert certainty_of(like("repeated", "accented"), SHORT, alone=True) == "likely"
    assert certainty_of(like("han", "kana", "repeated"), "苹果汁", alone=True) == "sure"


@pytest.mark.parametrize(
    ("gaps", "form", "alone", "expected"),
    [
        ("...", SHORT, True, "likely"),
        ("   ", SHORT, True, "possible"),
        ("........", LONG, True, "sure"),
        ("        ", LONG, True, "sure"),
        ("        ", LONG, False, "possible"),
        ("-", SHORT, True, "possible"),
        ("★", SHORT, True, "likely"),
        ("-", LONG, True, "sure"),
    ],
)
def test_letters_kept_apart(gaps: str, form: str, alone: bool, expected: Certainty) -> None:
    found = like("separated", gaps=gaps, letters=len(form), places=len(form) - 1)
    assert certainty_of(found, form, alone) == expected


def test_accidents() -> None:
    assert certainty_of(like("repeated", letters=5, doubled=True), SHORT, alone=True) == "possible"
    assert certainty_of(like("repeated", letters=10, doubled=True), LONG, alone=True) == "sure"
    assert certainty_of(like("leet", letters=9, signs=5), LONG, alone=True) == "possible"
    assert certainty_of(like("leet", letters=9, signs=4), LONG, alone=True) == "likely"
    assert certainty_of(like("lookalike", letters=9, foreign=9), LONG, alone=True) == "possible"
    assert certainty_of(like("lookalike", letters=9, foreign=8), LONG, alone=True) == "sure"

from __future__ import annotations

import pytest

from policyengine.diagnostics.suggest import did_you_mean

KEYS = ("clause", "status", "owner", "when", "then", "examples", "effective", "title", "in_title")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("claus", "clause"),
        ("cluase", "clause"),
        ("Clause", "clause"),
        ("owners", "owner"),
        ("titel", "title"),
        ("in-title", "in_title"),
        ("in title", "in_title"),
        ("exampels", "examples"),
        ("x", None),
        ("queue", None),
        ("", None),
        ("colour", None),
        ("a" * 65, None),
    ],
)
def test_what_is_suggested(word: str, meant: str | None) -> None:
    assert did_you_mean(word, KEYS) == meant


def test_a_word_is_not_suggested_for_itself() -> None:
    assert did_you_mean("then", ["then"]) is None


def test_short_words_are_suggested_for_another_case_only() -> None:
    assert did_you_mean("KO", ["ko", "ja"]) == "ko"
    assert did_you_mean("kr", ["ko", "ja"]) is None


def test_ties_are_decided_by_the_beginning_then_by_the_alphabet() -> None:
    assert did_you_mean("slurs_kx", ["slurs_jx", "slurs_ko", "slurs_ka"]) == "slurs_ka"


def test_the_order_of_candidates_does_not_matter() -> None:
    assert did_you_mean("bat", ["cat", "hat", "bar"]) == did_you_mean("bat", ["bar", "hat", "cat"]) == "bar"

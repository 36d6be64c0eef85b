"""Han characters by their simplified form."""

from __future__ import annotations

import pytest

from policyengine.text.han import SIMPLIFIED, simplified, traditional


@pytest.mark.parametrize(
    ("text", "expected"),
    [("蘋果汁", "苹果汁"), ("苹果汁", "苹果汁"), ("國語", "国语"), ("りんご", "りんご"), ("a 書", "a 书"), ("", "")],
)
def test_simplified(text: str, expected: str) -> None:
    assert simplified(text) == expected


def test_simplifying_keeps_places_and_is_done_at_once() -> None:
    assert all(len(other) == len(simple) == 1 for other, simple in SIMPLIFIED.items())
    everything = "".join(SIMPLIFIED)
    assert simplified(simplified(everything)) == simplified(everything)


@pytest.mark.parametrize(("character", "forms"), [("苹", {"蘋", "苹"}), ("发", {"發", "髮", "发"}), ("果", {"果"})])
def test_traditional_forms_end_with_the_character_itself(character: str, forms: set[str]) -> None:
    assert set(traditional(character)) >= forms
    assert traditional(character)[-1] == character
    assert all(simplified(each) == character for each in traditional(character))

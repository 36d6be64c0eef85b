"""Choices in forms of terms."""

from __future__ import annotations

import pytest
from policy_sets import AT, lexicon, load, only_problem, policy_set, rule, track

from policyengine.model.forms import MOST_TEXTS, texts_of


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        ("plain", ("plain",)),
        ("{a|b} c", ("a c", "b c")),
        ("a {b|} c", ("a b c", "a c")),
        ("{|a} b", ("b", "a b")),
        ("a{b|c}{d|e}", ("abd", "abe", "acd", "ace")),
        ("{a|a}", ("a",)),
        ("{{title}}", ("{{title}}",)),
        ("a | b", ("a | b",)),
        ("{} {a}", ("{} {a}",)),
    ],
)
def test_texts_of_a_form(form: str, texts: tuple[str, ...]) -> None:
    assert texts_of(form) == texts


def flagged(text: str, *terms: str) -> bool:
    files = policy_set([rule("asked", "text: {lexicon: words}")], lexicons=[lexicon("words", *terms)])
    return bool(load(files).evaluate(track(text), at=AT).findings)


@pytest.mark.parametrize(
    ("text", "found"),
    [("you silly thing", True), ("you daft thing", True), ("you thing", True), ("you silly", False)],
)
def test_every_text_of_a_variant_is_looked_for(text: str, found: bool) -> None:
    assert flagged(text, '{term: sillybilly, variants: ["you {silly|daft|} thing"]}') is found


@pytest.mark.parametrize(("text", "found"), [("apple pie", False), ("apple tart", False), ("apple cake", True)])
def test_every_text_of_an_allow_phrase_excuses(text: str, found: bool) -> None:
    assert flagged(text, '{term: apple, allow: ["apple {pie|tart}"]}') is found


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("{a|b", "a choice in this form is not closed, or stands inside another"),
        ("{a|{b|c}}", "a choice in this form is not closed, or stands inside another"),
        (
            " ".join(["{a|b|c|d|e|f|g}"] * 4),
            f"this form stands for 2401 texts, more than {MOST_TEXTS}",
        ),
    ],
)
def test_a_form_that_cannot_be_read_is_told(form: str, message: str) -> None:
    files = policy_set(
        [rule("asked", "text: {lexicon: words}")],
        lexicons=[lexicon("words", f'{{term: apple, variants: ["{form}"]}}')],
    )
    assert only_problem(files).message == message


def test_a_headword_is_one_text() -> None:
    assert flagged("{a|b}", '"{a|b}"')
    assert not flagged("a", '"{a|b}"')

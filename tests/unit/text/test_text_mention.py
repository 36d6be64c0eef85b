"""Use and mention."""

from __future__ import annotations

import pytest

from policyengine.text.mention import Cues, use_of
from policyengine.text.scanner import Scanner, Term

SCANNER = Scanner(
    [
        Term("t/words@en", "spam", ("spam", "사과"), (), None, "en", False),
        Term("t/cues@en", "the word", ("the word", "라는 말"), (), "none", "en", False),
    ],
    [],
)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("spam now", "used"),
        ("he wrote “spam” again", "mentioned"),
        ("the word spam is old", "mentioned"),
        ("사과 라는 말", "mentioned"),
        ("the word is old. spam now", "used"),
        ("the word is old\nspam now", "used"),
        ("it's spam, isn't it", "used"),
    ],
)
def test_use_of(text: str, use: str) -> None:
    found = SCANNER.scan(text)
    assert found is not None
    hit = next(hit for hit in found.hits if hit.entry == 0)
    assert use_of(found, hit, Cues(frozenset({1}))) == use


def test_only_cues_count() -> None:
    found = SCANNER.scan("the word spam")
    assert found is not None
    assert use_of(found, found.hits[1], Cues()) == "used"


def test_a_cue_that_overlaps_the_hit_says_nothing_about_it() -> None:
    scanner = Scanner(
        [
            Term("t/words@en", "word", ("word",), (), None, "en", False),
            Term("t/cues@en", "the word", ("the word",), (), None, "en", False),
        ],
        [],
    )
    found = scanner.scan("the word")
    assert found is not None
    assert use_of(found, found.hits[1], Cues(frozenset({1}))) == "used"


USES = Scanner(
    [
        Term("t/words@en", "spam", ("spam", "사과"), (), None, "en", False),
        Term("t/cues@en", "the word", ("the word",), (), None, "en", False),
        Term("t/aims@en", "you are", ("you are", "너는"), (), None, "en", False),
    ],
    [],
)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("you are spam", "used"),
        ("you are the word spam", "used"),
        ("the word is spam and so you are", "used"),
        ("“spam” is what you are", "used"),
        ("he wrote “you are spam” again", "mentioned"),
        ("you are right, “you are spam” is rude", "used"),
        ("you are here. the word spam", "mentioned"),
        ("you are here\nthe word spam", "mentioned"),
        ("“you are” and “spam”", "used"),
        ("너는 “사과”", "used"),
    ],
)
def test_marks_of_use_outweigh_marks_of_mention_unless_they_are_quoted_with_the_word(text: str, use: str) -> None:
    found = USES.scan(text)
    assert found is not None
    hit = next(hit for hit in found.hits if hit.entry == 0)
    assert use_of(found, hit, Cues(frozenset({1}), frozenset({2}))) == use


def test_a_term_of_a_lexicon_that_marks_use_is_no_mark_of_its_own_use() -> None:
    found = USES.scan("“you are”")
    assert found is not None
    assert use_of(found, found.hits[0], Cues(use=frozenset({2}))) == "used", "who quotes everything quotes nothing"
    found = USES.scan("he said “you are” twice")
    assert found is not None
    assert use_of(found, found.hits[0], Cues(use=frozenset({2}))) == "mentioned"

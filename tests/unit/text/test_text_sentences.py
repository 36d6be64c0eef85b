"""Sentences and quotation."""

from __future__ import annotations

import pytest

from policyengine.text.folding.fold import flat
from policyengine.text.sentences import REACH, quotation_around, sentence_at


def sentence(text: str, word: str = "spam") -> str:
    folded = flat(text)
    at = folded.index(flat(word))
    start, end = sentence_at(folded, at, at + len(flat(word)))
    return folded[start:end]


def is_quoted(text: str, word: str = "spam") -> bool:
    folded = flat(text)
    at = folded.index(flat(word))
    span = at, at + len(flat(word))
    return quotation_around(folded, *span, sentence_at(folded, *span)) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one. two spam three. four", "two spam three."),
        ("spam", "spam"),
        ("one\n spam two\nthree", "spam two"),
        ("안녕. spam이다！ 끝", "spam이다!"),
        ("一。spam二。三", "spam二。"),
        ("he said “spam!” and left", "he said “spam!”"),
        ("it cost 3.5 spam coins. ok", "it cost 3.5 spam coins."),
        ("the U.S. spam market. ok", "the u.s. spam market."),
        ("by Dr. Spam. next", "by dr. spam."),
        ("song feat. spam", "song feat. spam"),
        ("see spam.example.com now. ok", "see spam.example.com now."),
        ("p!nk spam? yes", "p!nk spam?"),
        ("끝났다.그래서 spam", "그래서 spam"),
        ("वह गया। spam आया॥ अंत", "spam आया॥"),
        ("well… spam", "spam"),
        ("a\u2028spam\r\nb", "spam"),
    ],
)
def test_sentence(text: str, expected: str) -> None:
    assert sentence(text) == expected


def test_a_match_that_ends_with_a_full_stop_ends_its_sentence() -> None:
    assert sentence("one spam. two", "spam.") == "one spam."


def test_reach_is_bounded() -> None:
    text = "a " * 2_000 + "spam" + " a" * 2_000
    assert len(sentence(text)) <= 2 * REACH + 4


@pytest.mark.parametrize(
    "text",
    [
        'the word "spam" is', "the word 'spam' is", "the word “eat spam now” is", "‘spam’라는 말",
        "'spam'이라는 말", "「spam」という", "『spam』", "«spam»", "《spam》", "﹁spam﹂", "｢spam｣",
        "＂spam＂", "“don't say spam” he said", "I don't like 'spam' mail", 'he said"spam"here',
    ],
)  # fmt: skip
def test_quoted(text: str) -> None:
    assert is_quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "spam", "don't spam, it's bad", "the dogs' spam isn't theirs", '"a" spam "b"', "“a” spam “b”", '"spam',
        'spam"', '"a\nspam\nb"', "「a」spam「b」", "rock 'n' roll spam",
    ],
)  # fmt: skip
def test_not_quoted(text: str) -> None:
    assert not is_quoted(text)

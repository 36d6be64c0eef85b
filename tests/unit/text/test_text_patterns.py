"""Patterns: what is admitted, which literals are derived, and what is found."""

from __future__ import annotations

import re

import pytest
import regex

from policyengine.text.patterns import pattern as module
from policyengine.text.patterns.pattern import MAX_WAYS, Pattern, PatternRefused, PatternTimeout, admit


def matches(source: str, folded: str) -> list[str]:
    pattern = Pattern(source)
    near = sorted({m.span() for literal in pattern.literals for m in re.finditer(f"(?={re.escape(literal)})", folded)})
    near = [(start, start + 1) for start, _ in near]
    return [folded[start:end] for start, end in pattern.find(folded, near)]


@pytest.mark.parametrize(
    ("source", "words", "offset"),
    [
        (r"(ab)\1", "refers back", 4),
        (r"(?P<x>ab)(?P=x)", "refers back", 9),
        (r"(a)?(?(1)bb|cc)", "conditional", 4),
        (r"spam.*", "no upper bound", 5),
        (r"spam.+", "no upper bound", 5),
        (r"spam.*?", "no upper bound", 5),
        (r"spa{2,}m", "no upper bound", 3),
        (r"(?:a{0,3}b){1,4}spam", "itself repeats", 11),
        (r"(?:(?:a{0,3})b){2,4}spam", "itself repeats", 15),
        (r"(?i)spam", "flags", 0),
        (r"eat (?i:spam)", "flags", 4),
        (r"(?i-s:spam)", "flags", 0),
        (r"(?>spam)", "unknown kind of group", 0),
        (r"(?|spam)", "unknown kind of group", 0),
        (r"(?R)spam", "unknown kind of group", 0),
        (r"spam{e<=1}", "outside a count", 4),
        (r"spam{}", "outside a count", 4),
        (r"spa{1,2}+m", "possessive", 3),
        (r"spam\Z", "not used", 4),
        (r"\Gspam", "not an admitted escape", 0),
        (r"spam\neggs", "not an admitted escape", 4),
        (r"[[:alpha:]]spam", "inside a class", 1),
        (r"[a--b]spam", "inside a class", 2),
        (r"spam)", "invalid syntax", 4),
        (r"\p{Han}(spam", "invalid syntax", 7),
        (r"\p{Nonsense}spam", "invalid syntax", 12),
        (r"[z-a]spam", "invalid syntax", 1),
        (r"(?P<n spam", "unknown kind of group", 0),
        (r"a?", "empty text", 0),
        ("", "empty text", 0),
        (r"(?=spam)", "empty text", 0),
        (r"\d{3}-\d{4}", "no text that must occur", 0),
        (r"spam|a", "no text that must occur", 0),
        (r"eat Spam", "never occurs", 0),
        (r"x[A-Z]spam", "never occurs", 2),
        ("spam！", "never occurs", 0),
        ("cafe(?:\u0301)", "never occurs", 0),
        (r".{0,30}spam.{0,30}", "ways", 0),
        (r"(?:a|ab|abc){8}spam", "ways", 0),
        (r"spam.{0,400}", "more than", 0),
    ],
)
def test_refused_with_reason_and_place(source: str, words: str, offset: int) -> None:
    problems = admit(source)
    assert words in problems[0].what
    assert problems[0].why
    assert 0 <= problems[0].offset <= len(source)
    if "invalid" not in words:
        assert problems[0].offset == offset
    with pytest.raises(PatternRefused, match="pattern `"):
        Pattern(source)


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        (r"spam", ("spam",)),
        (r"eat\s?spam", ("spam",)),
        (r"eat ?spam", ("eat spam", "eatspam")),
        (r"spam|eggs and ham", ("eggs and ham", "spam")),
        (r"(?:spam|eggs)\d{1,3}", ("eggs", "spam")),
        (r"(?:\d|x)?spam", ("spam",)),
        (r"s[pb]am", ("sbam", "spam")),
        (r"(?<![a-z])spam(?! free)", ("spam",)),
        (r"(?:ha){2,3}", ("haha", "hahaha")),
        (r"[a-z]{1,9}spam[a-z]{1,9}", ("spam",)),
        (r"(?:[a-z]spam){2}", ("spam",)),
        (r"사과[^가-힣]{0,3}주스", ("사과",)),
        (r"\p{Hangul}{1,2}사", ("사",)),
        (r"a\{b", ("a{b",)),
        (r"[\p{Han}x]spam", ("spam",)),
        (r"\x73pam", ("spam",)),
        (r"(?<=a{1,2})spam", ("spam",)),
    ],
)
def test_derived_literals(source: str, literals: tuple[str, ...]) -> None:
    assert admit(source) == []
    assert Pattern(source).literals == literals


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (r"spam\d{1,3}", "spam12 spam1234", ["spam12", "spam123"]),
        (r"^spam$", "spam\nno spam\nspam", ["spam", "spam"]),
        (r"(?<!\w)spam(?!\w)", "xspam spam spamx", ["spam"]),
        (r"spam[^z]{0,5}eggs", "spam\neggs spam eggs", ["spam eggs"]),
        (r"spam\s?eggs", "spam\neggs", []),
        (r"\p{Hangul}{2}spam", "사과spam", ["사과spam"]),
        (r"\w{0,20}spam", "a" * 50 + "spam", ["a" * 20 + "spam"]),
        (r"spam\b", "spams spam", ["spam"]),
    ],
)
def test_matches(source: str, text: str, expected: list[str]) -> None:
    assert matches(source, text) == expected


def test_exclusive_alternatives_do_not_multiply() -> None:
    assert admit("(?:apple|banana|cherry|damson|elder|fig|grape) {1,4}juice.{0,90}") == []
    assert MAX_WAYS == 500


def test_time_out_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    # A pattern that admission would refuse, so that the barrier has something to stop.
    pattern = Pattern("spam")
    slow = regex.compile(r"(?:a|aa|aaa|a?a?a?)+(?:b|c)(?<=spam)")
    object.__setattr__(pattern, "_compiled", slow)
    monkeypatch.setattr(module, "MAX_SECONDS", 0.05)
    with pytest.raises(PatternTimeout, match="given up"):
        pattern.find("a" * 5000 + "b", [(i, i + 1) for i in range(5000)])


def test_short_windows_share_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SECONDS", 0.0)
    with pytest.raises(PatternTimeout, match="given up"):
        Pattern("spam").find("spam", [(0, 4)])


def test_a_short_window_is_searched_whatever_the_admitted_pattern_costs() -> None:
    costly = Pattern("a{0,20}a{0,20}(?:spam|aaaaeggs)")
    assert admit("a{0,20}a{0,20}a{0,1}spam"), "one more count and it would be refused"
    assert costly.find("a" * 60 + "spam", [(60, 64)]) == [(20, 64)]


def test_patterns_compare_by_source() -> None:
    assert Pattern("spam") == Pattern("spam")
    assert Pattern("spam") != Pattern("eggs")

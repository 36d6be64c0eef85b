"""Small phrases that all messages share: quoted text, lists of words, numbers with their noun."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

LONGEST_QUOTE = 40


def quoted(text: str) -> str:
    """The writer's text in backticks: on one line, visible, and cut after 40 characters."""
    shown = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return f"`{visible(shown)}`"


def visible(text: str) -> str:
    """The text with line ends, control characters and direction marks written as escapes."""
    if text.isprintable():
        return text
    return "".join(character_name(char) if must_escape(char) else char for char in text)


def must_escape(char: str) -> bool:
    """Whether a character would break the line or its order if it were printed."""
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in DIRECTION_MARKS


DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def character_name(char: str) -> str:
    """A character as its usual escape (`\\n`) or by number (`U+2028`)."""
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char, f"U+{ord(char):04X}")


def listed(words: Iterable[str], joint: str = "or") -> str:
    """The words as an enumeration: "`a`, `b` or `c`"."""
    shown = [quoted(word) for word in words]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {joint} {shown[-1]}"


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 item", "3 items"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

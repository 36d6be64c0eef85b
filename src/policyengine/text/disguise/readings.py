"""Where a text may hold something disguised, and how to read it there.

Most texts hold nothing of the kind, and one look tells. What gives a disguise away stands for a whole stretch around
it, which is long enough for any term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from policyengine.text.disguise.characters import (
    BARRIERS,
    CIRCLES,
    EITHER,
    LIKE_KANA,
    LONG_MARKS,
    LOOKALIKES,
    MASKS,
    SIGNS,
)
from policyengine.text.disguise.skeleton import CLOSE, LETTERS, SIGNS_AS_I, SIGNS_AS_L, Table

View = Literal["letters", "spaced", "signs"]


class Reading(NamedTuple):
    """One stretch of a folded text, from `start`, read with one table."""

    view: View
    start: int
    text: str
    table: Table


MOST_MASKS = 8
"""Masks of one text that are looked at."""
REACH = 64
"""Code points around what gives a disguise away that are read with it; terms are shorter."""

_MARK = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_UNIT = f"(?:[^\\W\\d_]|[{_MARK}])[{_MARK}]*"
_DENSE = f"[\u1100-\u11ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3][{_MARK}]*"
_GAP = r"(?: {1,3}| ?[._*·•‧~|/+=^-] ?)"
# Four letters kept apart, or two syllables or Han characters. The first patterns are a quick look for the last one.
_two_apart = re.compile(r" \S{1,3}(?: {1,3}| \S )\S{1,3}(?: |$)")
_two_letters_apart = re.compile(r" \S(?: {1,3}| \S )\S(?: |$)")
_spaced = re.compile(f"(?<![\\w{_MARK}])(?:{_UNIT}(?:{_GAP}{_UNIT}){{3,}}|{_DENSE}(?:{_GAP}{_DENSE})+)(?![\\w{_MARK}])")

_SIGN = f"[{re.escape(''.join(SIGNS))}]"
_signs = re.compile(f"[a-z]{_SIGN}|{_SIGN}[a-z]")
_either = re.compile(f"[{re.escape(EITHER)}]")
_mask = re.compile(f"[{re.escape(MASKS)}](?<=[^\\W\\d_].)|[{CIRCLES}]")

_BARRIERS = re.escape("".join(sorted(BARRIERS)))
_TELLING = "".join(
    (
        re.escape("".join(sorted({*LOOKALIKES, *LIKE_KANA, *LONG_MARKS}))),
        "\u00e0-\u024f\u1e00-\u1eff\u0300-\u036f",  # Latin letters with marks
        "\u1100-\u110e\u1110\u1111\u1161-\u116d\u116f-\u1171\u1174\u1175\u11a8-\u11ff",  # but for ㅋ ㅎ ㅜ ㅠ ㅡ
        "\u3041-\u30ff",
    )
)
# The rarest character of each comes first, and what must stand before it is looked for behind it.
_sign_at_edge = re.compile(r"[$@0-9](?=[a-z])(?<![a-z].)|[$@0-9](?<=[a-z].)(?![a-z])")
_sign_inside = re.compile("!(?<=[a-z].)(?=[a-z])")  # elsewhere it ends a clause
_no_typography = re.compile("[^\\x00-\\x7f‘’“”–—…•™®©]")
_IN_PLAIN = (
    re.compile(rf"[-._*~/\\^=+#%$@&`|0-9](?<=[a-z].)[^a-z\s{_BARRIERS}]*[a-z]"),  # something between letters
    re.compile(r"([a-z])\1(?:\1|[a-z]*([a-z])\2)"),  # a letter three times, or two letters twice in one word
    _sign_at_edge,
    _sign_inside,
)
_IN_ANY = (
    re.compile(f"[{_TELLING}]|เเ"),
    re.compile(rf"[\W\d_](?<=[^\W\d_].)(?<![\s{_BARRIERS}])(?:[\W\d_](?<![\s{_BARRIERS}]))*[^\W\d_]"),
    re.compile(r"(\w)\1(?:\1|\w*(\w)\2)"),
    _sign_at_edge,
    _sign_inside,
)


def readings(folded: str) -> Iterator[Reading]:
    """The readings that a folded text calls for, but for that of masked letters."""
    plain = folded.isascii() or _no_typography.search(folded) is None
    for start, end in _stretches(folded, _IN_PLAIN if plain else _IN_ANY):
        text = folded[start:end]
        yield Reading("letters", start, text, LETTERS)
        if _signs.search(text):
            yield Reading("signs", start, text, SIGNS_AS_I)
            if _either.search(text):
                yield Reading("signs", start, text, SIGNS_AS_L)
    lines = f" {folded}".replace("\n", " ")
    if (_two_letters_apart if plain else _two_apart).search(lines):
        for match in _spaced.finditer(folded):
            yield Reading("spaced", match.start(), match[0], CLOSE)


def _stretches(folded: str, telling: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int]]:
    """Stretches around everything that gives a disguise away, whole words; those that touch are one."""
    if len(folded) <= 2 * REACH:
        for each in telling:
            if each.search(folded):
                yield 0, len(folded)
                return
        return
    low = high = 0
    for start, end in sorted(match.span() for each in telling for match in each.finditer(folded)):
        if start - REACH > high:
            if high:
                yield low, high
            low = folded.rfind(" ", 0, max(0, start - REACH)) + 1
        if end + REACH > high:
            high = folded.find(" ", end + REACH)
            if high < 0:
                yield low, len(folded)
                return
    if high:
        yield low, high


def masks(folded: str) -> list[int]:
    """Where a letter may be hidden: after a letter, or at a circle anywhere. Only the first few count."""
    return [match.start() for match in islice(_mask.finditer(folded), MOST_MASKS)]

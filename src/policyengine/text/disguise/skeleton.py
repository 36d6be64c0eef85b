"""Skeletons: what is left of a text when everything that disguises may change is taken away.

A term and every disguise of it have the same skeleton, so one pass of an automaton over the skeleton of a text finds
all disguises of all terms at once. Different words may share a skeleton, too: what is found is only a candidate, which
`comparison.py` compares with the term letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from policyengine.text.disguise.characters import EITHER, SIGNS, bones

_compound = re.compile("[\u1100-\u11ff\u3041-\u30ff\uac00-\ud7a3]")
"""Letters of Hangul and kana: the characters of which some have several different bones."""
_repeats = re.compile(r"(?s)(.)\1+")
_repeated = re.compile(r"(?s)(.)(?=\1)")
"""All of a run but its last character; to take these out is quicker than to put one character for each run."""
_hangul = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")
_drawn_out_in_hangul = re.compile(
    "(?s)([\u1161-\u1175])(?:\u110b?\\1)+|([\u1100-\u1112][\u1161-\u1175]{1,2}[\u1100-\u1112]?)\\2+"
    "|(.[\u3099\u309a]?)\\3+"
)
_drawn_out_in_kana = re.compile("(?s)(.[\u3099\u309a]?)\\1+")


class Table(dict[int, str | None]):
    """The bones of each character by its code point, for `str.translate`. Fills itself as characters turn up; two
    threads may fill in the same one, which does no harm."""

    def __init__(self, special: Mapping[str, str | None]) -> None:
        """`special` are read as stated there."""
        super().__init__({ord(sign): letter for sign, letter in special.items()})

    def __missing__(self, code: int) -> str | None:
        value = self[code] = bones(chr(code))
        return value


LETTERS = Table({})
"""Only letters say anything; digits and signs separate them."""
CLOSE = Table({" ": None})
"""Spaces separate letters, too, not only words."""
SIGNS_AS_I = Table(SIGNS)
SIGNS_AS_L = Table({**SIGNS, **dict.fromkeys(EITHER, "l")})
"""Signs are letters, too; the first reads `1`, `!` and `|` as i, the second as l."""
_APART = {"_": " "}
WORDS = Table(_APART)
WORDS_SIGNS_AS_I = Table({**SIGNS, **_APART})
WORDS_SIGNS_AS_L = Table({**SIGNS, **_APART, **dict.fromkeys(EITHER, "l")})
"""The same for handles and tags, in which underscores stand between words."""


def skeleton(folded: str, table: Table = LETTERS) -> str:
    """The skeleton of a folded text: the bones of its characters, with repeats and drawn-out vowels collapsed."""
    if not _is_compound(folded):
        return _repeated.sub("", folded.translate(table))
    # Syllables and voiced kana have several bones, so their repeats are collapsed before they are taken apart.
    return _drawn_out(folded).sub(_first, _repeated.sub("", folded).translate(table))


def _is_compound(folded: str) -> bool:
    return not folded.isascii() and _compound.search(folded) is not None


def _drawn_out(folded: str) -> re.Pattern[str]:
    """What is collapsed in the bones of a text that holds Hangul or kana."""
    return _drawn_out_in_hangul if _hangul.search(folded) else _drawn_out_in_kana


def _first(run: re.Match[str]) -> str:
    return str(run[run.lastindex or 0])


@dataclass(frozen=True, slots=True)
class Trace:
    """Where each character of a skeleton came from: the folded slice from its first letter to its last."""

    starts: list[int]
    ends: list[int]


def trace(folded: str, table: Table = LETTERS) -> Trace:
    """The trace of `skeleton(folded, table)`."""
    whole = folded
    at = Trace(list(range(len(folded))), list(range(1, len(folded) + 1)))
    compound = _is_compound(folded)
    if compound:
        whole, at = _collapsed(_repeats, whole, at)
    left = [table[ord(character)] or "" for character in whole]
    starts = [start for start, parts in zip(at.starts, left, strict=True) for _ in parts]
    ends = [end for end, parts in zip(at.ends, left, strict=True) for _ in parts]
    runs = _drawn_out(folded) if compound else _repeats
    return _collapsed(runs, "".join(left), Trace(starts, ends))[1]


def _collapsed(runs: re.Pattern[str], text: str, at: Trace) -> tuple[str, Trace]:
    """The text with each run collapsed to its first character, which now comes from all of them."""
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for run in runs.finditer(text):
        kept = run.start() + len(_first(run))
        starts += at.starts[done:kept]
        ends += at.ends[done : kept - 1]
        ends.append(at.ends[run.end() - 1])
        done = run.end()
    starts += at.starts[done:]
    ends += at.ends[done:]
    return runs.sub(_first, text), Trace(starts, ends)

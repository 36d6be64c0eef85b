"""The readings that a text calls for: stretches of it, each with the table that says what counts as a letter.

Every text is read as letters. The other readings cost nothing unless something in the text asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from policyengine.text.disguise.characters import EITHER, MASKS, SIGNS
from policyengine.text.disguise.skeleton import CLOSE, LETTERS, SIGNS_AS_I, SIGNS_AS_L, Table

View = Literal["letters", "spaced", "signs"]


class Reading(NamedTuple):
    """One stretch of a folded text, from `start`, read with one table."""

    view: View
    start: int
    text: str
    table: Table


_MARK = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_UNIT = f"(?:[^\\W\\d_]|[{_MARK}])[{_MARK}]*"
_DENSE = f"[\u1100-\u11ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3][{_MARK}]*"
_GAP = r"(?: {1,3}| ?[._*·•‧~|/+=^-] ?)"
# Four letters kept apart, or two syllables or Han characters.
_spaced = re.compile(f"(?<![\\w{_MARK}])(?:{_UNIT}(?:{_GAP}{_UNIT}){{3,}}|{_DENSE}(?:{_GAP}{_DENSE})+)(?![\\w{_MARK}])")
_sign = f"[{re.escape(''.join(SIGNS))}]"
_signs = re.compile(f"[a-z]{_sign}+[a-z]|(?<![a-z]){_sign}+[a-z]|[a-z]{_sign}+")
_either = re.compile(f"[{re.escape(EITHER)}]")
_mask = re.compile(f"[{re.escape(MASKS)}]")


def readings(folded: str) -> Iterator[Reading]:
    """The readings of a folded text, but for that of masked letters."""
    yield Reading("letters", 0, folded, LETTERS)
    for match in _spaced.finditer(folded):
        yield Reading("spaced", match.start(), match[0], CLOSE)
    if _signs.search(folded):
        yield Reading("signs", 0, folded, SIGNS_AS_I)
        if _either.search(folded):
            yield Reading("signs", 0, folded, SIGNS_AS_L)


def may_mask(folded: str) -> bool:
    """Whether anything in the text may hide a letter."""
    return _mask.search(folded) is not None

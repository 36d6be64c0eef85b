"""Where a term may begin and end: the boundary each script calls for, and whether a match has it."""

from __future__ import annotations

import re

from policyengine.model.matching import Boundary
from policyengine.text.fold import flat
from policyengine.text.languages.endings import Endings
from policyengine.text.languages.profiles import ENDINGS
from policyengine.text.scripts import Script, script_of

_KOREAN = ENDINGS["ko"]
_syllables = re.compile(f"[\uac00-\ud7a3]{{0,{_KOREAN.longest + 1}}}")
# Letters that people type alone to laugh, cry or drawl, in any number and next to anything.
_EXPRESSIVE = frozenset(flat("ㅋㅎㅠㅜㅡㅏㅗ"))
_WITHOUT_SPACES: frozenset[Script] = frozenset({"hiragana", "han", "unspaced"})


def natural_boundary(term: str) -> Boundary:
    """The boundary a term has when its writer states none, by the scripts at its two edges."""
    folded = flat(term)
    if not folded:
        return "none"
    edges = {script_of(folded[0]), script_of(folded[-1])}
    if edges & {"hangul", "jamo"}:
        return "stem"
    return "word" if edges & {"spaced", "katakana"} else "none"


def stands(folded: str, start: int, end: int, boundary: Boundary, endings: Endings | None = None) -> bool:
    """Whether the match [start, end) has its boundary in the folded view.

    `endings` are those of the term's language; after a Hangul syllable the Korean ones count whatever that is.

    Each edge is judged by the script of the character at that edge, so `spam입니다` ends the word `spam`. Scripts
    that are written without spaces ask nothing, unless the whole term is of such a script and a boundary was stated.
    """
    if boundary in ("none", "segment"):
        return True
    first, last = script_of(folded[start]), script_of(folded[end - 1])
    mixed = first != last
    if start and _continues(first, folded[start - 1], mixed):
        return False
    if end == len(folded) or boundary == "start":
        return True
    if boundary == "stem" and last == "hangul":
        tail = _syllables.match(folded, end)
        return tail is None or _KOREAN.accepts(tail[0])
    if boundary == "stem" and last == "spaced" and endings is not None:
        return endings.accepts(_letters_after(folded, end, endings.longest + 1))
    return not _continues(last, folded[end], mixed)


def _letters_after(folded: str, start: int, most: int) -> str:
    end = start
    while end < len(folded) and end - start < most and script_of(folded[end]) == "spaced":
        end += 1
    return folded[start:end]


def _continues(edge: Script, neighbour: str, mixed: bool) -> bool:
    if edge == "none" or (mixed and edge in _WITHOUT_SPACES):
        return False
    if edge == "jamo" and neighbour in _EXPRESSIVE:
        return False
    return script_of(neighbour) == edge

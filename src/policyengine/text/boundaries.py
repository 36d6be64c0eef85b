"""Where a term may begin and end: the boundary each script calls for, and whether a match has it."""

from __future__ import annotations

import re
from string import ascii_letters

from policyengine.model.matching import Boundary
from policyengine.text.folding.fold import View, flat, mapped, may_join
from policyengine.text.languages.endings import Endings
from policyengine.text.languages.profiles import ENDINGS
from policyengine.text.scripts import Script, script_of
from policyengine.text.segments import on_segment_edges

_KOREAN = ENDINGS["ko"]
_syllables = re.compile(f"[\uac00-\ud7a3]{{0,{_KOREAN.longest + 1}}}")
EXPRESSIVE = frozenset(flat("ㅋㅎㅠㅜㅡㅏㅗ"))
"""Letters that people type alone to laugh, cry or drawl, in any number and next to anything."""
_ZERO_WIDTH_SPACE = "\u200b"
LATIN = frozenset(ascii_letters)
"""Plain Latin letters."""
_GAPS = frozenset(("", *(character for character in map(chr, range(128)) if not character.isalnum())))
"""What every script takes for the edge of a word: nothing, a space, a plain sign."""
_LONG_ENOUGH = 4
"""Shorter words beside a number or a hump are often something else: a unit, a key, part of a name."""
_THAI_LEADING = frozenset("เแโใไ")
_THAI_FOLLOWING = frozenset(map(chr, (*range(0xE30, 0xE3B), 0xE45, *range(0xE47, 0xE4F))))
"""Vowels of Thai written before their consonant; and vowels, tone marks and other marks written behind or over it."""
_WITHOUT_SPACES: frozenset[Script] = frozenset({"hiragana", "han", "unspaced"})


def natural_boundary(folded: str) -> Boundary:
    """The boundary a folded term has when its writer states none, by the scripts at its two edges."""
    if not folded:
        return "none"
    if folded[0].isascii() and folded[0].isalnum() and folded[-1].isascii():
        return "word"
    edges = {script_of(folded[0]), script_of(folded[-1])}
    if edges & {"hangul", "jamo"}:
        return "stem"
    return "word" if edges & {"spaced", "katakana"} else "none"


class Written:
    """A text as it was written and its folded view. The map between them is made when something asks for it."""

    __slots__ = ("_view", "folded", "original")

    def __init__(self, original: str, folded: str) -> None:
        self.original = original
        self.folded = folded
        self._view: View | None = None

    @property
    def view(self) -> View:
        """The folded view with the way back to the original."""
        if self._view is None:
            self._view = mapped(self.original, self.folded)
        return self._view

    def folded_as(self, letters: re.Pattern[str], letter: str) -> str:
        """The folded text as if these letters of the original were another one, of the same length when folded."""
        return flat(letters.sub(letter, self.original))

    def cut_at(self, offset: int) -> bool:
        """Whether the writer marked the edge of a word at an offset of the folded view."""
        return 0 < offset < len(self.folded) and _is_cut(self.view, offset)


def goes_on_before(written: Written, start: int, end: int) -> bool:
    """Whether [start, end) begins inside a Latin word: the commonest reason by far why a match does not count."""
    folded = written.folded
    return (
        start > 0
        and folded[start - 1] in LATIN
        and folded[start] in LATIN
        and (end - start < _LONG_ENOUGH or not written.cut_at(start))
    )


def goes_on_after(written: Written, end: int) -> bool:
    """Whether a match that ends at `end` ends inside a Latin word."""
    folded = written.folded
    return end < len(folded) and folded[end] in LATIN and folded[end - 1] in LATIN and not written.cut_at(end)


def stands(written: Written, start: int, end: int, boundary: Boundary, endings: Endings | None = None) -> bool:
    """Whether the match [start, end) has its boundary in the folded view.

    Each edge is judged by the script of the character at that edge, so `spam입니다` ends the word `spam`. Scripts
    that are written without spaces ask nothing, unless the whole term is of such a script and a boundary was stated;
    but a term that may stand anywhere, or at the edges of words there, cuts no Thai syllable.
    `endings` are those of the term's language; after a Hangul syllable the Korean ones count whatever that is.
    """
    folded = written.folded
    if boundary == "none":
        return not _cuts_thai_syllable(folded, start, end)
    if boundary == "segment":
        if _cuts_thai_syllable(folded, start, end):
            return False
        return (written.cut_at(start) and written.cut_at(end)) or on_segment_edges(folded, start, end)
    if folded[start - 1 : start] in _GAPS and folded[end : end + 1] in _GAPS:  # as nearly everything that stands
        return True
    if goes_on_before(written, start, end):
        return False
    long = end - start >= _LONG_ENOUGH
    first, last = script_of(folded[start]), script_of(folded[end - 1])
    mixed = first != last
    cuts = long or first != "spaced"
    if start and _continues(first, folded[start - 1], mixed):
        numbered = long and folded[start].isalpha() and _numbered_before(folded, start)
        if not numbered and not (cuts and written.cut_at(start)):
            return False
    if end == len(folded) or boundary == "start":
        return True
    if boundary == "stem" and last == "hangul":
        tail = _syllables.match(folded, end)
        return tail is None or _KOREAN.accepts(tail[0]) or written.cut_at(end)
    numbered = long and folded[end - 1].isalpha() and _numbered_after(folded, end)
    if boundary == "stem" and last == "spaced" and endings is not None:
        tail_accepted = endings.accepts(_letters_after(folded, end, endings.longest + 1))
        return tail_accepted or numbered or (cuts and written.cut_at(end))
    if not _continues(last, folded[end], mixed):
        return True
    return numbered or (cuts and written.cut_at(end))


def excuses(written: Written, start: int, end: int, endings: Endings | None) -> bool:
    """Whether an allow-phrase stands at [start, end): not with an edge inside a Latin word, but for an ending, nor
    inside a Thai syllable."""
    folded = written.folded
    if (start and _in_latin_word(folded, start)) or _cuts_thai_syllable(folded, start, end):
        return False
    if end == len(folded) or not _in_latin_word(folded, end):
        return True
    return endings is not None and endings.accepts(_letters_after(folded, end, endings.longest + 1))


def _is_cut(view: View, offset: int) -> bool:
    """Whether the writer has marked the edge of a word between two characters of the folded view.

    Such marks are humps (`SpamMail`), and zero-width spaces in scripts without spaces, which are written there for
    just that.
    """
    text = view.original
    if not view.removed and not view.blocks:
        return "a" <= text[offset - 1] <= "z" and "A" <= text[offset] <= "Z"
    before, after = view.span(offset - 1, offset)[1], view.span(offset, offset + 1)[0]
    if before > after:  # one character of the text became both
        return False
    if "a" <= text[before - 1] <= "z" and "A" <= text[after] <= "Z":
        return True
    # Before a mark it is no edge: the mark joins what stands before it.
    return (
        _ZERO_WIDTH_SPACE in text[before:after]
        and script_of(view.folded[offset]) in _WITHOUT_SPACES
        and not may_join(text[after])
    )


def _cuts_thai_syllable(folded: str, start: int, end: int) -> bool:
    """Whether a vowel that is written before its consonant stands before the span, or a vowel or tone mark behind it:
    then the letter at that edge belongs to another syllable, as the last one of `เหี้ยม` does in `เหี้ยมาก`. Marks that
    the span ends with may be drawn out."""
    if folded[start - 1 : start] in _THAI_LEADING:
        return True
    if folded[end : end + 1] not in _THAI_FOLLOWING:
        return False
    return not folded.startswith((folded[end - 1 : end], folded[end - 2 : end]), end)


def _in_latin_word(folded: str, offset: int) -> bool:
    """Whether plain Latin letters stand on both sides."""
    return folded[offset - 1] in LATIN and folded[offset] in LATIN


def _numbered_before(folded: str, start: int) -> bool:
    """Whether all that touches a word from before is a number, as in `24spam`."""
    low = start
    while low and folded[low - 1].isdigit():
        low -= 1
    return low < start and (not low or script_of(folded[low - 1]) != "spaced")


def _numbered_after(folded: str, end: int) -> bool:
    """Whether all that touches a word from behind is a number, as in `spam24`."""
    high = end
    while high < len(folded) and folded[high].isdigit():
        high += 1
    return high > end and (high == len(folded) or script_of(folded[high]) != "spaced")


def _letters_after(folded: str, start: int, most: int) -> str:
    end = start
    while end < len(folded) and end - start < most and script_of(folded[end]) == "spaced":
        end += 1
    return folded[start:end]


def _continues(edge: Script, neighbour: str, mixed: bool) -> bool:
    if edge == "none" or (mixed and edge in _WITHOUT_SPACES):
        return False
    if edge == "jamo" and neighbour in EXPRESSIVE:
        return False
    return script_of(neighbour) == edge

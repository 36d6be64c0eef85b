"""The folded view of a text, and the exact way back to the original.

Folding, in this order: invisible characters are removed, every line break becomes one line feed, every other white
space one space, and a voicing mark of kana that stands apart joins its letter; then NFKC, full case folding, and NFKC
again (case folding can undo it); last, marks of Devanagari that writers may leave out go. A run of more than 32
combining marks is normalised in pieces, as in Unicode's stream-safe text format, because normalising one long run
takes quadratic time. Folding works on a copy: the original is never changed, and every slice of the folded view maps
back to the code points it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from unicodedata import is_normalized, normalize

from policyengine.text.folding.tables import (
    INVISIBLE,
    JOINING,
    LENGTHENING,
    LINE_BREAKS,
    SPACES,
    one_of,
)

_VOICING = {"\u309b": "\u3099", "\u309c": "\u309a"}
_SETTLED = {**_VOICING, **dict.fromkeys(LINE_BREAKS, "\n"), **dict.fromkeys(SPACES, " ")}
# Devanagari: the dot that makes a borrowed letter is often left out, and one sign of a nasal written for the other.
_OPTIONAL = {0x93C: None, 0x901: 0x902}
_optional = re.compile("[\u093c\u0901]")
_other_white = " ".join(f"{ord(character):X}" for character in _SETTLED if character != "\n")
_joint = one_of(JOINING)
_invisible = re.compile(one_of(INVISIBLE))
_unsettled = re.compile(one_of(INVISIBLE, _other_white))
_joining = re.compile(_joint)
_long_run = re.compile(f"{_joint}(?:{_joint}){{31}}")
_loud = re.compile(f"{one_of(JOINING, LENGTHENING)}(?:{_joint}){{0,31}}")

Block = tuple[int, int, int, int]
"""Folded start and end, visible start and end, of a stretch that maps only as a whole."""


@dataclass(frozen=True, slots=True)
class View:
    """A text, its folded view, and the map between them. All offsets count code points.

    The map has two layers. `blocks` relate the folded view to the visible text (the original without its invisible
    characters); between blocks one code point stands for one. `removed` holds, for each invisible character, the
    visible index before which it stood. Both are sorted; both are empty when nothing moved.
    """

    original: str
    folded: str
    removed: tuple[int, ...] = ()
    blocks: tuple[Block, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original that the folded slice [start, end) came from.

        A character that folds to several counts whole when any of them is in the slice. Invisible characters
        inside the slice belong to it, those around it do not. The slice must not be empty.
        """
        if not 0 <= start < end <= len(self.folded):
            raise ValueError(f"no slice [{start}, {end}) in a folded view of {len(self.folded)} code points")
        if not self.removed and not self.blocks:
            return start, end
        first, last = self._visible(start)[0], self._visible(end - 1)[1]
        return first + bisect_right(self.removed, first), last + bisect_right(self.removed, last - 1)

    def _visible(self, index: int) -> tuple[int, int]:
        before = bisect_right(self.blocks, index, key=itemgetter(0)) - 1
        if before < 0:
            return index, index + 1
        _, folded_end, start, end = self.blocks[before]
        if index < folded_end:
            return start, end
        return end + index - folded_end, end + index - folded_end + 1


def fold(text: str) -> View:
    """The folded view of any string, lone surrogates included. Never raises."""
    return mapped(text, flat(text))


def mapped(text: str, folded: str) -> View:
    """`fold(text)`, where `folded` is known to be `flat(text)`: only the map is still to be made."""
    if _keeps_places(text, folded):
        return View(text, folded)
    visible = _reveal(text)
    removed: tuple[int, ...] = ()
    if len(visible) != len(text):
        removed = tuple(match.start() - i for i, match in enumerate(_invisible.finditer(text)))
    if _keeps_places(visible, folded):
        return View(text, folded, removed)
    folded, blocks = _fold_by_cluster(visible)
    return View(text, folded, removed, blocks)


def flat(text: str) -> str:
    """`fold(text).folded`, without the cost of the map."""
    if text.isascii() and text.isprintable():
        return text.lower()
    visible = _reveal(text)
    folded = _fold_in_place(visible)
    if folded is not None:
        return folded
    if _long_run.search(visible):
        return _fold_by_cluster(visible)[0]
    return _normal(visible)


def has_invisible(text: str) -> bool:
    """Whether folding removes any character of the text."""
    return _invisible.search(text) is not None


def may_join(character: str) -> bool:
    """Whether a character may reorder or compose with what stands before it."""
    return _joining.match(character) is not None


def _reveal(text: str) -> str:
    if _unsettled.search(text) is None:
        return text
    return _unsettled.sub(lambda match: _SETTLED.get(match[0], ""), text)


def _normal(text: str) -> str:
    folded = normalize("NFKC", normalize("NFKC", text).casefold())
    return folded.translate(_OPTIONAL) if _optional.search(folded) else folded


def _fold_in_place(visible: str) -> str | None:
    """The fold, if every code point keeps its place; None if some may not."""
    if visible.isascii():
        return visible.lower()
    if not is_normalized("NFKC", visible) or _optional.search(visible):
        return None
    folded = visible.casefold()
    # Case folding never shortens, so equal lengths mean one for one.
    if len(folded) != len(visible) or not (folded == visible or is_normalized("NFKC", folded)):
        return None
    return folded


def _keeps_places(visible: str, folded: str) -> bool:
    """Whether each code point of the text became the one at its place in the fold."""
    if len(visible) != len(folded):
        return False
    return visible.isascii() or (visible.casefold() == folded and is_normalized("NFKC", visible))


def _fold_by_cluster(visible: str) -> tuple[str, tuple[Block, ...]]:
    """Fold the clusters that may change length one by one, and the quiet text between them at once."""
    parts: list[str] = []
    blocks: list[Block] = []
    done = length = 0
    for match in _loud.finditer(visible):
        start, end = match.span()
        if start > done and _joining.match(visible, start):
            start -= 1
        if start > done:
            parts.append(_normal(visible[done:start]))
            length += start - done
        for size, piece in _pieces(visible[start:end]):
            if size != 1 or len(piece) != 1:
                blocks.append((length, length + len(piece), start, start + size))
            parts.append(piece)
            length += len(piece)
            start += size
        done = end
    parts.append(_normal(visible[done:]))
    return "".join(parts), tuple(blocks)


def _pieces(cluster: str) -> Iterator[tuple[int, str]]:
    """Cut a cluster into the smallest stretches that fold by themselves: (code points taken, their fold).

    A mark that did not compose thus stays apart from the letter under it.
    """
    folded = _normal(cluster)
    begin = 0
    if len(folded) > 1:
        for cut in range(1, len(cluster)):
            head = _normal(cluster[begin:cut])
            rest = _normal(cluster[cut:])
            if head and rest and head + rest == folded:
                yield cut - begin, head
                begin, folded = cut, folded[len(head) :]
    yield len(cluster) - begin, folded

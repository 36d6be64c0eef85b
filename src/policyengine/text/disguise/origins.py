"""The way back from a few characters of a skeleton, without tracing the whole text.

A text is cut at seams, where a letter follows a space or a stop. No run of equal letters reaches across one, so the
skeleton of the text is that of its pieces in a row, and only the pieces that are asked for are traced.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

from policyengine.text.disguise.skeleton import Table, Trace, skeleton, trace

_PIECE = 200
"""Code points of a piece at least: shorter ones save nothing."""
_LETTER = (
    "a-z\u00e0-\u00f6\u0430-\u044f\u0904-\u0939\u0e01-\u0e2e"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
)
"""Characters that every table reads as letters; those of other scripts only make longer pieces."""
_seam = re.compile(f"(?<=[ \n,;:?。、])(?=[{_LETTER}])")


class Origins:
    """Where the characters of `skeleton(folded, table)` came from."""

    __slots__ = ("_firsts", "_folded", "_seams", "_table", "_traces")

    def __init__(self, folded: str, table: Table) -> None:
        self._folded = folded
        self._table = table
        self._seams = _seams(folded, table)
        sizes = (len(skeleton(folded[start:end], table)) for start, end in pairwise(self._seams[:-1]))
        self._firsts = list(accumulate(sizes, initial=0))
        self._traces: dict[int, Trace] = {}

    def start(self, index: int) -> int:
        """Where the first letter that a character of the skeleton came from begins."""
        piece, at = self._find(index)
        return self._seams[piece] + at.starts[index - self._firsts[piece]]

    def end(self, index: int) -> int:
        """Where the last letter that it came from ends."""
        piece, at = self._find(index)
        return self._seams[piece] + at.ends[index - self._firsts[piece]]

    def _find(self, index: int) -> tuple[int, Trace]:
        piece = bisect_right(self._firsts, index) - 1
        at = self._traces.get(piece)
        if at is None:
            at = self._traces[piece] = trace(self._folded[slice(*self._seams[piece : piece + 2])], self._table)
        return piece, at


def _seams(folded: str, table: Table) -> list[int]:
    """Where the pieces begin, and the end of the text."""
    found = [0]
    while table[ord(" ")] is not None and (seam := _seam.search(folded, found[-1] + _PIECE)):
        found.append(seam.start())
    return [*found, len(folded)]

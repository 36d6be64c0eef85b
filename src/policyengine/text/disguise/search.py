"""The search for disguised terms: candidates from skeletons, each compared with the form it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from policyengine.model.matching import CERTAINTIES, Disguise
from policyengine.text.automaton import Automaton
from policyengine.text.boundaries import EXPRESSIVE, Written, stands
from policyengine.text.disguise.certainty import certainty_of
from policyengine.text.disguise.characters import CIRCLES, LONG_MARKS
from policyengine.text.disguise.comparison import Group, Likeness, compare, groups
from policyengine.text.disguise.origins import Origins
from policyengine.text.disguise.readings import Reading, look, look_closely
from policyengine.text.disguise.shape import Shape
from policyengine.text.disguise.skeleton import CLOSE, LETTERS, skeleton, trace
from policyengine.text.disguise.spellings import boundary_as_written
from policyengine.text.entries import Hit, Span
from policyengine.text.scripts import script_of

_long_tail = re.compile(f"(?:[ ._·・*-]?[{LONG_MARKS}])+")
_marks = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_BESIDE_A_MASK: frozenset[Disguise] = frozenset({"han", "kana"})
_numeral = re.compile(r"(?<![^\W_])(?:ii|iii|xx|xxx)(?![^\W_])")
"""A numeral at the end of a name is no letter that was repeated: who is the second is not the first."""
_FEWEST_LETTERS = 3
"""Latin letters of a skeleton below which it stands in every other sentence."""
CLOSE_UP = 80
"""Code points up to which a text may be a name."""
_REACH_OF_MASK = 32
"""Code points to each side of a masked letter that are read with it."""


Disguised = dict[tuple[int, int, int], Hit]
"""Disguised hits by entry, start and end: the best for each."""


@dataclass(slots=True)
class _Meaning:
    """The shapes that have one skeleton, those whose words were run together for it apart."""

    shapes: list[Shape] = field(default_factory=list)
    joined: list[Shape] = field(default_factory=list)
    closed_before: bool = False
    closed_after: bool = False


class DisguiseSearch:
    """Finds every shape under every disguise it tolerates. Immutable; safe to share between threads.

    A search that looks `closely` reads every text of up to `CLOSE_UP` code points in every way, and also finds shapes
    whose spaces and signs are others than in the form. That is too much for running text, and right for names.
    """

    __slots__ = ("_automaton", "_closely", "_hidden", "_meanings")

    def __init__(self, shapes: Iterable[Shape], *, closely: bool = False) -> None:
        self._closely = closely
        meanings: dict[str, _Meaning] = {}
        maskable: set[str] = set()
        for shape in shapes:
            bones = skeleton(shape.form)
            if bones.isascii() and len(bones) < _FEWEST_LETTERS:
                continue
            meanings.setdefault(bones, _Meaning()).shapes.append(shape)
            if " " in shape.form:
                meanings.setdefault(skeleton(shape.form, CLOSE), _Meaning()).joined.append(shape)
            if "masked" in shape.tolerates:
                maskable.add(shape.form)
        for meaning in meanings.values():
            _close(meaning)
        self._automaton = Automaton(tuple(meanings))
        self._meanings = tuple(meanings.values())
        self._hidden = _hidden(maskable)

    def find(self, written: Written) -> Disguised:
        """Everything found in a text. Words that wear no disguise are left to the plain search."""
        found: Disguised = {}
        closely = self._closely and len(written.folded) <= CLOSE_UP
        called_for = look_closely(written) if closely else look(written.folded)
        for reading in called_for.readings:
            self._read(reading, written, found)
        for mask in called_for.masks:
            self._unmask(mask, written, found)
        return found

    def _read(self, reading: Reading, written: Written, found: Disguised) -> None:
        bones = skeleton(reading.text, reading.table)
        candidates = [each for each in self._automaton.find(bones) if self._may_stand(bones, *each)]
        if not candidates:
            return
        at = Origins(reading.text, reading.table)
        for needle, first, last in candidates:
            start = at.start(first)
            end = _drawn_out(reading.text, _before_stops(reading.text, at.start(last - 1), at.end(last - 1)))
            if reading.view != "capitals" and self._is_plain(needle, reading.text[start:end]):
                continue
            seen = groups(reading.text[start:end], reading.table)
            span = reading.start + start, reading.start + end
            around = reading.text[:start] + reading.text[end:]
            alone = not (around.strip() if self._closely else around)
            for shape, likeness in self._alike(needle, seen):
                if reading.view == "spaced":
                    likeness = replace(likeness, disguises=likeness.disguises - {"joined"})
                if reading.view == "capitals":
                    likeness = _with_capitals(likeness, reading, written, span)
                if self._closely:
                    name = written.folded[slice(*span)]
                    if "repeated" in likeness.disguises and (likeness.gaps or _numeral.search(name)):
                        continue  # an initial or a numeral, of somebody else
                    if alone:
                        likeness = _as_a_whole(likeness)
                    if not likeness.disguises:
                        likeness = _with_other_gaps(likeness, shape.form, name)
                if likeness.disguises:
                    _keep_if_it_stands(found, written, span, shape, likeness, alone)

    def _is_plain(self, needle: int, text: str) -> bool:
        """Whether a candidate is just the form itself, which is so for most of those in a text without disguises."""
        meaning = self._meanings[needle]
        return not meaning.joined and len(meaning.shapes) == 1 and meaning.shapes[0].form == text

    def _alike(self, needle: int, seen: tuple[Group, ...]) -> Iterator[tuple[Shape, Likeness]]:
        meaning = self._meanings[needle]
        for shape in meaning.shapes:
            likeness = compare(seen, _groups_of(shape.form, False))
            if likeness is not None:
                yield shape, likeness
        for shape in meaning.joined:
            likeness = compare(seen, _groups_of(shape.form, True))
            if likeness is not None:
                yield shape, replace(likeness, disguises=likeness.disguises | {"joined"})

    def _may_stand(self, bones: str, needle: int, start: int, end: int) -> bool:
        """A first look at the edges, which spares most candidates the comparison."""
        meaning = self._meanings[needle]
        if meaning.closed_before and start and _goes_on(bones[start - 1], bones[start]):
            return False
        return not (meaning.closed_after and end < len(bones) and _goes_on(bones[end - 1], bones[end]))

    def _unmask(self, mask: int, written: Written, found: Disguised) -> None:
        """Put each letter that may be hidden between these neighbours in the place of the mask."""
        folded = written.folded
        before, after = skeleton(folded[max(0, mask - 3) : mask]), skeleton(folded[mask + 1 : mask + 4])
        letters = self._hidden.get((before[-1:], after[:1]), ()) if before and after else ()
        if folded[mask] in CIRCLES and not (before + after).isascii():
            # Only circles stand for a first or last letter, too, and only in scripts where masks are circles.
            letters = {*letters, *self._hidden.get(("", after[:1]), ()), *self._hidden.get((before[-1:], ""), ())}
        low, high = max(0, mask - _REACH_OF_MASK), min(len(folded), mask + 1 + _REACH_OF_MASK)
        for letter in sorted(letters):
            text = f"{folded[low:mask]}{letter}{folded[mask + 1 : high]}"
            bones = skeleton(text)
            candidates = [each for each in self._automaton.find(bones) if self._may_stand(bones, *each)]
            at = trace(text) if candidates else None
            for needle, first, last in candidates:
                assert at is not None
                start, end = at.starts[first], _drawn_out(text, at.ends[last - 1])
                if start <= mask - low < end:
                    for shape, likeness in self._alike(needle, groups(text[start:end], LETTERS)):
                        if likeness.disguises <= _BESIDE_A_MASK:
                            likeness = replace(likeness, disguises=likeness.disguises | {"masked"})
                            span = low + start, low + end
                            _keep_if_it_stands(found, written, span, shape, likeness, alone=True)


def _with_capitals(likeness: Likeness, reading: Reading, written: Written, span: Span) -> Likeness:
    """The likeness with the letters that only look right because of their capitals."""
    seen, read = written.folded[slice(*span)], reading.text[slice(*span)]
    foreign = sum(one != other for one, other in zip(seen, read, strict=True))
    if not foreign:
        return likeness
    return replace(likeness, disguises=likeness.disguises | {"lookalike"}, foreign=likeness.foreign + foreign)


def _as_a_whole(likeness: Likeness) -> Likeness:
    """The likeness in a text that is nothing but the name: no other word can have left its spaces there."""
    return replace(likeness, gaps=tuple(gap.replace(" ", ".") for gap in likeness.gaps))


def _with_other_gaps(likeness: Likeness, form: str, seen: str) -> Likeness:
    """The likeness of a form whose letters are all there, with other spaces and signs between them than it has."""
    if seen == form:
        return likeness
    way: Disguise = "joined" if len(seen) < len(form) else "separated"
    return replace(likeness, disguises=frozenset({way}))


def _hidden(forms: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """The letters that some form has between two others, by the bones of those; an empty one is an edge."""
    hidden: dict[tuple[str, str], set[str]] = {}
    for form in forms:
        letters = [letter for letter in form if LETTERS[ord(letter)]]
        bones = letters if form.isascii() else [LETTERS[ord(letter)] or "" for letter in letters]
        for before, letter, after in zip(("", *bones), letters, (*bones[1:], ""), strict=False):
            hidden.setdefault((before[-1:], after[:1]), set()).add(letter)
    return hidden


@lru_cache(maxsize=16384)
def _groups_of(form: str, joined: bool) -> tuple[Group, ...]:
    return groups(form, CLOSE if joined else LETTERS)


def _close(meaning: _Meaning) -> None:
    """Note at which edges no shape of the needle may go on in letters of its script."""
    boundaries = {shape.boundary for shape in (*meaning.shapes, *meaning.joined)}
    meaning.closed_before = boundaries <= {"word", "stem", "start"}
    meaning.closed_after = boundaries <= {"word"}


def _goes_on(one: str, other: str) -> bool:
    if one.isascii() and one.isalpha():
        return other.isascii() and other.isalpha()
    return "\u1100" <= one <= "\u11ff" and "\u1100" <= other <= "\u11ff" and one not in EXPRESSIVE


def _keep_if_it_stands(
    found: Disguised, written: Written, span: Span, shape: Shape, likeness: Likeness, alone: bool
) -> None:
    """Keep the hit, if the disguises are tolerated and the term may stand here."""
    if not likeness.disguises <= shape.tolerates:
        return
    boundary = boundary_as_written(written.folded[span[0]], shape.boundary, likeness.disguises)
    if stands(written, *span, boundary, shape.endings):
        certainty = certainty_of(likeness, shape.form, alone)
        keep(found, Hit(shape.entry, *span, certainty, tuple(sorted(likeness.disguises))))


def _before_stops(folded: str, start: int, end: int) -> int:
    """Where the run [start, end) of one letter ends when exclamation marks behind it are just that."""
    while end - start > 1 and folded[end - 1] == "!":
        end -= 1
    return end


def _drawn_out(folded: str, end: int) -> int:
    """Where a match ends whose last letter stands before `end` and may be drawn out, or carry marks."""
    last = folded[end - 1]
    if not last.isascii() and script_of(last) not in ("hiragana", "katakana"):
        return end
    tail = (_marks if last.isascii() else _long_tail).match(folded, end)
    return tail.end() if tail else end


def keep(hits: Disguised, hit: Hit) -> None:
    """Add a hit, unless a better one for the same span is known."""
    key = hit.entry, hit.start, hit.end
    known = hits.get(key)
    if known is None or _rank(hit) < _rank(known):
        hits[key] = hit


def _rank(hit: Hit) -> tuple[int, int, tuple[str, ...]]:
    return CERTAINTIES.index(hit.certainty), len(hit.disguises), hit.disguises

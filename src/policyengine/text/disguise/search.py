"""The search for disguised terms: candidates from skeletons, each compared with the form it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from policyengine.model.matching import CERTAINTIES, Disguise
from policyengine.text.automaton import Automaton
from policyengine.text.boundaries import Written, stands
from policyengine.text.disguise.certainty import certainty_of
from policyengine.text.disguise.characters import CIRCLES, LONG_MARKS
from policyengine.text.disguise.comparison import Group, Likeness, compare, groups
from policyengine.text.disguise.readings import Reading, masked_stretches, readings
from policyengine.text.disguise.shape import Shape
from policyengine.text.disguise.skeleton import CLOSE, LETTERS, MASK, MASKED, skeleton, trace
from policyengine.text.disguise.spellings import boundary_as_written
from policyengine.text.entries import Hit, Span
from policyengine.text.scripts import script_of

_long_tail = re.compile(f"(?:[ ._·・*-]?[{LONG_MARKS}])+")
_BESIDE_A_MASK: frozenset[Disguise] = frozenset({"han", "kana"})
MOST_MASKS = 8
"""Masks of one text that are looked at."""


Disguised = dict[tuple[int, int, int], Hit]
"""Disguised hits by entry, start and end: the best for each."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A shape with what comparing it needs: its groups, with or without the spaces between its words."""

    shape: Shape
    groups: tuple[Group, ...]
    joined: bool


@dataclass(frozen=True, slots=True)
class _Masked:
    """A shape without one of its letters: the skeletons of what stands before and after it."""

    known: _Known
    before: str
    letter: str
    after: str


@dataclass(slots=True)
class _Meaning:
    shapes: list[_Known] = field(default_factory=list)
    closed_before: bool = False
    closed_after: bool = False


class DisguiseSearch:
    """Finds every shape under every disguise it tolerates. Immutable; safe to share between threads."""

    __slots__ = ("_automaton", "_masked", "_meanings")

    def __init__(self, shapes: Iterable[Shape]) -> None:
        meanings: dict[str, _Meaning] = {}
        self._masked: dict[tuple[str, str], list[_Masked]] = {}
        for shape in shapes:
            known = _Known(shape, groups(shape.form, LETTERS), False)
            meanings.setdefault(skeleton(shape.form), _Meaning()).shapes.append(known)
            if " " in shape.form:
                joined = _Known(shape, groups(shape.form, CLOSE), True)
                meanings.setdefault(skeleton(shape.form, CLOSE), _Meaning()).shapes.append(joined)
            if "masked" in shape.tolerates:
                for masked in _without_one(known):
                    key = masked.before[-1:], masked.after[:1]
                    self._masked.setdefault(key, []).append(masked)
        for meaning in meanings.values():
            _close(meaning)
        self._automaton = Automaton(tuple(meanings))
        self._meanings = tuple(meanings.values())

    def find(self, written: Written) -> Disguised:
        """Everything found in a text. Words that wear no disguise are left to the plain search."""
        found: Disguised = {}
        for reading in readings(written.folded):
            self._read(reading, written, found)
        if self._masked:
            for start, end in masked_stretches(written.folded):
                for hit in self._unmask(written, start, end):
                    keep(found, hit)
        return found

    def _read(self, reading: Reading, written: Written, found: Disguised) -> None:
        bones = skeleton(reading.text, reading.table)
        candidates = [each for each in self._automaton.find(bones) if self._may_stand(bones, *each)]
        if not candidates:
            return
        at = trace(reading.text, reading.table)
        for needle, first, last in candidates:
            start, end = at.starts[first], _drawn_out(reading.text, at.ends[last - 1])
            seen = groups(reading.text[start:end], reading.table)
            alone = start == 0 and end == len(reading.text)
            for known in self._meanings[needle].shapes:
                likeness = compare(seen, known.groups)
                if likeness is not None and known.joined and reading.view != "spaced":
                    likeness = replace(likeness, disguises=likeness.disguises | {"joined"})
                if likeness is not None and likeness.disguises:
                    span = reading.start + start, reading.start + end
                    hit = _judge(written, span, known.shape, likeness, alone)
                    if hit is not None:
                        keep(found, hit)

    def _may_stand(self, bones: str, needle: int, start: int, end: int) -> bool:
        """A first look at the edges, which spares most candidates the comparison."""
        meaning = self._meanings[needle]
        if meaning.closed_before and start and _goes_on(bones[start - 1], bones[start]):
            return False
        return not (meaning.closed_after and end < len(bones) and _goes_on(bones[end - 1], bones[end]))

    def _unmask(self, written: Written, offset: int, limit: int) -> Iterator[Hit]:
        folded = written.folded[offset:limit]
        bones = skeleton(folded, MASKED)
        at = trace(folded, MASKED)
        place = -1
        for _ in range(MOST_MASKS):
            place = bones.find(MASK, place + 1)
            if place < 0:
                return
            mask = at.starts[place]
            if at.ends[place] != mask + 1:
                continue
            for masked in self._candidates(bones, place, folded[mask]):
                first, last = place - len(masked.before), place + len(masked.after)
                unmasked = f"{folded[:mask]}{masked.letter}{folded[mask + 1 :]}"
                start, end = at.starts[first], _drawn_out(unmasked, at.ends[last])
                likeness = compare(groups(unmasked[start:end], LETTERS), masked.known.groups)
                if likeness is not None and likeness.disguises <= _BESIDE_A_MASK:
                    likeness = replace(likeness, disguises=likeness.disguises | {"masked"})
                    hit = _judge(written, (offset + start, offset + end), masked.known.shape, likeness, alone=True)
                    if hit is not None:
                        yield hit

    def _candidates(self, bones: str, place: int, mask: str) -> Iterator[_Masked]:
        before, after = bones[max(0, place - 1) : place], bones[place + 1 : place + 2]
        keys = {(before, after)} if before and after else set()
        if mask in CIRCLES and not (before + after).isascii():
            # Only circles stand for a first or last letter, too; stars and the like adorn words.
            keys |= {("", after), (before, "")}
        for key in sorted(keys):
            for masked in self._masked.get(key, ()):
                fits = bones.endswith(masked.before, 0, place) and bones.startswith(masked.after, place + 1)
                if fits and len(masked.before) <= place:
                    yield masked


def _without_one(known: _Known) -> Iterator[_Masked]:
    form = known.shape.form
    for index, letter in enumerate(form):
        if LETTERS[ord(letter)] not in (None, " "):
            yield _Masked(known, skeleton(form[:index]), letter, skeleton(form[index + 1 :]))


def _close(meaning: _Meaning) -> None:
    """Note at which edges no shape of the needle may go on in letters of its script."""
    boundaries = {known.shape.boundary for known in meaning.shapes}
    meaning.closed_before = boundaries <= {"word", "stem", "start"}
    meaning.closed_after = boundaries <= {"word"}


def _goes_on(one: str, other: str) -> bool:
    if one.isascii() and one.isalpha():
        return other.isascii() and other.isalpha()
    return "\u1100" <= one <= "\u11ff" and "\u1100" <= other <= "\u11ff"


def _judge(written: Written, span: Span, shape: Shape, likeness: Likeness, alone: bool) -> Hit | None:
    """The hit, if the disguises are tolerated and the term may stand here."""
    if not likeness.disguises <= shape.tolerates:
        return None
    boundary = boundary_as_written(written.folded[span[0]], shape.boundary, likeness.disguises)
    if not stands(written, *span, boundary, shape.endings):
        return None
    certainty = certainty_of(likeness, shape.form, alone)
    return Hit(shape.entry, *span, certainty, tuple(sorted(likeness.disguises)))


def _drawn_out(folded: str, end: int) -> int:
    """Where a match ends that ends at `end` and may be drawn out."""
    if script_of(folded[end - 1]) not in ("hiragana", "katakana"):
        return end
    tail = _long_tail.match(folded, end)
    return tail.end() if tail else end


def keep(hits: Disguised, hit: Hit) -> None:
    """Add a hit, unless a better one for the same span is known."""
    key = hit.entry, hit.start, hit.end
    known = hits.get(key)
    if known is None or _rank(hit) < _rank(known):
        hits[key] = hit


def _rank(hit: Hit) -> tuple[int, int, tuple[str, ...]]:
    return CERTAINTIES.index(hit.certainty), len(hit.disguises), hit.disguises

"""A stretch of text compared with the form it may be, letter by letter: which disguises it wears, or that it is
something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from unicodedata import category

from policyengine.model.matching import Disguise
from policyengine.text.disguise import hangul
from policyengine.text.disguise.characters import LONG_MARKS, difference, has_tone
from policyengine.text.disguise.skeleton import Table

_HANGUL = "hangul"
_THAI_E = "เ"


@dataclass(slots=True)
class _Letter:
    bones: str
    letter: str
    before: str
    long: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Letters that count as one in a skeleton: a run of the same letter, a stretch of Hangul, a space.

    `before` is what stands between this group and the one before it; `inside`, between its own letters; `long` counts
    the marks that draw it out.
    """

    bones: str
    letters: str
    before: str
    inside: tuple[str, ...]
    long: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a stretch of text differs from the form it stands for.

    `letters` is how many letters the stretch has. `gaps` is what was put between them where the form has nothing, and
    `places` in how many places something could have been put. `signs` and `foreign` count the letters that are signs
    or letters of another alphabet. `doubled` says that a letter was repeated just once, which happens by accident and
    in other words.
    """

    disguises: frozenset[Disguise]
    letters: int
    gaps: tuple[str, ...] = ()
    places: int = 0
    signs: int = 0
    foreign: int = 0
    doubled: bool = False


def groups(folded: str, table: Table) -> tuple[Group, ...]:
    """The groups of a folded stretch that begins with a letter."""
    found: list[Group] = []
    for bones, members in groupby(_letters(folded, table), key=lambda each: each.bones):
        listed = list(members)
        letters = "".join(each.letter for each in listed)
        inside = tuple(each.before for each in listed[1:])
        found.append(Group(bones, letters, listed[0].before, inside, sum(each.long for each in listed)))
    return tuple(found)


def _letters(folded: str, table: Table) -> list[_Letter]:
    found: list[_Letter] = []
    gap = ""
    for character in folded:
        left = table[ord(character)]
        if left is None:
            if character in LONG_MARKS and found:
                found[-1].long += 1
            else:
                gap += character
            continue
        if hangul.is_syllable(character) or hangul.is_letter(character):
            left = _HANGUL
        elif len(left) > 1 and len(set(left)) == 1:
            left = left[0]
        found.append(_Letter(left, character, gap))
        gap = ""
    return found


def compare(seen: tuple[Group, ...], form: tuple[Group, ...]) -> Likeness | None:
    """How `seen` differs from `form`, or None if it is something else."""
    if len(seen) != len(form):
        return None
    disguises: set[Disguise] = set()
    gaps: list[str] = []
    letters = places = signs = foreign = 0
    doubled = False
    for each, meant in zip(seen, form, strict=True):
        differences = _differences(each, meant)
        if differences is None:
            return None
        disguises |= differences
        size = 0 if each.bones == " " else len(each.letters)
        letters += size
        foreign += size if "lookalike" in differences else 0
        signs += size if "leet" in differences else 0
        doubled = doubled or ("repeated" in differences and size == 2)
        for gap, own in _gaps(each, meant):
            places += not own
            bare = "".join(character for character in gap if category(character)[0] != "M")
            if bare != gap and each.bones.isascii():
                disguises.add("accented")
            if bare and not own:
                gaps.append(bare)
    if gaps:
        disguises.add("separated")
    if "toneless" in disguises and ("accented" in disguises or any(has_tone(x) for each in seen for x in each.letters)):
        return None
    # Nothing stands before the first letter, so there is one place fewer than letters.
    return Likeness(frozenset(disguises), letters, tuple(gaps), places - 1, signs, foreign, doubled)


def _gaps(seen: Group, meant: Group) -> Iterator[tuple[str, str]]:
    """What stands before each letter of a group, with what the form has there."""
    yield seen.before, meant.before
    for gap in seen.inside:
        yield gap, ""


def _differences(seen: Group, meant: Group) -> set[Disguise] | None:
    if seen.bones != meant.bones or (meant.long and not seen.long):
        return None
    if seen.bones == " ":
        return set()
    found = _syllables_differ(seen, meant) if seen.bones == _HANGUL else _letters_differ(seen, meant)
    if found is not None and seen.long > meant.long:
        found.add("lengthened")
    return found


def _letters_differ(seen: Group, meant: Group) -> set[Disguise] | None:
    if seen.bones == _THAI_E:
        return _thai_vowels_differ(seen.letters, meant.letters)
    found: set[Disguise] = set()
    if len(seen.letters) < len(meant.letters):
        return None
    if len(seen.letters) > len(meant.letters):
        found.add("repeated")
    letters = False
    for letter in sorted(set(seen.letters)):
        # Of a run that mixes two ways of writing the letter, each must be near one of them.
        ways = [difference(letter, each) for each in dict.fromkeys(meant.letters)]
        if "nothing" in ways:
            letters = True
            continue
        way = next((each for each in ways if each != "else"), None)
        if way is None or way == "nothing":
            return None
        letters = letters or way != "leet"
        found.add(way)
    # A sign beside the letter that it could stand for is just a sign: `taxi!`.
    return None if letters and {"leet", "repeated"} <= found else found


def _thai_vowels_differ(seen: str, meant: str) -> set[Disguise] | None:
    """Two of the vowel sign e are typed for one ae, which looks the same; one and two are different vowels."""
    if seen == meant:
        return set()
    signs, own = len(_as_typed(seen)), len(_as_typed(meant))
    if signs == own:
        return {"lookalike"}
    return {"repeated"} if signs > max(own, 2) else None


def _as_typed(signs: str) -> str:
    return signs.replace("แ", _THAI_E * 2)


def _syllables_differ(seen: Group, meant: Group) -> set[Disguise] | None:
    if seen.letters == meant.letters:
        return set()
    if not all(map(hangul.is_syllable, seen.letters)):
        same = hangul.as_said(seen.letters) == hangul.as_said(meant.letters)
        return {"jamo"} if same and any(map(hangul.is_syllable, meant.letters)) else None
    form = hangul.drawn_in(meant.letters)
    if hangul.drawn_in(seen.letters) == form:
        return {"lengthened"}
    once = "".join(letter for letter, _ in groupby(seen.letters))
    return {"repeated"} if hangul.drawn_in(once) == form else None

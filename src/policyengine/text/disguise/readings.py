"""Where a text may hold something disguised, and how to read it there.

Most texts hold nothing of the kind, and one look tells. What gives a disguise away stands for a whole stretch around
it, which is long enough for any term.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal, NamedTuple

from policyengine.text.boundaries import Written
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
from policyengine.text.disguise.skeleton import (
    CLOSE,
    LETTERS,
    SIGNS_AS_I,
    SIGNS_AS_L,
    WORDS,
    WORDS_SIGNS_AS_I,
    WORDS_SIGNS_AS_L,
    Table,
)
from policyengine.text.folding.tables import ASTRAL

View = Literal["letters", "spaced", "signs", "capitals"]


class Reading(NamedTuple):
    """One stretch of a folded text, from `start`, read with one table."""

    view: View
    start: int
    text: str
    table: Table


MOST_MASKS = 8
"""Masks of one text that are looked at."""
REACH = 40
"""Code points around what gives a disguise away that are read with it; hardly any term is longer."""

_MARK = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_UNIT = f"(?:\u0e4d\u0e32|(?:[^\\W\\d_]|[{_MARK}])[{_MARK}]*)"
_DENSE = f"[\u1100-\u11ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3][{_MARK}]*"
_INDIC = f"(?:[\u0904-\u0939\u0958-\u097f](?:\u094d[\u0904-\u0939])*|[\u0e01-\u0e46])[{_MARK}]*(?:\u0e32)?"
_GAP = r"(?: {1,3}| ?[._*·•‧~|/+=^-] ?)"
# Four letters kept apart, or two syllables or Han characters. The first patterns are a quick look for the last one.
_two_apart = re.compile(r" \S{1,4}(?: {1,3}| \S )\S{1,4}(?: |$)")
_syllables = re.compile("[\u0900-\u0e7f\u1100-\u11ff\u3041-\u9fff\uac00-\ud7a3]")
_two_letters_apart = re.compile(r" \S(?: {1,3}| \S )\S(?: |$)")
_spaced = re.compile(
    f"(?<![\\w{_MARK}])(?:{_INDIC}(?:{_GAP}{_INDIC})+|{_UNIT}(?:{_GAP}{_UNIT}){{3,}}|{_DENSE}(?:{_GAP}{_DENSE})+)"
    f"(?![\\w{_MARK}])"
)

_SIGN = f"[{re.escape(''.join(SIGNS))}]"
_LATIN = "a-z\u00e0-\u024f\u1e00-\u1eff"
_signs = re.compile(f"{_SIGN}(?:(?<=[{_LATIN}].)|(?=[{_LATIN}]))")
_either = re.compile(f"[{re.escape(EITHER)}]")
_mask = re.compile(f"[{re.escape(MASKS)}](?:(?<=[^\\W\\d_].)|(?<=[{CIRCLES}]))")

_BARRIERS = re.escape("".join(sorted(BARRIERS)))
_TELLING = "".join(
    (
        re.escape("".join(sorted(each for each in {*LOOKALIKES, *LIKE_KANA, *LONG_MARKS} if each < "\U00010000"))),
        "\u00e0-\u024f\u1e00-\u1eff\u0300-\u036f",  # Latin letters with marks
        "\u1100-\u110e\u1110\u1111\u111a\u1121\u1161-\u116d\u116f-\u1171\u1174\u1175\u11a8-\u11ff",  # no laughter
        "\u3041-\u30ff",
    )
)
_TELLING_ABOVE = "\U0001f150-\U0001f169\U0001f170-\U0001f189\U0001f1e6-\U0001f1ff"
_no_typography = re.compile("[^\\x00-\\x7f‘’“”–—…•™®©]")
_odd = re.compile(rf"[^a-z\s{_BARRIERS}]")
_repeated = re.compile(r"([a-z])\1(?:\1|[a-z]*([a-z])\2)")  # a letter three times, or two letters twice in one word
# Each begins with the rarest character, and what must stand before it is looked for behind it. A sign, or several,
# stands between letters; or one that is read as a letter stands at the edge of a word; or an exclamation mark stands
# inside one: elsewhere it ends a clause.
_sign_in_plain = re.compile(
    rf"[-._*~/\\^=+#%$@&`|0-9!](?:(?<=[a-z].)(?:(?<!!)[^a-z\s{_BARRIERS}]*[a-z]|(?<=[$@0-9])(?![a-z])|(?<=!)(?=[a-z]))"
    "|(?<=[$@0-9])(?=[a-z]))"
)
_sign_in_any = re.compile(
    rf"[^a-z \n\"'(),:;<>?\[\]{{}}](?:(?<=[^\W\d_][\W\d_])(?<![\s{_BARRIERS}])(?:[\W\d_](?<![\s{_BARRIERS}]))*[^\W\d_]"
    "|(?<=[$@0-9])(?:(?=[a-z])(?<![a-z].)|(?<=[a-z].)(?![a-z]))|(?<=[a-z]!)(?=[a-z]))"
)
_IN_LETTERS = (_repeated, re.compile("!(?<=[a-z].)(?=[a-z])"))
_IN_PLAIN = (_sign_in_plain, _repeated)
_IN_ANY = (
    # As in `one_of`: of the characters beyond the basic plane, only these are asked about at all.
    re.compile(f"[{_TELLING}{ASTRAL}](?:(?<![{ASTRAL}])[{_TELLING}]*|(?<=[{_TELLING_ABOVE}]))"),
    re.compile("เเ"),
    _sign_in_any,
    re.compile(rf"([\w{_MARK}])\1(?:\1|[\w{_MARK}]*([\w{_MARK}])\2)"),
)


class Look(NamedTuple):
    """What a text calls for: readings of stretches of it, and places where a letter may be hidden."""

    readings: list[Reading]
    masks: list[int]


def look(folded: str) -> Look:
    """What a folded text calls for; of places where a letter may be hidden, only the first few."""
    found = Look([], [])
    plain = folded.isascii() or _no_typography.search(folded) is None
    telling: tuple[re.Pattern[str], ...] = _IN_ANY
    if plain:
        telling = _IN_PLAIN if _odd.search(folded) else _IN_LETTERS
    for start, end in _stretches(folded, telling):
        text = folded[start:end]
        found.readings.append(Reading("letters", start, text, LETTERS))
        for low, high in _stretches(text, (_signs,)):
            part = text[low:high]
            found.readings.append(Reading("signs", start + low, part, SIGNS_AS_I))
            if _either.search(part):
                found.readings.append(Reading("signs", start + low, part, SIGNS_AS_L))
    found.readings.extend(_handles(folded))
    dense = not plain and _syllables.search(folded) is not None
    lines = f" {folded}".replace("\n", " ")
    if (_two_apart if dense else _two_letters_apart).search(lines):
        spaced = _spaced.finditer(folded)
        found.readings.extend(Reading("spaced", match.start(), match[0], CLOSE) for match in spaced)
    if telling is not _IN_LETTERS:
        found.masks.extend(match.start() for match in islice(_mask.finditer(folded), MOST_MASKS))
    return found


_signs_anywhere = re.compile(_SIGN)
# Letters that look alike only while their capitals are told apart, which folding does not.
_CAPITALS = (
    (re.compile("I(?=[a-z])|(?<=[a-z])I"), "l"),
    (re.compile("(?<![A-Za-z])l(?=[a-z])|l(?=[A-Z])|(?<=[A-Z])l"), "I"),
)


def look_closely(written: Written) -> Look:
    """All ways to read a short text, whether or not anything gives a disguise away."""
    folded = written.folded
    found = Look([Reading("letters", 0, folded, LETTERS), *_handles(folded)], [])
    if " " in folded:
        found.readings.append(Reading("spaced", 0, folded, CLOSE))
    if _signs_anywhere.search(folded):
        found.readings.append(Reading("signs", 0, folded, SIGNS_AS_I))
        if _either.search(folded):
            found.readings.append(Reading("signs", 0, folded, SIGNS_AS_L))
    for letters, letter in _CAPITALS:
        other = written.folded_as(letters, letter)
        if other != folded and len(other) == len(folded):
            found.readings.append(Reading("capitals", 0, other, LETTERS))
    found.masks.extend(match.start() for match in islice(_mask.finditer(folded), MOST_MASKS))
    return found


_handle = re.compile(r"(?<!\S)[^\s/_]*+_[^\s/]*+(?!\S)")  # nothing is tried twice, however long it is


def _handles(folded: str) -> list[Reading]:
    """Words with underscores, read as the words that these keep apart. The parts of a link are left as they are."""
    found: list[Reading] = []
    for match in _handle.finditer(folded) if "_" in folded else ():
        found.append(Reading("letters", match.start(), match[0], WORDS))
        if _signs.search(match[0]):
            found.append(Reading("signs", match.start(), match[0], WORDS_SIGNS_AS_I))
            if _either.search(match[0]):
                found.append(Reading("signs", match.start(), match[0], WORDS_SIGNS_AS_L))
    return found


def _stretches(folded: str, telling: tuple[re.Pattern[str], ...]) -> list[tuple[int, int]]:
    """Stretches around everything that gives a disguise away, whole words; those that touch are one."""
    if len(folded) <= 2 * REACH:
        for each in telling:
            if each.search(folded):
                return [(0, len(folded))]
        return []
    found: list[tuple[int, int]] = []
    low = high = 0
    spans = [match.span() for each in telling for match in each.finditer(folded)]
    spans.sort()
    for start, end in spans:
        if end + REACH <= high:
            continue
        if start - REACH > high:
            if high:
                found.append((low, high))
            low = folded.rfind(" ", 0, max(0, start - REACH)) + 1
        high = folded.find(" ", end + REACH)
        if high < 0:
            return [*found, (low, len(folded))]
    return [*found, (low, high)] if high else found

"""What one character of a folded text may stand for, and how two characters that read alike differ."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from unicodedata import category, normalize

from policyengine.model.matching import Disguise
from policyengine.text.disguise import hangul
from policyengine.text.han import SIMPLIFIED
from policyengine.text.tables import by_character

LOOKALIKES = by_character("lookalikes.txt")
# Emoji letters, which no compatibility mapping turns into letters: negative circled and squared, regional indicators.
for _first in (0x1F150, 0x1F170, 0x1F1E6):
    LOOKALIKES.update({chr(_first + i): chr(ord("a") + i) for i in range(26)})

# Han characters that are drawn like a katakana, by the hiragana of the same sound.
LIKE_KANA = {
    "工": "え",
    "口": "ろ",
    "力": "か",
    "夕": "た",
    "千": "ち",
    "卜": "と",
    "八": "は",
    "二": "に",
    "三": "み",
}
_SMALL_KANA = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
LONG_MARKS = "ー〜~"
"""What draws out the kana before it."""
_BASES = {"đ": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ƀ": "b", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƒ": "f"}

SIGNS = {
    "@": "a", "4": "a", "8": "b", "¢": "c", "3": "e", "€": "e", "6": "g", "9": "g", "1": "i", "!": "i", "|": "i",
    "0": "o", "5": "s", "$": "s", "§": "s", "7": "t", "+": "t", "¥": "y", "2": "z", "£": "l",
}  # fmt: skip
"""Digits and signs that people write for Latin letters; `1`, `!` and `|` may be an l as well."""
EITHER = "1!|"
CIRCLES = "○〇●◯"
MASKS = f"*#%_□■×✕✖☆★♡♥{CIRCLES}"
"""What stands for one letter that is left out."""

BARRIERS = frozenset(",!?;:\"'()[]{}<>，。、！？；：「」『』【】《》〈〉（）“”‘’«»")
"""Marks that end a clause or enclose something: no word goes on across them."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""The five tone marks of Vietnamese."""


def bones(character: str) -> str | None:
    """What is left of a character when everything that may differ is taken away; None if nothing is.

    White space and marks that end a clause stay as they are.
    """
    if character.isascii():
        return _bones_of_ascii(character)
    if hangul.is_syllable(character) or hangul.is_letter(character):
        return hangul.letters_of(character)
    for table in (LOOKALIKES, LIKE_KANA):
        if character in table:
            return table[character]
    if character in MASKS or character in LONG_MARKS:
        return None
    if "\u3041" <= character <= "\u30fa":
        return _bones_of_kana(character)
    kind = category(character)
    if character in BARRIERS or kind[0] == "Z":
        return character
    if kind[0] == "L":
        return SIMPLIFIED.get(character) or _BASES.get(character) or _base(character)
    if kind[0] == "M":
        return _bones_of_mark(character)
    return None


def _bones_of_ascii(character: str) -> str | None:
    return character if character.isalpha() or character in BARRIERS or character in " \n" else None


def _bones_of_kana(character: str) -> str:
    hiragana = chr(ord(character) - 0x60) if "\u30a1" <= character <= "\u30f6" else character
    return normalize("NFD", _SMALL_KANA.get(hiragana, hiragana))


def _bones_of_mark(character: str) -> str | None:
    """Marks of Latin letters, and the Indic marks that are often left out, go; vowel signs and tones stay."""
    code = ord(character)
    if 0x300 <= code <= 0x36F or 0x1AB0 <= code <= 0x1AFF or 0x1DC0 <= code <= 0x1DFF or 0x20D0 <= code <= 0x20FF:
        return None
    return {"\u093c": None, "\u0901": "\u0902"}.get(character, character)


@lru_cache(maxsize=8192)
def plain(letter: str) -> str:
    """A Latin letter without its accents; any other character as it is."""
    return _BASES.get(letter) or (_base(letter) if category(letter)[0] == "L" and letter != "แ" else letter)


def _base(character: str) -> str:
    if character == "แ":  # often typed as two of the sign it looks like
        return "เเ"
    decomposed = normalize("NFD", character)
    return decomposed[0] if decomposed[0].isascii() else character


def has_tone(letter: str) -> bool:
    """Whether a letter carries a tone mark of Vietnamese."""
    return not _TONES.isdisjoint(normalize("NFD", letter))


Difference = Disguise | Literal["nothing", "else"]
"""`nothing`: both are the same letter to any reader. `else`: they are different letters."""


@lru_cache(maxsize=65536)
def difference(seen: str, meant: str) -> Difference:
    """What was done to the character `meant` that it is now written `seen`; both have the same bones."""
    if seen == meant:
        return "nothing"
    if seen in LOOKALIKES or (seen in LIKE_KANA) != (meant in LIKE_KANA):
        return "lookalike"
    if seen in SIGNS:
        return "leet"
    if "\u3041" <= seen <= "\u30fa":
        return "kana"
    if category(seen)[0] != "L":
        return "nothing"
    if bones(seen) is not None and str(bones(seen)).isascii():
        return _difference_of_accents(seen, meant)
    return "han"


def _difference_of_accents(seen: str, meant: str) -> Difference:
    more, fewer = _accents(seen), _accents(meant)
    if more < fewer:
        return "toneless" if not more & _TONES else "else"
    return "accented" if more > fewer else "else"


def _accents(letter: str) -> frozenset[str]:
    marks = frozenset(normalize("NFD", letter)[1:])
    return marks | {"bar"} if letter in _BASES else marks

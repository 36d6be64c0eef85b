"""Hangul syllables taken apart, and drawn-out vowels put back, by the arithmetic of the Unicode Standard (3.12)."""

from __future__ import annotations

import re

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS, _FINALS = 21, 28
_NO_CONSONANT = 11  # ㅇ before a vowel

# Conjoining letters in the order of the standard. Each compound is written as its parts, and a final consonant as the
# initial one it sounds like, so that a syllable taken apart in any way gives the same letters.
_INITIALS = "ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ"
_VOWEL_LETTERS = "ᅡ ᅢ ᅣ ᅤ ᅥ ᅦ ᅧ ᅨ ᅩ ᅩᅡ ᅩᅢ ᅩᅵ ᅭ ᅮ ᅮᅥ ᅮᅦ ᅮᅵ ᅲ ᅳ ᅳᅵ ᅵ"
_FINAL_LETTERS = (
    " ᄀ ᄁ ᄀᄉ ᄂ ᄂᄌ ᄂᄒ ᄃ ᄅ ᄅᄀ ᄅᄆ ᄅᄇ ᄅᄉ ᄅᄐ ᄅᄑ ᄅᄒ ᄆ ᄇ ᄇᄉ ᄉ ᄊ ᄋ ᄌ ᄎ ᄏ ᄐ ᄑ ᄒ"
)
_CLUSTERS = {0x1121: "ᄇᄉ", 0x111A: "ᄅᄒ"}  # final ones typed alone, as folding leaves them
_again = re.compile("([\u1161-\u1175])(?:\u110b?\\1)+|(.)\\2+")
_MEDIALS = tuple(_VOWEL_LETTERS.split(" "))
FINALS = tuple(_FINAL_LETTERS.split(" "))
"""Each final consonant as initial ones, in the order of the standard; the first is none."""


def is_syllable(character: str) -> bool:
    """Whether a character is a composed syllable."""
    return _FIRST <= ord(character) <= _LAST


def is_letter(character: str) -> bool:
    """Whether a character is a letter of Hangul that stands by itself, as folding leaves it."""
    return 0x1100 <= ord(character) <= 0x11FF


def letters_of(character: str) -> str:
    """The letters of a syllable, or the canonical letters of a single one."""
    code = ord(character)
    if is_syllable(character):
        rest, final = divmod(code - _FIRST, _FINALS)
        initial, vowel = divmod(rest, _VOWELS)
        return _INITIALS[initial] + _MEDIALS[vowel] + FINALS[final]
    if code in _CLUSTERS:
        return _CLUSTERS[code]
    if 0x1161 <= code < 0x1161 + _VOWELS:
        return _MEDIALS[code - 0x1161]
    if 0x11A8 <= code < 0x11A8 + _FINALS - 1:
        return FINALS[code - 0x11A7]
    return character


def as_said(letters: str) -> str:
    """Single letters and those of syllables in a row, without repeats and drawn-out vowels."""
    return _again.sub(lambda run: run[1] or run[2], "".join(map(letters_of, letters)))


def drawn_out(syllable: str) -> str:
    """The syllable with its vowel drawn out by a second one, which takes the final consonant: `나알` for `날`."""
    rest, final = divmod(ord(syllable) - _FIRST, _FINALS)
    return chr(_FIRST + rest * _FINALS) + chr(_FIRST + (_NO_CONSONANT * _VOWELS + rest % _VOWELS) * _FINALS + final)


def drawn_in(syllables: str) -> str:
    """The syllables with drawn-out vowels put back: `나아아` is `나`, `나아알` is `날`."""
    kept: list[str] = []
    for character in syllables:
        if kept and is_syllable(character) and is_syllable(kept[-1]):
            rest, final = divmod(ord(character) - _FIRST, _FINALS)
            initial, vowel = divmod(rest, _VOWELS)
            before, open_final = divmod(ord(kept[-1]) - _FIRST, _FINALS)
            if initial == _NO_CONSONANT and not open_final and before % _VOWELS == vowel:
                kept[-1] = chr(ord(kept[-1]) + final)
                continue
        kept.append(character)
    return "".join(kept)

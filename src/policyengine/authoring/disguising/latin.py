"""Ways to disguise a word in Latin letters."""

from __future__ import annotations

import unicodedata

from policyengine.authoring.disguising.way import Way
from policyengine.authoring.disguising.words import base_of, in_longest

_CYRILLIC = str.maketrans("aceopxyisjhABCEHIJKMOPSTXY", "асеорхуіѕјһАВСЕНІЈКМОРЅТХУ")
_DIGITS = str.maketrans("aeio", "4310")
_SIGNS = str.maketrans("ais", "@!$")
_BOLD = {**{ord("a") + i: 0x1D41A + i for i in range(26)}, **{ord("A") + i: 0x1D400 + i for i in range(26)}}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ACUTE = "\u0301"


def _full_width(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


def _accented(word: str) -> str:
    """An acute on the first vowel."""
    vowel = next((at for at, each in enumerate(word) if each in "aeiou"), None)
    if vowel is None:
        return word
    return unicodedata.normalize("NFC", f"{word[: vowel + 1]}{_ACUTE}{word[vowel + 1 :]}")


_in_longest_accented = in_longest(_accented)


def _accents(text: str) -> str:
    """Nothing for a text with marks of its own: another mark would make it another word."""
    return _in_longest_accented(text) if text.isascii() else text


def _masked(word: str) -> str:
    """One inner letter masked, a vowel if there is one."""
    inner = [at for at in range(1, len(word) - 1) if word[at].isalpha()]
    if not inner:
        return word
    at = next((at for at in inner if base_of(word[at]) in "aeiou"), inner[0])
    return f"{word[:at]}*{word[at + 1 :]}"


def _tones_dropped(text: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFD", text) if each not in _TONES)
    return unicodedata.normalize("NFC", bare)


def _marks_dropped(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in bare if not unicodedata.combining(each))


LATIN = (
    Way("full_width", frozenset(), _full_width, "latin"),
    Way("styled", frozenset(), lambda text: text.translate(_BOLD), "latin"),
    Way("cyrillic", frozenset({"lookalike"}), lambda text: text.translate(_CYRILLIC), "latin"),
    Way("leet", frozenset({"leet"}), lambda text: text.translate(_DIGITS), "latin"),
    Way("leet_signs", frozenset({"leet"}), lambda text: text.translate(_SIGNS), "latin"),
    Way("accents", frozenset({"accented"}), _accents, "latin"),
    Way("masked", frozenset({"masked"}), in_longest(_masked), "latin"),
    Way("tones_dropped", frozenset({"toneless"}), _tones_dropped, "latin"),
    Way("marks_dropped", frozenset({"toneless"}), _marks_dropped, "latin"),
)

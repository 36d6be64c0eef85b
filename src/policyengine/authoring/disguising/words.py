"""What the ways to disguise a word need to know of it: its script, and the letters that can be told apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

from policyengine.text.scripts import Script, script_of

WordScript = Literal["latin", "devanagari", "hangul", "kana", "han", "thai"]
"""The script a word is written in throughout; kana may have Han beside."""
_VIRAMA = "\u094d"
_SARA_AM = "\u0e33"
_OF_NAMES: dict[str, WordScript] = {"LATIN": "latin", "DEVANAGARI": "devanagari", "THAI": "thai"}


def script_of_word(word: str) -> WordScript | None:
    """The script of a word or phrase, or None if it mixes scripts or has none of these."""
    scripts: set[Script] = {script_of(each) for each in word} - {"none"}
    if scripts == {"spaced"} or scripts == {"unspaced"}:
        named = {unicodedata.name(each, "").partition(" ")[0] for each in word if each.isalpha()}
        return _OF_NAMES.get(named.pop()) if len(named) == 1 else None
    if scripts == {"hangul"}:
        return "hangul"
    if scripts & {"hiragana", "katakana"} and scripts <= {"hiragana", "katakana", "han"}:
        return "kana"
    return "han" if scripts == {"han"} else None


def letters_of(word: str) -> list[str]:
    """The letters of a word, each with the marks and vowel signs that hang on it; a conjunct counts as one."""
    found: list[str] = []
    for character in word:
        hangs = unicodedata.category(character)[0] == "M" or character == _SARA_AM
        if found and (hangs or (found[-1].endswith(_VIRAMA) and character.isalpha())):
            found[-1] += character
        else:
            found.append(character)
    return found


def base_of(letter: str) -> str:
    """The letter without its marks, in lower case."""
    return unicodedata.normalize("NFD", letter)[:1].lower()


def in_longest(write: Callable[[str], str]) -> Callable[[str], str]:
    """Writes only the longest word of a phrase in disguise, the first of equally long ones."""

    def phrase(text: str) -> str:
        words = text.split(" ")
        at = max(range(len(words)), key=lambda index: len(words[index]))
        return " ".join((*words[:at], write(words[at]), *words[at + 1 :]))

    return phrase


def inside(mark: str) -> Callable[[str], str]:
    """Puts a mark between the first two letters that touch, in the longest word of a phrase."""

    def word(text: str) -> str:
        letters = letters_of(text)
        at = next((i for i in range(1, len(letters)) if letters[i - 1].isalpha() and letters[i].isalpha()), None)
        return text if at is None else "".join((*letters[:at], mark, *letters[at:]))

    return in_longest(word)

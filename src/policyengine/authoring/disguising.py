"""Ways to disguise a word, each as people do it: to try whether a rule still sees the word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from policyengine.text.disguise import hangul
from policyengine.text.han import SIMPLIFIED, simplified
from policyengine.text.scripts import script_of

_CYRILLIC = str.maketrans("aceopxyisjh", "асеорхуіѕјһ")
_LEET = str.maketrans("aeiost", "4310$7")
_COMPATIBILITY_JAMO = {
    unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x3131, 0x3164) if code != 0x3164
}
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_KATAKANA_TO_HIRAGANA = {code + 0x60: code for code in range(0x3041, 0x3097)}
_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E) if code != 0xFF70}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _between(separator: str) -> Callable[[str], str]:
    return separator.join


def _inside(mark: str) -> Callable[[str], str]:
    return lambda word: f"{word[:1]}{mark}{word[1:]}"


def _repeated(word: str) -> str:
    """The last letter, or syllable, three times."""
    return word + word[-1] * 2


def _full_width(word: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in word)


def _styled(word: str) -> str:
    return "".join(chr(0x1D41A + ord(each) - ord("a")) if "a" <= each <= "z" else each for each in word)


def _accents(word: str) -> str:
    vowel = next((i for i, each in enumerate(word) if each in "aeiou"), 0)
    return unicodedata.normalize("NFC", f"{word[: vowel + 1]}\u0301{word[vowel + 1 :]}")


def _masked(mark: str) -> Callable[[str], str]:
    def mask(word: str) -> str:
        """One inner letter masked, a vowel if there is one."""
        inner = [i for i in range(1, len(word) - 1) if word[i].isalpha() and word[i] != "ー"] or [len(word) - 1]
        at = next((i for i in inner if word[i] in "aeiou"), inner[0])
        return f"{word[:at]}{mark}{word[at + 1 :]}"

    return mask


def _jamo(word: str) -> str:
    """The last syllable taken apart into the letters of a keyboard."""
    letters = unicodedata.normalize("NFD", word[-1])
    finals = {chr(0x11A7 + i): each for i, each in enumerate(hangul.FINALS) if i}
    return word[:-1] + "".join(_COMPATIBILITY_JAMO.get(finals.get(each, each), each) for each in letters)


def _lengthened(word: str) -> str:
    """The vowel of the last syllable drawn out by a syllable of its own, which takes the final consonant."""
    first, rest = divmod(ord(word[-1]) - 0xAC00, 588)
    vowel, final = divmod(rest, 28)
    return f"{word[:-1]}{chr(0xAC00 + first * 588 + vowel * 28)}{chr(0xAC00 + 11 * 588 + vowel * 28 + final)}"


def _kana_swapped(word: str) -> str:
    hiragana = word.translate(_KATAKANA_TO_HIRAGANA)
    return hiragana if hiragana != word else word.translate(_HIRAGANA_TO_KATAKANA)


def _half_width(word: str) -> str:
    katakana = unicodedata.normalize("NFD", word.translate(_HIRAGANA_TO_KATAKANA))
    return "".join(_HALF_WIDTH.get(each, {"\u3099": "ﾞ", "\u309a": "ﾟ", "ー": "ｰ"}.get(each, each)) for each in katakana)


def _long_marks(word: str) -> str:
    return f"{word[:1]}ー{word[1:]}"


_TRADITIONAL = {simple: full for full, simple in reversed(SIMPLIFIED.items())}


def _other_han(word: str) -> str:
    return simplified(word) if simplified(word) != word else "".join(_TRADITIONAL.get(each, each) for each in word)


def _toneless(word: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFD", word) if each not in _TONES)
    return unicodedata.normalize("NFC", bare)


def _plain_letters(word: str) -> str:
    bare = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in bare if not unicodedata.combining(each))


EVERYWHERE: Mapping[str, Callable[[str], str]] = {
    "spaces": _between(" "),
    "dots": _between("."),
    "underscores": _between("_"),
    "middle_dots": _between("·"),
    "zero_width": _between("\u200b"),
    "soft_hyphen": _between("\u00ad"),
    "nfd": lambda word: unicodedata.normalize("NFD", word),
    "repeated": _repeated,
    "capitals": str.upper,
}
"""Disguises of any script, by name; one that changes nothing does not apply to the word."""
BY_SCRIPT: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "latin": {
        "full_width": _full_width,
        "styled": _styled,
        "cyrillic": lambda word: word.translate(_CYRILLIC),
        "leet": lambda word: word.translate(_LEET),
        "accents": _accents,
        "masked": _masked("*"),
        "toneless": _toneless,
        "plain_letters": _plain_letters,
    },
    "hangul": {"jamo": _jamo, "digit": _inside("1"), "lengthened": _lengthened},
    "kana": {
        "kana_swapped": _kana_swapped,
        "half_width": _half_width,
        "circle": _masked("○"),
        "long_marks": _long_marks,
    },
    "han": {"other_han": _other_han, "punctuation": _inside("*")},
}
"""Disguises of one script, by script and name."""


def disguised(word: str) -> dict[str, str]:
    """The word under every disguise that applies to it, by the disguise's name."""
    ways = {**EVERYWHERE, **BY_SCRIPT.get(script_of_word(word) or "", {})}
    found = {name: write(word) for name, write in ways.items()}
    return {name: text for name, text in found.items() if text != word}


def script_of_word(word: str) -> str | None:
    """`latin`, `hangul`, `kana` or `han`, if the word is written in it throughout; kana may have Han beside."""
    scripts = {script_of(each) for each in word} - {"none"}
    if scripts == {"spaced"}:
        return "latin" if all("LATIN" in unicodedata.name(each, "") for each in word if each.isalpha()) else None
    if scripts == {"hangul"}:
        return "hangul"
    if scripts & {"hiragana", "katakana"} and scripts <= {"hiragana", "katakana", "han"}:
        return "kana"
    return "han" if scripts == {"han"} else None

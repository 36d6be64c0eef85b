"""Ways to disguise a word in kana, or in kana and Han."""

from __future__ import annotations

import unicodedata

from policyengine.authoring.disguising.way import Way

_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_TO_HIRAGANA = {code + 0x60: code for code in range(0x3041, 0x3097)}
_HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
_HALF_WIDTH |= {"\u3099": "ﾞ", "\u309a": "ﾟ"}
_LONG_MARK = "ー"
_SMALL = frozenset("ぁぃぅぇぉっゃゅょァィゥェォッャュョ")


def _swapped(text: str) -> str:
    """Katakana as hiragana; where there are none, hiragana as katakana."""
    hiragana = text.translate(_TO_HIRAGANA)
    return hiragana if hiragana != text else text.translate(_TO_KATAKANA)


def _half_width(text: str) -> str:
    """The katakana in half width, voicing marks apart."""
    return "".join(map(_half_width_of, text))


def _half_width_of(character: str) -> str:
    if not "\u30a1" <= character <= "\u30fc":
        return character
    return "".join(_HALF_WIDTH.get(each, each) for each in unicodedata.normalize("NFD", character))


def _circle(text: str) -> str:
    """A letter inside replaced by a circle; of two letters, the last."""
    inner = [at for at in range(1, len(text) - 1) if text[at].isalpha() and text[at] != _LONG_MARK]
    if not inner and len(text) != 2:
        return text
    at = inner[0] if inner else 1
    return f"{text[:at]}○{text[at + 1 :]}"


def _long_mark(text: str) -> str:
    """The first sound drawn out, with a small kana that belongs to it."""
    at = 2 if text[1:2] in _SMALL else 1
    return f"{text[:at]}{_LONG_MARK}{text[at:]}" if text[at:] and text[at] != _LONG_MARK else text


def _long_ending(text: str) -> str:
    """The last kana drawn out."""
    return text + _LONG_MARK * 2 if "\u3041" <= text[-1] <= "\u30fc" else text


KANA = (
    Way("kana_swapped", frozenset({"kana"}), _swapped, "kana"),
    Way("half_width", frozenset(), _half_width, "kana"),
    Way("circle", frozenset({"masked"}), _circle, "kana"),
    Way("long_mark", frozenset({"lengthened"}), _long_mark, "kana"),
    Way("long_ending", frozenset({"lengthened"}), _long_ending, "kana"),
)

"""The writing system of a character, as far as word boundaries and language need to know it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from unicodedata import category

Script = Literal["spaced", "hangul", "jamo", "katakana", "hiragana", "han", "unspaced", "none"]
"""`spaced`: letters, digits and marks of scripts that put spaces between words; `unspaced`: Thai, Lao, Khmer,
Burmese and others that do not; `none`: punctuation, symbols, white space."""

# Ranges: Unicode blocks. Only what the folded view can contain matters: half-width forms are gone by then.
_UNSPACED_BLOCKS: tuple[tuple[Script, str], ...] = (
    ("hangul", "\uac00-\ud7a3"),
    ("jamo", "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb"),
    ("katakana", "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"),
    ("hiragana", "\u3041-\u309f\U0001b000-\U0001b12f"),
    (
        "han",  # with Bopomofo
        "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
        "\U00020000-\U0003ffff",
    ),
    (
        "unspaced",  # Thai, Lao, Tibetan, Burmese, Khmer, New Tai Lue, Tai Tham, Balinese, Javanese
        "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ecd\u0edc-\u0edf\u0f40-\u0fbc\u1000-\u103f\u1050-\u108f"
        "\u1780-\u17d3\u1950-\u19df\u1a20-\u1aad\u1b00-\u1b4b\ua980-\ua9c0\ua9e0-\ua9fe\uaa60-\uaa7f",
    ),
)
_unspaced = re.compile("|".join(f"([{ranges}])" for _, ranges in _UNSPACED_BLOCKS))


@lru_cache(maxsize=8192)
def script_of(character: str) -> Script:
    """The script of one character of a folded view."""
    if character.isascii():
        return "spaced" if character.isalnum() else "none"
    match = _unspaced.match(character)
    if match is not None and match.lastindex is not None:
        return _UNSPACED_BLOCKS[match.lastindex - 1][0]
    return "spaced" if character.isalnum() or category(character)[0] == "M" else "none"

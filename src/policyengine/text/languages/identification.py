"""Which languages a text holds: by script, by what was declared, by letters and function words, else by statistics.

Titles mix languages, so a text may hold several; and where languages cannot be told apart, it may hold any of them.
Declaring a language never overrules the script: a Korean text declared English is Korean.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from policyengine.text.languages import function_words, ideographs, vietnamese
from policyengine.text.languages.statistics import likeliest_language

Writing = Literal["hangul", "kana", "han", "thai", "devanagari", "latin", "cyrillic", "arabic"]

MIN_LETTERS = 60
"""Statistics say nothing reliable about shorter texts."""
_MAX_READ = 800
"""Code points that are looked at; the language of a text shows in its beginning."""

_LETTERS: dict[Writing, re.Pattern[str]] = {
    "hangul": re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"),
    "kana": re.compile("[\u3041-\u3096\u30a1-\u30fa]"),
    "han": re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    "thai": re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]"),
    "devanagari": re.compile("[\u0900-\u0963\u0966-\u097f]"),
    "latin": re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]"),
}
_ascii = re.compile("[\x00-\x7f]+")
_NATURAL: dict[Writing, str] = {"hangul": "ko", "kana": "ja", "thai": "th", "devanagari": "hi"}
"""The language of a script where none of that script is declared."""
_WRITINGS: dict[str, frozenset[Writing]] = {
    "ko": frozenset({"hangul"}),
    "ja": frozenset({"kana", "han"}),
    "zh": frozenset({"han"}),
    "th": frozenset({"thai"}),
    "hi": frozenset({"devanagari", "latin"}),
    **dict.fromkeys(("mr", "ne", "sa"), frozenset[Writing]({"devanagari"})),
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "tg", "uk"), frozenset[Writing]({"cyrillic"})),
    "sr": frozenset({"cyrillic", "latin"}),
    **dict.fromkeys(("ar", "fa", "ps", "ur"), frozenset[Writing]({"arabic"})),
    **dict.fromkeys(("bn", "el", "gu", "he", "hy", "ka", "km", "kn"), frozenset[Writing]()),
    **dict.fromkeys(("lo", "ml", "my", "pa", "si", "ta", "te"), frozenset[Writing]()),
    **dict.fromkeys(("mis", "mul", "und", "zxx"), frozenset[Writing]()),
}
"""The scripts a language is written in, among those told apart here; the last four tags name no language. A language
not listed is written in Latin."""
_LIKE_INDONESIAN = frozenset({"id", "ms"})
"""Statistics have a profile of Indonesian, and none of Malay."""


def identify(folded: str, declared: str | None, languages: Collection[str]) -> frozenset[str]:
    """The languages, of those in question, that a text holds or may hold; empty if none can be told.

    `folded` is the folded view of the text. `languages` are primary subtags; `declared` is a language tag with its
    usual primary subtag (`zh-Hant`, `tl`), and decides where a stretch of the text is in a script of that language.
    The same arguments give the same answer in every thread and process.
    """
    sample = folded[:_MAX_READ]
    subtag = declared.replace("_", "-").split("-")[0].lower() if declared else None
    writings = _writings_of(sample)
    found: set[str] = set()
    for writing in writings:
        if subtag is not None and writing in _WRITINGS.get(subtag, {"latin"}):
            found.add(subtag)
            if writing == "latin" and vietnamese.is_certain(sample):
                found.add("vi")
        elif writing in _NATURAL:
            found.add(_NATURAL[writing])
        elif writing == "han":
            found |= ideographs.languages_of("".join(_LETTERS["han"].findall(sample)))
        elif writing == "latin":
            found |= _by_words(sample)
    if not found and any(_count(writing, sample) >= MIN_LETTERS for writing in writings):
        found |= _by_statistics(sample)
    return frozenset(found.intersection(languages))


def _writings_of(sample: str) -> list[Writing]:
    """The scripts that say something: Han letters beside a tenth as many kana are Japanese, beside as much Hangul they
    are Korean, and fewer kana than that are an ornament of Chinese."""
    if sample.isascii():
        return ["latin"] if _LETTERS["latin"].search(sample) else []
    beyond = _ascii.sub("", sample)  # where all scripts but Latin have their letters
    found = [writing for writing in _LETTERS if _LETTERS[writing].search(sample if writing == "latin" else beyond)]
    if "han" in found and "kana" in found:
        found.remove("han" if _count("kana", beyond) * 10 >= _count("han", beyond) else "kana")
    elif "han" in found and "hangul" in found and _count("han", beyond) <= _count("hangul", beyond):
        found.remove("han")
    return found


def _count(writing: Writing, sample: str) -> int:
    return len(_LETTERS[writing].findall(sample))


def _by_words(sample: str) -> frozenset[str]:
    letters = frozenset({"vi"} if vietnamese.is_certain(sample) or vietnamese.is_likely(sample) else ())
    return letters | function_words.languages_of(sample, letters)


def _by_statistics(sample: str) -> frozenset[str]:
    language = likeliest_language(sample)
    if language is None:
        return frozenset()
    return _LIKE_INDONESIAN if language in _LIKE_INDONESIAN else frozenset({language})

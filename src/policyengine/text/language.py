"""Which language a text is in: by script where the script says it, by what was declared, else by statistics.

Declaring a language never overrules the script: a Korean text declared English is Korean.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

Writing = Literal["hangul", "kana", "han", "thai", "devanagari", "latin", "cyrillic", "arabic"]

MIN_LETTERS = 60
"""Statistics say nothing reliable about shorter texts."""
_MIN_PROBABILITY = 0.8
_MAX_READ = 2_000
"""Code points that are looked at; the language of a text shows in its beginning."""
_MIN_CHINESE = 20
"""A text with this many Han letters and next to no kana is not Japanese."""
_DENSE = 3
"""A syllable or a Han letter says about as much as this many letters of an alphabet."""

_LETTERS: tuple[tuple[Writing, int, re.Pattern[str]], ...] = (
    ("hangul", _DENSE, re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")),
    ("kana", _DENSE, re.compile("[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d]")),
    ("han", _DENSE, re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")),
    ("thai", 1, re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")),
    ("devanagari", 1, re.compile("[\u0900-\u0963\u0966-\u097f]")),
    ("latin", 1, re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")),
    ("cyrillic", 1, re.compile("[\u0400-\u052f]")),
    ("arabic", 1, re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]")),
)
_ONLY_LANGUAGE: dict[Writing, str] = {"hangul": "ko", "kana": "ja", "thai": "th"}
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
}
"""The scripts a language is written in, among those told apart here. A language not listed is written in Latin."""


def identify(text: str, declared: str | None, languages: Collection[str]) -> str | None:
    """The language of `text` as a primary subtag, or None if it cannot be told.

    `declared` is a language tag with its usual primary subtag (`zh-Hant`, `tl`); it decides among the languages of
    the script that most of the text is in. `languages` are the primary subtags in question: Han letters without
    kana belong to the only one of Chinese and Japanese that is among them, unless the text is too long for that.
    The same arguments give the same answer in every thread and process.
    """
    sample = text[:_MAX_READ]
    counts = {writing: len(letters.findall(sample)) * weight for writing, weight, letters in _LETTERS}
    writing = _main_writing(counts)
    if writing is None:
        return None
    subtag = declared.replace("_", "-").split("-")[0].lower() if declared else None
    if subtag is not None and writing in _WRITINGS.get(subtag, {"latin"}):
        return subtag
    if writing in _ONLY_LANGUAGE:
        return _ONLY_LANGUAGE[writing]
    if writing == "devanagari":
        return "hi"
    if writing == "han":
        return _language_of_han(counts["han"] // _DENSE, languages)
    return _by_statistics(sample) if counts[writing] >= MIN_LETTERS else None


def _main_writing(counts: dict[Writing, int]) -> Writing | None:
    """The script of most letters; Han letters count as Japanese where a tenth as many kana stand among them."""
    kana, han = counts["kana"], counts["han"]
    if kana and kana * 10 >= han:
        counts = {**counts, "kana": kana + han, "han": 0}
    writing = max(counts, key=lambda each: counts[each])
    return writing if counts[writing] else None


def _language_of_han(letters: int, languages: Collection[str]) -> str | None:
    among = [language for language in ("ja", "zh") if language in languages]
    if letters >= _MIN_CHINESE:
        return "zh"
    return among[0] if len(among) == 1 else None


@lru_cache(maxsize=1024)
def _by_statistics(sample: str) -> str | None:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _profiles().create()
    detector.append(sample)
    try:
        best = detector.get_probabilities()
    except LangDetectException:  # no letter sequence that any profile knows
        return None
    if not best or best[0].prob < _MIN_PROBABILITY:
        return None
    return str(best[0].lang).split("-")[0]


_loading = Lock()


def _profiles() -> DetectorFactory:
    with _loading:
        return _load_profiles()


@cache
def _load_profiles() -> DetectorFactory:
    """langdetect's profiles, in an order that no file system decides, with a seed that each call starts from."""
    from langdetect import detector_factory

    factory = detector_factory.DetectorFactory()
    directory = Path(detector_factory.PROFILES_DIRECTORY)
    files = sorted(path for path in directory.iterdir() if path.is_file() and not path.name.startswith("."))
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in files])
    factory.set_seed(0)
    return factory

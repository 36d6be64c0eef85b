"""Language identification."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from policyengine.text import language
from policyengine.text.language import identify

ALL = ("en", "hi", "id", "ja", "ko", "th", "tl", "vi", "zh")
INDONESIAN = "Saya ingin pergi ke pasar untuk membeli buah apel dan jeruk segar besok pagi bersama ibu"
ENGLISH = "This is a simple description of a podcast about apples and oranges and what the market does with them"


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("사과", None, "ko"),
        ("사과", "en", "ko"),
        ("사과 apple", "en", "ko"),
        ("りんご", "zh", "ja"),
        ("東京の林檎", None, "ja"),
        ("林檎", "ja", "ja"),
        ("苹果", "zh-Hant", "zh"),
        ("苹果", "en", None),
        ("苹果" * 10, None, "zh"),
        ("แอปเปิล", "ms", "th"),
        ("सेब", None, "hi"),
        ("सेब", "mr", "mr"),
        ("seb khao", "hi", "hi"),
        ("apel", "id", "id"),
        ("apel", "ID_id", "id"),
        ("apple", "ko", None),
        ("apple", None, None),
        ("яблоко", "en", None),
        ("яблоко", "ru", "ru"),
        ("123 !?", "en", None),
        ("", None, None),
        (INDONESIAN, None, "id"),
        (INDONESIAN, "ko", "id"),
        (INDONESIAN, "ms", "ms"),
        (ENGLISH, None, "en"),
    ],
)
def test_identify(text: str, declared: str | None, expected: str | None) -> None:
    assert identify(text, declared, ALL) == expected


@pytest.mark.parametrize(("loaded", "expected"), [(("zh", "en"), "zh"), (("ja", "en"), "ja"), (("en",), None)])
def test_short_han_text_belongs_to_the_only_language_in_question(loaded: tuple[str, ...], expected: str | None) -> None:
    assert identify("苹果", None, loaded) == expected


def test_threads_agree() -> None:
    texts = [f"{INDONESIAN} {n} {ENGLISH[: n * 3]}" for n in range(12)]
    language._by_statistics.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: identify(text, None, ALL), texts))
    language._by_statistics.cache_clear()
    assert together == [identify(text, None, ALL) for text in reversed(texts)][::-1]


def test_processes_agree_and_nothing_is_imported_early() -> None:
    code = (
        "import sys; from policyengine.text.scanner import Scanner; from policyengine.text.language import identify;"
        "print('langdetect' in sys.modules, [identify(sys.argv[1][:n], None, ()) for n in (70, 80, 88)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, INDONESIAN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().startswith("False")

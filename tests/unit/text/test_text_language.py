"""Language identification."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from policyengine.text.folding.fold import flat
from policyengine.text.languages import statistics
from policyengine.text.languages.identification import identify
from policyengine.text.languages.words import SURE, UNSURE

ALL = ("en", "hi", "id", "ja", "ko", "mr", "ms", "th", "tl", "vi", "zh")
INDONESIAN = "Saya ingin pergi ke pasar untuk membeli buah apel dan jeruk segar besok pagi bersama ibu"
NAMES = "Budi Santoso Rahayu Wulandari Kusuma Pratama Setiawan Hidayat Nugroho Wijaya Permata Lestari"
SPANISH = "Este es un podcast sobre manzanas y naranjas y lo que el mercado hace con ellas todas las semanas"


def languages(text: str, declared: str | None = None, loaded: tuple[str, ...] = ALL) -> str:
    return " ".join(sorted(identify(flat(text), declared, loaded)))


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("사과", None, "ko"),
        ("사과", "en", "ko"),
        ("りんご", "zh", "ja"),
        ("東京の林檎", None, "ja"),
        ("ﾘﾝｺﾞ", None, "ja"),
        ("แอปเปิล", "ms", "th"),
        ("सेब", None, "hi"),
        ("सेब", "en", "hi"),
        ("सेब", "mr", "mr"),
        ("яблоко", None, ""),
        ("123 !?", "en", ""),
        ("", None, ""),
        ("", "en", ""),
    ],
)
def test_script_decides(text: str, declared: str | None, expected: str) -> None:
    assert languages(text, declared) == expected


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("人生", None, "ja zh"),
        ("人生", "en", "ja zh"),
        ("人生", "ja", "ja"),
        ("人生", "zh-Hant", "zh"),
        ("我们的故事", None, "zh"),
        ("你是我的眼", None, "zh"),
        ("渋谷駅前", None, "ja"),
        ("人生" * 10, None, "zh"),
        ("우정 (友情)", None, "ko"),
        ("我们的故事 X 사과", None, "ko zh"),
        ("我们的故事我们的故事我们的故事シ", None, "zh"),
        ("人生 ー 山水", None, "ja zh"),
    ],
)
def test_han_letters(text: str, declared: str | None, expected: str) -> None:
    assert languages(text, declared) == expected


@pytest.mark.parametrize(("loaded", "expected"), [(("zh", "en"), "zh"), (("ja", "en"), "ja"), (("en",), "")])
def test_han_text_that_could_be_both_is_the_one_in_question(loaded: tuple[str, ...], expected: str) -> None:
    assert languages("人生", None, loaded) == expected


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Mưa trên phố", None, "vi"),
        ("Mưa trên phố", "ko", "vi"),
        ("Mưa trên phố", "en", "en vi"),
        ("Mưa trên phố", "vi", "vi"),
        ("Du\u031bo\u031bng", None, "vi"),
        ("Đen", None, "vi"),
        ("Đen", "de", ""),
        ("Đorđe Šarić", None, ""),
        ("Ọṣun", None, ""),
        ("Café Crème à Paris", None, ""),
        ("Khong phai em", None, "vi"),
        ("Nguoi yeu cua anh", None, "vi"),
        ("Mình là của nhau", None, "vi"),
    ],
)
def test_vietnamese(text: str, declared: str | None, expected: str) -> None:
    assert languages(text, declared) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Night Shift", "en"),
        ("You and the Others", "en"),
        ("I’m on My Way", "en"),
        ("Send It to Me by Boat", "en"),
        ("Goodbye", ""),
        ("Kya Baat Hai", "hi"),
        ("Tu Hi Hai Mere Dil Ka", "hi"),
        ("Main Nahi Jaunga", "hi"),
        ("Ghar Mein Saja Hai", "hi"),
        ("Ang Buhay Ko", "tl"),
        ("Para sa Iyo", "tl"),
        ("Kung Sino na Lang Kaya", "tl"),
        ("Dengan Cinta", "id ms"),
        ("Bunga yang Kita Tanam", "id ms"),
        ("Nggak Bisa Pulang", "id"),
        ("Aku Nggak Sendiri Lagi", "id"),
        ("Kerana Cinta", "ms"),
        ("Aku Nak Balik Kampung ni", "ms"),
        ("Awak dan Gue", "id ms"),
        ("Ein Tag und eine Nacht", ""),
        ("Se Me Olvida Que Te Fuiste", ""),
        ("Close to the Sun con la Luna", "en"),
    ],
)
def test_function_words_of_titles(text: str, expected: str) -> None:
    assert languages(text) == expected


@pytest.mark.parametrize(
    "name", ["Yang Hyun Suk", "Dan Brown", "Ito Junji", "Nona Gaye", "YG Plus", "Kung Fu Panda", "Budi"]
)
def test_a_name_tells_no_language(name: str) -> None:
    assert languages(name) == ""


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("사과 (The Apple Song)", None, "en ko"),
        ("사과 (Apple)", None, "ko"),
        ("사과 (Apple)", "en", "en ko"),
        ("사과 (Apple)", "ko", "ko"),
        ("りんごの歌 / Where Are You", "ja", "en ja"),
        ("दिल से (From the Heart)", None, "en hi"),
        ("Mahal Kita (The Way You Are)", None, "en"),
        ("Ikaw at Ako (The Way You Are)", None, "en tl"),
        ("Sayang, I Miss You dengan Hati", None, "en id ms"),
        ("แอปเปิล 사과 りんご", None, "ja ko th"),
    ],
)
def test_a_mixed_title_holds_several(text: str, declared: str | None, expected: str) -> None:
    assert languages(text, declared) == expected


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("apel", "id", "id"),
        ("apel", "ID_id", "id"),
        ("seb khao", "hi-Latn", "hi"),
        (INDONESIAN, "ms", "ms"),
        (INDONESIAN, "ko", "id ms"),
        ("The Night Shift", "zh", "en"),
        ("The Night Shift", "und", "en"),
        ("The Night Shift", "de", ""),
        ("apple", "ko", ""),
        ("яблоко", "ru", ""),
    ],
)
def test_what_is_declared_decides_within_its_script(text: str, declared: str, expected: str) -> None:
    assert languages(text, declared) == expected


def test_a_language_that_is_declared_need_not_be_one_of_the_shipped() -> None:
    assert languages("яблоко", "ru", ("en", "ru")) == "ru"


def test_a_word_or_two_of_another_language_are_nothing_in_a_long_text() -> None:
    assert languages(f"{SPANISH} {SPANISH[::-1]} the") == ""


@pytest.mark.parametrize(
    ("text", "loaded", "expected"),
    [(NAMES, ALL, "id ms"), (NAMES, ("en", "ms"), "ms"), (NAMES, ("en", "ko"), ""), (NAMES[:59], ALL, "")],
)
def test_statistics_over_long_texts_that_nothing_else_tells(text: str, loaded: tuple[str, ...], expected: str) -> None:
    assert languages(text, None, loaded) == expected


def test_only_the_beginning_is_read() -> None:
    assert languages("x " * 1_000 + "the night and the day 사과") == ""


def test_no_word_is_told_by_two_entries_of_a_table() -> None:
    sure = [word for words in SURE.values() for word in words.split()]
    assert len(sure) == len(set(sure))
    for words in UNSURE.values():
        assert len(words.split()) == len(set(words.split()))
        assert not set(sure).intersection(words.split())


def test_threads_agree() -> None:
    texts = [f"{NAMES} {n} {NAMES[: n * 3]}" for n in range(12)]
    statistics.likeliest_language.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(languages, texts))
    statistics.likeliest_language.cache_clear()
    assert together == [languages(text) for text in reversed(texts)][::-1]


def test_processes_agree_and_nothing_is_imported_early() -> None:
    code = (
        "import sys; from policyengine.text.scanner import Scanner;"
        "from policyengine.text.languages.identification import identify;"
        "print('langdetect' in sys.modules,"
        "[sorted(identify(sys.argv[1].lower()[:n], None, ('id', 'ms'))) for n in (70, 80, 90)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, NAMES],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().startswith("False")

"""Where a text may hold something disguised, and how it is read there."""

from __future__ import annotations

import pytest

from policyengine.text.disguise.readings import MOST_MASKS, REACH, look
from policyengine.text.folding.fold import flat


def views(text: str) -> list[tuple[str, str]]:
    return [(reading.view, reading.text) for reading in look(flat(text)).readings]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a clean title",
        "it's rock’n’roll, isn't it?",
        "Live (2024)",
        "hopping mad",
        "i am a b, c",
        "깨끗한 제목 (라이브)",
        "사과, 바보!",
        "사과!바보",
        "干净的标题",
        "3, 2, 1",
    ],
)
def test_most_texts_hold_nothing_of_the_kind(text: str) -> None:
    assert views(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "s.p.a.m",
        "well-known",
        "spammm",
        "bookkeeper",
        "ѕpam",
        "spám",
        "バナナ",
        "사.과",
        "사1과",
        "x😀y",
        "ㅅㄱ",
        "เเก",
    ],
)
def test_letters_are_read(text: str) -> None:
    assert views(text) == [("letters", flat(text))]


@pytest.mark.parametrize(
    ("text", "times"),
    [("$pam", 1), ("sp@m", 1), ("spa7", 1), ("sp4m", 1), ("slim3", 1), ("s1im", 2), ("sp!n", 2), ("|emon l|me", 2)],
)
def test_signs_are_read_as_letters_and_some_in_two_ways(text: str, times: int) -> None:
    assert views(text) == [("letters", text), *[("signs", text)] * times]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("s p a m", ["s p a m"]),
        ("say s p a m now", ["s p a m"]),
        ("s - p - a - m", ["s - p - a - m"]),
        ("s p a", []),
        ("사 과", ["사 과"]),
        ("그 사 과는", ["그 사"]),
        ("첫 줄\n사 과 나\n끝", ["첫 줄", "사 과 나"]),
        ("x\ns p a m\ny", ["s p a m"]),
        ("林 檎, 苹 果", ["林 檎", "苹 果"]),
        ("가\n나", []),
    ],
)
def test_letters_kept_apart_are_read_without_their_spaces(text: str, apart: list[str]) -> None:
    assert [stretch for view, stretch in views(text) if view == "spaced"] == apart


WORDS = "word " * 100


@pytest.mark.parametrize("before", [0, 1, 60, 64, 65, 66, 100, 400])
@pytest.mark.parametrize("after", [0, 60, 64, 65, 130, 400])
def test_what_gives_a_disguise_away_is_read_with_its_surroundings(before: int, after: int) -> None:
    start, end = WORDS[len(WORDS) - before :], WORDS[: after + 1].strip()
    text = f"{start} sp.am {end}".strip()
    (reading,) = look(text).readings
    at = text.index("sp.am")
    assert reading.start <= max(0, at - REACH + 2)
    assert reading.start + len(reading.text) >= min(len(text), at + 5 + REACH - 2)
    assert text[reading.start : reading.start + len(reading.text)] == reading.text
    assert reading.start == 0 or text[reading.start - 1] == " "


def test_stretches_are_apart_and_in_order() -> None:
    text = f"sp.am {WORDS}sp.am sp.am {WORDS}sp.am"
    found = look(text).readings
    assert len(found) == 3
    assert [reading.text.count("sp.am") for reading in found] == [1, 2, 1]
    ends = [reading.start + len(reading.text) for reading in found]
    assert all(end < following.start for end, following in zip(ends, found[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", []),
        ("sp*m", [2]),
        ("* sp", []),
        ("5*4", []),
        ("林○", [1]),
        ("○ 檎", [0]),
        ("a*b#c%d_e☆f♥", [1, 3, 5, 7, 9, 11]),
    ],
)
def test_masks_stand_behind_letters_and_circles_anywhere(text: str, places: list[int]) -> None:
    assert look(text).masks == places


def test_only_the_first_masks_count() -> None:
    assert len(look("a*" * 1000).masks) == MOST_MASKS

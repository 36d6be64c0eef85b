"""What the shipped rulesets make of the project's own rows, and of their own terms in disguise."""

from __future__ import annotations

import json
from functools import lru_cache

import pytest
from command_line import ROOT

from measuring.retention import retention_of
from measuring.subject import Subject, flagged_by_scan, load

ROWS = ROOT / "benchmarks" / "labelled"
LANGUAGES = ("en", "hi", "id", "ja", "ko", "ms", "th", "tl", "vi", "zh")


@lru_cache
def shipped() -> Subject:
    return load([])


def texts(name: str) -> list[tuple[str, int]]:
    rows = [json.loads(line) for line in (ROWS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row["text"], row["label"]) for row in rows]


def acted_on(text: str) -> bool:
    return shipped().flags({"id": "row", "kind": "comment", "body": text})


def accused(text: str) -> bool:
    return flagged_by_scan(shipped().accusing(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slur_that_is_meant_is_acted_on_whatever_stands_around_it(language: str) -> None:
    rows = texts(f"{language}_quoted_use")
    assert len(rows) == 100
    assert sum(acted_on(text) for text, _ in rows) >= 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slur_that_is_only_mentioned_accuses_nobody(language: str) -> None:
    rows = texts(f"{language}_mentioned")
    assert sum(acted_on(text) for text, _ in rows) <= 0.15 * len(rows)


@pytest.mark.parametrize("language", ["hi", "ja", "ms"])
def test_titles_that_should_be_found_are_and_innocent_ones_are_not(language: str) -> None:
    rows = texts(f"{language}_titles")
    assert [label for _, label in rows].count(1) == [label for _, label in rows].count(0) == 150
    assert sum(accused(text) for text, label in rows if label) >= 143
    assert sum(accused(text) for text, label in rows if not label) <= 3


def test_sure_terms_are_found_exactly_under_every_disguise_they_tolerate() -> None:
    matrix = retention_of(shipped())["by_script"]
    cells = [cell for ways in matrix.values() for cell in ways.values() if cell["tried"]]
    tried = sum(cell["tried"] for cell in cells)
    assert tried > 5000
    assert sum(cell["found"] * cell["tried"] for cell in cells) >= 0.97 * tried
    assert sum(cell["exact"] * cell["tried"] for cell in cells) >= 0.97 * tried

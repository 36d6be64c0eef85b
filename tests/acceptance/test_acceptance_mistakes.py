"""Mistakes seeded in a copied policy set: each is told once, by the right code, at the right line and column.

What is said of each stands in tests/golden/mistakes/said, where a message can be read as a writer reads it.
`pytest tests/acceptance/test_acceptance_mistakes.py --update-golden` accepts what is said now.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from command_line import policyengine
from seeded_mistakes import FOLDER, Mistake, mistakes

from policyengine.diagnostics.table import TABLE

pytestmark = pytest.mark.usefixtures("own_directory")

MISTAKES = mistakes()
NOT_SEEDED = {
    "PE101": "what the disk refuses",
    "PE103": "a file of megabytes",
    "PE106": "values nested by a program",
    "PE107": "thousands of files",
    "PE156": "more combinations than anybody writes",
    "PE160": "links",
    "PE162": "another directory than was meant",
    "PE171": "lists given at load",
    "PE172": "lists given at load",
    "PE173": "a choice made at load",
}
"""Codes of what no change of a few characters brings about; test_acceptance_diagnostics.py has a case of each."""
HEAD = re.compile(r"^(?:error|warning)\[(PE\d{3})\]: (?:.*\n +--> (.+)|`(.+?)`.*)$", re.MULTILINE)
"""What is said first of a problem: the code, and the place or the file."""


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: f"{each.code} {each.name}")
def test_a_mistake_is_told_once_at_its_place(mistake: Mistake, golden: Any) -> None:
    place = mistake.seeded(Path())
    outcome = policyengine("check", "set", "ours")
    golden.check(mistake.accepted, outcome.out)
    assert [(code, at or file) for code, at, file in HEAD.findall(outcome.out)] == [(mistake.code, place)]
    assert (outcome.code, outcome.err) == (3 if TABLE[mistake.code].level == "error" else 1, "")


def test_the_policy_set_is_without_fault_before_a_mistake_is_made() -> None:
    outcome = policyengine("check", FOLDER / "set", FOLDER / "ours")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("0 errors · 0 warnings · ")
    assert policyengine("test", FOLDER / "set").code == 0


def test_every_code_is_seeded_at_least_once() -> None:
    assert len(MISTAKES) >= 50
    assert sorted({each.code for each in MISTAKES} ^ set(TABLE)) == sorted(NOT_SEEDED)


def test_no_golden_file_is_left_over_from_a_mistake_that_was_renamed() -> None:
    assert sorted((FOLDER / "said").iterdir()) == sorted(each.accepted for each in MISTAKES)

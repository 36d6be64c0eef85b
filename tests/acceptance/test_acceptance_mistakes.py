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
HEAD = re.compile(r"^(?:error|warning)\[(PE\d{3})\]: .*\n +--> (.+)$", re.MULTILINE)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: f"{each.code} {each.name}")
def test_a_mistake_is_told_once_at_its_place(mistake: Mistake, golden: Any) -> None:
    place = mistake.seeded(Path())
    outcome = policyengine("check", "set", "ours")
    golden.check(mistake.accepted, outcome.out)
    assert HEAD.findall(outcome.out) == [(mistake.code, place)]
    assert (outcome.code, outcome.err) == (3 if TABLE[mistake.code].level == "error" else 1, "")

"""`mutate`: what it takes, what it tells, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from command_line import BASE, GOLDEN, copied_base, policyengine

pytestmark = pytest.mark.usefixtures("own_directory")


def test_survivors_are_told_with_their_places(golden: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    copied_base(tmp_path)
    monkeypatch.chdir(tmp_path)
    outcome = policyengine("mutate", "set")
    assert (outcome.code, outcome.err) == (0, "")
    golden.check(GOLDEN / "mutate.txt", outcome.out)


def test_the_gate() -> None:
    below = policyengine("mutate", BASE, "--kind", "exception", "--min", "90")
    assert below.code == 1
    assert "gate crossed: the score is 0 %, and --min asks for 90 %" in below.err
    assert policyengine("mutate", BASE, "--kind", "rule", "--min", "100").code == 0


def test_json_says_the_same() -> None:
    outcome = policyengine("mutate", BASE, "--format", "json", "--rule", "promo/borrowed_name")
    record = json.loads(outcome.out)
    assert record["tried"] == record["mutants"]
    assert record["kinds"]["rule"] == {"noticed": 1}
    assert {"kind", "if", "file", "line", "column", "covered"} == set(record["survivors"][0])


def test_a_sample_says_that_it_is_one() -> None:
    once = policyengine("mutate", BASE, "--limit", "5", "--seed", "3").out
    assert re.search(r"a sample: 5 of \d+ mutants, seed 3", once)
    assert policyengine("mutate", BASE, "--limit", "5", "--seed", "3").out == once


def test_an_unknown_rule_is_told_with_what_was_meant() -> None:
    outcome = policyengine("mutate", BASE, "--rule", "promo/borowed_name")
    assert outcome.code == 2
    assert "did you mean `promo/borrowed_name`?" in outcome.err


def test_a_revision_that_is_none_is_a_mistake_of_usage() -> None:
    outcome = policyengine("mutate", BASE, "--changed-since", "no-such-revision")
    assert outcome.code == 2
    assert "--changed-since" in outcome.err


def test_nothing_to_mutate() -> None:
    outcome = policyengine("mutate", BASE, "--rule", "promo/borrowed_name", "--kind", "dates")
    assert (outcome.code, outcome.out) == (4, "")
    assert "nothing that was asked for can be changed" in outcome.err


def test_rulesets_that_do_not_load() -> None:
    assert policyengine("mutate", "nowhere").code == 3

"""The example layer: it loads over the shipped rulesets, is finished, and leaves every test true."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policyengine import PolicyEngine, shipped
from policyengine.authoring.check import check
from policyengine.cli.main import run
from policyengine.loading import load, read_request

LAYER = Path(__file__).parents[3] / "examples" / "own-layer"
LAYERS = ["-r", str(shipped()), "-r", str(LAYER)]


def test_it_loads_and_says_what_it_changed() -> None:
    described = PolicyEngine.load(shipped(), LAYER, lists={"sponsor_ids": ["BK-2026-0007"]}).describe()
    assert "promo" in described.areas
    assert "promo/unmarked_sponsorship" in described.rules
    assert ("metadata/shouted_title", "disabled until 2027-04-01") in [(e.rule, e.reason) for e in described.dated]


def test_without_its_list_a_rule_is_inactive_and_told() -> None:
    described = PolicyEngine.load(shipped(), LAYER).describe()
    assert "promo/unmarked_sponsorship" in {each.rule for each in described.inactive}


def test_every_example_suite_and_clean_item_of_both_layers_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", *LAYERS]) == 0, capsys.readouterr().out


def test_check_finds_nothing_before_the_disabled_rule_is_back() -> None:
    loaded = load(*read_request([shipped(), LAYER]))
    assert loaded.policy_set is not None
    assert (loaded.diagnostics, check(loaded, date(2026, 11, 22)).findings) == ((), ())
    assert [each.message for each in check(loaded, date(2027, 4, 1)).findings] == [
        "`metadata/shouted_title` was disabled until 2027-04-01 and is in force again"
    ]

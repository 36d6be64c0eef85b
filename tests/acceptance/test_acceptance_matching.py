"""The measurement of matching, over a small policy set and a handful of rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT
from policy_sets import policy_set, rule

ROWS: list[dict[str, Any]] = [
    {"text": "you alpha", "label": 1, "func": "slur_h"},
    {"text": "you beta", "label": 1, "func": "slur_h"},
    {"text": "a quiet evening", "label": 1, "func": "slur_h"},
    {"text": "they called me alpha", "label": 0, "func": "counter_ref_nh"},
    {"text": "they called me names", "label": 0, "func": "counter_ref_nh"},
]
INNOCENT: list[dict[str, Any]] = [{"text": "a.l.p.h.a and omega", "label": 0}, {"text": "a quiet evening", "label": 0}]
ITEMS: list[dict[str, Any]] = [
    {"id": "1", "kind": "track", "title": "Alpha", "artist": "Nobody"},
    {"id": "2", "kind": "track", "title": "Omega", "lang_hint": "en"},
]
CLEAN = (
    '{"id": "clean-1", "kind": "track", "title": "Beta decay"}\n{"id": "clean-2", "kind": "track", "title": "Rain"}\n'
)


def measured(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    command = [sys.executable, str(ROOT / "benchmarks" / "matching.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    directory = tmp_path_factory.mktemp("matching")
    files = policy_set(rules=[rule("alpha", "text: {lexicon: alpha}")], files={"clean/en.jsonl": CLEAN})
    for name, text in files.items():
        path = directory / "rulesets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (directory / "data").mkdir()
    for name, rows in (("rows", ROWS), ("innocent", INNOCENT), ("items", ITEMS)):
        text = "".join(f"{json.dumps(row)}\n" for row in rows)
        (directory / "data" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    out = directory / "report.json"
    ran = measured(str(directory / "data"), "-r", str(directory / "rulesets"), "--json", str(out))
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def named(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(each for each in rows if each["file"] == name)


def test_rows_are_scored_by_scan_and_by_decision(report: dict[str, Any]) -> None:
    rows = named(report["labelled"], "rows")
    assert (rows["scan"]["recall"], rows["scan"]["false_positive_rate"]) == (0.6667, 0.5)
    assert (rows["decision"]["recall"], rows["decision"]["precision"]) == (0.3333, 0.5)


def test_functions_tell_what_becomes_of_rows_that_hold_the_word(report: dict[str, Any]) -> None:
    functions = named(report["labelled"], "rows")["functions"]
    assert functions["slur_h"] == {"rows": 3, "positive": 3, "scan": 0.6667, "decision": 0.3333}
    assert functions["counter_ref_nh"]["naming"] == 1
    assert functions["counter_ref_nh"]["naming_decision"] == 1.0


def test_the_project_s_own_rows_are_always_among_them(report: dict[str, Any]) -> None:
    assert {"ko_quoted_use", "ko_mentioned"} <= {each["file"] for each in report["labelled"]}


def test_catalogue_items_give_flag_rates(report: dict[str, Any]) -> None:
    assert report["catalogue"][-1] == {
        "file": "all",
        "items": 2,
        "titles_flagged": 1,
        "scan": 0.5,
        "items_flagged": 1,
        "decision": 0.5,
    }


def test_the_price_of_disguises_is_what_is_flagged_for_them_alone(report: dict[str, Any]) -> None:
    innocent = named(report["price"]["files"], "innocent")
    assert innocent["percentage_points"] == 50.0
    assert innocent["examples"][0]["matches"][0]["text"] == "a.l.p.h.a"
    assert {each["file"] for each in report["price"]["files"]} == {"innocent", "items"}


def test_innocents_are_told_by_language(report: dict[str, Any]) -> None:
    (english,) = report["innocents"]
    assert (english["language"], english["items"], english["flagged_by_decision"]) == ("en", 2, 0)
    assert english["with_a_match_ids"] == ["clean-1"]


def test_disguises_are_told_by_script_and_name(report: dict[str, Any]) -> None:
    retention = report["retention"]
    assert retention["terms"] == {"sure": 7, "too_short": 0, "measured": 7}
    dotted = retention["by_script"]["latin"]["dotted"]
    assert (dotted["tried"], dotted["declined"], dotted["found"], dotted["exact"]) == (5, 0, 1.0, 1.0)


def test_cost_is_a_ratio_to_a_pass_that_agrees(report: dict[str, Any]) -> None:
    assert report["cost"]["groups"]["ascii"]["texts"] == 2
    assert report["cost"]["groups"]["ascii"]["readings"] == {"masked": 0, "none": 2}
    assert report["cost"]["agreement"]["differences"] == 0


def test_terms_that_fire_are_told_with_their_precision(report: dict[str, Any]) -> None:
    alpha = next(each for each in report["terms"] if each["term"] == "alpha")
    assert (alpha["rows"], alpha["titles"]) == (3, 1)
    assert alpha["precision"] == 0.3333


def test_a_directory_without_rows_is_said(tmp_path: Path) -> None:
    ran = measured(str(tmp_path))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "holds no .jsonl" in ran.stderr

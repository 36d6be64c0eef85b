"""The pytest plugin, as a run of pytest sees it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from policy_sets import policy_set, rule, written

EXAMPLES = "examples:\n  flag:\n    - alpha\n    - beta\n    - {text: omega, todo: needs a term}"
SUITE = """\
suite: s
cases:
  - name: a song
    item: {kind: track, title: song}
    expect: allow
"""


def ran(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest with the plugins that are installed, of which this is one."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("plugin")
    made = policy_set([rule("r", "text: {lexicon: alpha}", also=EXAMPLES)], files={"demo/demo.test.yaml": SUITE})
    written(made, place / "set")
    (place / "test_own.py").write_text("def test_own() -> None: pass\n", encoding="utf-8")
    return place


def test_every_case_is_a_test_at_its_line(directory: Path) -> None:
    outcome = ran(directory, "--policyengine", "set", "set", "-v", "-rA")
    assert outcome.returncode == 1
    assert "1 failed, 2 passed, 1 xfailed" in outcome.stdout
    assert "set/demo/demo.test.yaml::s: a song PASSED" in outcome.stdout
    assert "set/demo/rules.yaml::demo/r flag 1 PASSED" in outcome.stdout
    assert "XFAIL set/demo/rules.yaml::demo/r flag 3 - needs a term" in outcome.stdout
    assert "set/demo/rules.yaml:10\n- demo/r: fires\n+ demo/r: silent\n" in outcome.stdout
    assert "Traceback" not in outcome.stdout
    assert "policyengine explain '{" in outcome.stdout


def test_without_the_option_nothing_is_collected(directory: Path) -> None:
    outcome = ran(directory, "set", "test_own.py")
    assert outcome.returncode == 0
    assert "1 passed" in outcome.stdout


def test_the_ini_setting_says_the_same_and_what_does_not_load_says_why(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\npolicyengine = set\n", encoding="utf-8")
    written(policy_set([rule("r", "text: {lexicon: alhpa}")]), tmp_path / "set")
    outcome = ran(tmp_path, "set")
    assert outcome.returncode == 4
    assert "the rulesets do not load" in outcome.stderr
    assert "did you mean `alpha`?" in outcome.stderr

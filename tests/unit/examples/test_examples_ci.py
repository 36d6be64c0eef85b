"""The example workflow and hooks: they parse, and what they call does what they say."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyengine import __version__
from policyengine.cli.main import run

ROOT = Path(__file__).parents[3]
CI = ROOT / "examples" / "ci"


def read(name: str) -> Any:
    return yaml.safe_load((CI / name).read_text(encoding="utf-8"))


def hooks() -> list[Any]:
    return [hook for repo in read("pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]


def called() -> list[str]:
    steps = [step.get("run", "") for job in read("policy.yml")["jobs"].values() for step in job["steps"]]
    return sorted({line for line in (*steps, *(hook["entry"] for hook in hooks())) if line.startswith("policyengine ")})


def test_check_and_test_are_called() -> None:
    assert called() == ["policyengine check rulesets", "policyengine test rulesets"]


@pytest.mark.parametrize("command", called())
def test_the_commands_pass_on_the_shipped_rulesets(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(shlex.split(command)[1:]) == 0, capsys.readouterr().out


def test_the_version_is_pinned_to_this_one() -> None:
    pinned = f"=={__version__}"
    assert pinned in (CI / "policy.yml").read_text(encoding="utf-8")
    assert all(hook["additional_dependencies"][0].endswith(pinned) for hook in hooks())

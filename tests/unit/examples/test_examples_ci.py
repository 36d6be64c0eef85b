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
    """The hooks that this repository offers."""
    return list(yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")))


def called() -> list[str]:
    """What the workflow and the hooks run, but for what needs a pull request."""
    steps = [step.get("run", "") for job in read("policy.yml")["jobs"].values() for step in job["steps"]]
    entries = [" ".join((hook["entry"], *hook["args"])) for hook in hooks()]
    return sorted({line for line in (*steps, *entries) if line.startswith("policyengine ") and "$" not in line})


def test_check_test_and_schema_are_called() -> None:
    assert called() == [
        "policyengine check rulesets",
        "policyengine schema --check --into rulesets",
        "policyengine test rulesets",
    ]


@pytest.mark.parametrize("command", called())
def test_the_commands_pass_on_the_shipped_rulesets(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(shlex.split(command)[1:]) == 0, capsys.readouterr().out


def test_the_example_names_hooks_that_there_are() -> None:
    named = {hook["id"] for repo in read("pre-commit-config.yaml")["repos"] for hook in repo["hooks"]}
    assert named == {hook["id"] for hook in hooks()}


def test_the_version_is_pinned_to_this_one() -> None:
    assert f"=={__version__}" in (CI / "policy.yml").read_text(encoding="utf-8")
    assert f"rev: v{__version__}" in (CI / "pre-commit-config.yaml").read_text(encoding="utf-8")

"""The wheel, unpacked and used as an installation uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest
from command_line import ROOT

from policyengine import PolicyEngine, __version__

pytestmark = pytest.mark.usefixtures("own_directory")

USED = """
import json, policyengine
from datetime import datetime, timezone
engine = policyengine.PolicyEngine.load()
item = {"id": "t1", "kind": "track", "title": "Death to all immigrants"}
decision = engine.evaluate(item, at=datetime(2026, 3, 1, tzinfo=timezone.utc))
print(json.dumps([policyengine.__file__, str(policyengine.shipped()), engine.digest, decision.to_json()]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a look at the network."""
    target = tmp_path_factory.mktemp("dist")
    arguments = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    built = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stderr
    (path,) = target.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def python(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(unpacked), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_the_wheel_holds_the_package_the_rulesets_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "policyengine/py.typed" in names
    shipped = {f"policyengine/rulesets/{path.relative_to(ROOT / 'rulesets').as_posix()}" for path in files("rulesets")}
    package = {path.relative_to(ROOT / "src").as_posix() for path in files("src") if "__pycache__" not in path.parts}
    described = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    assert set(names) - described == shipped | package
    assert {name.rpartition("/")[2] for name in described} >= {
        "METADATA",
        "WHEEL",
        "RECORD",
        "LICENSE",
        "entry_points.txt",
    }


def files(folder: str) -> list[Path]:
    return [path for path in (ROOT / folder).rglob("*") if path.is_file()]


def test_what_the_wheel_says_of_itself(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (each for each in archive.namelist() if each.endswith("/METADATA"))
    said = message_from_string(archive.read(name).decode())
    assert said["Version"] == __version__
    assert said["Requires-Python"] == ">=3.11"
    assert "durable" in said.get_all("Provides-Extra", [])
    (name,) = (each for each in archive.namelist() if each.endswith("/entry_points.txt"))
    assert "policyengine = policyengine.cli.main:main" in archive.read(name).decode()


def test_the_library_finds_the_rulesets_that_came_with_it(unpacked: Path) -> None:
    outcome = python(unpacked, "-c", USED)
    assert outcome.returncode == 0, outcome.stderr
    package, shipped, digest, decision = json.loads(outcome.stdout)
    assert Path(package).is_relative_to(unpacked)
    assert Path(shipped) == unpacked / "policyengine" / "rulesets"
    assert digest == PolicyEngine.load().digest
    assert json.loads(decision)["findings"]


def test_the_command_runs_on_the_rulesets_that_came_with_it(unpacked: Path) -> None:
    Path("items.jsonl").write_text('{"id": "t1", "kind": "track", "title": "Spring Day"}\n', encoding="utf-8")
    command = ("-c", "from policyengine.cli.main import main; main()")
    screened = python(unpacked, *command, "screen", "items.jsonl", "--format", "jsonl")
    assert screened.returncode == 0, screened.stderr
    assert json.loads(screened.stdout)["action"] == "allow"
    explained = python(unpacked, *command, "explain", "HAT-1")
    assert explained.returncode == 0, explained.stderr
    assert f"{unpacked}/policyengine/rulesets/hate/policy.yaml:" in explained.stdout

"""The command run in this process, and the small policy set that the acceptance tests run it over."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from policyengine.cli.main import run

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
BASE = GOLDEN / "policy_sets" / "base"
"""A policy set without a fault: the area `promo` in English and Korean, with suites and a clean item."""


@dataclass(frozen=True)
class Outcome:
    """What a run said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal(io.TextIOWrapper):
    """Standard output or error as the command finds it, with bytes below the text."""

    def __init__(self) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding="utf-8", newline="\n", write_through=True)

    def text(self) -> str:
        """Everything written so far."""
        self.flush()
        return self.bytes.getvalue().decode("utf-8")


def policyengine(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
    """Runs the command with these arguments. A traceback is never part of an outcome that a user caused."""
    out, err = Terminal(), Terminal()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = run([str(each) for each in arguments])
    outcome = Outcome(code, out.text(), err.text())
    assert code == 70 or "Traceback" not in outcome.err, outcome.err
    return outcome


def jsonl(items: Iterable[Mapping[str, Any]]) -> bytes:
    """Items as lines of JSON."""
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)


def copied_base(directory: Path) -> Path:
    """A copy of the faultless policy set that may be changed, as `set` in a directory."""
    return Path(shutil.copytree(BASE, directory / "set"))

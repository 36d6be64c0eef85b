"""Options that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A continuous build runs the same examples every time; everybody else runs new ones.
settings.register_profile("ci", max_examples=50, derandomize=True, deadline=None)
settings.register_profile("local", max_examples=80, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the code says now into the golden files, to be reviewed as a diff",
    )


class Golden:
    """Compares a text with a file that was accepted earlier."""

    def __init__(self, update: bool) -> None:
        self.update = update

    def check(self, accepted: Path, text: str) -> None:
        """Fails with the difference, unless golden files are being updated."""
        if self.update:
            accepted.write_bytes(text.encode("utf-8"))
        assert accepted.exists(), f"{accepted.name} is not there; run pytest with --update-golden"
        assert text == accepted.read_bytes().decode("utf-8")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(bool(request.config.getoption("--update-golden")))


@pytest.fixture
def own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory to run commands in, so that messages name files by relative paths, and a plain terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("FORCE_COLOR", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path

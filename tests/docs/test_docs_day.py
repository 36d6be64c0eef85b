"""The day in Seoul goes as the document tells it, from the first block to the last."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from document_blocks import DAY, ROOT, Block, blocks_of
from played_day import begin, played


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the day begins with, as a repository; the current directory, on a plain terminal."""
    desk = Path(shutil.copytree(ROOT / "examples" / "seoul", tmp_path / "seoul"))
    monkeypatch.chdir(desk)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("FORCE_COLOR", "GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    begin(desk)
    return desk


@pytest.mark.usefixtures("desk")
def test_the_day_goes_as_it_is_told() -> None:
    told = [each for block in blocks_of(DAY) for each in played(block)]
    assert not told, "\n\n".join(told)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("language", "text", "notes"),
    [
        ("console", "$ policyengine check rulesets ours\n0 errors · 0 warnings\n", {}),
        ("console", "$ policyengine check rulesets ours\n…\n", {"exit": "1"}),
        ("json", "{}\n", {"holds": "ours/clean/ko.jsonl"}),
        ("yaml", "language: ko\n", {}),
    ],
    ids=["another output", "another exit code", "another file", "a block without a note"],
)
def test_what_goes_otherwise_is_told(language: str, text: str, notes: dict[str, str]) -> None:
    assert len(list(played(Block(DAY, 1, language, text, notes)))) == 1


@pytest.mark.usefixtures("desk")
def test_an_edit_needs_its_place() -> None:
    block = Block(DAY, 1, "diff", "-language: ja\n+language: ko\n", {"edit": "rulesets/respect/ko.yaml"})
    with pytest.raises(AssertionError, match="stand 0 times"):
        list(played(block))

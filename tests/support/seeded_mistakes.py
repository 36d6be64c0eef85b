"""Mistakes as writers make them, each a change of a few characters in a copy of a faultless policy set.

The tables stand in tests/golden/mistakes/tables, one for each module of codes. A mistake is the text to `find` in a
file, which must stand there once, and what to `write` instead; without `find` a file is added, and without `write` too
it is taken away. `⟦` stands before the character that must be pointed at, and is no part of what is written; without
it the whole file is at fault.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from command_line import GOLDEN

FOLDER = GOLDEN / "mistakes"
MARK = "⟦"


@dataclass(frozen=True)
class Edit:
    """One change of one file."""

    file: str
    find: str | None = None
    write: str | None = None
    encoding: str = "utf-8"

    def made(self, directory: Path) -> tuple[int, int] | None:
        """Makes the change, and says where the mark stands: line and column, from 1."""
        path = directory / self.file
        if self.write is None:
            path.unlink()
            return None
        text = self.write if self.find is None else replaced(path.read_text(encoding="utf-8"), self.find, self.write)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.replace(MARK, "").encode(self.encoding))
        before, mark, _ = text.partition(MARK)
        return (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else None


def replaced(text: str, find: str, write: str) -> str:
    """The text with the one occurrence replaced."""
    assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in the file"
    return text.replace(find, write)


@dataclass(frozen=True)
class Mistake:
    """A mistake, and the code that must be told of it at the marked place."""

    name: str
    code: str
    edits: tuple[Edit, ...]

    @property
    def accepted(self) -> Path:
        """The golden file of what is said."""
        return FOLDER / "said" / f"{self.code.lower()}-{self.name.replace(' ', '-').lower()}.txt"

    def seeded(self, directory: Path) -> str:
        """Copies the policy set with the mistake in it into the directory, and says at which place or in which file."""
        for name in ("set", "ours"):
            shutil.copytree(FOLDER / name, directory / name)
        places = [(edit.file, edit.made(directory)) for edit in self.edits]
        marked = [f"{file}:{place[0]}:{place[1]}" for file, place in places if place is not None]
        assert len(marked) < 2, f"{self.name}: more than one place is marked"
        return marked[0] if marked else self.edits[0].file


def mistakes() -> list[Mistake]:
    """All of them, in the order of their codes."""
    found = [
        _mistake(name, entry)
        for table in sorted((FOLDER / "tables").glob("*.yaml"))
        for name, entry in yaml.safe_load(table.read_text(encoding="utf-8")).items()
    ]
    return sorted(found, key=lambda each: (each.code, each.name))


def _mistake(name: str, entry: Mapping[str, Any]) -> Mistake:
    first = {key: value for key, value in entry.items() if key not in ("code", "also")}
    return Mistake(name, entry["code"], tuple(Edit(**each) for each in (first, *entry.get("also", ()))))

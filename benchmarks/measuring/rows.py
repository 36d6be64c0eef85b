"""Labelled rows and catalogue items, read in place from files of JSON lines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyengine.authoring.items import Remapping

_REMAPPING = Remapping({"artist": "artists", "lang_hint": None})


@dataclass(frozen=True, slots=True)
class Row:
    """A text with its label (1: should be flagged), and the function that it tests, if it names one."""

    text: str
    label: int
    func: str | None


@dataclass(frozen=True, slots=True)
class RowFile:
    """The labelled rows and the catalogue items of one file; `unread` counts the lines that are neither."""

    name: str
    rows: tuple[Row, ...]
    items: tuple[dict[str, Any], ...]
    unread: int = 0


def files_in(directories: Iterable[Path]) -> list[Path]:
    """Every `.jsonl` and `.jsonl.gz` file of the directories, each once."""
    found = [path for each in directories for path in sorted((*each.glob("*.jsonl"), *each.glob("*.jsonl.gz")))]
    return list({path.resolve(): path for path in found}.values())


def read(path: Path) -> RowFile:
    """One file. A row has `text` and `label`; an item has a `title` and no `label`."""
    rows: list[Row] = []
    items: list[dict[str, Any]] = []
    unread = 0
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            each = json.loads(line)
            if "label" in each and isinstance(each.get("text"), str):
                rows.append(Row(each["text"], int(each["label"]), each.get("func")))
            elif "label" not in each and isinstance(each.get("title"), str):
                items.append(_REMAPPING.apply(each))
            else:
                unread += 1
    return RowFile(path.name.partition(".")[0], tuple(rows), tuple(items), unread)

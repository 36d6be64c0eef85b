"""Tables of characters as data files; each states its source and licence in its head."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def by_character(name: str) -> dict[str, str]:
    """The first character of each line of a table, by each of the characters after it."""
    table: dict[str, str] = {}
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            table.update(dict.fromkeys(line[1:].replace(" ", ""), line[0]))
    return table

"""The fenced code blocks of the documentation, each with the comment that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCUMENTS = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "examples").glob("**/README.md")),
)
DAY = ROOT / "docs" / "a-day-in-seoul.md"
"""The document whose blocks are played one after the other; the blocks of all others stand alone."""
_COMMENT = re.compile(r"<!--\s*(?P<key>[a-z]+):\s*(?P<value>.+?)\s*-->")
_HASH = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b")
_LEFT_OUT = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block. `notes` are the `<!-- key: value -->` comments right before it."""

    document: Path
    line: int
    language: str
    text: str
    notes: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.document.relative_to(ROOT)}:{self.line}"


def blocks_of(document: Path) -> list[Block]:
    """Every fenced block of a document, in order."""
    return list(_read(document))


def _read(document: Path) -> Iterator[Block]:
    notes: dict[str, str] = {}
    for token in MarkdownIt().parse(document.read_text(encoding="utf-8")):
        if token.type == "html_block":
            notes = {found["key"]: found["value"] for found in _COMMENT.finditer(token.content)}
        elif token.type in ("fence", "code_block"):
            line = (token.map or [0])[0] + 1
            yield Block(document, line, token.info.strip(), token.content, notes)
            notes = {}
        elif token.nesting >= 0 and token.type != "inline":
            notes = {}


def shown(text: str) -> str:
    """Output as the documentation shows it: hashes as `<hash>`, no space at the ends of lines."""
    return "\n".join(line.rstrip() for line in _HASH.sub("<hash>", text).strip("\n").splitlines())


def agrees(documented: str, actual: str) -> bool:
    """Whether output is as documented.

    A line that is only `…` stands for any lines that are left out, and `<number>` for any number.
    """
    pattern = ""
    for line in documented.strip("\n").split("\n"):
        exact = re.escape(line.rstrip()).replace("<number>", r"[\d,]+")
        pattern += r"(?:.*\n)*?" if line == _LEFT_OUT else exact + r"\n"
    return re.fullmatch(pattern, shown(actual) + "\n") is not None

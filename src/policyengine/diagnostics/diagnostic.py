"""What is said about a policy set: one problem, its place in a file, and what to do about it.

These are values. Nothing here prints, colours or stops anything; `render` turns them into text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: line and column, both from 1, the column in code points (a leading BOM is not counted)."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """The text from `start` up to, not including, `end`, in the file that writers know as `file`."""

    file: str
    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that matters to a diagnostic, and why it does."""

    span: Span
    text: str


SortKey = tuple[str, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem.

    `code` names an entry of the table (`PE120`). `message` says what is wrong; `label` stands under the caret and says
    what is wrong just there; `help` says what to write instead. All three are lower-case sentences without a full stop,
    with the writer's own text in backticks. `span` is absent when no file is to blame.

    Diagnostics sort by file, line, column, code and message; those without a place come first.
    """

    code: str
    level: Level
    message: str
    span: Span | None = None
    label: str | None = None
    help: str | None = None
    related: tuple[Label, ...] = ()

    @property
    def sort_key(self) -> SortKey:
        """The order in which diagnostics are shown."""
        if self.span is None:
            return ("", 0, 0, self.code, self.message)
        return (self.span.file, self.span.start.line, self.span.start.column, self.code, self.message)

    def __lt__(self, other: Diagnostic) -> bool:
        return self.sort_key < other.sort_key


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether any of them is an error: a policy set with an error is not loaded."""
    return any(diagnostic.level == "error" for diagnostic in diagnostics)

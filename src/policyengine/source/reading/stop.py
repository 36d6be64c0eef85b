"""Where and why a parser of PyYAML gave up, and the lines around that place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml import MarkedYAMLError

from policyengine.diagnostics.diagnostic import Position, Span


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a parser gave up: what it said, the place, and the place where the thing it was reading began.

    Places are line and column from 0, clamped to the text.
    """

    said: str
    at: tuple[int, int]
    began: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """The file in question, as the explanations need it."""

    name: str
    lines: tuple[str, ...]

    def span(self, at: tuple[int, int], length: int = 1) -> Span:
        """A span of `length` characters on one line."""
        line, column = at
        start = Position(line + 1, column + 1)
        return Span(self.name, start, Position(line + 1, column + 1 + length))

    def rest(self, at: tuple[int, int]) -> str:
        """What stands from a place to the end of its line, without spaces at the end."""
        return self.lines[at[0]][at[1] :].rstrip()

    def indentation(self, line: int) -> int:
        """How many spaces a line begins with."""
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))

    def levels(self, line: int) -> list[tuple[int, int]]:
        """The places that a line could line up with: the keys and dashes that are open above it, nearest first."""
        found: list[tuple[int, int]] = []
        for number in range(line - 1, -1, -1):
            text = self.lines[number]
            if re.match(r"\s*(#|$)", text):
                continue
            lead = len(text) - len(text.lstrip(" -"))
            columns = [*(column for column in range(lead) if text[column] == "-"), lead]
            inner = min((column for _, column in found), default=len(text) + 1)
            found += [(number, column) for column in reversed(columns) if column < inner]
        return found

    def line_before(self, line: int) -> int | None:
        """The nearest line above that is neither blank nor a comment."""
        above = (i for i in range(line - 1, -1, -1) if not re.match(r"\s*(#|$)", self.lines[i]))
        return next(above, None)


def stop(error: MarkedYAMLError, lines: tuple[str, ...]) -> Stop:
    """What an exception of PyYAML tells."""
    at = clamped(error.problem_mark, lines)
    began = at if error.context_mark is None else clamped(error.context_mark, lines)
    return Stop(f"{error.context or ''}: {error.problem or ''}", at, began)


def clamped(mark: object, lines: tuple[str, ...]) -> tuple[int, int]:
    """A mark of PyYAML as line and column from 0; before blanks only, it moves to the end of what precedes them."""
    line, column = int(getattr(mark, "line", 0)), int(getattr(mark, "column", 0))
    rest = [lines[line][column:], *lines[line + 1 :]] if line < len(lines) else []
    if any(text.strip(" ") for text in rest):
        return line, min(column, len(lines[line]))
    last = max((i for i, text in enumerate(lines[: line + 1]) if text.strip(" ")), default=0)
    return last, min(len(lines[last].rstrip(" ")), column if last == line else len(lines[last]))

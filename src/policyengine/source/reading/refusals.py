"""What one parser of PyYAML reads and the other does not.

What a file means must not depend on whether libyaml is installed, so whatever only one of them can read is refused
whichever is at work. All of it is unusual, and quotes make it clear.
"""

from __future__ import annotations

import re

from policyengine.diagnostics.codes import notation
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.source.reading.mistakes import block_header_at, colon_at, tab_at
from policyengine.source.reading.nodes import Marks, span_of

GLUED = re.compile(r":[,\[\]{}]")


def possible_in_flow(text: str) -> bool:
    """Whether a file can hold anything that `in_flow` refuses; most cannot, and need no closer look."""
    return "?" in text or GLUED.search(text) is not None


def in_flow(name: str, lines: tuple[str, ...], marks: Marks) -> Diagnostic | None:
    """Why a plain scalar inside brackets is refused, if it is.

    libyaml takes a question mark as part of the text and a colon before a bracket as a mistake; the parser written in
    Python does neither.
    """
    line, column, end_line, end_column = marks
    last = lines[end_line - 1]
    for colon in (end_column - 2, gap(last, end_column - 1)):
        if GLUED.match(last, colon):
            return colon_at(name, lines, (end_line - 1, colon))
    found = question_mark(lines, (line - 1, max(column - 2, 0)), (end_line - 1, end_column - 1))
    if found is None:
        return None
    line, column = found
    return diagnose(
        notation.SYNTAX,
        "a question mark inside brackets needs quotes",
        span_of(name, (line + 1, column + 1, line + 1, column + 2)),
        help="put the whole text in quotes",
    )


def gap(line: str, column: int) -> int:
    """The column of the first character at or after a column that is not a space."""
    return len(line) - len(line[column:].lstrip(" "))


def question_mark(lines: tuple[str, ...], start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int] | None:
    """The first question mark from `start` to the first visible character after `end`; line and column from 0."""
    last, stop = end
    stop = gap(lines[last], stop)
    while stop == len(lines[last]) and last + 1 < len(lines):
        last += 1
        stop = gap(lines[last], 0)
    for number in range(start[0], last + 1):
        first = start[1] if number == start[0] else 0
        found = lines[number].find("?", first, stop + 1 if number == last else len(lines[number]))
        if found >= 0:
            return number, found
    return None


def in_block(name: str, lines: tuple[str, ...], marks: Marks) -> Diagnostic | None:
    """Why a block scalar is refused, if it is: a comment that touches its sign, or a tab that begins its first line."""
    line, column = marks[0] - 1, marks[1] - 1
    header = lines[line][column:]
    if re.match(r"[|>][-+0-9]*#", header):
        return block_header_at(name, lines, (line, column))
    tab = re.match(r"[|>][-+0-9]* *\t", header)
    if tab is not None:
        return tab_at(name, lines, (line, column + tab.end() - 1))
    if re.match(r"[|>][-+]*[0-9]", header):
        return None
    for number in range(line + 1, min(marks[2], len(lines))):
        text = lines[number]
        if text.lstrip(" ").startswith("\t"):
            return tab_at(name, lines, (number, text.index("\t")))
        if text.strip(" "):
            return None
    return None

"""Backslashes inside double quotes: escapes that YAML does not know, and those that stand for control characters."""

from __future__ import annotations

import re

from policyengine.diagnostics.codes import notation
from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import character_name, quoted
from policyengine.source.reading.nodes import Marks, span_of

ESCAPE = re.compile(r"\\(?:x.{0,2}|u.{0,4}|U.{0,8}|.|$)")
KNOWN_ESCAPE = re.compile(
    r"\\(?:[0abt\tnvfre \"/\\N_LP]|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
    r"|U000(?!0[Dd][89A-Fa-f])[0-9A-Fa-f]{5}|U0010[0-9A-Fa-f]{4}|$)"
)


def first_bad_escape(lines: tuple[str, ...], began: tuple[int, int]) -> tuple[tuple[int, int], str]:
    """Place and text of the first escape after `began` that YAML does not know."""
    for line in range(began[0], len(lines)):
        for found in ESCAPE.finditer(lines[line], began[1] if line == began[0] else 0):
            if not KNOWN_ESCAPE.match(found.group()):
                return (line, found.start()), found.group()
    return began, "\\"


KNOWN_START = re.compile(r"\\[xuU]")


def bad_escape(name: str, lines: tuple[str, ...], began: tuple[int, int]) -> Diagnostic:
    """The diagnostic for the first unknown escape at or after a place, line and column from 0."""
    at, text = first_bad_escape(lines, began)
    text = text if KNOWN_START.match(text) else text[:2]
    return diagnose(
        notation.SYNTAX,
        f"{quoted(text)} means nothing inside double quotes",
        span_of(name, (at[0] + 1, at[1] + 1, at[0] + 1, at[1] + 1 + len(text))),
        label="a backslash starts an escape here",
        help="write the character itself, or use single quotes, in which a backslash is just a backslash"
        if len(text) > 2
        else "use single quotes, in which a backslash is just a backslash, or write it twice",
    )


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
LETTER_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}


def escaped_controls(name: str, lines: tuple[str, ...], marks: Marks, text: str) -> list[Diagnostic]:
    """One diagnostic for the first escape of a double-quoted scalar that stands for a control character."""
    if not CONTROL.search(text):
        return []
    for line in range(marks[0], marks[2] + 1):
        start = marks[1] if line == marks[0] else 0
        for found in ESCAPE.finditer(lines[line - 1], start):
            char = unescaped(found.group())
            if char is not None and CONTROL.match(char):
                shown = found.group() if found.group()[1] in "xuU" else found.group()[:2]
                column = found.start() + 1
                return [escaped_control(shown, char, span_of(name, (line, column, line, column + len(shown))))]
    return []


def unescaped(escape: str) -> str | None:
    """The character that an escape stands for, if it is one that could be a control character."""
    if escape[1:2] in "xuU" and len(escape) > 2:
        return chr(int(escape[2:], 16))
    return LETTER_ESCAPES.get(escape[1:2])


def escaped_control(escape: str, char: str, span: Span) -> Diagnostic:
    names = {"\b": "a backspace", "\0": "a NUL", "\x1b": "an escape sign", "\f": "a form feed", "\a": "a bell"}
    meant = names.get(char, f"the control character `{character_name(char)}`")
    return diagnose(
        notation.ESCAPED_CONTROL,
        f"`{escape}` inside double quotes is {meant}",
        span,
        label="not what a pattern means by it" if escape == "\\b" else None,
        help="use single quotes, in which a backslash is just a backslash",
    )

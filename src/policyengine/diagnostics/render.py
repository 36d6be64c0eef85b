"""Turns diagnostics into text for people and into values for JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, Literal

from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.wording import must_escape

Part = Literal["level", "message", "place", "gutter", "source", "caret", "help", "note", "docs"]
Style = Callable[[Part, str], str]

WIDTH = 100
TAB = "    "
CUT = "…"


def unstyled(_part: Part, text: str) -> str:
    """The style that changes nothing."""
    return text


def pretty(
    diagnostic: Diagnostic, source_line: str | None = None, *, width: int = WIDTH, style: Style = unstyled
) -> str:
    """A diagnostic as lines of text, without a final line end.

    `source_line` is the line on which the span starts, without its end; None when it is not to be had, and then only
    the place is named. It is cut around the span so that it fits `width` columns, and carets stand below the span by
    display width. `style` may wrap each part of the text (to colour it); it is given text that is laid out already.
    """
    head = style("level", f"{diagnostic.level}[{diagnostic.code}]") + ": " + style("message", diagnostic.message)
    lines = [head]
    if diagnostic.span is not None:
        lines += snippet(diagnostic.span, diagnostic.label, source_line, width, style)
    elif diagnostic.label is not None:
        lines.append(style("note", f"note: {diagnostic.label}"))
    lines += [style("note", f"note: {place(label.span)}: {label.text}") for label in diagnostic.related]
    if diagnostic.help is not None:
        lines.append(style("help", f"help: {diagnostic.help}"))
    lines.append(style("docs", f"docs: policyengine explain {diagnostic.code}"))
    return "\n".join(lines)


def place(span: Span) -> str:
    """Where a span starts, in the form that editors and terminals turn into a link."""
    return f"{span.file}:{span.start.line}:{span.start.column}"


def snippet(span: Span, label: str | None, source_line: str | None, width: int, style: Style) -> list[str]:
    """The place, and below it the line with carets under the span."""
    number = str(span.start.line)
    margin = " " * len(number)
    lines = [style("place", f"{margin}--> {place(span)}")]
    if source_line is None:
        return lines + ([style("note", f"note: {label}")] if label else [])
    shown, before, carets = excerpt(source_line, span, width - len(number) - 3)
    lines.append(style("gutter", f"{number} |") + style("source", f" {shown}".rstrip()))
    pointer = "^" * carets if label is None else "^" * carets + f" {label}"
    lines.append(style("gutter", f"{margin} |") + " " * (before + 1) + style("caret", pointer))
    return lines


def excerpt(line: str, span: Span, width: int) -> tuple[str, int, int]:
    """The line fit to `width` columns, the columns before the span, and the columns that the span takes (at least 1).

    A span over several lines is shown to the end of its first line.
    """
    cells = [displayed(char) for char in line]
    start = min(span.start.column - 1, len(cells))
    end = span.end.column - 1 if span.end.line == span.start.line else len(cells)
    end = max(start, min(end, len(cells)))
    first, last = window(cells, start, end, width)
    text = "".join(cells[first:last])
    lead = CUT if first else ""
    trail = CUT if last < len(cells) else ""
    before = columns(lead) + sum(map(columns, cells[first:start]))
    carets = sum(map(columns, cells[start : min(end, last)]))
    return lead + text + trail, before, max(carets, 1)


def window(cells: list[str], start: int, end: int, width: int) -> tuple[int, int]:
    """Which part of the line to show: all of it if it fits, else the span with some of what stands around it."""
    widths = [columns(cell) for cell in cells]
    if sum(widths) <= width:
        return 0, len(cells)
    room = max(width - 2 * columns(CUT), 1)
    context = max((room - sum(widths[start:end])) // 2, room // 4)
    first = start
    while first > 0 and widths[first - 1] <= context:
        first -= 1
        context -= widths[first]
    last = first
    while last < len(cells) and widths[last] <= room:
        room -= widths[last]
        last += 1
    while first > 0 and widths[first - 1] <= room:
        first -= 1
        room -= widths[first]
    return first, last


def displayed(char: str) -> str:
    """What stands for a character in a shown line: four spaces for a tab, a sign for what must not reach a terminal."""
    if char == "\t":
        return TAB
    if not must_escape(char):
        return char
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"


def columns(text: str) -> int:
    """How many columns a text takes on a terminal: two for wide characters, none for marks that join the one before."""
    return len(text) if text.isascii() else sum(map(character_columns, text))


def character_columns(char: str) -> int:
    """Columns of one character, after the East Asian Width property; vowels and finals of split Hangul take none."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as values that JSON can hold; every key is always there."""
    return {
        "code": diagnostic.code,
        "level": diagnostic.level,
        "message": diagnostic.message,
        "span": None if diagnostic.span is None else span_as_json(diagnostic.span),
        "label": diagnostic.label,
        "help": diagnostic.help,
        "related": [{"span": span_as_json(label.span), "text": label.text} for label in diagnostic.related],
    }


def span_as_json(span: Span) -> dict[str, Any]:
    """A span as values that JSON can hold."""
    return {
        "file": span.file,
        "start": {"line": span.start.line, "column": span.start.column},
        "end": {"line": span.end.line, "column": span.end.column},
    }

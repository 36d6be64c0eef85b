"""The tree that a YAML file is read into: every value with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyengine.diagnostics.diagnostic import Diagnostic, Position, Span

Marks = tuple[int, int, int, int]
"""Start line, start column, end line, end column, all from 1; the end is not included."""

Value = None | bool | int | float | str


def span_of(file: str, marks: Marks) -> Span:
    """The span that four numbers stand for."""
    return Span(file, Position(marks[0], marks[1]), Position(marks[2], marks[3]))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value.

    `value` is typed by the YAML 1.2 core schema. `text` is the value as text: for a plain scalar exactly what was
    written (`1.10`), for a quoted or block scalar the same as `value`. `plain` says that it stood without quotes.
    """

    file: str
    marks: Marks
    value: Value
    text: str
    plain: bool

    @property
    def span(self) -> Span:
        """Where it stands, quotes included."""
        return span_of(self.file, self.marks)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, block or flow."""

    file: str
    marks: Marks
    items: tuple[Node, ...]

    @property
    def span(self) -> Span:
        """From its first dash or bracket to the end of its last item."""
        return span_of(self.file, self.marks)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order written. A key is always text and never stands twice."""

    file: str
    marks: Marks
    entries: tuple[tuple[Scalar, Node], ...]

    @property
    def span(self) -> Span:
        """From its first key or brace to the end of its last value."""
        return span_of(self.file, self.marks)

    def __iter__(self) -> Iterator[str]:
        return (key.text for key, _ in self.entries)

    def get(self, key: str) -> Node | None:
        """The value under a key, or None when the key is not there."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Mapping | Sequence | Scalar

Data = Value | list["Data"] | dict[str, "Data"]


def data(node: Node) -> Data:
    """The tree as plain dicts, lists and values, without places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [data(item) for item in node.items]
    return {key.text: data(value) for key, value in node.entries}


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read.

    `name` is what diagnostics call it. `root` is None when nothing could be read, and then `diagnostics` holds at
    least one error. `lines` are the lines without their ends and without the BOM, for showing them; they are empty
    when the file could not be decoded.
    """

    name: str
    root: Node | None
    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

"""Builds the tree from the event stream of PyYAML, within limits and without ever following an alias."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from policyengine.diagnostics.codes import files
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.source.reading import dialect, refusals
from policyengine.source.reading.escapes import bad_escape, escaped_controls
from policyengine.source.reading.nodes import Mapping, Marks, Node, Scalar, Sequence, span_of
from policyengine.source.reading.scalars import meaning
from policyengine.source.reading.syntax import explain_syntax
from policyengine.source.reading.tabs import first_misplaced_tab

SURROGATE = re.compile("[\ud800-\udfff]")

MAX_DEPTH = 64
MAX_NODES = 200_000


class Refused(Exception):
    """Something that one of the two parsers cannot read and the other can; it is refused as a syntax error by both."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem)
        self.problem = problem


class Parser(Protocol):
    """A parser of PyYAML: made from a text, it gives events one by one."""

    def __call__(self, stream: str, /) -> Any: ...


PARSER: Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Frame:
    """A collection that is being read. In a mapping, keys and values take turns in `children`."""

    start: tuple[int, int]
    mapping: bool
    flow: bool
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """The state of reading one file.

    `literal` are the places of quoted and block scalars, in which tabs may stand. `wary` says that the file may hold
    something that only one of the parsers reads.
    """

    name: str
    lines: tuple[str, ...]
    problems: list[Diagnostic] = field(default_factory=list)
    stack: list[Frame] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0
    nodes: int = 0
    literal: list[Marks] = field(default_factory=list)
    wary: bool = False


def tree(parser: Parser, text: str, name: str, lines: tuple[str, ...]) -> tuple[Node | None, list[Diagnostic]]:
    """The root of the document and all problems found. Without a root and without problems the file is empty."""
    reading = Reading(name, lines, wary=refusals.possible_in_flow(text))
    loader = parser(text)
    failure: Diagnostic | None = None
    reached: tuple[int, int] | None = None
    try:
        while take(reading, loader.get_event()):
            pass
    except yaml.MarkedYAMLError as error:
        failure, reached = explain_syntax(error, name, lines)
    except Refused as refusal:
        failure = refusal.problem
    except (ValueError, OverflowError):  # an escape beyond Unicode, in the parser written in Python
        mark = loader.get_mark()
        failure = bad_escape(name, lines, (mark.line, mark.column - 2))
    tab = first_misplaced_tab(name, lines, reading.literal) if "\t" in text else None
    if tab is not None and (failure is None or before(tab, reached or start(failure))):
        failure = tab
    if failure is None:
        return reading.root, reading.problems
    return None, [*(problem for problem in reading.problems if problem < failure), failure]


def start(problem: Diagnostic) -> tuple[int, int]:
    """Line and column, from 1, that a diagnostic points at."""
    return problem.sort_key[1:3]


def before(problem: Diagnostic, place: tuple[int, int]) -> bool:
    """Whether a diagnostic points at something before a place."""
    return start(problem) < place


def take(reading: Reading, event: Any) -> bool:
    """Adds one event to the tree. False when there is nothing more to read."""
    kind = type(event)
    if kind is ScalarEvent:
        return add(reading, scalar(reading, event))
    if kind is MappingStartEvent or kind is SequenceStartEvent:
        return enter(reading, event, kind is MappingStartEvent)
    if issubclass(kind, CollectionEndEvent):
        return leave(reading, event)
    if kind is AliasEvent:
        marks = marks_of(event)
        reading.problems.append(dialect.alias(span_of(reading.name, marks), event.anchor))
        text = f"*{event.anchor}"
        return add(reading, Scalar(reading.name, marks, text, text, False))
    if kind is DocumentStartEvent:
        reading.documents += 1
        if reading.documents > 1:
            reading.problems.append(dialect.second_document(span_of(reading.name, marks_of(event))))
            return False
    return kind is not StreamEndEvent


def marks_of(event: Any) -> Marks:
    """Where an event stands, from 1."""
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1


def add(reading: Reading, node: Node) -> bool:
    """Puts a node where it belongs; False when there are too many."""
    if reading.stack:
        reading.stack[-1].children.append(node)
    else:
        reading.root = node
    reading.nodes += 1
    if reading.nodes <= MAX_NODES:
        return True
    return give_up(
        reading, diagnose(files.TOO_MANY, f"the file holds more than {MAX_NODES:,} keys and values", node.span)
    )


def give_up(reading: Reading, problem: Diagnostic) -> bool:
    """Ends the reading of a file that is beyond a limit."""
    reading.problems.append(problem)
    reading.root = None
    reading.stack.clear()
    return False


def enter(reading: Reading, event: Any, mapping: bool) -> bool:
    """Begins a mapping or a list."""
    if event.anchor is not None or event.tag is not None:
        reading.problems += dialect.decoration(event, span_of(reading.name, marks_of(event)))
    mark = event.start_mark
    line, column = mark.line + 1, mark.column + 1
    reading.stack.append(Frame((line, column), mapping, bool(event.flow_style)))
    if len(reading.stack) <= MAX_DEPTH:
        return True
    span = span_of(reading.name, (line, column, line, column + 1))
    return give_up(reading, diagnose(files.TOO_DEEP, f"values are nested more than {MAX_DEPTH} levels deep", span))


def leave(reading: Reading, event: Any) -> bool:
    """Ends a mapping or a list. One in block style ends with its last value, wherever the parser noticed the end."""
    frame = reading.stack.pop()
    if frame.flow or not frame.children:
        end = (event.end_mark.line + 1, event.end_mark.column + 1)
    else:
        end = frame.children[-1].marks[2:]
    marks = (*frame.start, *end)
    if not frame.mapping:
        return add(reading, Sequence(reading.name, marks, tuple(frame.children)))
    entries, problems = dialect.entries(frame.children)
    reading.problems += problems
    return add(reading, Mapping(reading.name, marks, entries))


def scalar(reading: Reading, event: Any) -> Scalar:
    """A scalar with its value; what is wrong with it is added to the problems."""
    marks = marks_of(event)
    text: str = event.value
    if event.anchor is not None or event.tag is not None:
        reading.problems += dialect.decoration(event, span_of(reading.name, marks))
    if event.style:
        return literal(reading, event.style, marks, text)
    if not text:
        marks = blank_marks(marks, reading.lines)
    elif reading.wary and reading.stack and reading.stack[-1].flow:
        refuse(refusals.in_flow(reading.name, reading.lines, marks))
    frame = reading.stack[-1] if reading.stack else None
    value, code = meaning(text, is_key=frame is not None and frame.mapping and len(frame.children) % 2 == 0)
    if code is not None:
        reading.problems.append(dialect.misread(code, text, span_of(reading.name, marks)))
    return Scalar(reading.name, marks, value, text, True)


def literal(reading: Reading, style: str, marks: Marks, text: str) -> Scalar:
    """A quoted or block scalar."""
    if style in "|>":
        refuse(refusals.in_block(reading.name, reading.lines, marks))
        marks = block_marks(marks, reading.lines)
    reading.literal.append(marks)
    if style == '"' and not text.isprintable():
        if SURROGATE.search(text):
            refuse(bad_escape(reading.name, reading.lines, (marks[0] - 1, marks[1] - 1)))
        reading.problems += escaped_controls(reading.name, reading.lines, marks, text)
    return Scalar(reading.name, marks, text, text, False)


def refuse(problem: Diagnostic | None) -> None:
    """Stops reading when there is a reason to."""
    if problem is not None:
        raise Refused(problem)


def blank_marks(marks: Marks, lines: tuple[str, ...]) -> Marks:
    """The place of a value that is not there: right after what stands before it."""
    line, column = min(marks[0], len(lines)), marks[1]
    left = lines[line - 1][: column - 1] if line == marks[0] else lines[line - 1]
    while line > 1 and not left.strip(" "):
        line -= 1
        left = lines[line - 1]
    left = left.rstrip(" ")
    if left[-1:] not in (":", "?", ",", "-"):  # a comment stands between the key and where the value is missed
        left = re.sub(r"(^| +)#.*$", "", left)
    column = len(left) + 1
    return line, column, line, column


def block_marks(marks: Marks, lines: tuple[str, ...]) -> Marks:
    """The place of a block scalar without the blank lines after it, which parsers count in different ways."""
    line, column, end_line, end_column = marks
    if end_column > 1 and end_line <= len(lines) and lines[end_line - 1][: end_column - 1].strip():
        return marks
    last = min(end_line - 1, len(lines))
    while last > line and not lines[last - 1].strip():
        last -= 1
    return line, column, last, len(lines[last - 1].rstrip()) + 1

"""Reads a YAML file into a tree in which every value knows its place.

The dialect is smaller than YAML: one document, no anchors, aliases, merges, tags or directives, keys that are text and
stand once, values of the YAML 1.2 core schema, and no spelling that YAML 1.1 and 1.2 read differently. What falls
outside is a diagnostic, never an exception, and reading goes on as far as the parser can follow.

The file is read as a stream of parser events, with limits on size, depth and number of values, so nothing in a file
can make the reader run away. libyaml is used where PyYAML has it; the results do not depend on that.
"""

from __future__ import annotations

import re
from pathlib import Path

from policyengine.diagnostics.codes import files, notation
from policyengine.diagnostics.diagnostic import Diagnostic, Position, Span
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import character_name, counted
from policyengine.source.reading.events import PARSER, Parser, tree
from policyengine.source.reading.nodes import Document, Mapping, Node, Scalar, Sequence, span_of

__all__ = ["MAX_BYTES", "Document", "Mapping", "Node", "Scalar", "Sequence", "parse", "read"]

MAX_BYTES = 2 * 1024 * 1024

BOM = b"\xef\xbb\xbf"
LINE_END = re.compile(r"\r\n|\r|\n")
UNSEEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*%[^\r\n]*")

OTHER_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"PK\x03\x04", "zip"), (b"\x1f\x8b", "gzip"))


def read(path: Path, name: str) -> Document:
    """The document in a file; `name` is what diagnostics call the file. Never raises for what the file is or holds."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return nothing(name, (unreadable(name, "the file does not exist"),))
    except IsADirectoryError:
        return nothing(name, (unreadable(name, "this is a folder, not a file"),))
    except PermissionError:
        return nothing(name, (unreadable(name, "you may not read this file"),))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return nothing(name, (unreadable(name, f"the file cannot be read: {reason.lower()}"),))
    return parse(content, name)


def parse(content: bytes, name: str) -> Document:
    """The document in the bytes of a file. Never raises."""
    return parse_with(PARSER, content, name)


def parse_with(parser: Parser, content: bytes, name: str) -> Document:
    """The same with a given parser of PyYAML, to show that the result does not depend on it."""
    if len(content) > MAX_BYTES:
        return nothing(name, (diagnose(files.TOO_LARGE, "the file is larger than 2 MiB", first(name)),))
    body = content.removeprefix(BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return nothing(name, (not_utf8(body, error.start, name, len(content) - len(body)),))
    lines = tuple(LINE_END.split(text))
    unseen = control_characters(text, name)
    if unseen:
        return Document(name, None, lines, unseen)
    directive = DIRECTIVE.match(text)
    if directive is not None:
        return Document(name, None, lines, (starts_with_directive(directive.group(), name),))
    root, problems = tree(parser, text, name, lines)
    if root is None and not problems:
        problems = [
            diagnose(files.EMPTY, "the file is empty", first(name), help="write the content or delete the file")
        ]
    return Document(name, root, lines, tuple(sorted(problems)))


def nothing(name: str, problems: tuple[Diagnostic, ...]) -> Document:
    """A document of which nothing is known but what is wrong with it."""
    return Document(name, None, (), problems)


def first(name: str) -> Span:
    """The first place of a file."""
    return Span(name, Position(1, 1), Position(1, 1))


def unreadable(name: str, message: str) -> Diagnostic:
    return diagnose(files.UNREADABLE, message, first(name), help="check the path and its capital letters")


def not_utf8(body: bytes, offset: int, name: str, skipped: int) -> Diagnostic:
    """The diagnostic for the first byte that is not UTF-8."""
    before = LINE_END.split(body[:offset].decode("utf-8"))
    line, column = len(before), len(before[-1]) + 1
    kind = next((kind for start, kind in OTHER_ENCODINGS if body.startswith(start)), None)
    said = "the file is not UTF-8 text" if kind is None else f"the file is not UTF-8 text; it looks like {kind}"
    return diagnose(
        files.NOT_UTF8,
        said,
        Span(name, Position(line, column), Position(line, column + 1)),
        label=f"byte {offset + skipped:,} of the file is 0x{body[offset]:02X}",
        help='open the file in your editor and save it again with the encoding "UTF-8"',
    )


def control_characters(text: str, name: str) -> tuple[Diagnostic, ...]:
    """One diagnostic for each different unseen character, at its first place."""
    places: dict[str, list[int]] = {}
    for found in UNSEEN.finditer(text):
        places.setdefault(found.group(), []).append(found.start())
    problems = []
    for char, offsets in places.items():
        before = LINE_END.split(text[: offsets[0]])
        line, column = len(before), len(before[-1]) + 1
        times = "" if len(offsets) == 1 else f" ({counted(len(offsets), 'time')})"
        problems.append(
            diagnose(
                files.CONTROL_CHARACTER,
                f"the file holds the invisible character `{character_name(char)}`{times}",
                span_of(name, (line, column, line, column + 1)),
                label="here",
                help="delete it; retyping the line is the surest way",
            )
        )
    return tuple(sorted(problems))


def starts_with_directive(head: str, name: str) -> Diagnostic:
    lines = LINE_END.split(head)
    return diagnose(
        notation.SEVERAL_DOCUMENTS,
        "a line that starts with `%` gives orders to the YAML reader",
        span_of(name, (len(lines), 1, len(lines), len(lines[-1]) + 1)),
        help="delete the line, and the line `---` that follows it",
    )

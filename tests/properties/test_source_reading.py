"""Whatever a file holds: reading ends, never raises, points into the file, and does not depend on the parser."""

from __future__ import annotations

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyengine.diagnostics.render import pretty
from policyengine.source.reading.nodes import Document, Mapping, Node, Scalar
from policyengine.source.reading.yaml import parse, parse_with

PIECES = st.sampled_from(
    [
        "a", "b: ", "c:", "- ", "-", "? ", ": ", ":", "\n", "\n  ", "\n    ", " ", "[", "]", "{", "}", ",", ", ", "'",
        '"', "\\b", "\\q", "\\x41", "|\n", ">-\n", "# c", "&a ", "*a", "!t ", "<<: ", "---\n", "...\n", "%", "\t",
        "\r\n", "\r", "no", "010", "1.10", "한글", "😀", "e\u0301", "@", "`", "''", "null", "key: value\n", "- x\n",
        "z: [1, 2]\n", "w: {a: 1}\n", "2026-01-01", "\u2028", "\ufeff", "\x00", "?",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def nodes(node: Node) -> list[Node]:
    """The node and all below it."""
    if isinstance(node, Scalar):
        return [node]
    below = [child for pair in node.entries for child in pair] if isinstance(node, Mapping) else list(node.items)
    return [node, *(found for child in below for found in nodes(child))]


def check(document: Document) -> None:
    """What holds for every document."""
    assert document.root is not None or any(diagnostic.level == "error" for diagnostic in document.diagnostics)
    assert list(document.diagnostics) == sorted(document.diagnostics)
    spans = [diagnostic.span for diagnostic in document.diagnostics]
    spans += [label.span for diagnostic in document.diagnostics for label in diagnostic.related]
    spans += [node.span for node in nodes(document.root)] if document.root is not None else []
    for span in spans:
        assert span is not None
        assert (1, 1) <= (span.start.line, span.start.column) <= (span.end.line, span.end.column)
        if document.lines:
            assert span.end.line <= len(document.lines)
            assert span.start.column <= len(document.lines[span.start.line - 1]) + 1
    for diagnostic in document.diagnostics:
        assert diagnostic.span is not None
        line = document.lines[diagnostic.span.start.line - 1] if document.lines else None
        assert (
            len(pretty(diagnostic, line).splitlines())
            == 1
            + (1 if line is None else 3)
            + len(diagnostic.related)
            + (diagnostic.help is not None)
            + (diagnostic.label is not None and line is None)
            + 1
        )


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    check(parse(content, "a.yaml"))


@settings(deadline=None)
@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    check(parse(text.encode("utf-8", "surrogatepass"), "a.yaml"))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("a: 'b\t' # \t\n\tc: d")
@example("a: {b: # c\n}")
@example("? ")
def test_texts_like_yaml(text: str) -> None:
    check(parse(text.encode(), "a.yaml"))
    check(parse_with(yaml.SafeLoader, text.encode(), "a.yaml"))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_both_parsers_of_pyyaml_lead_to_the_same(text: str) -> None:
    libyaml = parse_with(yaml.CSafeLoader, text.encode(), "a.yaml")
    python = parse_with(yaml.SafeLoader, text.encode(), "a.yaml")
    if libyaml.diagnostics and python.diagnostics:
        return  # both refuse it; of several mistakes in one file they may name different ones
    assert libyaml == python

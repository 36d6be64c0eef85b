from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policyengine.diagnostics.diagnostic import Position
from policyengine.source.reading.events import MAX_DEPTH, MAX_NODES
from policyengine.source.reading.nodes import Document, Mapping, Scalar, Sequence, data
from policyengine.source.reading.yaml import MAX_BYTES, parse, parse_with, read

PARSERS = [pytest.param(yaml.SafeLoader, id="python"), pytest.param(yaml.CSafeLoader, id="libyaml")]


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in document.diagnostics]


def value(text: str) -> Any:
    document = parse(f"key: {text}\n".encode(), "a.yaml")
    assert document.diagnostics == ()
    assert isinstance(document.root, Mapping)
    return data(document.root)["key"]  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("nULL", "nULL"),
        ("true", True), ("FALSE", False), ("tRue", "tRue"), ("'true'", "true"),
        ("0", 0), ("-7", -7), ("+7", 7), ("0o17", 15), ("0x1F", 31), ("10", 10),
        ("1.10", 1.1), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0), ("-1.5E-2", -0.015),
        ("2026-03-01", "2026-03-01"), ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"), ("1.2.3", "1.2.3"),
        ("10%", "10%"), ("+", "+"), (".", "."), ("..", ".."), ("1-2", "1-2"), ("=", "="), ("yess", "yess"),
        ("$new_account_days", "$new_account_days"), ("'12:30'", "12:30"), ('"no"', "no"), ("a:b", "a:b"),
        ('"\\u200b\\n\\t\\x41"', "\u200b\n\tA"), ("한글 텍스트", "한글 텍스트"),
    ],
)  # fmt: skip
def test_values_are_typed_by_the_core_schema_of_yaml_1_2(text: str, expected: Any) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "text", ["y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"]
)
def test_words_that_yaml_1_1_reads_as_true_or_false_are_refused(text: str) -> None:
    assert codes(parse(f"key: {text}".encode(), "a.yaml")) == ["PE117"]
    # A single letter as a key is what it says: `n` is a key of the grammar.
    assert codes(parse(f"{text}: value".encode(), "a.yaml")) == ([] if len(text) == 1 else ["PE117"])


@pytest.mark.parametrize(
    "text",
    ["010", "0777", "08", "-01", "0_1", "1_000", "1_0.5", "12:30", "1:2:3.5", "0b11", "0xF_F", ".inf", "-.INF", ".nan"],
)  # fmt: skip
def test_numbers_that_are_read_in_two_ways_are_refused(text: str) -> None:
    document = parse(f"key: {text}".encode(), "a.yaml")
    assert codes(document) == ["PE118"]
    assert document.root is not None
    assert data(document.root) == {"key": text}


def test_the_text_of_a_plain_scalar_is_kept_as_written() -> None:
    document = parse(b"a: 1.10\nb: '1.10'\n", "a.yaml")
    assert isinstance(document.root, Mapping)
    plain, single = document.root.get("a"), document.root.get("b")
    assert isinstance(plain, Scalar)
    assert (plain.value, plain.text, plain.plain) == (1.1, "1.10", True)
    assert isinstance(single, Scalar)
    assert (single.value, single.text, single.plain) == ("1.10", "1.10", False)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_count_code_points_from_one(parser: Any, bom: str, end: str) -> None:
    text = bom + end.join(["😀한: [a, '🍛']", "b:", "  c: |", "    여러", "    줄", "", "  d: x", ""])
    document = parse_with(parser, text.encode(), "a.yaml")
    root = document.root
    assert isinstance(root, Mapping)
    assert (root.span.start, root.span.end) == (Position(1, 1), Position(7, 7))
    flow = root.get("😀한")
    assert isinstance(flow, Sequence)
    assert (flow.span.start, flow.span.end) == (Position(1, 5), Position(1, 13))
    assert (flow.items[1].span.start, flow.items[1].span.end) == (Position(1, 9), Position(1, 12))
    inner = root.get("b")
    assert isinstance(inner, Mapping)
    block, last = inner.get("c"), inner.key("d")
    assert block is not None
    assert last is not None
    assert (block.span.start, block.span.end) == (Position(3, 6), Position(5, 6))
    assert last.span.start == Position(7, 3)
    assert list(root) == ["😀한", "b"]
    assert document.lines[0] == "😀한: [a, '🍛']"


def test_of_a_repeated_key_the_first_counts_and_both_places_are_named() -> None:
    document = parse(b"a: 1\nb: 2\na: 3\n", "a.yaml")
    assert document.root is not None
    assert data(document.root) == {"a": 1, "b": 2}
    (diagnostic,) = document.diagnostics
    assert diagnostic.span is not None
    assert (diagnostic.span.start.line, diagnostic.related[0].span.start.line) == (3, 1)


def test_all_problems_are_found_in_one_go() -> None:
    document = parse(b'a: no\nb: &x 010\nc: *x\nd: !t 1\na: 2\n1: \'"\'\ne: "\\b"\n', "a.yaml")
    assert codes(document) == ["PE117", "PE114", "PE118", "PE114", "PE115", "PE112", "PE113", "PE119"]
    assert document.root is not None


def test_a_syntax_error_gives_one_diagnostic_beside_what_was_found_before() -> None:
    document = parse(b"a: no\nb: [1\nc: yes\n", "a.yaml")
    assert codes(document) == ["PE117", "PE110"]
    assert document.root is None


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, "- " * 50_000, "? " * 50_000, "{a: " * 50_000])
def test_nesting_is_bounded(parser: Any, text: str) -> None:
    document = parse_with(parser, text.encode(), "a.yaml")
    assert codes(document) == ["PE106"]
    assert document.root is None


@pytest.mark.parametrize("parser", PARSERS)
def test_nesting_up_to_the_limit_is_read(parser: Any) -> None:
    assert parse_with(parser, ("[" * MAX_DEPTH + "]" * MAX_DEPTH).encode(), "a.yaml").diagnostics == ()


def test_the_number_of_values_is_bounded() -> None:
    assert codes(parse(b"[" + b"a," * (MAX_NODES - 1) + b"]", "a.yaml")) == []
    assert codes(parse(b"[" + b"a," * (MAX_NODES + 1) + b"]", "a.yaml")) == ["PE107"]


def test_the_size_is_bounded() -> None:
    assert codes(parse(b"a: " + b"b" * (MAX_BYTES - 3), "a.yaml")) == []
    assert codes(parse(b"a: " + b"b" * (MAX_BYTES - 2), "a.yaml")) == ["PE103"]


@pytest.mark.parametrize("parser", PARSERS)
def test_aliases_are_never_followed(parser: Any) -> None:
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    document = parse_with(parser, laughs.encode(), "a.yaml")
    assert set(codes(document)) == {"PE114"}
    assert document.root is not None
    assert len(str(data(document.root))) < 3000


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x7f", "\x85", "\u2028", "\u2029", "\ufffe", "\ufeff"])
def test_characters_that_cannot_be_seen_are_refused(char: str) -> None:
    document = parse(f"a: b\nc: '한{char}'\n".encode(), "a.yaml")
    (diagnostic,) = document.diagnostics
    assert diagnostic.code == "PE105"
    assert diagnostic.span is not None
    assert diagnostic.span.start == Position(2, 6)
    assert f"U+{ord(char):04X}" in diagnostic.message


@pytest.mark.parametrize("char", ["\u200b", "\u200d", "\u00ad", "\u202e", "\U0001f3fb", "\ue000"])
def test_characters_that_lexicons_need_are_read(char: str) -> None:
    assert value(f"x{char}x") == f"x{char}x"


def test_bytes_that_are_not_utf8_are_named_by_offset_and_place() -> None:
    document = parse(b"\xef\xbb\xbfa: b\n\xed\x95\x9c: \xff\n", "a.yaml")
    (diagnostic,) = document.diagnostics
    assert diagnostic.code == "PE102"
    assert diagnostic.label == "byte 13 of the file is 0xFF"
    assert diagnostic.span is not None
    assert diagnostic.span.start == Position(2, 4)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a:\n\tb: c", "PE111"), ("a: b\t", "PE111"), ("a: |\t\n  b", "PE111"), ("a: |\n  \tb\n", "PE111"),
        ("a: [b,\tc]", "PE111"), ("a: '\t' # \t\n", None), ('a: "x\n  \ty"\n', None), ("a: |\n  b\tc\n", None),
        ("a: [b:{c: d}]", "PE110"), ("a: [b?]", "PE110"), ("a: [? b]", None), ("a: [b\n ? c]", "PE110"),
        ("a: {b::}", "PE110"), ("a: |#c\n  b", "PE110"), ('a: "\\ud800"', "PE110"), ('a: "\\U00110000"', "PE110"),
        ('a: "\\UFFFFFFFF"', "PE110"), ("%TAG ! x\n---\na: b", "PE116"), ("--- # x\na: b\n...\n", None),
        ("a: b\n--- c", "PE116"), ("- a\n-b", "PE110"), ('{"a":1}', None), ("a: really?", None), ("'a':b", "PE110"),
    ],
)  # fmt: skip
def test_both_parsers_read_and_refuse_the_same(parser: Any, text: str, code: str | None) -> None:
    assert codes(parse_with(parser, text.encode(), "a.yaml")) == ([code] if code else [])


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n")
    document = read(path, "hate/a.yaml")
    assert document.name == "hate/a.yaml"
    assert document.root is not None
    assert document.root.span.file == "hate/a.yaml"


def test_a_file_that_cannot_be_read_is_a_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path, said in [
        (tmp_path / "missing.yaml", "the file does not exist"),
        (tmp_path, "this is a folder, not a file"),
        (tmp_path / "file" / "a.yaml", "the file cannot be read: not a directory"),
        (tmp_path / "\x00", "the file cannot be read: embedded null byte"),
    ]:
        document = read(path, "x.yaml")
        assert document.root is None
        assert [(d.code, d.message) for d in document.diagnostics] == [("PE101", said)]
        assert "/" not in said


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert codes(read(path, "a.yaml")) == ["PE103"]

"""Items from lines of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.authoring.items import Remapping, read_items
from policyengine.errors import ContentError
from policyengine.model.content import Content

PLAIN = Remapping({})


def read(*lines: bytes, fields: dict[str, str | None] | None = None, markets: tuple[str, ...] = ()) -> list[Any]:
    return list(read_items(lines, Remapping(fields or {}, markets)))


def test_numbers_are_those_of_the_lines() -> None:
    found = read(b"\xef\xbb\xbf\n", b'{"id":"1","kind":"track"}\r\n', b"  \n", b"x")
    assert [number for number, _ in found] == [2, 4]
    assert [type(item) for _, item in found] == [Content, ContentError]


def test_a_byte_order_mark_stands_at_the_very_start_only() -> None:
    mark = b'\xef\xbb\xbf{"id":"1","kind":"track"}\n'
    assert [type(item) for _, item in read(mark, mark)] == [Content, ContentError]


def test_renaming_keeps_what_is_not_renamed() -> None:
    line = b'{"id":"1","kind":"track","song":"a","artist":"b","year":7}'
    ((_, item),) = read(line, fields={"song": "title", "artist": "artists", "year": None}, markets=("KR", "JP"))
    assert (item.title, item.artists, item.markets) == ("a", ("b",), ("JP", "KR"))
    ((_, item),) = read(b'{"id":"1","kind":"track","markets":["TH"]}', markets=("KR",))
    assert item.markets == ("TH",)


def test_two_keys_for_one_field_are_a_problem_whichever_comes_first() -> None:
    for line in (
        b'{"id":"1","kind":"track","song":"a","title":"b"}',
        b'{"id":"1","kind":"track","title":"b","song":"a"}',
    ):
        ((_, item),) = read(line, fields={"song": "title"})
        assert isinstance(item, ContentError)
        assert item.problems[0].message == "two keys of the input become `title`"


def test_keys_may_change_places() -> None:
    ((_, item),) = read(b'{"id":"1","kind":"track","title":"a","name":"b"}', fields={"title": "name", "name": "title"})
    assert (item.title, item.name) == ("b", "a")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "euc-kr"])
def test_only_utf_8_is_read(encoding: str) -> None:
    line = '{"id":"1","kind":"track","title":"노래"}'.encode(encoding)
    assert [type(item) for _, item in read(line)] == [ContentError]
    assert [type(item) for _, item in read(line, fields={"a": "title"})] == [ContentError]


SIMPLE = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(
    SIMPLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=5
)


@given(st.binary())
def test_no_line_raises(line: bytes) -> None:
    for remapping in (PLAIN, Remapping({"a": "title"}, ("KR",))):
        for _, item in read_items([line.replace(b"\n", b"")], remapping):
            assert isinstance(item, ContentError | Content)


@given(st.dictionaries(st.sampled_from(sorted(Content.model_fields)), VALUES, max_size=4))
def test_no_value_raises_and_renaming_nothing_changes_nothing(item: dict[str, Any]) -> None:
    line = json.dumps({"id": "1", "kind": "track", **item}).encode()
    ((_, plain),) = read(line)
    ((_, renamed),) = read(line, fields={"no such key": "title"})
    if isinstance(plain, Content):
        assert plain == renamed
    else:
        assert isinstance(renamed, ContentError)
        assert [each.pointer for each in plain.problems] == [each.pointer for each in renamed.problems]

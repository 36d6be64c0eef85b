"""Items made to break the program: each leaves a decision or an error record, and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import BASE, policyengine

pytestmark = pytest.mark.usefixtures("own_directory")

AFTER = b'{"id": "after", "kind": "track", "title": "cheap followers"}\n'
DEEP = 100_000


def judged(line: bytes, *arguments: str) -> tuple[dict[str, Any], str]:
    """The record for a line, and what was said; the line after it is judged whatever this one is."""
    Path("items.jsonl").write_bytes(line + b"\n" + AFTER)
    outcome = policyengine("screen", "-r", BASE, "items.jsonl", "--at", "2026-03-01", "--format", "jsonl", *arguments)
    assert outcome.code == 0
    first, second = outcome.records
    assert (second["content_id"], second["action"]) == ("after", "limit_reach")
    return first, outcome.err


def item(**fields: Any) -> bytes:
    return json.dumps({"id": "1", "kind": "track", **fields}).encode()


REFUSED = {
    "not JSON": (b"cheap followers", "", "this line is not JSON at column 1: expecting value"),
    "cut off": (b'{"id": "1", "kind": "tra', "", "this line is not JSON at column 21: unterminated string starting at"),
    "two items": (
        b'{"id":"1","kind":"track"}{"id":"2","kind":"track"}',
        "",
        "this line is not JSON at column 26: extra data",
    ),
    "a list": (b"[]", "", "this must be a mapping"),
    "null": (b"null", "", "this must be a mapping"),
    "a text": (b'"track"', "", "this must be a mapping"),
    "a number": (b"17", "", "this must be a mapping"),
    "an empty item": (b"{}", "/id", "this is required"),
    "an empty id": (item(id=""), "/id", "this must not be empty"),
    "an endless id": (item(id="x" * 513), "/id", "this must have at most 512 characters"),
    "a number for an id": (item(id=7), "/id", "this must be a text"),
    "an unknown kind": (item(kind="song"), "/kind", "there is no kind of content `song`"),
    "a kind that is an escape": (item(kind="\x1b[2J"), "/kind", "there is no kind of content `U+001B[2J`"),
    "a kind of a megabyte": (item(kind="x" * 2**20), "/kind", f"there is no kind of content `{'x' * 39}…`"),
    "a kind of 5,000 digits": (
        b'{"id":"1","kind":' + b"1" * 5000 + b"}",
        "",
        "a number in this line has too many digits",
    ),
    "an unknown field": (item(titel="x"), "/titel", "there is no such field"),
    "a field that is an escape": (item(**{"\x1b[2J\u202e": 1}), "/\x1b[2J\u202e", "there is no such field"),
    "a number for a title": (item(title=7), "/title", "this must be a text, or a text with its language"),
    "a list for a title": (item(title=["a"]), "/title", "this must be a text, or a text with its language"),
    "a text for a list": (item(tags="a"), "/tags", "this must be a list"),
    "a word for yes": (item(explicit="yes"), "/explicit", "this must be true or false"),
    "a word for a number": (item(duration="3:20"), "/duration", "this must be a number"),
    "a negative number": (item(account={"age_days": -1}), "/account/age_days", "this must not be below 0"),
    "half a report": (item(reports={"spam": 0.5}), "/reports/spam", "this must be a whole number"),
    "NaN": (b'{"id":"1","kind":"track","duration":NaN}', "/duration", "this must be a finite number"),
    "Infinity": (b'{"id":"1","kind":"track","scores":{"a":-Infinity}}', "/scores/a", "this must be a finite number"),
    "a float too large": (
        b'{"id":"1","kind":"track","attributes":{"a":1e999}}',
        "/attributes/a",
        "this must be a finite number",
    ),
    "a number of 5,000 digits": (
        b'{"id":"1","kind":"track","duration":' + b"1" * 5000 + b"}",
        "",
        "a number in this line has too many digits",
    ),
    "an unknown language": (item(language="korean"), "/language", "`korean` is not a language tag of BCP 47"),
    "a language of a megabyte": (
        item(language="x" * 2**20),
        "/language",
        f"`{'x' * 40}` is not a language tag of BCP 47",
    ),
    "an unknown market": (item(markets=["kr"]), "/markets/0", "`kr` is not a market"),
    "no moment": (item(published_at="yesterday"), "/published_at", "`yesterday` is not a moment"),
    "a moment without a zone": (
        item(published_at="2026-03-01T09:00:00"),
        "/published_at",
        "this moment needs a time zone",
    ),
    "a list in an attribute": (
        item(attributes={"a": [1]}),
        "/attributes/a",
        "an attribute is a text, a number, or true or false",
    ),
    "half a surrogate pair": (
        item(title="cheap \ud83d followers"),
        "/title",
        "code point 6 is half of a surrogate pair, so this is no valid Unicode text",
    ),
    "not UTF-8": (b'{"id":"1","kind":"track","title":"\xff"}', "", "this line is not UTF-8 at byte 35"),
    "EUC-KR": ('{"id":"1","kind":"track","title":"노래"}'.encode("euc-kr"), "", "this line is not UTF-8 at byte 35"),
    "UTF-16": ('{"id":"1","kind":"track"}'.encode("utf-16"), "", "this line is not UTF-8 at byte 1"),
    "deep lists": (
        b'{"id":"1","kind":"track","tags":' + b"[" * DEEP + b"]" * DEEP + b"}",
        "",
        "this line nests too deeply",
    ),
    "deep mappings": (b'{"a":' * DEEP + b"1" + b"}" * DEEP, "", "this line nests too deeply"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_items_that_leave_an_error_record(name: str) -> None:
    line, pointer, message = REFUSED[name]
    record, said = judged(line)
    problem = record["error"]["problems"][0]
    assert (problem["pointer"], problem["message"]) == (pointer, message)
    assert record["error"]["line"] == 1
    assert said.startswith("items.jsonl:1: ")
    assert len(said) < 700
    assert not {"\x1b", "\u202e"} & set(said)


@pytest.mark.parametrize("name", ["not JSON", "not UTF-8", "deep lists", "a number of 5,000 digits", "an unknown kind"])
def test_renaming_keys_does_not_change_what_is_said(name: str) -> None:
    line, pointer, message = REFUSED[name]
    problem = judged(line, "--map", "song=title")[0]["error"]["problems"][0]
    assert (problem["pointer"], problem["message"]) == (pointer, message)


DECIDED = {
    "NUL in a text": (item(title="cheap\x00followers \x00"), "allow"),
    "NUL after a match": (item(title="cheap followers\x00"), "limit_reach"),
    "controls around a match": (item(title="\x1b[31m cheap followers \x07"), "limit_reach"),
    "a right-to-left override": (item(title="\u202echeap followers\u202c"), "limit_reach"),
    "a surrogate pair": (b'{"id":"1","kind":"track","title":"\\ud83d\\ude00 cheap followers"}', "limit_reach"),
    "an integer of 30 digits": (item(duration=10**29, title="cheap followers"), "limit_reach"),
    "an integer of 400 digits in an attribute": (item(attributes={"a": 10**399}), "allow"),
    "every reach of a date": (item(published_at="0001-01-01T00:00:00+14:00"), "allow"),
    "texts that are empty": (item(title="", tags=[""], description={"text": "", "language": "ko"}), "allow"),
    "100,000 tags": (item(tags=["a"] * 100_000), "allow"),
    "10,000 attributes": (item(attributes={f"a{number}": number for number in range(10_000)}), "allow"),
    "a language that nothing is written in": (item(title="cheap followers", language="tlh"), "limit_reach"),
}


@pytest.mark.parametrize("name", DECIDED)
def test_items_that_are_judged_all_the_same(name: str) -> None:
    line, action = DECIDED[name]
    record, said = judged(line)
    assert record["action"] == action
    assert "items.jsonl:" not in said


def test_of_a_key_that_stands_twice_the_last_counts() -> None:
    """As everywhere in JSON. A producer that writes a key twice means the last one or does not know what it means."""
    record, _ = judged(b'{"id":"1","kind":"track","title":"cheap followers","title":"Spring Day"}')
    assert record["action"] == "allow"
    renamed, _ = judged(b'{"id":"1","kind":"track","title":"cheap followers","title":"Spring Day"}', "--map", "x=name")
    assert renamed["id"] == record["id"]


def test_a_title_of_ten_megabytes_is_read_up_to_the_limit_and_a_person_looks() -> None:
    record, _ = judged(item(title="cheap followers " + "a " * 5 * 2**20))
    assert record["skipped"] == [{"pointer": "/title", "start": 200_000, "end": 16 + 10 * 2**20}]
    assert record["action"] == "limit_reach"
    assert record["review"]["required"]
    assert "text beyond the limit was not read" in record["review"]["reasons"]


def test_text_beyond_the_limit_calls_a_person_even_if_the_rest_is_clean() -> None:
    record, _ = judged(item(description="la " * 100_000))
    assert (record["action"], record["review"]["required"], len(record["skipped"])) == ("allow", True, 1)
    assert record["findings"] == []

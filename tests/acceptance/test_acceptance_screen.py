"""`policyengine screen`: inputs, outputs, gates and exit codes."""

from __future__ import annotations

import datetime
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from command_line import BASE, copied_base, jsonl, policyengine

from policyengine.cli import screen as verb
from policyengine.engine import PolicyEngine

pytestmark = pytest.mark.usefixtures("own_directory")

AT = ("--at", "2026-03-01")
OFFER = {"id": "offer", "kind": "track", "title": "cheap followers now"}
SONG = {"id": "song", "kind": "track", "title": "Spring Day"}
BORROWED = {"id": "borrowed", "kind": "track", "title": "like Aurora Kestrel", "account": {"age_days": 1}}
BAD = {"id": "bad", "kind": "trak"}


def screen(*arguments: str | Path, stdin: bytes = b"") -> Any:
    return policyengine("screen", "-r", BASE, *AT, *arguments, stdin=stdin)


def written(name: str, *items: dict[str, Any]) -> Path:
    path = Path(name)
    path.write_bytes(jsonl(items))
    return path


def actions(records: list[dict[str, Any]]) -> list[str]:
    return [record.get("action", "error") for record in records]


# Where items come from


def test_decisions_come_in_the_order_of_the_items() -> None:
    outcome = screen(written("items.jsonl", OFFER, SONG, OFFER), "--format", "jsonl")
    assert outcome.code == 0
    assert actions(outcome.records) == ["limit_reach", "allow", "limit_reach"]
    assert [record["content_id"] for record in outcome.records] == ["offer", "song", "offer"]


def test_several_inputs_are_one_run() -> None:
    Path("packed.jsonl.gz").write_bytes(gzip.compress(jsonl([SONG])) + gzip.compress(jsonl([OFFER])))
    plain = written("plain.jsonl", OFFER)
    outcome = screen(plain, "-", "packed.jsonl.gz", "--format", "jsonl", stdin=jsonl([SONG]))
    assert actions(outcome.records) == ["limit_reach", "allow", "allow", "limit_reach"]
    assert "4 items · 2 flagged" in outcome.err


def test_a_byte_order_mark_blank_lines_and_line_ends_of_windows_are_passed_over() -> None:
    text = b"\xef\xbb\xbf" + jsonl([OFFER]) + b"\n   \r\n" + jsonl([SONG]).replace(b"\n", b"\r\n") + jsonl([OFFER])[:-1]
    Path("items.jsonl").write_bytes(text)
    outcome = screen("items.jsonl", "--format", "jsonl")
    assert actions(outcome.records) == ["limit_reach", "allow", "limit_reach"]


def test_line_numbers_count_blank_lines() -> None:
    Path("items.jsonl").write_bytes(b"\n\n" + jsonl([BAD]))
    assert screen("items.jsonl").err.startswith("items.jsonl:3: /kind: ")


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("gone.jsonl", "Error: `gone.jsonl` does not exist"),
        (".", "Error: `.` is a directory; name the files in it"),
        ("not-gzip.gz", "not-gzip.gz:1: the input cannot be read beyond this line: not a gzipped file"),
    ],
)
def test_inputs_that_cannot_be_read(argument: str, message: str) -> None:
    Path("not-gzip.gz").write_bytes(b"plain text")
    outcome = screen(argument)
    assert message in outcome.err
    assert outcome.code == 2


def test_a_truncated_gzip_file_is_read_as_far_as_it_goes() -> None:
    whole = gzip.compress(jsonl([{**SONG, "id": f"song-{number}"} for number in range(5000)]))
    Path("cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    outcome = screen("cut.jsonl.gz", "--format", "jsonl", "--max-bad", "0")
    *read, last = outcome.records
    assert 0 < len(read) < 5000
    assert actions(read) == ["allow"] * len(read)
    assert last["error"]["line"] == len(read) + 1
    assert last["error"]["problems"][0]["message"].startswith("the input cannot be read beyond this line")
    assert outcome.code == 1


@pytest.mark.parametrize("text", [b"", b"\n\n   \n", b"\xef\xbb\xbf"])
def test_nothing_to_screen(text: bytes) -> None:
    Path("items.jsonl").write_bytes(text)
    outcome = screen("items.jsonl")
    assert (outcome.code, outcome.err) == (4, "nothing to screen: the input holds no item\n")


# Items that cannot be judged


def test_an_error_record_stands_in_the_place_of_the_line() -> None:
    outcome = screen(written("items.jsonl", OFFER, BAD, SONG), "--format", "jsonl")
    assert outcome.code == 0
    assert actions(outcome.records) == ["limit_reach", "error", "allow"]
    assert outcome.records[1] == {
        "schema": 1,
        "error": {
            "source": "items.jsonl",
            "line": 2,
            "problems": [
                {"pointer": "/kind", "message": "there is no kind of content `trak`", "help": "did you mean `track`?"}
            ],
        },
    }
    assert "2 items · 1 flagged · 1 for review · 1 unreadable" in outcome.err


@pytest.mark.parametrize(("allowed", "code"), [(0, 1), (1, 1), (2, 0), (99, 0)])
def test_bad_lines_are_allowed_up_to_a_number(allowed: int, code: int) -> None:
    outcome = screen(written("items.jsonl", BAD, SONG, BAD), "--max-bad", str(allowed))
    assert outcome.code == code
    assert ("gate crossed: 2 unreadable lines" in outcome.err) == (code == 1)


# Gates


@pytest.mark.parametrize(
    ("gate", "items", "code"),
    [
        ("limit_reach", [OFFER], 1),
        ("metadata_fix", [OFFER], 1),
        ("age_gate", [OFFER], 1),
        ("remove", [OFFER], 0),
        ("review", [OFFER], 1),
        ("review", [SONG], 0),
        ("metadata_fix", [SONG], 0),
        ("metadata_fix", [SONG, BAD], 0),
    ],
)
def test_a_gate_is_crossed_by_its_action_and_stricter_ones(gate: str, items: list[dict[str, Any]], code: int) -> None:
    outcome = screen(written("items.jsonl", *items), "--fail-on", gate)
    assert outcome.code == code
    assert ("gate crossed: an item reached --fail-on" in outcome.err) == (code == 1)


@pytest.mark.parametrize("gate", ["allow", "rmove", ""])
def test_a_gate_that_does_not_exist(gate: str) -> None:
    outcome = screen(written("items.jsonl", SONG), "--fail-on", gate)
    assert outcome.code == 2
    assert (
        f"`{gate}` is none of: metadata_fix, advisory, age_gate, limit_reach, geo_restrict, remove, review"
        in outcome.err
    )


# Options


def test_keys_are_renamed_and_dropped() -> None:
    item = {"id": "1", "type": "track", "song": "cheap followers", "artist": "The Night Shift", "lang_hint": "kr"}
    path = written("items.jsonl", item)
    outcome = screen(path, "--map", "type=kind,song=title", "--map", "artist=artists,lang_hint=-", "--format", "jsonl")
    (record,) = outcome.records
    assert record["action"] == "limit_reach"
    assert record["findings"][0]["evidence"][0]["pointer"] == "/title"
    assert screen(path, "--map", "type=kind", "--format", "jsonl").records[0]["error"]["problems"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("song", "`song`: write `key=field`, or `key=-` to drop a key"),
        ("song=", "`song=`: write `key=field`"),
        ("=title", "`=title`: write `key=field`"),
        ("song=titel", "`titel` is not a field of content"),
    ],
)
def test_renamings_that_mean_nothing(value: str, message: str) -> None:
    outcome = screen(written("items.jsonl", SONG), "--map", value)
    assert outcome.code == 2
    assert message in outcome.err


def test_two_keys_that_become_one_field() -> None:
    item = {"id": "1", "kind": "track", "song": "a", "title": "b"}
    outcome = screen(written("items.jsonl", item), "--map", "song=title", "--format", "jsonl")
    assert outcome.records[0]["error"]["problems"][0]["message"] == "two keys of the input become `title`"


def test_markets_are_for_items_that_name_none() -> None:
    path = written("items.jsonl", BORROWED, {**BORROWED, "markets": ["TH"]})
    partners = Path("partners.txt")
    partners.write_text("\ufeffAurora Kestrel\r\n\r\n", encoding="utf-8")
    outcome = screen(path, "--market", "KR", "--list", f"partners={partners}", "--format", "jsonl")
    assert [sorted(record["markets"]) for record in outcome.records] == [["KR"], ["TH"]]
    assert actions(outcome.records) == ["metadata_fix", "allow"]


def test_a_list_that_is_not_given_leaves_its_rule_out() -> None:
    assert actions(screen(written("items.jsonl", BORROWED), "--format", "jsonl").records) == ["allow"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--market", "kr"], "`kr` is not a market: write ISO 3166-1 alpha-2, such as `KR`"),
        (["--locale", "not a locale"], "`not a locale` is not a language tag"),
        (["--at", "2026-02-30"], "`2026-02-30` is not a moment: write `2026-03-01` or `2026-03-01T09:00:00+09:00`"),
        (["--at", "2026-03-01T09:00"], "`2026-03-01T09:00` has no time zone: write for example `2026-03-01T09:00Z`"),
        (["--at", "9999-12-31T23:59:59Z"], "`9999-12-31T23:59:59Z` lies in the year 9999"),
        (["--at", "0001-01-01T00:00:00+14:00"], "lies in the year 1"),
        (["--list", "partners"], "`partners`: write `NAME=FILE`"),
        (["--list", "partners=gone.txt"], "`gone.txt` cannot be read: no such file or directory"),
        (["--list", "partners=."], "`.` cannot be read: is a directory"),
        (["--list", "partners=latin.txt"], "`latin.txt` is not UTF-8 at byte 0"),
        (["--max-bad", "-1"], "-1 is not in the range"),
        (["--inference", "magic"], "'magic' is not one of 'auto', 'native', 'durable'"),
        (["--format", "xml"], "'xml' is not one of 'table', 'jsonl'"),
        (["--nonsense"], "No such option"),
    ],
)
def test_options_that_cannot_be_followed(arguments: list[str], message: str) -> None:
    Path("latin.txt").write_bytes(b"\xe9t\xe9\n")
    outcome = screen(written("items.jsonl", SONG), *arguments)
    assert outcome.code == 2
    assert message in " ".join(outcome.err.split())
    assert outcome.out == ""


def test_an_input_must_be_named() -> None:
    assert policyengine("screen").code == 2
    assert policyengine("screen", "-r", BASE).code == 2


def test_rulesets_that_do_not_load() -> None:
    Path("empty").mkdir()
    outcome = policyengine("screen", "-r", "empty", written("items.jsonl", SONG))
    assert outcome.code == 3
    assert "error[PE162]: `empty` holds no `policyengine.yaml`" in outcome.err
    assert outcome.err.endswith("the rulesets do not load: 1 error\n")


def test_both_engines_write_the_same_bytes() -> None:
    path = written("items.jsonl", OFFER, SONG, BAD, BORROWED, {**OFFER, "title": "news of cheap followers"})
    native = screen(path, "--inference", "native", "--format", "jsonl")
    durable = screen(path, "--inference", "durable", "--format", "jsonl")
    assert native.code == 0
    assert (native.code, native.out, native.err) == (durable.code, durable.out, durable.err)


def test_what_is_screened_is_what_the_library_decides() -> None:
    at = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    engine = PolicyEngine.load(BASE)
    outcome = screen(written("items.jsonl", OFFER, SONG), "--format", "jsonl")
    assert outcome.out.splitlines() == [engine.evaluate(item, at=at).to_json() for item in (OFFER, SONG)]


# Where decisions go


@pytest.mark.parametrize("name", ["out.jsonl", "new/folder/out.jsonl.gz"])
def test_decisions_are_written_to_a_file(name: str) -> None:
    path = written("items.jsonl", OFFER, BAD)
    outcome = screen(path, "-o", name)
    data = Path(name).read_bytes()
    lines = (gzip.decompress(data) if name.endswith(".gz") else data).decode().splitlines()
    assert lines == screen(path, "--format", "jsonl").out.splitlines()
    assert outcome.out.endswith(f"decisions written to {name}\n")
    assert [each.name for each in Path(name).parent.iterdir() if "partial" in each.name] == []


def test_an_output_that_exists_is_replaced() -> None:
    Path("out.jsonl").write_text("old\n", encoding="utf-8")
    assert screen(written("items.jsonl", OFFER), "-o", "out.jsonl").code == 0
    assert actions([json.loads(Path("out.jsonl").read_bytes())]) == ["limit_reach"]


def test_the_input_is_never_the_output() -> None:
    path = written("items.jsonl", OFFER)
    Path("other-name.jsonl").symlink_to(path)
    for output in ("items.jsonl", "./items.jsonl", "other-name.jsonl"):
        outcome = screen(path, "-o", output)
        assert (outcome.code, "`items.jsonl` is both input and output" in outcome.err) == (2, True)
    assert path.read_bytes() == jsonl([OFFER])


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("folder", "Error: `folder` is a directory; name the file to write"),
        ("items.jsonl/out.jsonl", "Error: `items.jsonl` is not a directory"),
        ("items.jsonl/deeper/out.jsonl", "error: `items.jsonl/deeper`: not a directory"),
    ],
)
def test_outputs_that_cannot_be_written(output: str, message: str) -> None:
    Path("folder").mkdir()
    outcome = screen(written("items.jsonl", OFFER), "-o", output)
    assert (outcome.code, outcome.err.strip().splitlines()[-1]) == (2, message)


def test_a_folder_that_may_not_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "out.jsonl.partial")

    monkeypatch.setattr("builtins.open", refused)
    outcome = screen("-", "-o", "out.jsonl", stdin=jsonl([OFFER]))
    assert (outcome.code, outcome.err) == (2, "error: `out.jsonl.partial`: permission denied\n")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError, OSError])
@pytest.mark.parametrize("before", [None, b"old\n"])
def test_an_output_is_complete_or_as_it_was(
    stop: type[BaseException], before: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = Path("out.jsonl")
    if before is not None:
        output.write_bytes(before)

    def broken(sink: Any, record: str) -> None:
        sink.write(record[:20])
        sink.flush()
        raise stop

    monkeypatch.setattr(verb, "_write", broken)
    outcome = screen(written("items.jsonl", OFFER), "-o", output)
    assert outcome.code == {KeyboardInterrupt: 130, RuntimeError: 70, OSError: 2}[stop]
    assert (output.read_bytes() if output.exists() else None) == before
    assert sorted(path.name for path in Path().iterdir() if path != output) == ["items.jsonl"]


def test_what_is_no_ordinary_file_is_written_to_and_stays_what_it_is() -> None:
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert screen(written("items.jsonl", OFFER), "-o", "pipe").code == 0
        assert b'"action":"limit_reach"' in os.read(reader, 65536)
    finally:
        os.close(reader)
    assert Path("pipe").is_fifo()


# What is shown


def test_only_so_many_flagged_items_are_shown() -> None:
    items = [{**OFFER, "id": f"offer-{number}"} for number in range(verb.SHOWN + 3)]
    outcome = screen(written("items.jsonl", *items))
    assert outcome.out.count("PRO-1 No sale of followers  violation") == verb.SHOWN
    assert "… and 3 more flagged items, which --output holds" in outcome.out


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_tables_fit_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    long = {**OFFER, "title": "cheap followers " * 30, "id": "x" * 300}
    outcome = screen(written("items.jsonl", long))
    assert outcome.code == 0
    assert max(map(len, outcome.out.splitlines())) <= columns


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    path = written("items.jsonl", OFFER)
    assert "\x1b[" not in screen(path).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[33m" in screen(path).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33m" not in screen(path).out


# Rules in shadow


def test_rules_in_shadow_are_counted_and_told_although_nothing_is_flagged() -> None:
    tried = copied_base(Path())
    policyengine("new", "rule", "promo/tried", "-r", tried)
    rules = tried / "promo" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("status: draft", "status: shadow"), encoding="utf-8")
    item = {**SONG, "title": "Looooooooooooong Day"}
    outcome = policyengine("screen", "-r", tried, *AT, written("items.jsonl", item, item, SONG))
    assert "in shadow  promo/tried  2\n" in outcome.out
    assert outcome.out.endswith("3 items · 0 flagged · 0 for review\n")
    explained = policyengine("explain", json.dumps(item), "-r", tried, *AT)
    assert "  in shadow  PRO-1  promo/tried, limit_reach, remove recommended\n" in explained.out
    assert "    /title longest_run 13  longest_run at least 12\n" in explained.out

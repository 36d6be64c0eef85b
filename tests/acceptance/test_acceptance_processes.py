"""The command as a process of its own: streams, signals, terminals, exit codes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import BASE, ROOT, jsonl

pytestmark = pytest.mark.usefixtures("own_directory")

COMMAND = [sys.executable, "-c", "from policyengine.cli.main import main; main()"]
SCREEN = [*COMMAND, "screen", "-r", str(BASE), "--at", "2026-03-01"]
OFFER = {"id": "offer", "kind": "track", "title": "cheap followers now"}


def environment(**more: str) -> dict[str, str]:
    return {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **more}


def ran(arguments: list[str], stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(arguments, input=stdin, capture_output=True, env=environment(**more), timeout=60, check=False)


@pytest.fixture
def interrupts_are_heard() -> Iterator[None]:
    """What a script runs in the background ignores interrupts, and hands that down, unless somebody handles them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_exit_codes() -> None:
    Path("items.jsonl").write_bytes(jsonl([OFFER]))
    Path("none.jsonl").write_bytes(b"")
    raised = (
        "import policyengine.cli.screen as s\ns._Run.exit_code = None\nfrom policyengine.cli.main import main; main()"
    )
    broken = [sys.executable, "-c", raised, *SCREEN[3:]]
    found = {
        0: ran([*SCREEN, "items.jsonl"]),
        1: ran([*SCREEN, "items.jsonl", "--fail-on", "review"]),
        2: ran([*SCREEN, "gone.jsonl"]),
        3: ran([*COMMAND, "check", "gone"]),
        4: ran([*SCREEN, "none.jsonl"]),
        70: ran([*broken, "items.jsonl"]),
    }
    assert {code: outcome.returncode for code, outcome in found.items()} == {code: code for code in found}
    assert [code for code, outcome in found.items() if b"Traceback" in outcome.stderr] == [70]
    assert b"internal error: this is a mistake in policyengine, not in your input" in found[70].stderr


def test_what_is_wrong_goes_to_standard_error_and_what_is_asked_for_to_standard_output() -> None:
    outcome = ran([*SCREEN, "-", "--format", "jsonl"], jsonl([OFFER, {"id": "bad", "kind": "trak"}]))
    assert ["error" in json.loads(line) for line in outcome.stdout.splitlines()] == [False, True]
    assert outcome.stderr.startswith(b"-:2: /kind: there is no kind of content `trak`")


@pytest.mark.parametrize("arguments", [["--format", "jsonl"], ["-o", "/dev/stdout"]])
def test_a_reader_that_stops_reading_is_no_mistake(arguments: list[str]) -> None:
    Path("items.jsonl").write_bytes(jsonl([OFFER] * 3000))
    with subprocess.Popen(
        [*SCREEN, "items.jsonl", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["action"] == "limit_reach"
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) == 0
    assert b"Traceback" not in said
    assert b"Exception" not in said


@pytest.mark.parametrize(
    "verb",
    [["check"], ["test"], ["explain", "PRO-1", "-r"], ["explain", json.dumps(OFFER), "--at", "2026-03-01", "-r"]],
)
def test_what_is_written_to_a_pipe_is_utf_8_whatever_the_locale(verb: list[str]) -> None:
    """A record is the same bytes on every machine, and a sign that a locale lacks is no mistake of the program."""
    plain = ran([*COMMAND, *verb, str(BASE)])
    ascii_only = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    other = ran([*COMMAND, *verb, str(BASE)], b"", **ascii_only)
    assert plain.returncode == other.returncode == 0
    assert plain.stdout == other.stdout != b""


def test_a_reader_that_never_reads_is_no_mistake() -> None:
    """What is written may still wait in a buffer when the program ends."""
    Path("items.jsonl").write_bytes(jsonl([OFFER]))
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as nobody:
        arguments = [*SCREEN, "items.jsonl", "--format", "jsonl"]
        outcome = subprocess.run(
            arguments, stdout=nobody, stderr=subprocess.PIPE, env=environment(), timeout=60, check=False
        )
    assert outcome.returncode == 0
    assert b"BrokenPipe" not in outcome.stderr


def test_a_full_disk_is_told_as_such() -> None:
    Path("items.jsonl").write_bytes(jsonl([OFFER] * 200))
    with Path("/dev/full").open("wb") as full:
        arguments = [*SCREEN, "items.jsonl", "--format", "jsonl"]
        outcome = subprocess.run(
            arguments, stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60, check=False
        )
    assert outcome.returncode == 2
    assert b"error: no space left on device" in outcome.stderr
    assert b"Traceback" not in outcome.stderr


@pytest.mark.usefixtures("interrupts_are_heard")
@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_an_interrupted_run_leaves_no_half_output(stop: signal.Signals, code: int) -> None:
    """Whoever finds the file may rely on it: it is complete. What is left after a kill has another name."""
    Path("out.jsonl").write_text("old\n", encoding="utf-8")
    arguments = [*SCREEN, "-", "-o", "out.jsonl"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdin is not None
        process.stdin.write(jsonl([OFFER] * 500))
        process.stdin.flush()
        partial = Path("out.jsonl.partial")
        deadline = time.monotonic() + 30
        while not partial.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert partial.exists()
        process.send_signal(stop)
        _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert Path("out.jsonl").read_text(encoding="utf-8") == "old\n"
    assert partial.exists() == (stop == signal.SIGKILL)
    assert b"Traceback" not in said


def test_on_a_terminal_of_sixty_columns() -> None:
    Path("items.jsonl").write_bytes(jsonl([{**OFFER, "title": "cheap followers " + "가나다 " * 40}]))
    for more, coloured in ({"COLUMNS": "60"}, True), ({"COLUMNS": "60", "NO_COLOR": "1"}, False):
        shown = on_a_terminal([*SCREEN, "items.jsonl"], TERM="xterm-256color", **more)
        assert ("\x1b[33m" in shown) == coloured
        assert "PRO-1 No sale of followers" in shown


def on_a_terminal(arguments: list[str], **more: str) -> str:
    """What a terminal shows."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(arguments, stdout=follower, stderr=follower, stdin=follower, env=environment(**more))
    os.close(follower)
    shown = b""
    try:
        while chunk := os.read(leader, 65536):
            shown += chunk
    except OSError:
        pass  # Linux reports the end of a terminal as an error
    finally:
        os.close(leader)
    assert process.wait(60) == 0
    return shown.decode()


def test_no_hash_seed_and_no_engine_shows_in_the_bytes() -> None:
    titles = ["cheap followers", "팔로워 판매 문의", "news of cheap followers", "Spring Day"]
    Path("items.jsonl").write_bytes(jsonl([{**OFFER, "title": title, "markets": ["TH", "KR"]} for title in titles]))
    outputs = {
        ran([*SCREEN, "items.jsonl", "--format", "jsonl", "--inference", inference], PYTHONHASHSEED=seed).stdout
        for seed, inference in (("0", "native"), ("1", "durable"), ("2718", "auto"))
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(titles)


def test_standard_input_is_read_in_utf_8_whatever_the_locale() -> None:
    item = jsonl([{**OFFER, "title": "팔로워 판매 문의"}])
    for locale in ("C", "POSIX", "C.UTF-8"):
        outcome = ran([*COMMAND, "explain", "-", "-r", str(BASE)], item, LC_ALL=locale, PYTHONIOENCODING="utf-8")
        assert (outcome.returncode, "팔로워 판매 문의" in outcome.stdout.decode()) == (0, True)

"""Every verb where a beginner goes wrong: nothing there, the wrong thing there, or something that cannot be read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from command_line import BASE, copied_base, jsonl, policyengine

pytestmark = pytest.mark.usefixtures("own_directory")

ITEM = {"id": "1", "kind": "track", "title": "cheap followers"}

VERBS: dict[str, list[str]] = {
    "check": ["check", "here"],
    "test": ["test", "here"],
    "explain a clause": ["explain", "PRO-1", "-r", "here"],
    "explain an item": ["explain", "items.jsonl", "-r", "here"],
    "screen": ["screen", "items.jsonl", "-r", "here"],
    "diff": ["diff", "set", "here"],
    "measure": ["measure", "items.jsonl", "-r", "here"],
    "mutate": ["mutate", "here"],
    "new area": ["new", "area", "demo", "-r", "here"],
    "new rule": ["new", "rule", "promo/more", "-r", "here"],
}


def nothing() -> None:
    """The path leads nowhere."""


def empty() -> None:
    Path("here").mkdir()


def file() -> None:
    Path("here").write_text("rules: []\n", encoding="utf-8")


def broken() -> None:
    shutil.copytree(BASE, "here")
    (Path("here") / "promo" / "rules.yaml").write_text("rules:\n  - id: offers\n\tclause: PRO-1\n", encoding="utf-8")


def garbage() -> None:
    shutil.copytree(BASE, "here")
    (Path("here") / "promo" / "ko.yaml").write_bytes(bytes(range(255, 0, -1)) * 4)


def alien() -> None:
    """A directory of something else."""
    Path("here").mkdir()
    (Path("here") / "docker-compose.yml").write_text("services: {}\n", encoding="utf-8")


SITUATIONS: dict[Callable[[], None], str] = {
    nothing: "error[PE101]: `here` does not exist",
    empty: "error[PE162]: `here` holds no `policyengine.yaml`",
    file: "error[PE101]: `here` is not a directory",
    broken: "error[PE111]: a tab is used to indent this line",
    garbage: "error[PE102]: the file is not UTF-8 text",
    alien: "error[PE161]: `here/docker-compose.yml` has no place in a policy set",
}
OTHERWISE = {
    ("diff", nothing): (2, "`here` is no directory, and here is no git repository"),
    ("diff", file): (2, "`here` is no directory, and here is no git repository"),
    ("new area", nothing): (0, "wrote here/policyengine.yaml"),
    ("new area", empty): (0, "wrote here/policyengine.yaml"),
    ("new area", file): (2, "`here`: not a directory"),
    ("new area", alien): (2, "`here` holds files, but no policyengine.yaml"),
}
"""What a verb makes of a situation, where the rulesets are not all that matters."""


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("verb", VERBS)
def test_rulesets_that_are_not_there_or_cannot_be_read(verb: str, situation: Callable[[], None]) -> None:
    copied_base(Path())
    Path("items.jsonl").write_bytes(jsonl([{**ITEM, "label": True}]))
    situation()
    outcome = policyengine(*VERBS[verb])
    code, said = OTHERWISE.get((verb, situation), (3, SITUATIONS[situation]))
    assert outcome.code == code, outcome
    assert said in outcome.out + outcome.err
    if code:
        assert len((outcome.out + outcome.err).splitlines()) < 12, "one mistake, one message"


@pytest.mark.parametrize("verb", ["screen", "measure"])
@pytest.mark.parametrize(
    ("name", "codes", "said"),
    [
        ("gone.jsonl", (2, 2), "`gone.jsonl` does not exist"),
        ("set", (2, 2), "`set` is a directory; name the files in it"),
        ("empty.jsonl", (4, 4), "nothing to "),
        ("garbage.jsonl", (0, 4), "garbage.jsonl:1: this line is not UTF-8 at byte 1"),
        ("garbage.jsonl.gz", (2, 4), "not a gzipped file"),
    ],
)
def test_items_that_are_not_there_or_cannot_be_read(verb: str, name: str, codes: tuple[int, int], said: str) -> None:
    copied_base(Path())
    Path("empty.jsonl").write_bytes(b"")
    for garbage_name in ("garbage.jsonl", "garbage.jsonl.gz"):
        Path(garbage_name).write_bytes(bytes(range(255, 0, -1)))
    outcome = policyengine(verb, name, "-r", "set")
    assert outcome.code == codes[verb == "measure"], outcome
    assert said in outcome.err


def test_schemas_are_led_into_a_directory_of_rulesets_only() -> None:
    file()
    for name, said in (("gone", "does not exist"), ("here", "is not a directory"), (".", "holds no policyengine.yaml")):
        outcome = policyengine("schema", "--into", name)
        assert (outcome.code, outcome.out) == (2, "")
        assert f"`{name}` {said}; name the directory of the rulesets" in outcome.err


@pytest.mark.parametrize("verb", ["check", "test"])
def test_problems_fit_a_narrow_terminal(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Carets stand under what they point at only if no line is broken."""
    monkeypatch.setenv("COLUMNS", "60")
    text = f"language: ja\nlexicons: {{offers: {{category: spam, reviewed_by: {'가나다' * 40}, terns: [a]}}}}\n"
    (copied_base(Path()) / "promo" / "ja.yaml").write_text(text, encoding="utf-8")
    outcome = policyengine(verb, "set")
    lines = (outcome.out + outcome.err).splitlines()
    shown, carets = next(pair for pair in pairwise(lines) if pair[0].startswith("2 |"))
    columns = len(shown) + sum("가" <= char <= "힣" for char in shown)
    assert 50 < columns <= 60
    assert carets.strip(" |^") == "did you mean `terms`?" or set(carets) <= set(" |^")
    assert columns - len("terns: [a]}}") == carets.index("^")


def test_help_is_not_cut_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    told = policyengine("--help").out
    assert [line for line in told.splitlines()[1:] if "..." in line] == []
    assert max(map(len, told.splitlines())) <= 60
    assert max(map(len, policyengine("explain", "PE120").out.splitlines())) <= 60

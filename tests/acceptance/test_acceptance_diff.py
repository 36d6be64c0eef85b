"""`policyengine diff`: directories and git revisions, what is printed, gates and exit codes.

`pytest tests/acceptance/test_acceptance_diff.py --update-golden` accepts what is printed now.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from command_line import GOLDEN, copied_base, jsonl, policyengine

pytestmark = pytest.mark.usefixtures("own_directory")

FOLDER = GOLDEN / "diff"
AT = ("--at", "2026-03-01")
ITEMS: list[dict[str, Any]] = [
    {"id": "offer", "kind": "track", "title": "cheap followers now", "language": "en"},
    {"id": "plays", "kind": "track", "title": "guaranteed plays | `now` <b>", "language": "en", "markets": ["KR"]},
    {"id": "news", "kind": "track", "title": "news of cheap followers"},
    {"id": "song", "kind": "album", "title": "Spring Day", "language": "ko"},
]


def git(*arguments: str) -> None:
    """Runs git in the current directory, whatever the settings of whoever runs the tests."""
    identity = ("-c", "user.name=tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    isolated = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, env=isolated)


def changed(directory: Path) -> None:
    """Other rules than those of the base: a term goes, another comes, and a clause asks for more."""
    english = directory / "promo" / "en.yaml"
    text = english.read_text(encoding="utf-8")
    english.write_text(text.replace("cheap followers", "guaranteed plays"), encoding="utf-8")


@pytest.fixture
def corpus(own_directory: Path) -> Path:
    copied_base(own_directory).rename("old")
    copied_base(own_directory).rename("new")
    changed(Path("new"))
    Path("items.jsonl").write_bytes(jsonl(ITEMS))
    return Path("items.jsonl")


def printed(*arguments: str | Path) -> str:
    outcome = policyengine("diff", *arguments)
    lines = f"{outcome.out}{outcome.err}".splitlines()
    hidden = re.sub(r"\b[0-9a-f]{12}\b", "<digest>", "".join(f"{line.rstrip()}\n" for line in lines))
    return f"{hidden}exit {outcome.code}\n"


@pytest.mark.parametrize("shape", ["table", "markdown"])
def test_what_is_printed_is_what_was_accepted(shape: str, corpus: Path, golden: Any) -> None:
    text = printed("old", "new", "--corpus", corpus, "--format", shape, "--fail-on", "loosened", *AT)
    golden.check(FOLDER / f"{shape}.txt", text)


@pytest.mark.parametrize("shape", ["table", "markdown"])
def test_what_a_rule_in_shadow_would_find_is_shown(shape: str, corpus: Path, golden: Any) -> None:
    for folder, status in (("old", "draft"), ("new", "shadow")):
        policyengine("new", "rule", "promo/tried", "--lexicon", "offers", "-r", folder)
        rules = Path(folder, "promo", "rules.yaml")
        rules.write_text(rules.read_text(encoding="utf-8").replace("status: draft", f"status: {status}"), "utf-8")
    Path("new", "promo", "en.yaml").write_bytes(Path("old", "promo", "en.yaml").read_bytes())
    text = printed("old", "new", "--corpus", corpus, "--format", shape, "--witnesses", "1", *AT)
    golden.check(FOLDER / f"shadow-{shape}.txt", text)


def test_a_narrow_terminal_without_colour(corpus: Path, golden: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    text = printed("old", "new", "--corpus", corpus, *AT)
    golden.check(FOLDER / "narrow.txt", text)
    assert "\x1b" not in text


def test_json_holds_all_of_it(corpus: Path) -> None:
    packed = Path("more.jsonl.gz")
    packed.write_bytes(gzip.compress(jsonl([{**ITEMS[0], "id": "again"}, {"id": "bad", "kind": "trak"}])))
    outcome = policyengine("diff", "old", "new", "--corpus", corpus, packed, "--format", "json", *AT)
    assert outcome.code == 0
    record = json.loads(outcome.out)
    assert {each["what"] for each in record["changes"]} >= {"term"}
    found = record["corpus"]
    assert (found["items"], found["unreadable"]) == (5, 1)
    assert sum(each["items"] for each in found["transitions"]) == 5
    first = found["transitions"][0]
    assert first["direction"] == "loosened"
    assert [each["item"] for each in first["witnesses"]] == ["offer", "again"]
    assert first["witnesses"][0]["words"][0]["around"] == {"left": "", "right": " now"}
    assert found["shadow"] == []
    assert "more.jsonl.gz:2: /kind: " in outcome.err


@pytest.mark.usefixtures("corpus")
def test_without_a_corpus_only_definitions_are_compared() -> None:
    outcome = policyengine("diff", "old", "new")
    assert outcome.code == 0
    assert "items" not in outcome.out
    assert policyengine("diff", "old", "old").out.endswith("0 added · 0 removed · 0 changed\n")


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        (("--fail-on", "loosened"), 1),
        (("--fail-on", "tightened"), 1),
        (("--fail-on", "any"), 1),
        (("--max-change", "10%"), 1),
        (("--max-change", "100 %"), 0),
    ],
)
def test_gates(gate: tuple[str, ...], code: int, corpus: Path) -> None:
    outcome = policyengine("diff", "old", "new", "--corpus", corpus, *gate, *AT)
    assert outcome.code == code
    assert ("gate crossed: " in outcome.err) == bool(code)
    assert policyengine("diff", "new", "new", "--corpus", corpus, *gate, *AT).code == 0


@pytest.mark.usefixtures("corpus")
def test_items_from_standard_input_with_their_keys_renamed() -> None:
    stdin = jsonl([{"key": "1", "kind": "track", "name": "cheap followers", "lang": "en"}])
    fields = "key=id,name=title,lang=language"
    outcome = policyengine("diff", "old", "new", "--corpus", "-", "--map", fields, *AT, stdin=stdin)
    assert "1 item · 1 loosened" in outcome.out


@pytest.fixture
def repository(corpus: Path) -> Path:
    """Two revisions of `set`, and a work tree that differs from both."""
    git("init", "--quiet", "--initial-branch", "main")
    Path("old").rename("set")
    git("add", "set")
    git("commit", "--quiet", "-m", "old")
    git("tag", "old")
    changed(Path("set"))
    git("commit", "--quiet", "-a", "-m", "new")
    (Path("set") / "promo" / "en.yaml").write_text("what: is being written\n", encoding="utf-8")
    return corpus


@pytest.mark.parametrize("sides", [("old", "HEAD"), ("HEAD~1:set", "main:./set"), ("old:set", "new")])
def test_revisions_say_what_directories_say(sides: tuple[str, str], repository: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in Path().rglob("*") if ".git" not in path.parts}
    outcome = policyengine("diff", *sides, "--corpus", repository, "--format", "json", *AT)
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)["corpus"]
    assert [found[way] for way in ("loosened", "tightened", "grounds", "same")] == [1, 1, 1, 1]
    assert {path: path.stat().st_mtime_ns for path in Path().rglob("*") if ".git" not in path.parts} == before


def test_a_revision_alone_means_the_folder_of_the_other_side(repository: Path) -> None:
    git("checkout", "--quiet", "--", "set")
    outcome = policyengine("diff", "old", "set", "--corpus", repository, *AT)
    assert outcome.code == 0
    assert "1 loosened · 1 tightened" in outcome.out


@pytest.mark.parametrize(
    ("sides", "message"),
    [
        (("gone", "new"), "git knows no `gone`; give a directory, `REV` or `REV:path`"),
        (("old:gone", "new"), "there is no folder `gone` in the revision `old`"),
        (("old:set/policyengine.yaml", "new"), "`old:set/policyengine.yaml` is no folder"),
        (("gone:set", "new"), "git knows no `gone`"),
        ((":set", "new"), "`:set` is neither a directory nor a git revision"),
    ],
)
def test_what_is_no_revision(sides: tuple[str, str], message: str, repository: Path) -> None:
    outcome = policyengine("diff", *sides, "--corpus", repository)
    assert outcome.code == 2
    assert message in outcome.err


@pytest.mark.usefixtures("repository")
def test_several_policy_sets_in_one_revision() -> None:
    git("add", "new")
    git("commit", "--quiet", "-m", "both", "new")
    outcome = policyengine("diff", "HEAD", "old")
    assert outcome.code == 2
    assert "holds several policy sets; say which: `HEAD:new`, `HEAD:set`" in outcome.err


@pytest.mark.usefixtures("repository")
def test_a_revision_that_does_not_load_is_told_by_its_place() -> None:
    git("commit", "--quiet", "-a", "-m", "broken")
    outcome = policyengine("diff", "HEAD", "new")
    assert outcome.code == 3
    assert "HEAD:set/promo/en.yaml:1:1" in outcome.err


@pytest.mark.usefixtures("corpus")
def test_outside_of_a_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    outcome = policyengine("diff", "main", "new")
    assert outcome.code == 2
    assert "is no directory, and here is no git repository whose revision it could be" in outcome.err


def test_a_list_that_only_one_side_declares_is_supplied_to_that_one(corpus: Path) -> None:
    Path("partners.txt").write_text("Aurora Kestrel\n", encoding="utf-8")
    outcome = policyengine("diff", "old", "new", "--corpus", corpus, "--list", "partners=partners.txt", *AT)
    assert outcome.code == 0
    assert policyengine("diff", "old", "new", "--list", "nothing=partners.txt").code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("items.jsonl",), 2, "items to decide on come after `--corpus`"),
        (("--fail-on", "any"), 2, "they need a `--corpus` to decide on"),
        (("--corpus", "gone.jsonl"), 2, "`gone.jsonl` does not exist"),
        (("--corpus", "empty.jsonl"), 4, "nothing to compare: the corpus holds no item"),
        (("--corpus", "items.jsonl", "--max-change", "0.5"), 2, "write for example `0.5%`"),
    ],
)
def test_usage(arguments: tuple[str, ...], code: int, message: str, corpus: Path) -> None:
    Path("empty.jsonl").write_bytes(b"\n")
    outcome = policyengine("diff", "old", "new", *arguments)
    assert outcome.code == code
    assert message in outcome.err
    assert corpus.exists()

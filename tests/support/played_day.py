"""A document that is played: its blocks, one after the other, in one directory that is a repository of git."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

from document_blocks import Block, agrees, shown

from policyengine.cli.main import run

ISOLATED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
IDENTITY = ("-c", "user.name=writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgsign=false")


def begin(directory: Path) -> None:
    """Makes the directory, which must be the current one, a repository with everything in it on `main`."""
    assert Path().resolve() == directory.resolve()
    _git("init", "--quiet", "--initial-branch", "main")
    _git("add", ".")
    _git("commit", "--quiet", "--message", "Before")


def played(block: Block) -> Iterator[str]:
    """Does what the block says in the current directory, and tells whatever goes otherwise than the block shows."""
    if block.language == "console":
        yield from _command(block)
    elif "file" in block.notes:
        path = Path(block.notes["file"])
        assert not path.exists(), f"{block}: {path} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    elif "edit" in block.notes:
        _edit(block, Path(block.notes["edit"]))
    elif "holds" in block.notes:
        if Path(block.notes["holds"]).read_text(encoding="utf-8") != block.text:
            yield f"{block}: {block.notes['holds']} holds something else"
    elif "reviews" in block.notes:
        yield from _reviews(block, block.notes["reviews"])
    else:
        yield f"{block}: the block does not say what is to be done with it"


def _command(block: Block) -> Iterator[str]:
    lines = block.text.splitlines(keepends=True)
    end = next(index for index, line in enumerate(lines) if not line.rstrip().endswith("\\")) + 1
    command = "".join(lines[:end]).replace("\\\n", " ")
    dollar, program, *arguments = shlex.split(command)
    assert dollar == "$", f"{block}: a console block is one command and its output"
    assert program in ("policyengine", "git"), f"{block}: only policyengine and git are run"
    printed, code = _policyengine(arguments) if program == "policyengine" else _git(*arguments)
    if not agrees("".join(lines[end:]), printed):
        yield f"{block}: this is printed:\n{shown(printed)}"
    if code != int(block.notes.get("exit", 0)):
        yield f"{block}: the exit code is {code}"


def _policyengine(arguments: list[str]) -> tuple[str, int]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = run(arguments)
    return printed.getvalue(), code


def _git(*arguments: str) -> tuple[str, int]:
    done = subprocess.run(
        ["git", *IDENTITY, *arguments], capture_output=True, text=True, env={**os.environ, **ISOLATED}, check=True
    )
    return done.stdout, done.returncode


def _edit(block: Block, path: Path) -> None:
    """Lines with `-` go, lines with `+` come, and the place must be there once."""
    lines = block.text.splitlines(keepends=True)
    assert {line[0] for line in lines if line.strip()} <= set("+- "), f"{block}: a line begins with none of + - space"
    old = "".join(line[1:] or "\n" for line in lines if not line.startswith("+"))
    new = "".join(line[1:] or "\n" for line in lines if not line.startswith("-"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{block}: its old lines stand {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _reviews(block: Block, shown_item: str) -> Iterator[str]:
    """What the reviewers' tool does: a record for each decision that somebody looked at."""
    decisions = [json.loads(line) for line in Path("decisions.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = {each["content_id"]: each["id"] for each in decisions}
    records = {}
    for line in Path("tuesday/reviewed.jsonl").read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        item = said.pop("item")
        records[item] = {"schema": 1, "decision": ids[item], **said}
    Path("reviews.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in records.values()), encoding="utf-8")
    if not agrees(block.text, json.dumps(records[shown_item], indent=2)):
        yield f"{block}: the record is another one:\n{shown(json.dumps(records[shown_item], indent=2))}"

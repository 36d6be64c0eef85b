"""Every fenced block of the documentation runs, and what it is said to print is what it prints."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
from document_blocks import DAY, DOCUMENTS, ROOT, Block, agrees, blocks_of, shown
from documented_set import loaded, told, unfinished, verdicts, write_fragment, write_set

from policyengine.cli.main import cli, run
from policyengine.model import decision as records
from policyengine.model.content import Content
from policyengine.model.review_outcome import ReviewOutcome
from policyengine.source.files import role

BLOCKS = [block for document in DOCUMENTS if document != DAY for block in blocks_of(document)]
RULE_LANGUAGE = ROOT / "docs" / "rulesets.md"
JSON_KINDS: dict[str, Any] = {
    "content": Content,
    "decision": records.Decision,
    "review": records.ReviewOrder,
    "finding": records.Finding,
    "evidence": records.Evidence,
    "outcome": ReviewOutcome,
}


def of(*languages: str) -> list[Any]:
    return [pytest.param(block, id=str(block)) for block in BLOCKS if block.language in languages]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    known = {"python", "text", "json", "yaml", "console", "sh"}
    assert [str(block) for block in BLOCKS if block.language not in known] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_python_blocks_print_what_stands_below_them(document: Path) -> None:
    """The blocks of one document are one program."""
    names: dict[str, Any] = {"__name__": "documentation"}
    output: str | None = None
    for block in blocks_of(document):
        if block.language == "python":
            assert not output, f"{block}: the block before it prints something that is not shown"
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(block.text, str(block), "exec"), names)
            output = printed.getvalue()
        elif output is not None and block.language in ("text", "json"):
            assert agrees(block.text, output), f"{block}: this is printed:\n{shown(output)}"
            output = None
    assert not output, f"{document.name}: the last block prints something that is not shown"


def test_text_blocks_are_output_or_a_layout() -> None:
    for before, block in zip([None, *BLOCKS], BLOCKS, strict=False):
        if block.language == "text" and "kind" not in block.notes:
            assert before is not None, block
            assert (before.language, before.document) == ("python", block.document), block


@pytest.mark.parametrize("block", [each for each in of("text") if "kind" in each.values[0].notes])
def test_layouts_name_files_that_have_a_place(block: Block) -> None:
    """A tree of files: of a policy set, where each has its part, or of a directory of this project."""
    first, *lines = block.text.splitlines()
    folder, named = "", list[str]()
    for line in lines:
        name = line.split()[0]
        folder = "" if line.startswith("  ") and not line.startswith("   ") else folder
        if name.endswith("/"):
            folder = name
        named.append(folder if name.endswith("/") else folder + name)
    if block.notes["kind"] == "layout of a policy set":
        assert [path for path in named if not path.endswith("/") and role(path) is None] == []
    else:
        assert [path for path in named if not (ROOT / first / path).exists()] == []


@pytest.mark.parametrize("block", of("console"))
def test_commands_print_what_is_shown(block: Block) -> None:
    first, _, documented = block.text.partition("\n")
    assert first.startswith("$ policyengine "), f"{block}: a console block is one call of policyengine and its output"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = run(shlex.split(first.removeprefix("$ policyengine ")))
    assert agrees(documented, printed.getvalue()), f"{block}: this is printed:\n{shown(printed.getvalue())}"
    assert code == int(block.notes.get("exit", 0)), f"{block}: the exit code is {code}"


@pytest.mark.parametrize("block", of("sh"))
def test_other_commands_name_what_is_there(block: Block) -> None:
    """Commands that set things up are not run here, but what they name must exist."""
    extras = re.findall(r"(?m)^(\w+) = \[", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    targets = re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"))
    for line in filter(None, (line.partition("#")[0].strip() for line in block.text.splitlines())):
        made = re.fullmatch(r"make (\w+)", line)
        installed = re.fullmatch(r"pip install '?\.(?:\[(\w+)\])?'?", line)
        tested = re.fullmatch(r"pytest --policyengine (\S+) (\S+)", line)
        served = re.fullmatch(r"uvicorn --factory --app-dir (\S+) (\w+):(\w+)", line)
        if made:
            assert made[1] in targets, block
        elif installed:
            assert installed[1] is None or installed[1] in extras, block
        elif tested:
            assert (ROOT / tested[1]).is_dir(), block
            assert (ROOT / tested[2]).exists(), block
        elif line.startswith("policyengine "):
            verb, *options = shlex.split(line)[1:]
            command = cli.commands[verb]
            command = command.commands[options[0]] if isinstance(command, click.Group) else command
            known = {name for parameter in command.params for name in parameter.opts}
            assert {each for each in options if each.startswith("-")} <= known, block
        elif served:
            source = (ROOT / served[1] / f"{served[2]}.py").read_text(encoding="utf-8")
            assert f"def {served[3]}(" in source, block
        else:
            pytest.fail(f"{block}: `{line}` is a command that this test does not know")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_are_named_are_there(document: Path) -> None:
    named = re.findall(r"`((?:src|tests|examples|benchmarks)/[\w./-]+)`", document.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        name, _, section = target.partition("#")
        path = document.parent / name if name else document
        assert path.exists(), f"{document.name}: {target}"
        headings = re.findall(r"(?m)^#+ (.+)$", path.read_text(encoding="utf-8")) if section else []
        anchors = [re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings]
        assert not section or section in anchors, f"{document.name}: {target}"


@pytest.mark.parametrize("block", [each for each in of("json") if "file" not in each.values[0].notes])
def test_json_fits_its_model(block: Block) -> None:
    kind = block.notes.get("kind")
    record = json.loads(block.text)
    if kind == "error":
        assert list(record) == ["schema", "error"], block
        return
    assert kind in JSON_KINDS, f"{block}: say which kind of record this is"
    model = JSON_KINDS[kind]
    model.model_validate(record)
    known = {field.alias or name for name, field in model.model_fields.items()}
    assert set(record) <= known, block


def test_the_policy_set_of_the_rule_language_passes_its_own_tests(tmp_path: Path) -> None:
    policy_set = loaded(write_set(blocks_of(RULE_LANGUAGE), tmp_path))
    assert unfinished(policy_set) == []
    assert [told(each) for each in verdicts(policy_set, tmp_path) if not each.passed] == []


@pytest.mark.parametrize("block", of("yaml"))
def test_yaml_blocks_load_and_their_examples_hold(block: Block, tmp_path: Path) -> None:
    if "excerpt" in block.notes:
        assert block.text in (ROOT / block.notes["excerpt"]).read_text(encoding="utf-8"), block
        return
    if "file" in block.notes:
        assert block.document == RULE_LANGUAGE, block
        return
    assert "kind" in block.notes, f"{block}: say which kind of YAML this is"
    base = write_set(blocks_of(RULE_LANGUAGE), tmp_path / "set")
    fragment = write_fragment(block, tmp_path / "fragment")
    policy_set = loaded(base, fragment)
    cases = verdicts(policy_set, fragment) if not block.notes["kind"].startswith("baseline") else []
    assert [told(each) for each in cases if not each.passed] == []
    if block.notes["kind"].startswith("when"):
        assert {each.case.name.split()[1] for each in cases} == {"flag", "pass"}, block

"""Schemas beside the rulesets, the lines that lead to them, and the hooks and workflow that keep all of it fresh."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import yaml
from command_line import BASE, ROOT, copied_base, policyengine

from policyengine.authoring.schema_files import KIND_OF, schema_files, stale
from policyengine.cli.main import cli
from policyengine.source.descriptions import DESCRIPTIONS
from policyengine.source.schema import KINDS, json_schema

pytestmark = pytest.mark.usefixtures("own_directory")

SHIPPED = ROOT / "rulesets"
FILES = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.yaml"))
POLICY_KINDS = sorted({*KIND_OF.values(), "layer"})


# what is shipped


def test_nothing_shipped_is_stale() -> None:
    """Otherwise run `policyengine schema --into rulesets`."""
    assert [path for path, _ in stale(SHIPPED)] == []


@pytest.mark.parametrize("name", FILES)
def test_the_first_line_leads_to_the_schema_that_the_file_fits(name: str) -> None:
    path = SHIPPED / name
    text = path.read_text(encoding="utf-8")
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert found is not None
    schema = json.loads((path.parent / found[1]).read_text(encoding="utf-8"))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    errors = jsonschema.Draft202012Validator(schema).iter_errors(_untyped(yaml.load(text, loader)))
    assert [f"{each.json_path}: {each.message}" for each in errors] == []


def _untyped(value: Any) -> Any:
    """Days as they are written: the reader of the rulesets takes none for a date."""
    if isinstance(value, dict):
        return {str(key): _untyped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_untyped(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


# descriptions


def parts(schema: dict[str, Any], whole: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The models in a schema with their names, that of the whole file first."""
    yield whole, schema
    yield from schema.get("$defs", {}).items()


def told(value: dict[str, Any], models: dict[str, Any]) -> bool:
    """Whether an editor has something to say of it."""
    if "description" in value:
        return True
    if "$ref" in value:
        return "description" in models[value["$ref"].rpartition("/")[2]]
    ways = [each for key in ("anyOf", "oneOf", "allOf") for each in value.get(key, ())]
    return any(told(each, models) for each in [*ways, *([value["items"]] if "items" in value else [])])


@pytest.mark.parametrize("kind", POLICY_KINDS)
def test_every_key_is_described(kind: str) -> None:
    schema = json_schema(kind)
    models = schema.get("$defs", {})
    silent = [
        f"{name}.{key}"
        for name, model in parts(schema, kind)
        for key, value in model.get("properties", {}).items()
        if not told(value, models)
    ]
    assert silent == []


def test_no_description_is_left_over() -> None:
    known: set[str] = set()
    for kind in POLICY_KINDS:
        for name, model in parts(json_schema(kind), KINDS[kind].__name__.lower()):
            known |= {name, *(f"{name}.{key}" for key in model.get("properties", {}))}
    assert sorted(DESCRIPTIONS.keys() - known) == []


# the verb


def test_rulesets_are_wired_once(tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    before = (directory / "promo" / "ko.yaml").read_text(encoding="utf-8")
    checked = policyengine("schema", "--into", directory, "--check")
    assert checked.code == 1
    assert f"stale {directory / 'promo' / 'ko.yaml'}\n" in checked.out
    assert "run `policyengine schema --into" in checked.err
    assert (directory / "promo" / "ko.yaml").read_text(encoding="utf-8") == before
    assert policyengine("schema", "--into", directory).code == 0
    after = (directory / "promo" / "ko.yaml").read_text(encoding="utf-8")
    assert after == f"# yaml-language-server: $schema=../schemas/ruleset.json\n{before}"
    again = policyengine("schema", "--into", directory, "--check")
    assert (again.code, again.out) == (0, "every schema and every first line is as it should be\n")
    assert policyengine("test", directory).code == policyengine("check", directory).code == 0


def test_wiring_changes_no_decision(tmp_path: Path) -> None:
    from policyengine import PolicyEngine

    directory = copied_base(tmp_path)
    policyengine("schema", "--into", directory)
    assert PolicyEngine.load(directory).digest == PolicyEngine.load(BASE).digest


def test_a_line_of_the_writers_own_stays(tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    file = directory / "promo" / "rules.yaml"
    own = "# ours\n# yaml-language-server: $schema=https://example.org/ours.json\n" + file.read_text(encoding="utf-8")
    file.write_text(own, encoding="utf-8")
    policyengine("schema", "--into", directory)
    assert file.read_text(encoding="utf-8") == own


def test_a_layer_has_a_schema_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "policyengine.yaml").write_text('format: 1\nlayer: ours\nversion: "2"\n', encoding="utf-8")
    assert policyengine("schema", "--into", tmp_path).code == 0
    first = (tmp_path / "policyengine.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schemas/layer.json"
    assert sorted(path.name for path in (tmp_path / "schemas").iterdir()) == sorted(
        Path(path).name for path in schema_files()
    )


def test_a_schema_that_was_edited_is_stale(tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    policyengine("schema", "--into", directory)
    (directory / "schemas" / "suite.json").write_text("{}", encoding="utf-8")
    assert policyengine("schema", "--into", directory, "--check").out.endswith("suite.json\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name one KIND"),
        (("suite", "--into", "x"), "name one KIND"),
        (("suite", "--check"), "--check goes with --into"),
        (("--into", "nowhere"), "`nowhere` does not exist"),
    ],
)
def test_mistakes_of_usage(arguments: tuple[str, ...], said: str) -> None:
    outcome = policyengine("schema", *arguments)
    assert outcome.code == 2
    assert said in outcome.err


def test_new_files_are_wired_where_the_others_are(tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    policyengine("schema", "--into", directory)
    assert policyengine("new", "area", "hate", "-r", directory).code == 0
    assert policyengine("new", "rule", "promo/x", "-r", directory).code == 0
    assert policyengine("schema", "--into", directory, "--check").code == 0
    assert policyengine("test", directory).code == 0


# hooks and workflow

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((ROOT / "examples" / "ci" / "policy.yml").read_text(encoding="utf-8"))


def understood(command: str) -> list[str]:
    """The arguments of a call of policyengine, which must have this verb and these options."""
    program, verb, *arguments = shlex.split(command)
    found = cli.commands[verb]
    known = {name for parameter in found.params if isinstance(parameter, click.Option) for name in parameter.opts}
    assert program == "policyengine"
    assert {each for each in arguments if each.startswith("-")} <= known, command
    return [verb, *arguments]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_and_passes_on_rulesets_without_a_fault(hook: dict[str, Any], tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    policyengine("schema", "--into", directory)
    assert set(hook) <= {
        "id", "name", "description", "entry", "args", "language", "files", "pass_filenames", "stages"
    }  # fmt: skip
    assert re.search(hook["files"], "rulesets/hate/ko.yaml")
    arguments = understood(" ".join([hook["entry"], *hook["args"]]))
    outcome = policyengine(*(str(directory) if each == "rulesets" else each for each in arguments))
    assert outcome.code == 0, outcome.out + outcome.err


def test_the_example_for_pre_commit_names_hooks_that_there_are() -> None:
    text = (ROOT / "examples" / "ci" / "pre-commit-config.yaml").read_text(encoding="utf-8")
    named = [hook["id"] for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]
    assert sorted(named) == sorted(hook["id"] for hook in HOOKS)


def test_the_workflow_calls_what_there_is() -> None:
    steps = WORKFLOW["jobs"]["rulesets"]["steps"]
    calls = [step["run"] for step in steps if step.get("run", "").startswith("policyengine ")]
    assert [understood(call.partition(" || ")[0])[0] for call in calls] == ["check", "test", "schema", "mutate"]

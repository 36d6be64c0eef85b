"""`check`, `test`, `explain` and `schema`: what they take, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from command_line import BASE, ROOT, copied_base, jsonl, policyengine

from policyengine import PolicyEngine
from policyengine.cli import main
from policyengine.source.files import role
from policyengine.source.schema import KINDS, json_schema

pytestmark = pytest.mark.usefixtures("own_directory")

SHIPPED = ROOT / "rulesets"
FILES = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.yaml"))
SCHEMA_OF = {"language": "ruleset", "rules": "ruleset", "statement": "words"}
"""The kinds of schema by the part that a file plays, where they have not the same name."""
MANIFEST = (BASE / "policyengine.yaml").read_text(encoding="utf-8")


def empty_set() -> Path:
    Path("empty").mkdir()
    (Path("empty") / "policyengine.yaml").write_text(MANIFEST, encoding="utf-8")
    return Path("empty")


# check


def test_check_takes_directories_either_way() -> None:
    assert policyengine("check", BASE).out == policyengine("check", "-r", BASE).out


def test_check_says_nothing_but_json_where_json_is_asked_for() -> None:
    assert policyengine("check", BASE, "--format", "json").out == "[]\n"


def test_nothing_to_check() -> None:
    outcome = policyengine("check", empty_set())
    assert outcome.code == 4
    assert outcome.err == "nothing to check: the policy set has no rule\n"


@pytest.mark.parametrize("verb", ["check", "test"])
def test_several_layers(verb: str) -> None:
    change = "{lexicon: promo/offers@ko, remove: [팔로워 판매], add: [팔로워 급매]}"
    layer = f'format: 1\nlayer: ours\nversion: "2"\nextend:\n  - {change}\n'
    Path("ours").mkdir()
    (Path("ours") / "policyengine.yaml").write_text(layer, encoding="utf-8")
    assert policyengine(verb, BASE).code == 0
    assert policyengine(verb, BASE, "ours").code == {"check": 0, "test": 1}[verb]
    assert policyengine(verb, "ours").code == 3


# test


def test_nothing_to_test() -> None:
    outcome = policyengine("test", empty_set())
    assert (outcome.code, outcome.err) == (4, "nothing to test: no case\n")
    outcome = policyengine("test", BASE, "-k", "없는 것")
    assert (outcome.code, outcome.err) == (4, "nothing to test: no case is named like `없는 것`\n")


def test_only_the_cases_that_are_named() -> None:
    assert policyengine("test", BASE, "-k", "followers_for_sale").out.startswith("3 cases · 3 passed · 0 failed")
    assert policyengine("test", BASE, "-k", "promo.test.yaml").out.startswith("2 cases · 2 passed")
    assert policyengine("test", BASE, "-k", "clean").out.startswith("1 case · 1 passed")


def test_rulesets_that_do_not_load_are_not_tested() -> None:
    (copied_base(Path()) / "promo" / "ko.yaml").write_text("language: ko\nlexicons: []\n", encoding="utf-8")
    outcome = policyengine("test", "set")
    assert (outcome.code, outcome.out) == (3, "")
    assert "error[PE122]: `lexicons` should be a mapping, not a list" in outcome.err


def test_rulesets_that_flag_everything_can_be_tested() -> None:
    rule = "rules:\n  - {id: everything, clause: PRO-1, why: 모두, then: {action: remove}, when: {kind: [track]}}\n"
    (copied_base(Path()) / "promo" / "ja.yaml").write_text(f"language: ja\n{rule}", encoding="utf-8")
    outcome = policyengine("test", "set")
    assert outcome.code == 1
    assert "FAILED clean c1" in outcome.out


def test_a_clean_item_that_is_not_read_to_its_end_does_not_pass() -> None:
    clean = copied_base(Path()) / "clean" / "en.jsonl"
    clean.write_bytes(jsonl([{"id": "c1", "kind": "episode", "description": "la " * 100_000}]))
    outcome = policyengine("test", "set")
    assert outcome.code == 1
    assert "  + clean item: text beyond the limit was not read" in outcome.out


# explain


def test_an_item_is_explained_wherever_it_comes_from() -> None:
    text = '{"id": "1", "kind": "track", "title": "팔로워 판매"}'
    Path("item.json").write_text(f"\ufeff{text}\n", encoding="utf-8")
    inline = policyengine("explain", text, "-r", BASE, "--at", "2026-03-01")
    assert "fired  promo/followers_for_sale → PRO-1" in inline.out
    assert policyengine("explain", "item.json", "-r", BASE, "--at", "2026-03-01").out == inline.out
    assert policyengine("explain", "-", "-r", BASE, "--at", "2026-03-01", stdin=text.encode()).out == inline.out


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("PE999", "there is no diagnostic `PE999`"),
        ("pe121x", "`pe121x` is no diagnostic code, clause, rule, duty or file"),
        ("PRO-9", "`PRO-9` is no diagnostic code, clause, rule, duty or file; did you mean `PRO-1`?"),
        ("promo/folowers_for_sale", "did you mean `promo/followers_for_sale`?"),
        ("promo/folowers", "`promo/folowers` is no diagnostic code, clause, rule, duty or file"),
        ("없는 것", "`없는 것` is no diagnostic code, clause, rule, duty or file"),
        ('{"id": ', "the item is not JSON at line 1, column 8: expecting value"),
        ('{"id": "1"}', "the item cannot be judged: /kind: this is required"),
        ('{"id": "1", "kind": "trak"}', "there is no kind of content `trak` (did you mean `track`?)"),
        ('{"id": "1", "kind": "track", "duration": NaN}', "/duration: this must be a finite number"),
        ("list.json", "an item is a JSON object"),
        ("latin.json", "the item is not UTF-8 at byte 11"),
        ("items.jsonl", "`items.jsonl` holds more than one item; `screen` decides on all of them"),
        ("deep.json", "the item nests too deeply, or holds a number that is too long"),
        ("long.json", "the item nests too deeply, or holds a number that is too long"),
    ],
)
def test_what_cannot_be_explained(target: str, message: str) -> None:
    Path("list.json").write_bytes(b"[]")
    Path("items.jsonl").write_bytes(b'{"id": "1", "kind": "track"}\n{"id": "2", "kind": "track"}\n')
    Path("latin.json").write_bytes(b'{"title":"\xe9"}')
    Path("deep.json").write_bytes(b'{"a":' * 100_000 + b"1" + b"}" * 100_000)
    Path("long.json").write_bytes(b'{"a":' + b"1" * 5000 + b"}")
    outcome = policyengine("explain", target, "-r", BASE)
    assert outcome.code == 2
    assert message in " ".join(outcome.err.split())


def test_the_shipped_rulesets_are_explained_by_default() -> None:
    outcome = policyengine("explain", "HAT-1")
    assert outcome.code == 0
    assert outcome.out.startswith("HAT-1 ")


# schema


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_schema_is_a_schema(kind: str) -> None:
    outcome = policyengine("schema", kind)
    schema = json.loads(outcome.out)
    assert schema == json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_an_unknown_kind_of_schema() -> None:
    outcome = policyengine("schema", "rulset")
    assert outcome.code == 2
    assert "'ruleset'" in outcome.err


def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(kind))


def plain(path: Path) -> Any:
    """The file as other programs read it, which know dates where these files have texts."""

    class Reader(yaml.SafeLoader):
        pass

    Reader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(encoding="utf-8"), Reader)


@pytest.mark.parametrize("name", FILES)
def test_every_shipped_file_fits_its_schema(name: str) -> None:
    played = role(name)
    assert played is not None
    kind = SCHEMA_OF.get(played[0], played[0])
    errors = [f"{error.json_path}: {error.message}" for error in validator(kind).iter_errors(plain(SHIPPED / name))]
    assert errors == []


def test_a_file_that_does_not_fit_is_told_by_the_schema_too() -> None:
    wrong = {"language": "ko", "rules": [{"id": "Upper Case", "clause": "HAT-3", "why": "x", "when": {"use": "x"}}]}
    assert list(validator("ruleset").iter_errors(wrong))
    assert list(validator("policy").iter_errors({"title": {"en": "x"}}))


def test_decisions_fit_their_schema() -> None:
    outcome = policyengine("screen", ROOT / "examples" / "catalogue.jsonl", "--format", "jsonl", "--at", "2026-03-01")
    check = validator("decision")
    decisions = [record for record in outcome.records if "error" not in record]
    assert decisions
    assert [error.message for decision in decisions for error in check.iter_errors(decision)] == []


def test_content_fits_its_schema() -> None:
    lines = (ROOT / "examples" / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
    check, engine = validator("content"), PolicyEngine.load(BASE)
    for line in lines:
        item = json.loads(line)
        engine.evaluate(item)
        assert [error.message for error in check.iter_errors(item)] == []


# the command itself


def test_help_for_every_verb() -> None:
    assert policyengine("--help").code == 0
    for verb in main.cli.commands:
        outcome = policyengine(verb, "-h")
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.out.startswith(f"Usage: policyengine {verb}")


def test_the_version() -> None:
    assert policyengine("--version").out.startswith("policyengine, version ")


def test_a_verb_that_does_not_exist() -> None:
    outcome = policyengine("scren")
    assert outcome.code == 2
    assert "No such command 'scren'" in outcome.err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError, AssertionError, RecursionError, MemoryError])
def test_what_is_raised_inside(stop: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise stop

    monkeypatch.setattr("policyengine.cli.check.read_request", broken)
    outcome = policyengine("check", BASE)
    assert outcome.code == (130 if stop in (KeyboardInterrupt, EOFError) else 70)
    assert ("please report it" in outcome.err) == (outcome.code == 70)

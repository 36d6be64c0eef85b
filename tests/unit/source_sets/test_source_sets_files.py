"""Which files a policy set has, and what stands where it does not belong."""

from __future__ import annotations

from pathlib import Path

import pytest
from policy_sets import AT, clause, only_problem, policy_set, rule, ruleset, track, written

from policyengine import PolicyEngine, RulesetError
from policyengine.source.files import read_source, role
from policyengine.source.mentions import texts

BASE = policy_set([rule("asked", "text: {lexicon: alpha}")])


@pytest.mark.parametrize(
    ("path", "played"),
    [
        ("policyengine.yaml", ("manifest", None)),
        ("hate/policy.yaml", ("policy", "hate")),
        ("hate/rules.yaml", ("rules", "hate")),
        ("hate/ko.yaml", ("language", "hate")),
        ("shared/rules.yaml", ("rules", "shared")),
        ("shared/policy.yaml", None),
        ("hate/hate.ko.test.yaml", ("suite", "hate")),
        ("suites/all.test.yaml", ("suite", None)),
        ("suites/ko.yaml", None),
        ("clean/en.jsonl", ("clean", None)),
        ("clean/baseline.yaml", ("baseline", None)),
        ("clean/other.yaml", None),
        ("hate/items.jsonl", None),
        ("hate/deep/ko.yaml", None),
        ("notes.yaml", None),
    ],
)
def test_the_part_a_file_plays(path: str, played: tuple[str, str | None] | None) -> None:
    assert role(path) == played


@pytest.mark.parametrize(
    ("path", "help_"),
    [
        ("demo/en.yml", "rename it to `en.yaml`"),
        ("polycengine.yaml", "did you mean `policyengine.yaml`?"),
        ("deep/down/here.yaml", "rulesets stand in the directory of their area, one level down"),
    ],
)
def test_a_file_without_a_place_is_an_error(path: str, help_: str) -> None:
    problem = only_problem({**BASE, path: "rules: []\n"})
    assert (problem.code, problem.help) == ("PE161", help_)


@pytest.mark.parametrize("inside", ["", "language: ja\n"])
def test_a_language_file_is_named_after_its_language(inside: str) -> None:
    problem = only_problem({**BASE, "demo/zh-Hant.yaml": f"{inside}rules: []\n"})
    assert problem.code == "PE129"


def test_rules_for_every_language_have_no_language() -> None:
    assert only_problem({**BASE, "demo/rules.yaml": ruleset(language="ko")}).code == "PE161"


def test_files_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    written({**BASE, ".hidden/x.yaml": "no", "README.md": "no", "clean/en.jsonl": "{}"}, tmp_path)
    source, problems = read_source(tmp_path)
    assert problems == ()
    paths = [each.path for each in source.files]
    assert paths == sorted([*BASE, "clean/en.jsonl"])


def test_a_directory_is_loaded_from_disk_and_no_longer_needed(tmp_path: Path) -> None:
    directory = written(BASE, tmp_path / "set")
    engine = PolicyEngine.load(directory)
    for file in sorted(directory.rglob("*.yaml")):
        file.unlink()
    assert engine.evaluate(track("alpha"), at=AT).action == "remove"


@pytest.mark.parametrize("name", ["nowhere", "file.yaml"])
def test_what_is_no_directory(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(RulesetError) as refused:
        PolicyEngine.load(tmp_path / name)
    assert name in str(refused.value)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("rules: []\n", encoding="utf-8")
    directory = written(BASE, tmp_path / "set")
    (directory / "demo" / "th.yaml").symlink_to(outside)
    with pytest.raises(RulesetError) as refused:
        PolicyEngine.load(directory)
    assert [each.code for each in refused.value.diagnostics] == ["PE160"]


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    files = policy_set([rule("asked", "text: {lexicon: alpha}", also="colour: red")], [clause(also="size: 3")])
    with pytest.raises(RulesetError) as refused:
        PolicyEngine.load(written(files, tmp_path))
    assert len(refused.value.diagnostics) == 2
    assert list(refused.value.diagnostics) == sorted(refused.value.diagnostics)
    assert "`colour`" in refused.value.rendered
    assert "`size`" in refused.value.rendered


def test_texts_finds_every_text() -> None:
    assert texts({"a": ["b", {"c": ("d", 1, None)}], "e": True}) == {"b", "d"}

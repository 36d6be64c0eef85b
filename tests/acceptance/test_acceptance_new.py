"""`new`: what it writes passes `check` and `test`, and nothing is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import BASE, copied_base, policyengine

pytestmark = pytest.mark.usefixtures("own_directory")


def fine(directory: Path | str) -> None:
    """Without a finding, and every case passes."""
    checked, tested = policyengine("check", directory), policyengine("test", directory)
    assert (checked.code, tested.code) == (0, 0), checked.out + checked.err + tested.out + tested.err


def contents(directory: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()}


def test_a_policy_set_from_nothing() -> None:
    outcome = policyengine("new", "area", "live_music", "-r", "rulesets")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "wrote rulesets/policyengine.yaml\n"
        "wrote rulesets/live_music/policy.yaml\n"
        "wrote rulesets/live_music/rules.yaml\n"
        "wrote rulesets/live_music/en.yaml\n"
        "wrote rulesets/live_music/live_music.test.yaml\n"
        "\nnext:\n"
        "  1. set languages, locales and markets in policyengine.yaml\n"
        "  2. write what LIV-1 does not allow in live_music/policy.yaml, and who owns it\n"
        "  3. put the words into live_music/en.yaml in place of `replacethisworden`, there and in the examples\n"
        "  4. run `policyengine check` and `policyengine test`; when they pass, turn `draft` into "
        "`shadow`, later `live`\n"
    )
    fine("rulesets")


def test_everything_one_after_the_other(tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    for arguments in (
        ("area", "hate"),
        ("area", "hate_music"),
        ("language", "ja", "--area", "hate_music"),
        ("language", "ko", "--area", "hate"),
        ("rule", "promo/third", "--clause", "PRO-2"),
        ("rule", "promo/fourth", "--language", "ko"),
        ("rule", "hate/second", "--lexicon", "words", "--language", "ko"),
        ("suite", "more", "--area", "promo"),
    ):
        outcome = policyengine("new", *arguments, "-r", directory)
        assert outcome.code == 0, outcome.err
        fine(directory)
    rules = (directory / "promo" / "rules.yaml").read_text(encoding="utf-8")
    assert rules.startswith((BASE / "promo" / "rules.yaml").read_text(encoding="utf-8"))


def test_a_rule_for_words_that_a_suite_has_says_what_the_suite_will_ask_for(tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    outcome = policyengine("new", "rule", "promo/second", "--lexicon", "offers", "-r", directory)
    assert "a case of a suite that has such words asks for `shadow: promo/second` now" in outcome.out
    assert policyengine("check", directory).code == 0
    assert policyengine("test", directory, "-k", "promo/second").code == 0


def test_the_directory_is_found_where_the_manifest_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(copied_base(tmp_path))
    assert policyengine("new", "suite", "more", "--area", "promo").out.startswith("wrote promo/more.test.yaml\n")


def test_a_layer_gets_an_area_of_its_own(tmp_path: Path) -> None:
    directory, layer = copied_base(tmp_path), tmp_path / "ours"
    layer.mkdir()
    (layer / "policyengine.yaml").write_text('format: 1\nlayer: ours\nversion: "2"\n', encoding="utf-8")
    before = contents(directory)
    assert policyengine("new", "area", "ours", "-r", directory, "-r", layer).code == 0
    assert contents(directory) == before
    assert policyengine("test", "-r", directory, "-r", layer).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("area", "promo"), "there is an area `promo` already"),
        (("area", "Promo"), "`Promo` cannot be a name"),
        (("area", "shared"), "has a meaning of its own"),
        (("language", "ko", "--area", "promo"), "is there already, and is not overwritten"),
        (("language", "fr", "--area", "promo"), "add it under `languages` in policyengine.yaml first"),
        (("language", "klingon!", "--area", "promo"), "is not a language tag"),
        (("language", "ja", "--area", "prom"), "did you mean `promo`?"),
        (("rule", "lonely"), "write `area/lonely`"),
        (("rule", "promo/borrowed_name"), "an id is never used again"),
        (("rule", "promo/x", "--clause", "HAT-1"), "promo has no clause HAT-1; it has PRO-1, PRO-2"),
        (("rule", "promo/x", "--lexicon", "ofers"), "did you mean `offers`?"),
        (("suite", "promo", "--area", "promo"), "is there already, and is not overwritten"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_written(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    directory = copied_base(tmp_path)
    before = contents(directory)
    outcome = policyengine("new", *arguments, "-r", directory)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in " ".join(outcome.err.split())
    assert contents(directory) == before


def test_rules_in_brackets_are_left_alone(tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    (directory / "promo" / "ja.yaml").write_text("language: ja\nrules: []\n", encoding="utf-8")
    outcome = policyengine("new", "rule", "promo/x", "--language", "ja", "-r", directory)
    assert outcome.code == 2
    assert "add this under `rules:` yourself" in outcome.err
    assert "- id: x" in outcome.err


def test_no_directory_to_write_to() -> None:
    outcome = policyengine("new", "area", "promo")
    assert outcome.code == 2
    assert "name the directory with `-r`" in outcome.err


def test_a_folder_of_something_else_gets_no_manifest() -> None:
    Path("other").mkdir()
    Path("other/notes.txt").touch()
    assert policyengine("new", "area", "promo", "-r", "other").code == 2
    assert [path.name for path in Path("other").iterdir()] == ["notes.txt"]


def test_rulesets_that_do_not_load_stay_as_they_are(tmp_path: Path) -> None:
    directory = copied_base(tmp_path)
    (directory / "promo" / "ko.yaml").write_text("language: [", encoding="utf-8")
    before = contents(directory)
    assert policyengine("new", "area", "hate", "-r", directory).code == 3
    assert contents(directory) == before

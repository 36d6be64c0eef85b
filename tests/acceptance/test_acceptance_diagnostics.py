"""Every diagnostic, as `policyengine check` says it of a policy set with one fault.

A case is a directory of tests/golden/policy_sets, named after what is wrong. Below `set` stand the files that it lays
over the faultless policy set `base`, below `ours` those of a layer, below `alone` those of a set without `base`;
`command` holds another command than `check`. `output.txt` is what is said, and the exit code. Faults that cannot lie
in a repository are made below, in `MADE`.

`pytest tests/acceptance/test_acceptance_diagnostics.py --update-golden` accepts what is said now.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import BASE, GOLDEN, copied_base, policyengine

from policyengine import PolicyEngine, RulesetError
from policyengine.diagnostics.table import TABLE
from policyengine.source import files

pytestmark = pytest.mark.usefixtures("own_directory")

FOLDER = GOLDEN / "policy_sets"
CASES = sorted(
    path.name
    for path in FOLDER.iterdir()
    if path != BASE and any(each.is_dir() or each.name == "command" for each in path.iterdir())
)
SAID = re.compile(r"^(?:error|warning)\[(PE\d{3})\]", re.MULTILINE)


def laid_out(case: str) -> list[str]:
    """Puts the files of a case into the current directory, and says which command to run."""
    source, here = FOLDER / case, Path()
    if (source / "alone").is_dir():
        shutil.copytree(source / "alone", here / "set")
    else:
        copied_base(here)
    for name in ("set", "ours"):
        if (source / name).is_dir():
            shutil.copytree(source / name, here / name, dirs_exist_ok=True)
    for path in source.iterdir():
        if path.is_file() and path.name != "output.txt":
            shutil.copy(path, here)
    if (here / "command").exists():
        return shlex.split((here / "command").read_text(encoding="utf-8"))
    return ["check", "set", *(["ours"] if (here / "ours").is_dir() else [])]


def said(arguments: list[str]) -> str:
    """Both streams and the exit code of a run."""
    outcome = policyengine(*arguments)
    return f"{outcome.out}{outcome.err}exit {outcome.code}\n"


def codes_of(case: str) -> set[str]:
    return set(SAID.findall((FOLDER / case / "output.txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_a_policy_set_is_what_was_accepted(case: str, golden: Any) -> None:
    golden.check(FOLDER / case / "output.txt", said(laid_out(case)))


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("pe")])
def test_a_case_shows_the_codes_that_it_is_named_after_and_no_other(case: str) -> None:
    named = {code.upper() for code in re.findall(r"\bpe\d{3}\b", case)}
    assert named <= codes_of(case)
    untested = {"PE501", "PE502"} if "exit 1\n" in (FOLDER / case / "output.txt").read_text(encoding="utf-8") else set()
    assert codes_of(case) - named - untested <= ALONGSIDE.get(case, set())


ALONGSIDE = {"pe165-rules-without-policy": {"PE141"}}
"""Faults that cannot be had alone."""


def test_the_base_is_without_fault() -> None:
    copied_base(Path())
    outcome = policyengine("check", "set")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("0 errors · 0 warnings · ")
    assert policyengine("test", "set").code == 0


def link_out(_: pytest.MonkeyPatch) -> None:
    outside = Path("elsewhere") / "ja.yaml"
    outside.parent.mkdir()
    outside.write_text("language: ja\n", encoding="utf-8")
    (Path("set") / "promo" / "ja.yaml").unlink()
    (Path("set") / "promo" / "ja.yaml").symlink_to(outside.resolve())


def linked_folder_outside(_: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE / "promo", Path("elsewhere"))
    (Path("set") / "more").symlink_to(Path("elsewhere").resolve())


def linked_folder_inside(_: pytest.MonkeyPatch) -> None:
    (Path("set") / "more").symlink_to("promo")


def link_to_itself(_: pytest.MonkeyPatch) -> None:
    (Path("set") / "promo" / "ja.yaml").unlink()
    (Path("set") / "promo" / "ja.yaml").symlink_to("ja.yaml")


def link_to_nothing(_: pytest.MonkeyPatch) -> None:
    (Path("set") / "promo" / "ja.yaml").unlink()
    (Path("set") / "promo" / "ja.yaml").symlink_to("gone.yaml")


def folder_with_the_name_of_a_file(_: pytest.MonkeyPatch) -> None:
    (Path("set") / "promo" / "ja.yaml").unlink()
    (Path("set") / "promo" / "ja.yaml").mkdir()


def no_permission(patch: pytest.MonkeyPatch) -> None:
    (Path("set") / "promo" / "ja.yaml").write_text("language: ja\n", encoding="utf-8")
    read_bytes = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "ja.yaml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    patch.setattr(Path, "read_bytes", refused)


def folder_without_permission(patch: pytest.MonkeyPatch) -> None:
    look = os.scandir

    def refused(path: Any) -> Any:
        if Path(path).name == "promo":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    patch.setattr(os, "scandir", refused)


def too_large(_: pytest.MonkeyPatch) -> None:
    terms = "\n".join(f"      - フォロワー販売{number}" for number in range(90_000))
    text = f"language: ja\nlexicons:\n  offers:\n    category: spam\n    reviewed_by: none yet\n    terms:\n{terms}\n"
    (Path("set") / "promo" / "ja.yaml").write_text(text, encoding="utf-8")


def too_many_values(_: pytest.MonkeyPatch) -> None:
    text = "language: ja\nrules: [" + "a," * 200_001 + "]\n"
    (Path("set") / "promo" / "ja.yaml").write_text(text, encoding="utf-8")


def too_many_files(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(files, "MOST", 7)


def too_deep(_: pytest.MonkeyPatch) -> None:
    text = "language: ja\nconditions:\n  deep: " + "{all: [" * 40 + "{language: ja}" + "]}" * 40 + "\n"
    (Path("set") / "promo" / "ja.yaml").write_text(text, encoding="utf-8")


def billion_laughs(_: pytest.MonkeyPatch) -> None:
    lines = ["a0: &a0 [フォロワー]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 4))]
    (Path("set") / "promo" / "ja.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def korean_code_page(_: pytest.MonkeyPatch) -> None:
    (Path("set") / "promo" / "ko.yaml").write_bytes("language: ko\n# 팔로워 판매\n".encode("euc-kr"))


MADE: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "pe101-folder-named-like-a-file": folder_with_the_name_of_a_file,
    "pe101-folder-without-permission": folder_without_permission,
    "pe101-link-to-itself": link_to_itself,
    "pe101-link-to-nothing": link_to_nothing,
    "pe101-linked-folder-inside": linked_folder_inside,
    "pe101-no-permission": no_permission,
    "pe102-korean-code-page": korean_code_page,
    "pe103-too-large": too_large,
    "pe106-too-deep": too_deep,
    "pe107-too-many-files": too_many_files,
    "pe107-too-many-values": too_many_values,
    "pe114-billion-laughs": billion_laughs,
    "pe160-link-out": link_out,
    "pe160-linked-folder-outside": linked_folder_outside,
}


@pytest.mark.parametrize("case", sorted(MADE))
def test_what_is_said_of_a_fault_that_is_made_is_what_was_accepted(
    case: str, golden: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied_base(Path())
    MADE[case](monkeypatch)
    (FOLDER / case).mkdir(exist_ok=True)
    golden.check(FOLDER / case / "output.txt", said(["check", "set"]))
    assert case[:5].upper() in codes_of(case)


@pytest.mark.parametrize(
    ("case", "choice"),
    [("pe173-unknown-area", {"areas": ["prmo"]}), ("pe173-unknown-language", {"languages": ["kr", "ko"]})],
)
def test_what_is_said_of_an_unknown_choice_is_what_was_accepted(case: str, choice: Any, golden: Any) -> None:
    with pytest.raises(RulesetError) as caught:
        PolicyEngine.load(BASE, **choice)
    (FOLDER / case).mkdir(exist_ok=True)
    golden.check(FOLDER / case / "output.txt", caught.value.rendered + "\n")


def test_a_directory_that_is_not_there() -> None:
    outcome = policyengine("check", "rulesetz")
    assert outcome.code == 3
    assert outcome.out.startswith("error[PE101]: `rulesetz` does not exist\nhelp: give the directory")


def test_every_code_of_the_table_has_a_case() -> None:
    """A code that nothing produces is deleted, not kept for later."""
    accepted = [*FOLDER.glob("*/output.txt"), *(GOLDEN / "diagnostics").glob("*.txt")]
    shown = {code for path in accepted for code in SAID.findall(path.read_text(encoding="utf-8"))}
    assert sorted(set(TABLE) - shown) == []
    assert sorted(shown - set(TABLE)) == []


def test_every_case_has_its_files_and_its_output() -> None:
    """No directory is left over from a case that was renamed."""
    choices = {"pe173-unknown-area", "pe173-unknown-language"}
    assert {path.name for path in FOLDER.iterdir()} == {"base", *CASES, *MADE, *choices}
    assert all((path / "output.txt").is_file() for path in FOLDER.iterdir() if path != BASE)


@pytest.mark.parametrize("case", CASES)
def test_json_says_the_same_as_text(case: str) -> None:
    """The same codes, at the same places."""
    arguments = laid_out(case)
    if arguments[0] != "check":
        return
    outcome = policyengine(*arguments, "--format", "json")
    findings = json.loads(outcome.out)
    listed = [each["code"] for each in findings]
    places = [each["span"] for each in findings if each["span"]]
    told = (FOLDER / case / "output.txt").read_text(encoding="utf-8")
    assert listed == SAID.findall(told)
    shown = [f"--> {each['file']}:{each['start']['line']}:{each['start']['column']}\n" for each in places]
    assert [line for line in shown if line not in told] == []
    assert told.endswith(f"exit {outcome.code}\n")

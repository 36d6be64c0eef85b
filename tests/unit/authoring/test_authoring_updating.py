"""What a suite would have to expect for its failing cases to pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from policy_sets import clause, exception, policy_set, rule, written

from policyengine.authoring.testing import prepare, run
from policyengine.authoring.updating import Updates, _flow, updates

TODAY = date(2026, 3, 1)
CLAUSES = [clause(also=f"exceptions: [{exception('cited', 'text: {lexicon: beta}', 'allow')}]")]
HEAD = "# kept\r\nsuite: s\r\nitems:\r\n  song: {kind: track, title: alpha, markets: [KR, JP]}\r\ncases:\r\n"


def tried(directory: Path, cases: str, examples: str = "[]") -> Updates:
    made = policy_set(
        [
            rule(
                "r",
                "text: {lexicon: alpha}",
                also=f"examples: {{flag: {examples}}}\nthen: {{action: remove, review: true}}",
            )
        ],
        CLAUSES,
    )
    written(made, directory)
    suite = directory / "demo" / "demo.test.yaml"
    suite.write_bytes((HEAD + cases.replace("\n", "\r\n")).encode())
    trial = prepare([directory], TODAY)
    return updates(tuple(run(trial.judge, trial.cases)), trial.judge.loaded().documents)


RIGHT = "{action: remove, violations: DEM-1, review: {queue: general}}"
BLOCK = """\
  - name: first
    item: song
    expect:
      action: allow   # as before
      rules: [demo/r, demo/s]
      markets: {KR: allow, ZZ: remove}
      evidence:
        - {text: alpha, in: title}
        - {text: gone}

  # between
  - name: second
    item: song
    with: {title: alpha beta}
    expect: {action: remove}
  - {name: third, item: {kind: track, title: song}, expect: {action: remove}}
  - {name: fourth, item: song, expect: allow}
"""


def test_what_came_out_takes_the_place_of_what_was_expected(tmp_path: Path) -> None:
    found = tried(tmp_path, BLOCK)
    (update,) = found.files
    assert found.left == ()
    assert update.before.startswith("# kept\r\n")
    assert (
        update.after.replace("\r\n", "\n").partition("cases:\n")[2]
        == """\
  - name: first
    item: song
    expect:
      action: remove
      violations: DEM-1
      rules: demo/r@en
      review: {queue: general}
      markets: {KR: remove}
      evidence: [{text: alpha, in: title}]

  # between
  - name: second
    item: song
    with: {title: alpha beta}
    expect: {action: allow, violations: DEM-1, review: {queue: general}, exceptions: cited}
  - {name: third, item: {kind: track, title: song}, expect: allow}
  - {name: fourth, item: song, expect: {action: remove, violations: DEM-1, review: {queue: general}}}
"""
    )


def test_cases_pass_once_it_is_written(tmp_path: Path) -> None:
    (update,) = tried(tmp_path, BLOCK).files
    update.write()
    trial = prepare([tmp_path], TODAY)
    assert [each.case.name for each in run(trial.judge, trial.cases) if not each.passed] == []
    assert sorted(path.name for path in (tmp_path / "demo").iterdir() if path.name.startswith(".")) == []


def test_nothing_is_written_until_asked_for(tmp_path: Path) -> None:
    (update,) = tried(tmp_path, BLOCK).files
    assert Path(update.file).read_bytes().decode() == update.before
    assert "-  - {name: fourth, item: song, expect: allow}" in update.diff().replace("\r", "")


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("{name: a, item: nothing, expect: allow}", "it cannot be run"),
        ("{name: a, item: {kind: trak}, expect: allow}", "it was not judged"),
        (
            "{name: a, item: song, todo: x, expect: {action: remove, violations: DEM-1, review: {queue: general}}}",
            "strik",
        ),
        ("{name: a, item: song, matrix: {title: [alpha, beta]}, expect: allow}", "its expectation also serves"),
        ("{name: a, item: song, with: [dotted], expect: allow}", "its expectation also serves other variants"),
    ],
)
def test_what_cannot_be_accepted_says_why(tmp_path: Path, case: str, reason: str) -> None:
    found = tried(tmp_path, f"  - {case}\n")
    assert found.files == ()
    assert all(told.startswith(reason) for _, told in found.left)
    assert found.left


def test_an_example_is_never_accepted(tmp_path: Path) -> None:
    found = tried(tmp_path, "  - {name: a, item: {kind: track}, expect: allow}\n", "[beta]")
    assert [verdict.case.name for verdict, _ in found.left] == ["demo/r flag 1"]
    assert found.files == ()


def test_what_was_found_takes_the_place_of_a_vocabulary_text(tmp_path: Path) -> None:
    texts = "  - 'alpha: one'   # kept\n  - {text: beta and gamma, finds: {gamma: sure}}\n  - '{alpha|beta} two'\n"
    ready = "  - {name: a, item: song, expect: {action: remove, violations: DEM-1, review: {queue: general}}}\n"
    found = tried(tmp_path, f"{ready}vocabulary:\n{texts}")
    (update,) = found.files
    assert '  - {text: "alpha: one", finds: {alpha: sure}}   # kept' in update.after
    assert '  - {text: "beta and gamma", finds: {beta: sure, gamma: sure}}' in update.after
    assert [reason for _, reason in found.left] == ["its expectation also serves other variants"] * 2


@pytest.mark.parametrize(
    "word", ["{x}", "[act name]", "a: b", '"quoted', "- x", "#tag", "yes", "1st", "null", "카톡 아이디", "it's"]
)
def test_headwords_are_written_so_that_they_are_read_as_they_are(word: str) -> None:
    read = yaml.safe_load(_flow({"text": "x", "finds": {word: ["sure"]}}))
    assert read == {"text": "x", "finds": {word: "sure"}}

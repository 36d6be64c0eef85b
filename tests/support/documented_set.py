"""The policy set that a document writes down file by file, and its fragments laid over it."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path

from document_blocks import Block

from policyengine.authoring.cases import all_cases
from policyengine.authoring.check import check
from policyengine.authoring.judge import Judge, Verdict
from policyengine.loading import Loaded, load, read_request, refusal

WRITTEN = date(2026, 11, 22)
LAYER = 'format: 1\nlayer: fragment\nversion: "1"\n'
RULE = "rules:\n  - id: documented\n    clause: {clause}\n    why: what the documentation says of it\n"


def write_set(blocks: list[Block], directory: Path) -> Path:
    """Writes every block that names a file, and returns the directory of the policy set."""
    for block in blocks:
        if "file" in block.notes:
            path = directory / block.notes["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            assert not path.exists(), f"{block}: {block.notes['file']} is written down twice"
            path.write_text(block.text, encoding="utf-8")
    return directory / "rulesets"


def write_fragment(block: Block, directory: Path) -> Path:
    """Writes a fragment as a layer of its own, with what the document does not repeat around it."""
    kind, _, place = block.notes["kind"].partition(" ")
    area, _, clause = (place or "promo PRO-1").partition(" ")
    files = {
        "when": {f"{area}/rules.yaml": RULE.format(clause=clause or "PRO-1") + textwrap.indent(block.text, "    ")},
        "ruleset": {f"{area}/{_ruleset_name(block.text)}": block.text},
        "clauses": {"fragment/policy.yaml": f"title: {{en: Fragment}}\nowner: documentation\n{block.text}"},
        "suite": {"suites/fragment.test.yaml": block.text},
        "baseline": {"clean/baseline.yaml": block.text},
        "layer": {"policyengine.yaml": block.text},
    }
    assert kind in files, f"{block}: there is no kind `{kind}` of YAML block"
    for name, text in {"policyengine.yaml": LAYER, **files[kind]}.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


def _ruleset_name(text: str) -> str:
    first = text.splitlines()[0]
    return f"{first.removeprefix('language: ')}.yaml" if first.startswith("language: ") else "rules.yaml"


def loaded(*directories: Path) -> Loaded:
    """The directories as one policy set, as it is tested; it must load."""
    request, problems = read_request(directories)
    made = load(request, problems, as_tested=True)
    assert made.program is not None, refusal(made).rendered
    return made


def unfinished(policy_set: Loaded) -> list[str]:
    """What `policyengine check` would still say of it."""
    assert policy_set.policy_set is not None
    return [each.message for each in check(policy_set, WRITTEN).findings]


def verdicts(policy_set: Loaded, below: Path) -> list[Verdict]:
    """The cases that stand in files below a directory, run."""
    assert policy_set.policy_set is not None
    judge = Judge(policy_set)
    return [
        judge.run(case)
        for case in all_cases(policy_set.policy_set, date(2026, 1, 1))
        if case.place.startswith(str(below))
    ]


def told(verdict: Verdict) -> str:
    """A verdict in one line."""
    differences = "; ".join(f"{each.part}: {each.expected}, not {each.actual}" for each in verdict.differences)
    return f"{verdict.case.name}: {differences} {' '.join(verdict.near)}"

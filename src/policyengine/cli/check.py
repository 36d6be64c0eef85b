"""`policyengine check`: whether rulesets load, and what in them is not as it should be."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from policyengine.authoring.check import Checked
from policyengine.authoring.check import check as check_loaded
from policyengine.cli import exits
from policyengine.cli.codes import chosen_codes, codes_options
from policyengine.cli.options import directories_or_shipped, rulesets_option
from policyengine.cli.width import columns
from policyengine.diagnostics.diagnostic import has_errors
from policyengine.diagnostics.formats.compact import compact
from policyengine.diagnostics.formats.github import github, step_summary
from policyengine.diagnostics.formats.junit import junit
from policyengine.diagnostics.formats.sarif import sarif
from policyengine.diagnostics.render import as_json, pretty
from policyengine.diagnostics.wording import counted
from policyengine.loading import Loaded, load, read_request, source_line

_FORMATS: dict[str, Callable[[Loaded, Checked], str]] = {
    "pretty": lambda loaded, checked: "\n".join(
        pretty(each, source_line(loaded, each), width=columns()) for each in checked.findings
    ),
    "compact": lambda _loaded, checked: compact(checked.findings),
    "json": lambda _loaded, checked: json.dumps(
        [as_json(each) for each in checked.findings], ensure_ascii=False, indent=2
    ),
    "github": lambda _loaded, checked: github(checked.findings),
    "junit": lambda _loaded, checked: junit(checked.findings),
    "sarif": lambda _loaded, checked: sarif(
        checked.findings, [(each.finding, each.reason) for each in checked.suppressed]
    ),
}
_FOR_PEOPLE = ("pretty", "compact", "github")


@click.command(short_help="Tell every problem of rulesets.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[DIRECTORY]...")
@rulesets_option
@codes_options
@click.option("--format", "shape", type=click.Choice(list(_FORMATS)), default="pretty", help="How to show findings.")
def check(
    paths: tuple[Path, ...],
    directories: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    shape: str,
) -> int:
    """Check the rulesets in DIRECTORY: every problem, with its place and what to do.

    Errors keep rulesets from loading and are always told. Warnings can be chosen, and suppressed where they stand:
    `suppress: [{code: PE308, reason: …}]` in a term, lexicon, pattern, rule, clause, area or the manifest.
    """
    codes = chosen_codes(select, ignore)
    request, problems = read_request(directories_or_shipped((*paths, *directories)))
    loaded = load(request, problems, as_tested=True)
    checked = check_loaded(loaded, datetime.now(UTC).date(), codes)
    shown = _FORMATS[shape](loaded, checked)
    if shown:
        click.echo(shown)
    if shape in _FOR_PEOPLE:
        click.echo(_summary(loaded, checked))
    if shape == "github":
        _write_step_summary(checked)
    if has_errors(checked.findings):
        return exits.NOT_LOADED
    if not loaded.policy_set or not loaded.policy_set.rules:
        click.echo("nothing to check: the policy set has no rule", err=True)
        return exits.NOTHING_TO_RUN
    return exits.FINDINGS if checked.findings else exits.DONE


def _write_step_summary(checked: Checked) -> None:
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(step_summary(checked.findings))


def _summary(loaded: Loaded, checked: Checked) -> str:
    errors = sum(1 for each in checked.findings if each.level == "error")
    parts = [counted(errors, "error"), counted(len(checked.findings) - errors, "warning")]
    if checked.suppressed:
        parts.append(f"{len(checked.suppressed):,} suppressed")
    if loaded.policy_set is not None and not has_errors(loaded.diagnostics):
        policy_set = loaded.policy_set
        terms = sum(len(placed.value.terms) for placed in policy_set.lexicons.values())
        parts += [
            counted(len(policy_set.rules), "rule"),
            counted(len(policy_set.clauses), "clause"),
            counted(terms, "term"),
        ]
    return " · ".join(parts)

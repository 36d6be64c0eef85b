"""`policyengine check`: whether rulesets load, and what in them is not finished."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from policyengine.authoring.check import check as check_policy_set
from policyengine.cli import exits
from policyengine.cli.options import directories_or_shipped, rulesets_option
from policyengine.diagnostics.diagnostic import Diagnostic, has_errors
from policyengine.diagnostics.render import as_json, pretty
from policyengine.loading import Loaded, load, read_request, source_line


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[DIRECTORY]...")
@rulesets_option
@click.option(
    "--format", "shape", type=click.Choice(["pretty", "json"]), default="pretty", help="How to show findings."
)
def check(paths: tuple[Path, ...], directories: tuple[Path, ...], shape: str) -> int:
    """Check the rulesets in DIRECTORY: every problem, with its place and what to do."""
    sources = directories_or_shipped((*paths, *directories))
    request, problems = read_request(sources)
    loaded = load(request, problems)
    findings: Sequence[Diagnostic] = loaded.diagnostics
    if loaded.program is not None and loaded.policy_set is not None:
        findings = sorted({*findings, *check_policy_set(loaded.policy_set, datetime.now(UTC).date())})
    if shape == "json":
        click.echo(json.dumps([as_json(each) for each in findings], ensure_ascii=False, indent=2))
    else:
        for each in findings:
            click.echo(pretty(each, source_line(loaded, each)))
        click.echo(_summary(loaded, findings))
    if loaded.program is None:
        return exits.NOT_LOADED
    if not loaded.policy_set or not loaded.policy_set.rules:
        click.echo("nothing to check: the policy set has no rule", err=True)
        return exits.NOTHING_TO_RUN
    return exits.FINDINGS if findings else exits.DONE


def _summary(loaded: Loaded, findings: Sequence[Diagnostic]) -> str:
    errors = sum(1 for each in findings if each.level == "error")
    parts = [_count(errors, "error"), _count(len(findings) - errors, "warning")]
    if loaded.policy_set is not None and not has_errors(loaded.diagnostics):
        policy_set = loaded.policy_set
        terms = sum(len(placed.value.terms) for placed in policy_set.lexicons.values())
        parts += [
            _count(len(policy_set.rules), "rule"),
            _count(len(policy_set.clauses), "clause"),
            _count(terms, "term"),
        ]
    return " · ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

"""`policyengine schema`: JSON Schema of content, decisions and policy files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from policyengine.authoring.schema_files import stale
from policyengine.cli import exits
from policyengine.diagnostics.wording import counted
from policyengine.source.files import MANIFEST
from policyengine.source.schema import KINDS, json_schema


@click.command(short_help="Print a JSON Schema, or lead editors to it.")
@click.argument("kind", required=False, type=click.Choice(sorted(KINDS)), metavar="[KIND]")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="DIRECTORY",
    help="Write the schemas of policy files into `schemas` there, and a first line that leads editors to them "
    "into each file of rulesets that has none.",
)
@click.option("--check", "only_check", is_flag=True, help="With --into: only say what is stale, and end with 1.")
def schema(kind: str | None, into: Path | None, only_check: bool) -> int:
    """Print the JSON Schema of KIND, or wire rulesets to their schemas with --into.

    KIND is baseline, content, decision, layer, manifest, policy, ruleset or suite.
    """
    if (kind is None) == (into is None):
        raise click.UsageError(f"name one KIND ({', '.join(sorted(KINDS))}), or a directory with --into")
    if into is None:
        if only_check:
            raise click.UsageError("--check goes with --into")
        click.echo(json.dumps(json_schema(str(kind)), ensure_ascii=False, indent=2))
        return exits.DONE
    if not (into / MANIFEST).is_file():
        fault = f"holds no {MANIFEST}" if into.is_dir() else "is not a directory" if into.exists() else "does not exist"
        raise click.BadParameter(f"`{into}` {fault}; name the directory of the rulesets", param_hint="--into")
    found = list(stale(into))
    for path, text in found:
        if not only_check:
            (into / path).parent.mkdir(exist_ok=True)
            (into / path).write_bytes(text.encode("utf-8"))
        click.echo(f"{'stale' if only_check else 'wrote'} {into / path}")
    if not found:
        click.echo("every schema and every first line is as it should be")
    elif only_check:
        click.echo(f"{counted(len(found), 'file')} to write: run `policyengine schema --into {into}`", err=True)
        return exits.FINDINGS
    return exits.DONE

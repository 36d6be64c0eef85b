"""`policyengine schema`: JSON Schema of content, decisions and policy files."""

from __future__ import annotations

import json

import click

from policyengine.source.schema import KINDS, json_schema


@click.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
def schema(kind: str) -> None:
    """Print the JSON Schema of KIND."""
    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))

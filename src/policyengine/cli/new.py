"""`policyengine new`: beginnings of areas, languages, rules and suites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from policyengine.authoring.scaffolding.plan import (
    Plan,
    Refused,
    applied,
    new_area,
    new_language,
    new_manifest,
    new_rule,
    new_suite,
    together,
    wired,
)
from policyengine.authoring.schema_files import FOLDER
from policyengine.cli import exits
from policyengine.cli.options import F, directories_option
from policyengine.loading import Request, load, read_request, refusal
from policyengine.source.definitions import PolicySet
from policyengine.source.files import MANIFEST, Source

Planned = Callable[[PolicySet, Source], Plan]


_rulesets = directories_option(
    "Where to write; for a layer, name those below it first. Default: this directory, or `rulesets` in it."
)


def _area(command: F) -> F:
    return click.option("--area", required=True, metavar="NAME", help="The area that it belongs to.")(command)


@click.group()
def new() -> None:
    """Begin an area, language, rule or suite.

    What is written passes `check` and `test` as it stands. No file is ever overwritten.
    """


@new.command()
@click.argument("name")
@_rulesets
def area(name: str, directories: tuple[Path, ...]) -> int:
    """Begin the area NAME: a clause, a draft rule, a lexicon and a suite.

    In an empty directory, a manifest as well.
    """
    return _begin(directories, lambda policy_set, _: new_area(policy_set, name), manifest=True)


@new.command()
@click.argument("tag")
@_area
@_rulesets
def language(tag: str, area: str, directories: tuple[Path, ...]) -> int:
    """Begin the language TAG in an area: a lexicon that the area's rules look for."""
    return _begin(directories, lambda policy_set, _: new_language(policy_set, tag, area))


@new.command()
@click.argument("name", metavar="AREA/NAME")
@click.option("--clause", metavar="ID", help="The clause that it enforces. Default: the first of the area.")
@click.option("--lexicon", metavar="NAME", help="What it looks for. Default: a title with a long run of one letter.")
@click.option("--language", metavar="TAG", help="Only in this language's file. Default: the area's `rules.yaml`.")
@_rulesets
def rule(
    name: str, clause: str | None, lexicon: str | None, language: str | None, directories: tuple[Path, ...]
) -> int:
    """Begin a rule as a draft, with an example that it flags and one that it lets pass.

    It is added at the end of the area's rules; the file stays as it is otherwise.
    """
    return _begin(directories, lambda policy_set, source: new_rule(policy_set, source, name, clause, lexicon, language))


@new.command()
@click.argument("name")
@_area
@_rulesets
def suite(name: str, area: str, directories: tuple[Path, ...]) -> int:
    """Begin the suite NAME of an area."""
    return _begin(directories, lambda policy_set, _: new_suite(policy_set, name, area))


def _begin(directories: tuple[Path, ...], planned: Planned, *, manifest: bool = False) -> int:
    chosen = directories or (_here(),)
    target = chosen[-1]
    first: Plan | None = None
    if manifest and len(chosen) == 1 and not (target / MANIFEST).exists():
        if target.exists() and any(target.iterdir()):
            raise click.UsageError(f"`{target}` holds files, but no {MANIFEST}; name the directory of the rulesets")
        first = new_manifest(target)
        request = Request((Source(str(target), ()),), None, None, (), "full")
        loaded = applied(request, first)
    else:
        request, problems = read_request(chosen)
        loaded = load(request, problems)
    if loaded.policy_set is None or loaded.program is None:
        raise refusal(loaded)
    try:
        plan = planned(loaded.policy_set, request.sources[-1])
    except Refused as reason:
        raise click.UsageError(str(reason)) from None
    plan = plan if first is None else together(first, plan)
    if (target / FOLDER).is_dir():
        plan = wired(plan)
    for path in plan.files:
        if path not in plan.changed and (target / path).exists():
            raise click.UsageError(f"`{target / path}` is there already, and is not overwritten")
    after = applied(request, plan)
    if after.program is None:
        raise refusal(after)
    for path, text in plan.files.items():
        _write(target / path, text, replacing=path in plan.changed)
        click.echo(f"{'added to' if path in plan.changed else 'wrote'} {target / path}")
    click.echo("\nnext:")
    for number, step in enumerate(plan.next, 1):
        click.echo(f"  {number}. {step}")
    return exits.DONE


def _here() -> Path:
    for directory in (Path(), Path("rulesets")):
        if (directory / MANIFEST).exists():
            return directory
    raise click.UsageError(
        f"there is no {MANIFEST} here or in `rulesets`; name the directory with `-r`, as in `new area NAME -r rulesets`"
    )


def _write(path: Path, text: str, *, replacing: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not replacing:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        return
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8", newline="\n")
    partial.replace(path)

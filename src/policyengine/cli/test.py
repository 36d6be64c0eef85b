"""`policyengine test`: examples, suites and clean items, against the decisions that come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from policyengine.authoring.coverage.page import page
from policyengine.authoring.coverage.record import Recorder
from policyengine.authoring.coverage.targets import Coverage
from policyengine.authoring.judge import Verdict
from policyengine.authoring.proof import prove
from policyengine.authoring.reports import as_json, as_junit
from policyengine.authoring.selecting import BadExpression, Chosen, chooser
from policyengine.authoring.testing import Trial, prepare, run
from policyengine.cli import exits
from policyengine.cli.coverage import show_coverage
from policyengine.cli.options import directories_or_shipped, rulesets_option
from policyengine.cli.updates import show_updates
from policyengine.cli.verdicts import show_verdicts


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for besides the verdicts."""

    shape: str
    coverage: bool
    minimum: float | None
    page: Path | None
    update: bool
    write: bool


def _chosen(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, Chosen] | None:
    if value is None:
        return None
    try:
        return value, chooser(value)
    except BadExpression as error:
        raise click.BadParameter(f"`{value}` cannot be read: {error}") from None


@click.command(short_help="Run examples, suites and clean items.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[DIRECTORY]...")
@rulesets_option
@click.option(
    "-k",
    "only",
    metavar="EXPR",
    callback=_chosen,
    help="Only cases whose name or place holds these words; join them with `and`, `or`, `not`.",
)
@click.option(
    "--format", "shape", type=click.Choice(["pretty", "junit", "json"]), default="pretty", help="How to show verdicts."
)
@click.option("--coverage", is_flag=True, help="Also show what no case tries.")
@click.option(
    "--min", "minimum", type=click.FloatRange(0, 100), metavar="PERCENT", help="Fail if fewer conditions are covered."
)
@click.option(
    "--coverage-html",
    "html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write coverage as a page.",
)
@click.option("--update", is_flag=True, help="Show what suites would have to expect for failing cases to pass.")
@click.option("--yes", "write", is_flag=True, help="With --update: write it.")
def test(
    paths: tuple[Path, ...],
    directories: tuple[Path, ...],
    only: tuple[str, Chosen] | None,
    shape: str,
    coverage: bool,
    minimum: float | None,
    html: Path | None,
    update: bool,
    write: bool,
) -> int:
    """Run everything that the rulesets in DIRECTORY promise of themselves.

    Lists stand in with the examples that the manifest gives for them, and drafts are tried like shadow rules.
    """
    if write and not update:
        raise click.UsageError("`--yes` says that what `--update` shows is to be written; give both")
    if update and shape != "pretty":
        raise click.UsageError(f"`--update` shows a diff, which `--format {shape}` has no place for")
    wanted = _Wanted(shape, coverage or minimum is not None or html is not None, minimum, html, update, write)
    trial = prepare(directories_or_shipped((*paths, *directories)), datetime.now(UTC).date())
    cases = [case for case in trial.cases if only is None or only[1](f"{case.name} {case.place}")]
    if not cases:
        click.echo("nothing to test: no case" + (f" is named like `{only[0]}`" if only else ""), err=True)
        return exits.NOTHING_TO_RUN
    prove(trial.judge)
    recorder = Recorder(trial.judge.loaded()) if wanted.coverage else None
    progress = Console(stderr=True)
    quiet = not progress.is_terminal
    shown = track(cases, "testing", console=progress, transient=True, disable=quiet)
    return _told(trial, tuple(run(trial.judge, shown, recorder)), recorder.coverage() if recorder else None, wanted)


def _told(trial: Trial, verdicts: Sequence[Verdict], coverage: Coverage | None, wanted: _Wanted) -> int:
    console = Console(highlight=False, markup=False)
    if wanted.page is not None and coverage is not None:
        wanted.page.write_text(page(coverage, trial.request.sources[-1].name), encoding="utf-8")
    if wanted.shape == "json":
        click.echo(as_json(trial, verdicts, coverage))
    elif wanted.shape == "junit":
        click.echo(as_junit(trial, verdicts))
    else:
        show_verdicts(console, trial, verdicts)
        if coverage is not None:
            show_coverage(console, coverage)
        if wanted.update:
            show_updates(console, verdicts, trial.judge.loaded().documents, wanted.write)
    too_low = _too_low(coverage, wanted.minimum)
    failed = any(not verdict.passed for verdict in verdicts)
    return exits.FINDINGS if failed or too_low else exits.DONE


def _too_low(coverage: Coverage | None, minimum: float | None) -> bool:
    if coverage is None or minimum is None or coverage.percent("condition") >= minimum:
        return False
    click.echo(f"{coverage.percent('condition'):.1f} % of conditions are covered, below {minimum:g} %", err=True)
    return True

"""`policyengine diff`: what changed between two policy sets, and what that does to decisions."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from policyengine.authoring.comparing.corpus import Comparator, Part, decide_twice, parts_of
from policyengine.authoring.comparing.definitions import changes_between
from policyengine.authoring.comparing.outcomes import ladder_of
from policyengine.authoring.comparing.report import Report, Side, as_record
from policyengine.authoring.comparing.revisions import RevisionError
from policyengine.authoring.comparing.sides import load_sides
from policyengine.authoring.comparing.tally import Tally
from policyengine.authoring.items import Remapping
from policyengine.cli import exits
from policyengine.cli.diff_markdown import markdown
from policyengine.cli.diff_table import show
from policyengine.cli.inputs import Lines, check_inputs, map_option, market_option, opened, position, progress_bar
from policyengine.cli.options import at_option, lists_option
from policyengine.diagnostics.wording import counted, visible
from policyengine.engine import InferenceName, PolicyEngine
from policyengine.loading import Loaded


class Share(click.ParamType[float]):
    """A percentage of items, as a fraction of one."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The fraction; a usage error if it is no percentage."""
        if isinstance(value, float):
            return value
        written = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", str(value).strip())
        if written is None or float(written[1]) > 100:
            self.fail(f"`{value}` is no share of items: write for example `0.5%`", param, ctx)
        return float(written[1]) / 100


@click.command(short_help="Compare two policy sets.")
@click.argument("before", metavar="OLD")
@click.argument("after", metavar="NEW")
@click.argument("more", nargs=-1, metavar="[FILE]...")
@click.option(
    "--corpus",
    "corpus",
    multiple=True,
    metavar="FILE...",
    help="Items to decide on with both: JSON lines, `.gz` too, or `-`. More files may follow it.",
)
@click.option(
    "--below",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Directory of rulesets that OLD and NEW are layers over; repeat it, lowest first.",
)
@map_option
@market_option
@at_option
@lists_option
@click.option(
    "--format", "shape", type=click.Choice(["table", "markdown", "json"]), default="table", help="How to tell it."
)
@click.option(
    "--witnesses",
    type=click.IntRange(0),
    default=5,
    help="Items shown of each transition and each rule in shadow. Default: 5.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["loosened", "tightened", "any"]),
    help="Exit 1 if the outcome of any item is milder than before, stricter, or either.",
)
@click.option(
    "--max-change", type=Share(), help="Exit 1 if more than this share of the items comes to another outcome."
)
@click.option("--jobs", type=click.IntRange(1), help="Processes to decide in. Default: one for each processor.")
@click.option("--inference", type=click.Choice(["auto", "native", "durable"]), default="auto", help="Inference engine.")
def diff(
    before: str,
    after: str,
    more: tuple[str, ...],
    corpus: tuple[str, ...],
    below: tuple[Path, ...],
    fields: dict[str, str | None],
    markets: tuple[str, ...],
    at: datetime | None,
    lists: dict[str, list[str]],
    shape: str,
    witnesses: int,
    fail_on: str | None,
    max_change: float | None,
    jobs: int | None,
    inference: InferenceName,
) -> int:
    """Compare the policy sets OLD and NEW: directories, or revisions of git (`main`, `HEAD~1:rulesets`).

    It tells which rules, clauses, terms and params changed, and with `--corpus`, which items come to another outcome,
    loosened ones first. Nothing in the work tree is touched.
    """
    inputs = (*corpus, *more)
    _check_usage(inputs, corpus, fail_on is not None or max_change is not None)
    try:
        old, new = load_sides(before, after, below, lists)
    except RevisionError as error:
        raise click.UsageError(str(error)) from None
    assert old.policy_set is not None
    assert new.policy_set is not None
    changes = changes_between(old.policy_set, new.policy_set)
    tally = None
    if inputs:
        engines = PolicyEngine(old, inference), PolicyEngine(new, inference)
        ladder = ladder_of(old.policy_set.manifest.value.ladder, new.policy_set.manifest.value.ladder)
        moment = at or datetime.now(UTC)
        comparator = Comparator(*engines, ladder, Remapping(fields, markets), moment, witnesses)
        tally, broken = _decided(comparator, inputs, jobs or _processors())
        if not tally.items and not tally.unreadable:
            click.echo("nothing to compare: the corpus holds no item", err=True)
            return exits.NOTHING_TO_RUN
    report = Report(_side(before, old), _side(after, new), changes, tally)
    if shape == "json":
        click.echo(json.dumps(as_record(report), ensure_ascii=False, indent=2))
    elif shape == "markdown":
        click.echo(markdown(report), nl=False)
    else:
        show(Console(highlight=False, markup=False), report)
    if tally is None:
        return exits.DONE
    if broken:
        click.echo("an input could not be read to its end, so the comparison is not complete", err=True)
    crossed = _crossed(tally, fail_on, max_change)
    for gate in crossed:
        click.echo(f"gate crossed: {gate}", err=True)
    return exits.FINDINGS if crossed else exits.USAGE if broken else exits.DONE


def _check_usage(inputs: tuple[str, ...], corpus: tuple[str, ...], gated: bool) -> None:
    if inputs and not corpus:
        raise click.UsageError(f"`{inputs[0]}` is a third argument; items to decide on come after `--corpus`")
    if gated and not inputs:
        raise click.UsageError("gates compare decisions, so they need a `--corpus` to decide on")
    check_inputs(inputs)


def _side(source: str, loaded: Loaded) -> Side:
    assert loaded.program is not None
    setting = loaded.program.setting
    return Side(source, setting.name, setting.version, loaded.program.digest)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)  # which not every system has
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def _decided(comparator: Comparator, inputs: tuple[str, ...], processes: int) -> tuple[Tally, bool]:
    """The tally over all inputs, and whether one of them breaks off."""
    progress = progress_bar()
    task = progress.add_task("deciding", total=sum(Path(name).stat().st_size for name in inputs if name != "-") or None)
    broken: list[str] = []
    read = 0

    def parts() -> Iterator[Part]:
        nonlocal read
        for name in inputs:
            with opened(name) as (stream, size):
                lines = Lines(stream)
                for part in parts_of(name, lines):
                    yield part
                    progress.update(task, completed=read + position(stream))
                if lines.broken is not None:
                    broken.append(f"{name}: the input cannot be read to its end: {lines.broken}")
                read += size or 0

    def done(_part: Part) -> None:
        # Only now, because the bar is drawn by a thread, and a process with threads makes no good copies of itself.
        progress.start()

    try:
        tally = decide_twice(comparator, parts(), processes, done)
    finally:
        progress.stop()
    for source, line, problem in tally.unreadable:
        click.echo(f"{source}:{line}: {visible(problem)}", err=True)
    for message in broken:
        click.echo(visible(message), err=True)
    return tally, bool(broken)


def _crossed(tally: Tally, fail_on: str | None, max_change: float | None) -> list[str]:
    """The gates that were crossed, in words."""
    crossed: list[str] = []
    mixed = tally.went("mixed")
    reached = {
        "loosened": tally.went("loosened") + mixed,
        "tightened": tally.went("tightened") + mixed,
        "any": tally.changed,
    }
    if fail_on is not None and reached[fail_on]:
        what = "changed" if fail_on == "any" else fail_on
        crossed.append(f"{counted(reached[fail_on], 'item')} {what}")
    if max_change is not None and tally.changed > max_change * tally.items:
        share = tally.changed / tally.items
        crossed.append(f"{share:.2%} of the items changed, {max_change:.2%} allowed")
    return crossed

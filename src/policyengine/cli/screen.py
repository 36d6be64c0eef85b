"""`policyengine screen`: decisions for the items of JSONL files."""

from __future__ import annotations

import contextlib
import gzip
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.progress import Progress

from policyengine.authoring.items import Remapping, read_items
from policyengine.cli import exits
from policyengine.cli.cards import show_flagged
from policyengine.cli.inputs import Lines, check_inputs, map_option, market_option, opened, position, progress_bar
from policyengine.cli.options import at_option, directories_or_shipped, lists_option, locale_option, rulesets_option
from policyengine.cli.summary import Summary, is_flagged, show_summary
from policyengine.diagnostics.wording import visible
from policyengine.engine import InferenceName, PolicyEngine
from policyengine.errors import ContentError, ContentProblem
from policyengine.model.content import Content
from policyengine.model.decision import Decision

SHOWN = 50
"""Flagged items shown in full."""


@click.command(short_help="Decide on items.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@rulesets_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the decisions here, one JSON record a line."
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    help="Show what was flagged, or print every decision as JSON.",
)
@click.option("--audit", is_flag=True, help="Write audit records, which `replay` reads, in the place of decisions.")
@map_option
@market_option
@at_option
@click.option("--inference", type=click.Choice(["auto", "native", "durable"]), default="auto", help="Inference engine.")
@locale_option
@lists_option
@click.option("--fail-on", metavar="ACTION|review", help="Exit 1 if any item comes to this action or a stricter one.")
@click.option("--max-bad", type=click.IntRange(0), help="Exit 1 if more lines than this cannot be read.")
def screen(
    inputs: tuple[str, ...],
    directories: tuple[Path, ...],
    output: Path | None,
    shape: str,
    audit: bool,
    fields: dict[str, str | None],
    markets: tuple[str, ...],
    at: datetime | None,
    inference: InferenceName,
    locale: str,
    lists: dict[str, list[str]],
    fail_on: str | None,
    max_bad: int | None,
) -> int:
    """Decide on every item of INPUT: files of JSON lines, `.gz` too, or `-` for standard input.

    A line that cannot be read leaves an error record in its place and stops nothing.
    """
    engine = PolicyEngine.load(*directories_or_shipped(directories), lists=lists, inference=inference)
    gate = _gate(engine, fail_on)
    _check_paths(inputs, output)
    run = _Run(engine, Remapping(fields, markets), at or datetime.now(UTC), locale, gate, audit)
    console = Console(stderr=shape == "jsonl" and output is None, markup=False)
    with _written(output, shape) as sink, progress_bar() as progress:
        for name in inputs:
            run.file(name, sink, progress)
    if shape == "table":
        show_flagged(console, run.flagged, run.summary.flagged)
    show_summary(console, run.summary)
    if output is not None:
        console.print(f"decisions written to {output}", highlight=False, soft_wrap=True)
    return run.exit_code(max_bad)


class _Run:
    """One run over all inputs."""

    def __init__(
        self,
        engine: PolicyEngine,
        remapping: Remapping,
        at: datetime,
        locale: str,
        gate: frozenset[str],
        audit: bool,
    ) -> None:
        self.engine, self.remapping, self.at, self.locale, self.gate = engine, remapping, at, locale, gate
        self.audit = audit
        self.summary = Summary()
        self.flagged: list[tuple[Content, Decision]] = []
        self.crossed = False
        self.incomplete = False

    def file(self, name: str, sink: IO[str] | None, progress: Progress) -> None:
        """Every line of one input."""
        with opened(name) as (stream, size):
            task = progress.add_task(Path(name).name, total=size)
            lines = Lines(stream)
            number = 0
            for number, item in read_items(lines, self.remapping):
                _write(sink, self._record(name, number, item))
                if not number % 1000:
                    progress.update(task, completed=position(stream))
            if lines.broken is not None:
                self.incomplete = True
                problem = ContentProblem("", f"the input cannot be read beyond this line: {lines.broken}")
                _write(sink, self._record(name, number + 1, ContentError([problem])))
            progress.update(task, completed=size)

    def _record(self, name: str, number: int, item: Content | ContentError) -> str:
        if isinstance(item, Content):
            try:
                decision, written = self._decide(item)
            except ContentError as error:
                item = error
            else:
                self._count(item, decision)
                return written
        self.summary.bad += 1
        click.echo(f"{name}:{number}: {visible(str(item))}", err=True)
        return _error_record(name, number, item)

    def _decide(self, item: Content) -> tuple[Decision, str]:
        """The decision, and the record that is written of it."""
        if self.audit:
            record = self.engine.audit(item, at=self.at, locale=self.locale)
            return record.decision, record.to_json()
        decision = self.engine.evaluate(item, at=self.at, locale=self.locale)
        return decision, decision.to_json()

    def _count(self, content: Content, decision: Decision) -> None:
        self.summary.add(decision)
        if is_flagged(decision) and len(self.flagged) < SHOWN:
            self.flagged.append((content, decision))
        reached = {decision.action, *decision.actions, *(["review"] if decision.review.required else [])}
        self.crossed = self.crossed or not self.gate.isdisjoint(reached)

    def exit_code(self, max_bad: int | None) -> int:
        """The exit code that the run comes to."""
        if not self.summary.items and not self.summary.bad:
            click.echo("nothing to screen: the input holds no item", err=True)
            return exits.NOTHING_TO_RUN
        if self.crossed:
            click.echo("gate crossed: an item reached --fail-on", err=True)
            return exits.FINDINGS
        if max_bad is not None and self.summary.bad > max_bad:
            click.echo(f"gate crossed: {self.summary.bad} unreadable lines, {max_bad} allowed", err=True)
            return exits.FINDINGS
        if self.incomplete:
            click.echo("an input could not be read to its end, so the decisions are not complete", err=True)
            return exits.USAGE
        return exits.DONE


def _error_record(name: str, number: int, error: ContentError) -> str:
    problems = [{"pointer": each.pointer, "message": each.message, "help": each.help} for each in error.problems]
    record = {"schema": 1, "error": {"source": name, "line": number, "problems": problems}}
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def _gate(engine: PolicyEngine, fail_on: str | None) -> frozenset[str]:
    """The outcomes that cross the gate."""
    if fail_on is None:
        return frozenset()
    ladder = engine.describe().actions
    if fail_on != "review" and fail_on not in ladder[1:]:
        known = ", ".join((*ladder[1:], "review"))
        raise click.BadParameter(f"`{fail_on}` is none of: {known}", param_hint="--fail-on")
    return frozenset({"review"} if fail_on == "review" else ladder[ladder.index(fail_on) :])


def _check_paths(inputs: tuple[str, ...], output: Path | None) -> None:
    check_inputs(inputs)
    for name in inputs:
        if name != "-" and output is not None and output.exists() and Path(name).samefile(output):
            raise click.UsageError(f"`{name}` is both input and output")
    if output is not None and output.is_dir():
        raise click.UsageError(f"`{output}` is a directory; name the file to write")
    if output is not None and output.parent.exists() and not output.parent.is_dir():
        raise click.UsageError(f"`{output.parent}` is not a directory")
    if output is not None and not output.parent.is_dir():
        output.parent.mkdir(parents=True, exist_ok=True)


def _write(sink: IO[str] | None, record: str) -> None:
    if sink is not None:
        sink.write(record + "\n")


@contextlib.contextmanager
def _written(output: Path | None, shape: str) -> Iterator[IO[str] | None]:
    """Where records go. A file appears only when it is complete."""
    if output is None:
        yield sys.stdout if shape == "jsonl" else None
        return
    # What is no ordinary file, such as a pipe or `/dev/null`, is written to and never replaced.
    special = output.exists() and not output.is_file()
    partial = output if special else output.with_name(output.name + ".partial")
    opener: Any = gzip.open if output.suffix == ".gz" else open
    try:
        with opener(partial, "wt", encoding="utf-8", newline="\n") as sink:
            yield sink
    except BaseException:
        if not special:
            partial.unlink(missing_ok=True)
        raise
    if not special:
        partial.replace(output)

"""`policyengine screen`: decisions for the items of JSONL files."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from policyengine.authoring.items import Remapping, read_items
from policyengine.cli import exits
from policyengine.cli.cards import show_flagged
from policyengine.cli.options import at_option, directories_or_shipped, lists_option, locale_option, rulesets_option
from policyengine.cli.summary import Summary, is_flagged, show_summary
from policyengine.diagnostics.wording import visible
from policyengine.engine import InferenceName, PolicyEngine
from policyengine.errors import ContentError, ContentProblem
from policyengine.model.content import Content
from policyengine.model.decision import Decision

SHOWN = 50
"""Flagged items shown in full."""


def _remapping(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str | None]:
    fields: dict[str, str | None] = {}
    for pair in ",".join(values).split(","):
        if not pair:
            continue
        key, separator, target = pair.partition("=")
        if not separator or not key or not target:
            raise click.BadParameter(f"`{pair}`: write `key=field`, or `key=-` to drop a key")
        if target != "-" and target not in Content.model_fields:
            raise click.BadParameter(f"`{target}` is not a field of content; see `policyengine schema content`")
        fields[key] = None if target == "-" else target
    return fields


def _markets(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not re.fullmatch("[A-Z]{2}", value):
            raise click.BadParameter(f"`{value}` is not a market: write ISO 3166-1 alpha-2, such as `KR`")
    return values


@click.command()
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
@click.option("--map", "fields", multiple=True, callback=_remapping, help="Rename keys: `name=title,lang_hint=-`.")
@click.option(
    "--market", "markets", multiple=True, callback=_markets, metavar="CC", help="Markets of items that name none."
)
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
    run = _Run(engine, Remapping(fields, markets), at or datetime.now(UTC), locale, gate)
    console = Console(stderr=shape == "jsonl" and output is None, markup=False)
    with _written(output, shape) as sink, _progress() as progress:
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
        self, engine: PolicyEngine, remapping: Remapping, at: datetime, locale: str, gate: frozenset[str]
    ) -> None:
        self.engine, self.remapping, self.at, self.locale, self.gate = engine, remapping, at, locale, gate
        self.summary = Summary()
        self.flagged: list[tuple[Content, Decision]] = []
        self.crossed = False
        self.incomplete = False

    def file(self, name: str, sink: IO[str] | None, progress: Progress) -> None:
        """Every line of one input."""
        with _opened(name) as (stream, size):
            task = progress.add_task(Path(name).name, total=size)
            lines = _Lines(stream)
            number = 0
            for number, item in read_items(lines, self.remapping):
                _write(sink, self._record(name, number, item))
                if not number % 1000:
                    progress.update(task, completed=_position(stream))
            if lines.broken is not None:
                self.incomplete = True
                problem = ContentProblem("", f"the input cannot be read beyond this line: {lines.broken}")
                _write(sink, self._record(name, number + 1, ContentError([problem])))
            progress.update(task, completed=size)

    def _record(self, name: str, number: int, item: Content | ContentError) -> str:
        if isinstance(item, Content):
            try:
                decision = self.engine.evaluate(item, at=self.at, locale=self.locale)
            except ContentError as error:
                item = error
            else:
                self._count(item, decision)
                return decision.to_json()
        self.summary.bad += 1
        click.echo(f"{name}:{number}: {visible(str(item))}", err=True)
        return _error_record(name, number, item)

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
    for name in inputs:
        if name == "-":
            continue
        path = Path(name)
        if path.is_dir():
            raise click.UsageError(f"`{name}` is a directory; name the files in it")
        if not path.exists():
            raise click.UsageError(f"`{name}` does not exist")
        if output is not None and output.exists() and path.samefile(output):
            raise click.UsageError(f"`{name}` is both input and output")
    if output is not None and output.is_dir():
        raise click.UsageError(f"`{output}` is a directory; name the file to write")
    if output is not None and output.parent.exists() and not output.parent.is_dir():
        raise click.UsageError(f"`{output.parent}` is not a directory")
    if output is not None and not output.parent.is_dir():
        output.parent.mkdir(parents=True, exist_ok=True)


class _Lines:
    """The lines of a stream. Where the stream breaks off, they end, and `broken` says why."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.broken: str | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except (OSError, EOFError, zlib.error) as error:
            self.broken = (getattr(error, "strerror", None) or str(error)).lower()


def _write(sink: IO[str] | None, record: str) -> None:
    if sink is not None:
        sink.write(record + "\n")


@contextlib.contextmanager
def _opened(name: str) -> Iterator[tuple[Any, int | None]]:
    """The lines of an input as bytes, and its size in bytes on disk if it is a file."""
    if name == "-":
        yield sys.stdin.buffer, None
        return
    with contextlib.ExitStack() as stack:
        try:
            raw = stack.enter_context(Path(name).open("rb"))
        except OSError as error:
            raise click.UsageError(f"`{name}` cannot be read: {(error.strerror or str(error)).lower()}") from None
        size = os.fstat(raw.fileno()).st_size
        if name.endswith(".gz"):
            with gzip.GzipFile(fileobj=raw) as stream:
                yield stream, size
        else:
            yield raw, size


def _position(stream: Any) -> int:
    raw: Any = stream.fileobj if isinstance(stream, gzip.GzipFile) else stream
    return int(raw.tell()) if raw.seekable() else 0


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


def _progress() -> Progress:
    """A progress bar on the terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )

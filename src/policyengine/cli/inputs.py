"""Inputs that several verbs read: files of JSON lines, packed or not, with options that fit them to the model."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from policyengine.cli.options import F
from policyengine.model.content import Content


def map_option(command: F) -> F:
    """`--map KEY=FIELD`."""
    return click.option(
        "--map", "fields", multiple=True, callback=_remapping, help="Rename keys: `name=title,lang_hint=-`."
    )(command)


def market_option(command: F) -> F:
    """`--market CC`, once for each."""
    return click.option(
        "--market", "markets", multiple=True, callback=_markets, metavar="CC", help="Markets of items that name none."
    )(command)


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


def check_inputs(inputs: tuple[str, ...]) -> None:
    """Raises a usage error for an input that is no file and not `-`."""
    for name in inputs:
        if name == "-":
            continue
        if Path(name).is_dir():
            raise click.UsageError(f"`{name}` is a directory; name the files in it")
        if not Path(name).exists():
            raise click.UsageError(f"`{name}` does not exist")


class Lines:
    """The lines of a stream. Where the stream breaks off, they end, and `broken` says why."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.broken: str | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except (OSError, EOFError, zlib.error) as error:
            self.broken = (getattr(error, "strerror", None) or str(error)).lower()


@contextlib.contextmanager
def opened(name: str) -> Iterator[tuple[Any, int | None]]:
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


def position(stream: Any) -> int:
    """How far into the file on disk the stream has been read, in bytes."""
    raw: Any = stream.fileobj if isinstance(stream, gzip.GzipFile) else stream
    return int(raw.tell()) if raw.seekable() else 0


def progress_bar() -> Progress:
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

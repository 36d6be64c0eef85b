"""Options that several verbs share, and the values they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from policyengine.model.base import canonical_language
from policyengine.shipped import shipped

F = TypeVar("F", bound=Callable[..., Any])


class Moment(click.ParamType[datetime]):
    """An ISO 8601 moment with a time zone, or a day, which means its start in UTC."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC; a usage error if it is none."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        except ValueError:
            self.fail(f"`{value}` is not a moment: write `2026-03-01` or `2026-03-01T09:00:00+09:00`", param, ctx)
        if not 1 < moment.year < 9000:
            self.fail(f"`{value}` lies in the year {moment.year}", param, ctx)
        if moment.tzinfo is None and len(str(value)) > 10:
            self.fail(f"`{value}` has no time zone: write for example `{value}Z`", param, ctx)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def directories_option(help_: str) -> Callable[[F], F]:
    """`-r DIRECTORY`, once for each layer."""
    return click.option(
        "-r", "--rulesets", "directories", multiple=True, type=click.Path(path_type=Path, readable=False), help=help_
    )


rulesets_option = directories_option(
    "Directory of rulesets; repeat it for layers, lowest first. Default: the shipped rulesets."
)


def at_option(command: F) -> F:
    """`--at MOMENT`."""
    return click.option("--at", type=Moment(), help="Decide as of this moment. Default: now.")(command)


def lists_option(command: F) -> F:
    """`--list NAME=FILE`."""
    return click.option(
        "--list",
        "lists",
        multiple=True,
        callback=_read_lists,
        metavar="NAME=FILE",
        help="Supply a list that the manifest declares: a UTF-8 file with one entry a line.",
    )(command)


def locale_option(command: F) -> F:
    """`--locale TAG`."""
    return click.option("--locale", default="en", callback=_locale, help="Locale of the clause texts.")(command)


def _locale(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    try:
        return canonical_language(value)
    except ValueError:
        raise click.BadParameter(f"`{value}` is not a language tag: write for example `ko`") from None


def _read_lists(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for value in values:
        name, separator, path = value.partition("=")
        if not separator:
            raise click.BadParameter(f"`{value}`: write `NAME=FILE`")
        try:
            lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise click.BadParameter(f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}") from None
        except UnicodeDecodeError as error:
            raise click.BadParameter(f"`{path}` is not UTF-8 at byte {error.start}") from None
        lists[name] = [line.strip() for line in lines if line.strip()]
    return lists


def directories_or_shipped(directories: tuple[Path, ...]) -> tuple[Path, ...]:
    """The directories asked for, or the shipped rulesets."""
    return directories or (shipped(),)

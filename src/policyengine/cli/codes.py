"""`--select` and `--ignore`: which diagnostics are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import TABLE

F = TypeVar("F", bound=Callable[..., Any])


def codes_options(command: F) -> F:
    """Both options; the command takes the codes that remain as `codes`."""
    ignored = click.option("--ignore", multiple=True, metavar="CODES", help="Do not tell findings of these codes.")
    selected = click.option(
        "--select",
        multiple=True,
        metavar="CODES",
        help="Tell findings of these codes only: `PE305,PE4`; a beginning stands for all codes that have it.",
    )
    return selected(ignored(command))


def chosen_codes(select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str]:
    """The codes selected, or all, without those ignored. Raises a usage error for what begins no code."""
    selected = _named(select, "--select") if select else frozenset(TABLE)
    return selected - _named(ignore, "--ignore")


def _named(values: tuple[str, ...], option: str) -> frozenset[str]:
    found: set[str] = set()
    for word in (each.strip().upper() for value in values for each in value.split(",")):
        stem = re.sub(r"X+$", "", word)
        codes = [code for code in TABLE if len(stem) > 2 and code.startswith(stem)]
        if not codes:
            guess = did_you_mean(word, sorted(TABLE))
            hint = f"; did you mean `{guess}`?" if guess else ""
            raise click.BadParameter(f"no diagnostic begins with `{word}`{hint}", param_hint=f"'{option}'")
        found.update(codes)
    return frozenset(found)

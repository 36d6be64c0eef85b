"""`policyengine statement`: statements of reasons for decisions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from policyengine.cli import exits
from policyengine.cli.inputs import check_inputs
from policyengine.cli.options import directories_or_shipped, lists_option, locale_option, rulesets_option
from policyengine.cli.records import records
from policyengine.diagnostics.wording import counted, visible
from policyengine.engine import PolicyEngine
from policyengine.errors import StatementError
from policyengine.model.statement import DECIDERS, Decider
from policyengine.model.statement_request import StatementRequest

RULE = "-" * 72
"""Between two texts."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@rulesets_option
@lists_option
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "dsa"]),
    default="text",
    help="Texts for the people concerned, the same as records, or records for the DSA Transparency Database.",
)
@locale_option
@click.option("--decided-by", type=click.Choice(DECIDERS), help="Who decided, for lines that do not say.")
def statement(
    inputs: tuple[str, ...],
    directories: tuple[Path, ...],
    lists: dict[str, list[str]],
    shape: str,
    locale: str,
    decided_by: Decider | None,
) -> int:
    """Write statements of reasons.

    INPUT holds JSON lines: `decision`, `content` and `filing`, or `decided_by` in its place; or audit records, as
    `screen --audit` writes them; `.gz` too, or `-`. Nothing is written where nothing was restricted.
    """
    run = _Run(PolicyEngine.load(*directories_or_shipped(directories), lists=lists), shape, locale, decided_by)
    check_inputs(inputs)
    for name in inputs:
        run.file(name)
    return run.exit_code()


class _Run:
    """One run over all inputs."""

    def __init__(self, engine: PolicyEngine, shape: str, locale: str, decided_by: Decider | None) -> None:
        self._engine, self._shape, self._locale, self._decided_by = engine, shape, locale, decided_by
        self._made = self._none = self._refused = self._bad = self._not_judged = 0

    def file(self, name: str) -> None:
        """Every line of one input."""
        for line in records(name, StatementRequest, "what a statement is made of"):
            self._not_judged += line.not_judged
            if line.problem is not None:
                self._bad += 1
                _say(line.place, line.problem)
            elif line.record is not None:
                self._state(line.place, line.record)

    def _state(self, place: str, asked: StatementRequest) -> None:
        try:
            told = self._told(asked)
        except StatementError as error:
            self._refused += 1
            _say(place, str(error))
            return
        if told is None:
            self._none += 1
            return
        if self._shape == "text" and self._made:
            click.echo(f"{RULE}\n")
        self._made += 1
        click.echo(told)

    def _told(self, asked: StatementRequest) -> str | None:
        """What is written for a line; `None` where no statement is owed."""
        filing = asked.filing
        if self._shape == "dsa":
            if filing is None:
                raise StatementError("a record needs a `filing`, with `puid`, `decided_by` and `application_date`")
            record = self._engine.dsa_record(asked.decision, asked.content, filing)
            return None if record is None else json.dumps(record, ensure_ascii=False)
        decided_by = filing.decided_by if filing is not None else asked.decided_by or self._decided_by
        if decided_by is None:
            raise StatementError(f"who decided? give `decided_by` or --decided-by: {', '.join(DECIDERS)}")
        made = self._engine.statement(
            asked.decision,
            asked.content,
            decided_by=decided_by,
            locale=self._locale,
            account_measure=asked.account_measure if filing is None else filing.account_measure,
            until=asked.until if filing is None else filing.end_date,
        )
        if made is None:
            return None
        return made.text if self._shape == "text" else made.to_json()

    def exit_code(self) -> int:
        """Tells how many were written, and the exit code that the run comes to."""
        if not self._made + self._none + self._refused + self._bad:
            click.echo("nothing to state: the input holds no decision", err=True)
            return exits.NOTHING_TO_RUN
        parts = [counted(self._made, "statement"), f"{self._none:,} not owed", f"{self._refused:,} refused"]
        if self._not_judged:
            parts.append(f"{self._not_judged:,} had not been judged")
        unread = [f"{counted(self._bad, 'line')} cannot be read"] if self._bad else []
        click.echo(" · ".join([*parts, *unread]), err=True)
        if self._bad:
            return exits.USAGE
        return exits.FINDINGS if self._refused else exits.DONE


def _say(place: str, why: str) -> None:
    click.echo(f"{place}: {visible(why)}", err=True)

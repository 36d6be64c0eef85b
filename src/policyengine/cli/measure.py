"""`policyengine measure`: how well rules do on what people have judged."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click
from rich.console import Console

from policyengine.authoring.items import Remapping
from policyengine.authoring.measuring.judged import Judged, Told, labelled, reviewed, told_by
from policyengine.authoring.measuring.rows import Label, Problem, RowReader, decision_of, read_decisions
from policyengine.authoring.measuring.scores import as_record, score
from policyengine.cli import exits
from policyengine.cli.inputs import Lines, check_inputs, map_option, opened
from policyengine.cli.measure_table import show
from policyengine.cli.options import at_option, directories_or_shipped, lists_option, rulesets_option
from policyengine.diagnostics.wording import visible
from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError
from policyengine.model.content import TEXT_FIELDS, Kind
from policyengine.model.decision import Decision
from policyengine.model.review_outcome import ReviewOutcome

_FIELDS = sorted(set(TEXT_FIELDS) - {"transcript", "credits", "members", "localized_titles"})


@click.command(short_help="Measure rules on labelled items.")
@click.argument("inputs", nargs=-1, required=True, metavar="DATA...")
@rulesets_option
@click.option(
    "--decisions", multiple=True, metavar="FILE", help="The decisions that outcomes name, as `screen` wrote them."
)
@click.option("--field", type=click.Choice(_FIELDS), default="body", help="Where a bare `text` stands. Default: body.")
@click.option("--kind", type=click.Choice(get_args(Kind)), default="comment", help="What a bare `text` is part of.")
@map_option
@at_option
@lists_option
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", help="How to tell it.")
def measure(
    inputs: tuple[str, ...],
    directories: tuple[Path, ...],
    decisions: tuple[str, ...],
    field: str,
    kind: str,
    fields: dict[str, str | None],
    at: datetime | None,
    lists: dict[str, list[str]],
    shape: str,
) -> int:
    """Measure rules on DATA: JSON lines, `.gz` too, or `-`, with a `label` or with a reviewer's `outcome`.

    It tells precision, recall and overturn rate by rule, clause, lexicon and language, each with a Wilson interval of
    95 %, and which rules cost reviewers most for each true hit. Rules in shadow stand beside the live ones.
    """
    check_inputs((*inputs, *decisions))
    run = _Run(directories, lists, at or datetime.now(UTC), _known(decisions))
    reader = RowReader(Remapping(fields), field, kind)
    scores = score(run.judged(inputs, reader))
    scores.technical, scores.errors = run.technical, dict(run.errors)
    if not scores.decisions and not scores.technical:
        click.echo("nothing to measure: the data holds no row that can be used", err=True)
        return exits.NOTHING_TO_RUN
    if shape == "json":
        click.echo(json.dumps(as_record(scores), ensure_ascii=False, indent=2))
    else:
        show(Console(highlight=False, markup=False), scores)
    if run.bad:
        click.echo(f"{run.bad:,} {'row' if run.bad == 1 else 'rows'} could not be used", err=True)
    return exits.USAGE if run.incomplete else exits.DONE


class _Run:
    """One run over all rows."""

    def __init__(
        self, directories: tuple[Path, ...], lists: dict[str, list[str]], at: datetime, known: dict[str, Told]
    ) -> None:
        self.directories, self.lists, self.at, self.known = directories, lists, at, known
        self.errors: Counter[str] = Counter()
        self.technical = self.bad = 0
        self.incomplete = False
        self._engine: PolicyEngine | None = None

    @property
    def engine(self) -> PolicyEngine:
        """Loaded when a label first asks for it; outcomes need none."""
        if self._engine is None:
            self._engine = PolicyEngine.load(*directories_or_shipped(self.directories), lists=self.lists)
        return self._engine

    def judged(self, inputs: tuple[str, ...], reader: RowReader) -> Iterator[Judged]:
        """Every decision that a person has judged; rows that cannot be used are told."""
        for name in inputs:
            with opened(name) as (stream, _):
                lines = Lines(stream)
                for number, row in reader.read(lines):
                    found = self._judged(row) if not isinstance(row, Problem) else row
                    if isinstance(found, Problem):
                        self.bad += 1
                        click.echo(f"{name}:{number}: {visible(found.message)}", err=True)
                    elif found is not None:
                        yield found
                if lines.broken is not None:
                    self.incomplete = True
                    click.echo(f"{name}: the input cannot be read to its end: {visible(lines.broken)}", err=True)

    def _judged(self, row: Label | ReviewOutcome) -> Judged | Problem | None:
        if isinstance(row, Label):
            try:
                decision = self.engine.evaluate(row.content, at=self.at)
            except ContentError as error:
                return Problem(str(error))
            return labelled(decision, row.content, row.guilty, row.clauses)
        told = self._told(row)
        if isinstance(told, Problem):
            return told
        if row.error is not None:
            self.errors[row.error] += 1
        self.technical += row.error == "technical"
        return reviewed(told, row)

    def _told(self, row: ReviewOutcome) -> Told | Problem:
        if isinstance(row.decision, str):
            help_ = "give the file that holds it with `--decisions`"
            return self.known.get(row.decision) or Problem(f"/decision: no decision `{row.decision}`; {help_}")
        decision = decision_of(row.decision)
        return told_by(decision) if isinstance(decision, Decision) else decision


def _known(files: tuple[str, ...]) -> dict[str, Told]:
    """What the decisions in these files say, by their ids."""
    known: dict[str, Told] = {}
    for name in files:
        with opened(name) as (stream, _):
            lines = Lines(stream)
            for number, found in read_decisions(lines):
                if isinstance(found, Problem):
                    click.echo(f"{name}:{number}: {visible(found.message)}", err=True)
                elif found is not None:
                    known[found.id] = told_by(found)
            if lines.broken is not None:
                raise click.UsageError(f"`{name}` cannot be read to its end: {lines.broken}")
    return known

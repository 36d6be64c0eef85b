"""`policyengine mutate`: whether the cases would notice if a rule said something else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from policyengine.authoring.cases import all_cases
from policyengine.authoring.mutation.cases import Bench
from policyengine.authoring.mutation.changed import NotTold, changed_lines, within
from policyengine.authoring.mutation.mutant import APART, KINDS, Mutant
from policyengine.authoring.mutation.run import Report, all_mutants, run, sample, share
from policyengine.cli import exits
from policyengine.cli.options import directories_or_shipped, rulesets_option
from policyengine.compile.program import Program
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.wording import counted
from policyengine.loading import load_program, read_request
from policyengine.source.definitions import PolicySet


@click.command(short_help="Find what no case would notice.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[DIRECTORY]...")
@rulesets_option
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only mutants of this rule; may be repeated.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only mutants of this kind.")
@click.option("--changed-since", "revision", metavar="REV", help="Only on lines that differ from this git revision.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many, as evenly over the kinds.")
@click.option("--seed", type=int, default=0, show_default=True, help="Which sample --limit takes.")
@click.option("--min", "least", type=click.FloatRange(0, 100), metavar="SCORE", help="The least score, in percent.")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
def mutate(
    paths: tuple[Path, ...],
    directories: tuple[Path, ...],
    rules: tuple[str, ...],
    kinds: tuple[str, ...],
    revision: str | None,
    limit: int | None,
    seed: int,
    least: float | None,
    shape: str,
) -> int:
    """Change one small thing at a time in the rulesets in DIRECTORY, and see whether a case fails.

    What no case notices is told with its place. Ends with 1 if the score is below --min.
    """
    chosen = directories_or_shipped((*paths, *directories))
    request, problems = read_request(chosen)
    bench = Bench(load_program(request, problems, as_tested=True))
    base = bench.base(None)
    mutants = _chosen(base.policy_set, base.program, rules, kinds)
    if revision is not None:
        try:
            mutants = within(mutants, changed_lines(chosen, revision))
        except NotTold as reason:
            raise click.BadParameter(str(reason), param_hint="--changed-since") from None
    cases = tuple(all_cases(base.policy_set, datetime.now(UTC).date()))
    if not cases or not mutants:
        what = "the rulesets have no case" if not cases else "nothing that was asked for can be changed"
        click.echo(f"nothing to mutate: {what}", err=True)
        return exits.NOTHING_TO_RUN
    tried = mutants if limit is None or limit >= len(mutants) else sample(mutants, limit, seed)
    report = run(bench, cases, tried, len(mutants), _watched)
    if shape == "json":
        click.echo(json.dumps(_plain(report, seed), ensure_ascii=False, indent=2))
    else:
        _show(Console(highlight=False, markup=False), report, seed)
    return _gate(report, least)


def _gate(report: Report, least: float | None) -> int:
    if not report.cases:
        click.echo("no case comes out as expected, so nothing can be noticed; run `policyengine test` first", err=True)
        return exits.FINDINGS
    score = report.score() if report.score() is not None else report.score(apart=True)
    if least is not None and score is not None and score * 100 < least:
        click.echo(f"gate crossed: the score is {_percent(score)}, and --min asks for {least:g} %", err=True)
        return exits.FINDINGS
    return exits.DONE


def _chosen(
    policy_set: PolicySet, program: Program, rules: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[Mutant, ...]:
    for rule in rules:
        if rule not in policy_set.rules:
            guess = did_you_mean(rule, sorted(policy_set.rules))
            hint = f"; did you mean `{guess}`?" if guess else ": write it as `area/rule`"
            raise click.BadParameter(f"the rulesets have no rule `{rule}`{hint}", param_hint="--rule")
    return tuple(
        each
        for each in all_mutants(policy_set, program)
        if (not rules or not each.touches.isdisjoint(rules)) and (not kinds or each.kind in kinds)
    )


def _watched(sequence: Sequence[Any], what: str) -> Iterable[Any]:
    """A bar on the terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    return track(sequence, what, console=console, transient=True, disable=not console.is_terminal)


def _show(console: Console, report: Report, seed: int) -> None:
    for each in report.survivors:
        end = "" if each.fate == "survived" else " (no case touches it)"
        console.print(f"no case notices if {each.mutant.told}{end}", style="yellow", soft_wrap=True)
        console.print(f"  {each.mutant.place}", style="dim", soft_wrap=True)
    if report.survivors:
        console.print()
    table = Table(box=None, pad_edge=False)
    table.add_column("changed")
    for heading in ("noticed", "missed", "score"):
        table.add_column(heading, justify="right")
    for apart in (False, True):
        for kind, fates in report.counts().items():
            missed = fates["survived"] + fates["uncovered"]
            if (kind in APART) == apart and missed + fates["noticed"]:
                table.add_row(kind, f"{fates['noticed']:,}", f"{missed:,}", _percent(share(fates)))
    console.print(table)
    for line in _summary(report, seed):
        console.print(line, soft_wrap=True)


def _summary(report: Report, seed: int) -> list[str]:
    lines = []
    if len(report.results) < report.of:
        lines.append(f"a sample: {len(report.results):,} of {counted(report.of, 'mutant')}, seed {seed}")
    left = {fate: sum(1 for each in report.results if each.fate == fate) for fate in ("equivalent", "refused")}
    if left["equivalent"]:
        lines.append(f"{left['equivalent']:,} not counted: they change no decision")
    if left["refused"]:
        lines.append(f"{left['refused']:,} not counted: they do not load, which `check` notices")
    if report.failing:
        lines.append(
            f"{counted(len(report.failing), 'case')} left out: failing as things stand; run `policyengine test`"
        )
    parts = [counted(len(report.results), "mutant"), counted(report.cases, "case")]
    for apart, what in ((False, "score"), (True, "score of terms and patterns")):
        if report.score(apart) is not None:
            parts.append(f"{what} {_percent(report.score(apart))}")
    return [*lines, " · ".join(parts)]


def _percent(score: float | None) -> str:
    return "-" if score is None else f"{int(score * 1000) / 10:g} %"


def _plain(report: Report, seed: int) -> dict[str, Any]:
    return {
        "schema": 1,
        "mutants": report.of,
        "tried": len(report.results),
        "seed": seed,
        "cases": report.cases,
        "failing": list(report.failing),
        "score": report.score(),
        "score_of_terms_and_patterns": report.score(apart=True),
        "kinds": {kind: dict(sorted(fates.items())) for kind, fates in report.counts().items()},
        "survivors": [
            {
                "kind": each.mutant.kind,
                "if": each.mutant.told,
                "file": each.mutant.span.file,
                "line": each.mutant.span.start.line,
                "column": each.mutant.span.start.column,
                "covered": each.fate == "survived",
            }
            for each in report.survivors
        ],
    }

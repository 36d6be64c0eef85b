"""`policyengine test`: examples, suites and clean items, against the decisions that come out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from policyengine.authoring.cases import ExampleCase, all_cases
from policyengine.authoring.judge import Judge, Verdict, proves_itself
from policyengine.cli import exits
from policyengine.cli.options import directories_or_shipped, rulesets_option
from policyengine.diagnostics.wording import counted
from policyengine.loading import load_program, read_request


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[DIRECTORY]...")
@rulesets_option
@click.option("-k", "only", metavar="TEXT", help="Only cases whose name or place holds this text.")
def test(paths: tuple[Path, ...], directories: tuple[Path, ...], only: str | None) -> int:
    """Run everything that the rulesets in DIRECTORY promise of themselves.

    Lists stand in with the examples that the manifest gives for them.
    """
    request, problems = read_request(directories_or_shipped((*paths, *directories)))
    loaded = load_program(request, problems)
    assert loaded.policy_set is not None
    lists = {name: declared.examples for name, declared in loaded.policy_set.lists.items() if declared.examples}
    request, _ = read_request(directories_or_shipped((*paths, *directories)), lists=lists)
    today = datetime.now(UTC).date()
    cases = [
        case for case in all_cases(loaded.policy_set, today) if only is None or only in f"{case.name} {case.place}"
    ]
    if not cases:
        click.echo("nothing to test: no case" + (f" is named like `{only}`" if only else ""), err=True)
        return exits.NOTHING_TO_RUN
    judge = Judge(request)
    if not proves_itself(judge):
        raise AssertionError("the test runner passed a decision that is wrong")
    progress = Console(stderr=True)
    quiet = not progress.is_terminal
    verdicts = [judge.run(case) for case in track(cases, "testing", console=progress, transient=True, disable=quiet)]
    failed = [verdict for verdict in verdicts if not verdict.passed]
    console = Console(highlight=False, markup=False)
    for verdict in failed:
        _show(console, verdict)
    rules = {case.rule for case in cases if isinstance(case, ExampleCase)}
    parts = [counted(len(cases), "case"), f"{len(cases) - len(failed):,} passed", f"{len(failed):,} failed"]
    console.print(" · ".join([*parts, f"{counted(len(rules), 'rule')} with examples"]))
    return exits.FINDINGS if failed else exits.DONE


def _show(console: Console, verdict: Verdict) -> None:
    console.print(f"FAILED {verdict.case.name}", style="bold red", soft_wrap=True)
    console.print(f"  {verdict.case.place}", style="dim", soft_wrap=True)
    for each in verdict.differences:
        console.print(f"  - {each.part}: {each.expected}", style="red", soft_wrap=True)
        console.print(f"  + {each.part}: {each.actual}", style="green", soft_wrap=True)
    for line in verdict.near:
        console.print(f"  {line}", style="dim", soft_wrap=True)
    console.print()

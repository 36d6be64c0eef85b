"""`policyengine replay`: decisions made again from their audit records."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding

from policyengine.authoring.replaying import Replay, Replayer, Standing
from policyengine.cli import exits
from policyengine.cli.inputs import check_inputs
from policyengine.cli.options import directories_or_shipped, lists_option, rulesets_option
from policyengine.cli.records import records
from policyengine.diagnostics.wording import visible
from policyengine.engine import PolicyEngine
from policyengine.loading import load_program, read_request
from policyengine.model.audit_record import AuditRecord

SHOWN = 50
"""Records that are shown in full."""


@click.command()
@click.argument("logs", nargs=-1, required=True, metavar="LOG...")
@rulesets_option
@lists_option
@click.option(
    "--fail-on", type=click.Choice(["different", "cannot"]), multiple=True, help="Exit 1 if any record is so."
)
def replay(
    logs: tuple[str, ...], directories: tuple[Path, ...], lists: dict[str, list[str]], fail_on: tuple[str, ...]
) -> int:
    """Make decisions again from a LOG of them.

    Tells what comes out otherwise, or why it cannot be done.

    LOG holds audit records, one JSON object a line, as `screen --audit` writes them; `.gz` too, or `-`.
    """
    request, problems = read_request(directories_or_shipped(directories), lists=lists)
    loaded = load_program(request, problems)
    assert loaded.program is not None
    replayer = Replayer(PolicyEngine(loaded), loaded.program)
    check_inputs(logs)
    run = _Run(replayer, Console(highlight=False, markup=False))
    for name in logs:
        run.file(name)
    return run.exit_code(fail_on)


class _Run:
    """One run over all logs."""

    def __init__(self, replayer: Replayer, console: Console) -> None:
        self._replayer, self._console = replayer, console
        self._counts: dict[Standing, int] = {"same": 0, "different": 0, "cannot": 0}
        self._shown = self._bad = self._not_judged = 0

    def file(self, name: str) -> None:
        """Every record of one log."""
        for line in records(name, AuditRecord, "an audit record"):
            self._not_judged += line.not_judged
            if line.problem is not None:
                self._bad += 1
                click.echo(f"{line.place}: {visible(line.problem)}", err=True)
            elif line.record is not None:
                self._replay(line.record)

    def _replay(self, record: AuditRecord) -> None:
        told = self._replayer.replay(record)
        self._counts[told.standing] += 1
        if told.standing != "same" and self._shown < SHOWN:
            self._shown += 1
            _show(self._console, told)

    def exit_code(self, fail_on: tuple[str, ...]) -> int:
        """Tells how many came out how, and the exit code that the run comes to."""
        same, different, cannot = self._counts.values()
        if not self._bad and not same + different + cannot:
            click.echo("nothing to replay: the log holds no record", err=True)
            return exits.NOTHING_TO_RUN
        if different + cannot > self._shown:
            self._console.print(f"… and {different + cannot - self._shown:,} more")
        unread = f" · {self._not_judged:,} had not been judged" if self._not_judged else ""
        unread += f" · {self._bad:,} lines cannot be read" if self._bad else ""
        self._console.print(f"{same:,} the same · {different:,} different · {cannot:,} cannot be made again{unread}")
        if self._bad:
            return exits.USAGE
        crossed = {"different": different, "cannot": cannot}
        return exits.FINDINGS if any(crossed[each] for each in fail_on) else exits.DONE


def _show(console: Console, told: Replay) -> None:
    note = "  (by the very policy set that decided)" if told.unfaithful else ""
    console.print(f"{told.standing}  {told.content_id}  {told.decision}{note}", style="bold")
    for change in told.changes:
        console.print(Padding(f"{change.part}: {change.before} → {change.after}", (0, 0, 0, 2), expand=False))
    for reason in told.reasons:
        console.print(Padding(reason, (0, 0, 0, 2), expand=False))

"""A comparison on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from policyengine.authoring.comparing.decided import Witness
from policyengine.authoring.comparing.report import Report, in_order, moved_rules, shadow_rules
from policyengine.authoring.comparing.tally import GROUPINGS, Tally
from policyengine.cli.diff_words import (
    arrow,
    change_rows,
    cut,
    rows_by,
    rule_rows,
    rules_of,
    summary,
    told,
    transition_rows,
    word_of,
)
from policyengine.diagnostics.wording import visible

MOST_DETAILS = 12
"""Details that are shown of one change."""
LONGEST_DETAIL = 300
"""Characters of one detail, such as all terms that were added to a lexicon."""
MOST_ROWS = 40
"""Rows of one table."""
_STYLES = {"loosened": "bold red", "mixed": "red", "tightened": "yellow", "grounds": "cyan", "same": "dim"}
_SIGN_STYLES = {"+": "green", "−": "red", "~": "yellow"}


def show(console: Console, report: Report) -> None:
    """What changed, what that does, and one line that says it all."""
    _show_sides(console, report)
    _show_changes(console, report)
    if report.tally is None:
        hows = Counter(change.how for change in report.changes)
        console.print(f"{hows['added']:,} added · {hows['removed']:,} removed · {hows['changed']:,} changed")
        return
    _show_transitions(console, report.tally)
    _show_groups(console, report.tally)
    _show_rules(console, report.tally)
    console.print(summary(report.tally))


def _show_sides(console: Console, report: Report) -> None:
    for label, side in (("old", report.before), ("new", report.after)):
        line = f"{label}  {visible(side.source)}  {side.name} {side.version}, {side.digest[:12]}"
        console.print(line, style="dim", soft_wrap=True)
    console.print()


def _show_changes(console: Console, report: Report) -> None:
    if not report.changes:
        same = report.before.digest == report.after.digest
        console.print("no definition differs" + (", nor anything else that can change a decision" if same else ""))
        console.print()
        return
    rows = change_rows(report.changes)
    _table(console, ("", "added", "removed", "changed"), rows, right=(1, 2, 3))
    lines = told(report.changes)
    for sign, what, details in lines[:MOST_ROWS]:
        line = Text(f"{sign} ", style=_SIGN_STYLES[sign])
        console.print(line.append(visible(what), style="none"), soft_wrap=True)
        for detail in details[:MOST_DETAILS]:
            console.print(Padding(Text(cut(detail, LONGEST_DETAIL), style="dim"), (0, 0, 0, 4), expand=False))
        _left_out(console, len(details) - MOST_DETAILS, "    ")
    _left_out(console, len(lines) - MOST_ROWS)
    console.print()


def _show_transitions(console: Console, tally: Tally) -> None:
    transitions = in_order(tally.transitions)
    _table(console, ("", "outcome", "items", ""), transition_rows(tally), right=(2, 3))
    for each, items in transitions:
        heading = Text(each.direction, style=_STYLES[each.direction]).append(f"  {arrow(each)}", style="not bold")
        _show_witnesses(console, heading, tally.witnesses.get(each, ()), items)


def _show_witnesses(console: Console, heading: Text, witnesses: Sequence[Witness], items: int) -> None:
    if not witnesses:
        return
    console.print(heading, soft_wrap=True)
    for witness in witnesses:
        _show_witness(console, witness)
    _left_out(console, items - len(witnesses), "  ")
    console.print()


def _show_witness(console: Console, witness: Witness) -> None:
    place = f"{witness.source}:{witness.line}"
    item = Text(f"{witness.kind} {visible(witness.item)}", style="bold")
    console.print(Padding(item.append(f"  {visible(place)}", style="dim not bold"), (0, 0, 0, 2), expand=False))
    for word in witness.words:
        line = Text(word_of(word)).append(f" in {visible(word.pointer)}, {_CITED[word.cited]}", style="dim")
        console.print(Padding(line, (0, 0, 0, 4), expand=False))
        if word.around is not None and word.text:
            passage = Text(visible(word.around.left)).append(visible(word.text), style="bold")
            console.print(Padding(passage.append(visible(word.around.right)), (0, 0, 0, 6), expand=False))
    console.print(Padding(Text(rules_of(witness), style="dim"), (0, 0, 0, 4), expand=False))


_CITED = {"before": "before", "after": "after", "both": "before and after"}


def _show_groups(console: Console, tally: Tally) -> None:
    for grouping in GROUPINGS:
        rows = rows_by(tally, grouping)
        if rows:
            _table(console, (grouping, "", "outcome", "items", ""), rows, right=(3, 4))


def _show_rules(console: Console, tally: Tally) -> None:
    moved = rule_rows(moved_rules(tally))
    if moved:
        _table(console, ("rule", "lost", "gained"), moved, right=(1, 2))
    shadow = rule_rows(shadow_rules(tally))
    if shadow:
        _table(console, ("rule in shadow", "before", "after"), shadow, right=(1, 2))
    for rule, items in sorted(tally.shadow_moved.items()):
        heading = Text("in shadow", style="cyan").append(f"  {rule}", style="none")
        _show_witnesses(console, heading, tally.shadow_witnesses[rule], items)


def _table(console: Console, headings: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int]) -> None:
    table = Table(box=None, pad_edge=False)
    for index, heading in enumerate(headings):
        numeric = index in right
        table.add_column(heading, justify="right" if numeric else "left", no_wrap=numeric, overflow="fold")
    for row in rows[:MOST_ROWS]:
        table.add_row(*(Text(visible(cell), style=_STYLES.get(cell, "")) for cell in row))
    console.print(table)
    _left_out(console, len(rows) - MOST_ROWS)
    console.print()


def _left_out(console: Console, number: int, indent: str = "") -> None:
    if number > 0:
        console.print(f"{indent}… and {number:,} more", style="dim")

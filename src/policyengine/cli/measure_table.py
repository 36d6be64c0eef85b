"""Scores on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from policyengine.authoring.measuring.scores import OFS, Key, Score, Scores
from policyengine.authoring.measuring.wilson import Proportion
from policyengine.diagnostics.wording import counted, visible

MOST_COSTLY = 10
"""Rules that are shown by what they cost."""


def show(console: Console, scores: Scores) -> None:
    """Scores by rule, clause, lexicon and language, what costs most, and one line that says it all."""
    for what in OFS:
        rows = scores.ordered(what)
        if rows:
            _show_scores(console, what, rows)
    _show_costs(console, scores)
    _show_summary(console, scores)


def _show_scores(console: Console, what: str, rows: Sequence[tuple[Key, Score]]) -> None:
    reviewed = any(score.reviewed for _, score in rows)
    headings = [what, "true", "false", "precision", "recall", *(["overturned"] if reviewed else [])]
    table = Table(box=None, pad_edge=False)
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="right" if index in (1, 2) else "left", overflow="fold")
    for key, score in rows:
        name = Text(visible(key.name), style="dim" if key.shadow else "")
        if key.shadow:
            name.append(" in shadow")
        cells = [f"{score.true:,}", f"{score.false:,}", _shown(score.precision), _shown(score.recall)]
        table.add_row(name, *cells, *([_shown(score.overturn_rate)] if reviewed else []))
    console.print(table)
    console.print()


def _show_costs(console: Console, scores: Scores) -> None:
    costliest = scores.costliest()
    if not costliest:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("costliest rules", overflow="fold")
    for heading in ("reviews", "true", "for each true hit"):
        table.add_column(heading, justify="right")
    for key, score in costliest[:MOST_COSTLY]:
        table.add_row(visible(key.name), f"{score.reviews:,}", f"{score.true:,}", _cost(score))
    console.print(table)
    if len(costliest) > MOST_COSTLY:
        console.print(f"… and {len(costliest) - MOST_COSTLY:,} more", style="dim")
    console.print()


def _cost(score: Score) -> str:
    if score.cost is None:
        return "no true hit"
    return f"{score.cost:,.0f} s" if score.timed else f"{score.cost:.2f} reviews"


def _show_summary(console: Console, scores: Scores) -> None:
    overall = scores.overall
    parts = [counted(scores.decisions, "decision")]
    parts.append(f"precision {_shown(overall.precision)}")
    parts.append(f"recall {_shown(overall.recall)}")
    if overall.reviewed:
        parts.append(f"overturned {_shown(overall.overturn_rate)}")
    parts += [f"{number:,} {error.replace('_', ' ')}" for error, number in sorted(scores.errors.items())]
    console.print(" · ".join(parts))


def _shown(found: Proportion | None) -> str:
    return "–" if found is None else f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]"

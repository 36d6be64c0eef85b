"""Counts over a run of screening, and how they are shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from policyengine.diagnostics.wording import counted
from policyengine.model.decision import Decision


@dataclass
class Summary:
    """What a run decided, counted."""

    items: int = 0
    bad: int = 0
    flagged: int = 0
    review: int = 0
    degraded: int = 0
    actions: Counter[str] = field(default_factory=Counter)
    recommended: Counter[str] = field(default_factory=Counter)
    areas: Counter[str] = field(default_factory=Counter)
    clauses: Counter[tuple[str, str]] = field(default_factory=Counter)
    queues: Counter[str] = field(default_factory=Counter)
    shadow: Counter[str] = field(default_factory=Counter)

    def add(self, decision: Decision) -> None:
        """Counts one decision."""
        self.items += 1
        self.actions[decision.action] += 1
        for rule in {rule.partition("@")[0] for each in decision.shadow for rule in each.rules}:
            self.shadow[rule] += 1
        if not decision.findings and not decision.review.required:
            return
        self.flagged += is_flagged(decision)
        self.degraded += decision.degraded
        if decision.recommended is not None:
            self.recommended[decision.recommended] += 1
        if decision.review.required:
            self.review += 1
            self.queues[decision.review.queue or "-"] += 1
        for area in {finding.clause.area for finding in decision.findings}:
            self.areas[area] += 1
        for clause in {(finding.clause.id, finding.clause.title) for finding in decision.findings}:
            self.clauses[clause] += 1


def is_flagged(decision: Decision) -> bool:
    """Whether anything is done, or a person has to look."""
    return decision.action != "allow" or decision.review.required


def show_summary(console: Console, summary: Summary) -> None:
    """The counts as tables, and one line that says it all."""
    if summary.flagged or summary.clauses or summary.shadow:
        table = Table(box=None, pad_edge=False)
        for heading in ("by", "", ""):
            table.add_column(heading, justify="right" if heading == "" and table.columns[1:] else "left")
        table.columns[2].justify = "right"
        for label, counts in (
            ("action", summary.actions),
            ("recommended", summary.recommended),
            ("queue", summary.queues),
            ("area", summary.areas),
        ):
            for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
                table.add_row(label, name, f"{count:,}")
        for (clause, title), count in sorted(summary.clauses.items(), key=lambda each: (-each[1], each[0])):
            table.add_row("clause", f"{clause} {title}", f"{count:,}")
        for rule, count in sorted(summary.shadow.items(), key=lambda each: (-each[1], each[0])):
            table.add_row("in shadow", rule, f"{count:,}")
        console.print(table)
    parts = [counted(summary.items, "item"), f"{summary.flagged:,} flagged", f"{summary.review:,} for review"]
    if summary.bad:
        parts.append(f"{summary.bad:,} unreadable")
    if summary.degraded:
        parts.append(f"{summary.degraded:,} degraded")
    console.print(" · ".join(parts), highlight=False)

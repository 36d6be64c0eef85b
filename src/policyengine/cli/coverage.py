"""Coverage on a terminal: a table of shares, then every gap with its place."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table

from policyengine.authoring.coverage.targets import Coverage, Gap, TargetKind

_HEADINGS: dict[TargetKind, str] = {
    "rule": "rules fired and silent",
    "condition": "conditions true and false",
    "exception": "exceptions applied",
    "clause": "clauses cited",
    "language": "languages of rules, flagged and let pass",
    "term": "terms matched",
    "pattern": "patterns matched",
}
_MOST_TERMS = 6
"""Terms of one lexicon that are named; the page names all."""


def show_coverage(console: Console, coverage: Coverage) -> None:
    """The gaps by kind, terms together by lexicon, and the table of shares last."""
    console.print()
    for gap in coverage.gaps:
        if gap.target.kind != "term":
            what = f"never {' or '.join(gap.missing)}"
            console.print(f"{gap.place}  {gap.target.kind} {_named(gap)}: {what}", soft_wrap=True)
    totals = Counter(each.group for each in coverage.targets if each.kind == "term")
    for lexicon, gaps in _by_group(coverage).items():
        total = totals[lexicon]
        named = ", ".join(each.target.name for each in gaps[:_MOST_TERMS])
        more = f", and {len(gaps) - _MOST_TERMS:,} more" if len(gaps) > _MOST_TERMS else ""
        head = f"{gaps[0].place}  lexicon {lexicon}: {len(gaps):,} of {total:,} terms never matched"
        console.print(f"{head}: {named}{more}", soft_wrap=True)
    if coverage.gaps:
        console.print()
    console.print(_table(coverage))
    if coverage.unread:
        console.print(f"{coverage.unread:,} terms and patterns that no rule reads are not counted")


def _named(gap: Gap) -> str:
    of = f" ({gap.target.group})" if gap.target.kind == "condition" else ""
    return f"{gap.target.name}{of}"


def _by_group(coverage: Coverage) -> dict[str, list[Gap]]:
    groups: dict[str, list[Gap]] = {}
    for gap in coverage.gaps:
        if gap.target.kind == "term":
            groups.setdefault(gap.target.group, []).append(gap)
    return groups


def _table(coverage: Coverage) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("coverage")
    for heading in ("covered", "of", "%"):
        table.add_column(heading, justify="right")
    for share in coverage.shares:
        if share.total:
            percent = f"{share.percent:.1f}"
            table.add_row(_HEADINGS[share.kind], f"{share.covered:,}", f"{share.total:,}", percent)
    return table

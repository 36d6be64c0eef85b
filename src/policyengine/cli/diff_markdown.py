"""A comparison in Markdown, for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyengine.authoring.comparing.decided import Witness, Word
from policyengine.authoring.comparing.report import Report, Side, in_order, moved_rules, shadow_rules
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
)
from policyengine.diagnostics.wording import visible

LONGEST = 60_000
"""Characters. GitHub takes comments of up to 65,536."""
MOST_ROWS = 30
"""Rows of one table, and changes of one list."""
MOST_DETAILS = 6
LONGEST_DETAIL = 400
"""Characters of one detail, such as all terms that were added to a lexicon."""


def markdown(report: Report) -> str:
    """The comparison, cut to what a comment may hold."""
    blocks = list(_blocks(report))
    kept: list[str] = []
    length = 0
    for block in blocks:
        length += len(block) + 1
        if length > LONGEST:
            kept.append("… the rest is left out; `--format json` has all of it.\n")
            break
        kept.append(block)
    return "\n".join(kept)


def _blocks(report: Report) -> Iterator[str]:
    """Each with its end of line; between them there is an empty one."""
    yield f"### Policy change: {_side(report.before)} → {_side(report.after)}\n"
    tally = report.tally
    if tally is not None:
        yield f"**{summary(tally)}**\n"
        yield _table(("", "outcome", "items", "share"), transition_rows(tally), numbers=2)
        yield from _witnesses(tally)
        yield from _groups(tally)
        yield from _rules(tally)
    yield from _changes(report)


def _side(side: Side) -> str:
    return f"{code(side.source)} ({side.name} {side.version})"


def _witnesses(tally: Tally) -> Iterator[str]:
    for each, items in in_order(tally.transitions):
        witnesses = tally.witnesses.get(each)
        if witnesses:
            yield _folded(f"{each.direction}: {escape(arrow(each))}", _witness_table(witnesses, items))


def _witness_table(witnesses: Sequence[Witness], items: int) -> str:
    left = items - len(witnesses)
    more = f"\n… and {left:,} more\n" if left > 0 else ""
    return _table(("item", "words", "rules"), list(map(_witness_row, witnesses)), escaped=True) + more


def _witness_row(witness: Witness) -> list[str]:
    words = list(map(_word, witness.words))
    place = escape(f"{witness.kind}, {witness.source}:{witness.line}")
    return [f"{code(witness.item)}<br>{place}", "<br>".join(words), escape(rules_of(witness)).replace("  ", "<br>")]


def _word(word: Word) -> str:
    told_word = f"{code(word.text) if word.text else '(masked)'} {escape(word.source)}"
    if word.around is None or not word.text:
        return told_word
    return f"{told_word}<br>{escape(word.around.left)}<b>{escape(word.text)}</b>{escape(word.around.right)}"


def _groups(tally: Tally) -> Iterator[str]:
    for grouping in GROUPINGS:
        rows = rows_by(tally, grouping)
        if rows:
            yield _folded(f"By {grouping}", _table((grouping, "", "outcome", "items", "share"), rows, numbers=2))


def _rules(tally: Tally) -> Iterator[str]:
    moved = rule_rows(moved_rules(tally))
    if moved:
        yield _folded("By rule", _table(("rule", "lost", "gained"), moved, numbers=2))
    shadow = rule_rows(shadow_rules(tally))
    if shadow:
        yield _folded("Rules in shadow", _table(("rule", "before", "after"), shadow, numbers=2))
    for rule, items in sorted(tally.shadow_moved.items()):
        if tally.shadow_witnesses[rule]:
            yield _folded(f"in shadow: {escape(rule)}", _witness_table(tally.shadow_witnesses[rule], items))


def _changes(report: Report) -> Iterator[str]:
    if not report.changes:
        yield "No definition differs.\n"
        return
    rows = change_rows(report.changes)
    lines = told(report.changes)
    listed: list[str] = []
    for sign, what, details in lines[:MOST_ROWS]:
        listed.append(f"- {sign} {escape(what)}")
        listed += [f"  - {escape(cut(detail, LONGEST_DETAIL))}" for detail in details[:MOST_DETAILS]]
        if len(details) > MOST_DETAILS:
            listed.append(f"  - … and {len(details) - MOST_DETAILS:,} more")
    if len(lines) > MOST_ROWS:
        listed.append(f"- … and {len(lines) - MOST_ROWS:,} more")
    yield _table(("definitions", "added", "removed", "changed"), rows, numbers=3)
    yield _folded("Each of them", "\n".join(listed) + "\n")


def _folded(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{body}\n</details>\n"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 0, escaped: bool = False) -> str:
    """A table; the last columns are numbers. Cells that are Markdown already are taken as they are."""
    rule = ["---"] * (len(headings) - numbers) + ["--:"] * numbers
    lines = [headings, rule, *([*map(escape, row)] if not escaped else row for row in rows[:MOST_ROWS])]
    told_lines = [f"| {' | '.join(line)} |" for line in lines]
    if len(rows) > MOST_ROWS:
        told_lines.append(f"\n… and {len(rows) - MOST_ROWS:,} more")
    return "\n".join(told_lines) + "\n"


def escape(text: str) -> str:
    """Text that is nothing but text in Markdown, and calls nobody."""
    shown = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = re.sub(r"([\\`*_\[\]|#~])", r"\\\1", shown)
    return re.sub(r"@(?=\w)", "@\u200b", shown)


def code(text: str) -> str:
    """Text as a code span, also inside a table; as plain text if no code span can hold it."""
    shown = visible(text)
    if "`" in shown or "\\" in shown or not shown.strip():
        return escape(text)
    return f"`{shown.replace('|', chr(92) + '|')}`"

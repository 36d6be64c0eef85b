"""Phrases in which a comparison is told, on a terminal and in Markdown alike."""

from __future__ import annotations

from collections.abc import Sequence

from policyengine.authoring.comparing.decided import Transition, Witness, Word
from policyengine.authoring.comparing.definitions import Change
from policyengine.authoring.comparing.report import counted_changes, group_rows, in_order
from policyengine.authoring.comparing.tally import Grouping, Tally
from policyengine.diagnostics.wording import counted, quoted, visible

SIGNS = {"added": "+", "removed": "−", "changed": "~"}
PLURALS = {"manifest": "manifest", "area": "areas", "clause": "clauses", "rule": "rules", "disable": "rules disabled"}


def plural(what: str) -> str:
    """The kind of definition in the plural."""
    return PLURALS.get(what, f"{what}s")


def change_rows(changes: Sequence[Change]) -> list[list[str]]:
    """How many definitions of each kind were added, removed and changed."""
    return [
        [plural(what), f"{added:,}", f"{removed:,}", f"{changed:,}"]
        for what, added, removed, changed in counted_changes(changes)
    ]


def transition_rows(tally: Tally) -> list[list[str]]:
    """The transition matrix, one row for each of its cells that is not empty."""
    return [
        [each.direction, arrow(each), f"{items:,}", share(items, tally.items)]
        for each, items in in_order(tally.transitions)
    ]


def rows_by(tally: Tally, grouping: Grouping) -> list[list[str]]:
    """What changed in each area, language or market. Shares are of the items of that language or market, and for
    areas, to which only flagged items belong, of all."""
    return [
        [
            ", ".join(row.names),
            row.transition.direction,
            arrow(row.transition),
            f"{row.items:,}",
            share(row.items, row.total if grouping != "area" else tally.items),
        ]
        for row in group_rows(tally, grouping)
    ]


def rule_rows(rows: Sequence[tuple[str, int, int]]) -> list[list[str]]:
    """Rules with two numbers of items each."""
    return [[rule, f"{one:,}", f"{other:,}"] for rule, one, other in rows]


def told(changes: Sequence[Change]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each change as its sign, what it is, and details. Terms of one lexicon are told together."""
    lines: list[tuple[str, str, tuple[str, ...]]] = []
    terms: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.what == "term":
            terms.setdefault((change.id, change.how), []).append(change)
    for change in changes:
        if change.what != "term":
            lines.append((SIGNS[change.how], f"{change.what} {change.id}", change.details))
        elif (change.id, change.how) in terms:
            same = terms.pop((change.id, change.how))
            lines.append((SIGNS[change.how], f"{counted(len(same), 'term')} of {change.id}", _words_of(same)))
    return lines


def _words_of(changes: Sequence[Change]) -> tuple[str, ...]:
    if any(change.details for change in changes):
        return tuple(f"{quoted(change.term or '')} {'; '.join(change.details)}" for change in changes)
    return (", ".join(quoted(change.term or "") for change in changes),)


def cut(text: str, longest: int) -> str:
    """The text on one line, visible, and cut."""
    shown = visible(text)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def arrow(transition: Transition) -> str:
    """The transition as before → after; where the outcome stays, only once."""
    if transition.before == transition.after:
        return str(transition.before)
    return f"{transition.before} → {transition.after}"


def rules_of(witness: Witness) -> str:
    """The rules that find the item no longer (−), only now (+), and as before (=)."""
    before, after = set(witness.rules_before), set(witness.rules_after)
    parts = [f"− {rule}" for rule in sorted(before - after)]
    parts += [f"+ {rule}" for rule in sorted(after - before)]
    parts += [f"= {rule}" for rule in sorted(before & after)]
    return "  ".join(parts)


def word_of(word: Word) -> str:
    """A match with what it is a match of."""
    text = quoted(word.text) if word.text else "(masked)"
    return f"{text} {word.source}".rstrip()


def share(items: int, total: int) -> str:
    """The share of items; never 0.00 % of what there is."""
    if not total:
        return "–"
    percent = 100 * items / total
    return "<0.01 %" if 0 < percent < 0.005 else f"{percent:.2f} %"


def summary(tally: Tally) -> str:
    """The whole corpus in one line."""
    parts = [counted(tally.items, "item")]
    parts += [f"{tally.went('loosened'):,} loosened", f"{tally.went('tightened'):,} tightened"]
    if tally.went("mixed"):
        parts.append(f"{tally.went('mixed'):,} mixed")
    parts.append(f"{share(tally.changed, tally.items)} changed")
    if tally.went("grounds"):
        parts.append(f"{tally.went('grounds'):,} on other grounds")
    if tally.unreadable:
        parts.append(f"{len(tally.unreadable):,} unreadable")
    if tally.degraded:
        parts.append(f"{tally.degraded:,} degraded")
    return " · ".join(parts)

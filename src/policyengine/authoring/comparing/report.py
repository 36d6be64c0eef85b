"""What a comparison tells, in the order in which it is told: loosened first, then what is most frequent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policyengine.authoring.comparing.decided import Transition, Witness
from policyengine.authoring.comparing.definitions import WHATS, Change
from policyengine.authoring.comparing.outcomes import DIRECTIONS, Outcome
from policyengine.authoring.comparing.tally import GROUPINGS, Grouping, Tally

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two policy sets: how it was named on the command line, and what it says of itself."""

    source: str
    name: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole comparison; no tally where there was no corpus."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A transition in areas, languages or markets in which it is equally frequent, of `total` items in each."""

    names: tuple[str, ...]
    transition: Transition
    items: int
    total: int


def in_order(transitions: Mapping[Transition, int]) -> list[tuple[Transition, int]]:
    """Transitions with their numbers of items, as they are told."""
    return sorted(transitions.items(), key=lambda each: _order(*each))


def _order(transition: Transition, items: int) -> tuple[int, int, str, str]:
    return DIRECTIONS.index(transition.direction), -items, str(transition.before), str(transition.after)


def group_rows(tally: Tally, grouping: Grouping) -> list[GroupRow]:
    """Everything but what stays as it is. Names of which the numbers are the same share their rows."""
    alike: dict[tuple[tuple[Transition, int], ...], list[str]] = {}
    for name in tally.names(grouping):
        alike.setdefault(tuple(in_order(tally.of(grouping, name))), []).append(name)
    rows = [
        GroupRow(tuple(names), transition, items, sum(count for _, count in transitions))
        for transitions, names in alike.items()
        for transition, items in transitions
        if transition.direction != "same"
    ]
    return sorted(rows, key=lambda row: (*_order(row.transition, row.items), row.names))


def counted_changes(changes: Sequence[Change]) -> list[tuple[str, int, int, int]]:
    """For each kind of definition of which something differs: how many were added, removed and changed."""
    counts = Counter((change.what, change.how) for change in changes)
    return [
        (what, counts[what, "added"], counts[what, "removed"], counts[what, "changed"])
        for what in WHATS
        if any(counts[what, how] for how in ("added", "removed", "changed"))
    ]


def moved_rules(tally: Tally) -> list[tuple[str, int, int]]:
    """The rules behind the changes, with the number of items that each finds no longer, and only now."""
    counts: dict[str, list[int]] = {}
    for (rule, way, _), items in tally.rules.items():
        counts.setdefault(rule, [0, 0])[way == "gained"] += items
    rows = [(rule, lost, gained) for rule, (lost, gained) in counts.items()]
    return sorted(rows, key=lambda row: (-row[1] - row[2], row[0]))


def shadow_rules(tally: Tally) -> list[tuple[str, int, int]]:
    """The rules in shadow that held, with the number of items before and after."""
    return [
        (rule, tally.shadow_before[rule], tally.shadow_after[rule])
        for rule in sorted({*tally.shadow_before, *tally.shadow_after})
    ]


def as_record(report: Report) -> dict[str, Any]:
    """The comparison as plain data for other programs, complete."""
    return {
        "schema": SCHEMA_VERSION,
        "before": _side(report.before),
        "after": _side(report.after),
        "changes": [_change(each) for each in report.changes],
        "corpus": None if report.tally is None else _corpus(report.tally),
    }


def _side(side: Side) -> dict[str, str]:
    return {"source": side.source, "name": side.name, "version": side.version, "digest": side.digest}


def _change(change: Change) -> dict[str, Any]:
    term = {} if change.term is None else {"term": change.term}
    return {"what": change.what, "id": change.id, "how": change.how, **term, "details": list(change.details)}


def _corpus(tally: Tally) -> dict[str, Any]:
    return {
        "items": tally.items,
        "unreadable": len(tally.unreadable),
        "degraded": tally.degraded,
        "changed": tally.changed,
        **{direction: tally.went(direction) for direction in DIRECTIONS},
        "transitions": [
            {**_transition(each, items), "witnesses": [_witness(one) for one in tally.witnesses.get(each, ())]}
            for each, items in in_order(tally.transitions)
        ],
        **{
            f"by_{grouping}": {
                name: [_transition(each, items) for each, items in in_order(tally.of(grouping, name))]
                for name in tally.names(grouping)
            }
            for grouping in GROUPINGS
        },
        "rules": [{"rule": rule, "lost": lost, "gained": gained} for rule, lost, gained in moved_rules(tally)],
        "shadow": [
            {
                "rule": rule,
                "before": old,
                "after": new,
                "witnesses": [_witness(each) for each in tally.shadow_witnesses.get(rule, ())],
            }
            for rule, old, new in shadow_rules(tally)
        ],
    }


def _transition(transition: Transition, items: int) -> dict[str, Any]:
    return {
        "direction": transition.direction,
        "before": _outcome(transition.before),
        "after": _outcome(transition.after),
        "items": items,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {"action": outcome.action, "recommended": outcome.recommended, "review": outcome.review}


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "item": witness.item,
        "kind": witness.kind,
        "source": witness.source,
        "line": witness.line,
        "words": [
            {
                "text": word.text,
                "source": word.source,
                "pointer": word.pointer,
                "cited": word.cited,
                "around": None if word.around is None else {"left": word.around.left, "right": word.around.right},
            }
            for word in witness.words
        ],
        "rules_before": list(witness.rules_before),
        "rules_after": list(witness.rules_after),
    }

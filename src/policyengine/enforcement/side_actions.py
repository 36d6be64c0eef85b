"""Side actions: what is done beside the measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyengine.enforcement.findings import Gathered
from policyengine.model.content import Kind
from policyengine.model.decision import SideActionTaken
from policyengine.model.measures import SideAction


def side_actions(
    gathered: Sequence[Gathered],
    kind: Kind,
    declared: Mapping[str, SideAction],
    locales: tuple[str, ...],
    *,
    confirmed: bool = False,
) -> tuple[SideActionTaken, ...]:
    """The side actions of all findings, each once. One that the kind does not allow gives way to its stand-in.

    Where an exception softened the finding, or a person has `confirmed` what becomes of it, nothing is left that waits
    for a person: help and evidence remain.
    """
    asked: dict[tuple[str, str | None], set[str]] = {}
    for each in gathered:
        for name in each.finding.also:
            if (confirmed or each.finding.exceptions) and declared[name].confirm:
                continue
            taken = fitting(name, kind, declared)
            asked.setdefault((taken, name if taken != name else None), set()).add(each.finding.clause.id)
    return tuple(
        SideActionTaken(
            id=name,
            title=_title(name, declared[name], locales),
            clauses=tuple(sorted(clauses)),
            confirm=declared[name].confirm,
            instead_of=instead_of,
        )
        for (name, instead_of), clauses in sorted(asked.items(), key=lambda each: (each[0][0], each[0][1] or ""))
    )


def fitting(name: str, kind: str, declared: Mapping[str, SideAction]) -> str:
    """The side action itself, or what stands in for it on this kind."""
    action = declared[name]
    if action.applies_to(kind) or action.otherwise is None:
        return name
    return fitting(action.otherwise, kind, declared)


def _title(name: str, action: SideAction, locales: tuple[str, ...]) -> str:
    return next((action.title[locale] for locale in locales if locale in action.title), name.replace("_", " "))

"""PE404: areas and rules that are owned by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import upkeep
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose

_NOBODY = frozenset(
    {"", "-", "?", "fixme", "n/a", "nobody", "no one", "none", "none yet", "tba", "tbd", "todo", "unknown"}
)


def missing_owners(subject: Subject) -> Iterator[Diagnostic]:
    """An owner that is a word for nobody."""
    areas = ((f"the area `{area}`", placed, placed.value.owner) for area, placed in subject.policy_set.areas.items())
    rules = ((f"`{id_}`", each.rule, each.rule.value.owner) for id_, each in subject.policy_set.rules.items())
    for what, placed, owner in (*areas, *rules):
        if owner is not None and owner.strip(" .!").casefold() in _NOBODY:
            message = f"{what} is owned by `{owner}`, which is nobody"
            yield diagnose(upkeep.NO_OWNER, message, placed.span("owner"), help="name a team or a person")

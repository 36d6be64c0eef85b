"""Chooses between the complaints of the branches of a union.

Where a value may be one of several things, pydantic complains about each of them in turn. A writer meant one: the
branch that fits best speaks, the others are silent. Where the value is the wrong kind for all of them, one complaint
says everything that would do.
"""

from __future__ import annotations

from policyengine.source.fitting.complaints import CHOICES, Complaint, is_kind_mismatch, merged
from policyengine.source.fitting.places import Loc
from policyengine.source.reading.nodes import Scalar


def settle(complaints: list[Complaint], level: int = 0) -> list[Complaint]:
    """The complaints that are worth saying, in the order given. `level` is how many labels are dealt with already."""
    settled = []
    unions: dict[tuple[int, Loc], dict[str, list[Complaint]]] = {}
    for item in complaints:
        if len(item.place.labels) <= level:
            settled.append(item)
            continue
        depth, label = item.place.labels[level]
        unions.setdefault((depth, item.place.path[:depth]), {}).setdefault(label, []).append(item)
    for (depth, _), branches in unions.items():
        settled += choose([settle(branch, level + 1) for branch in branches.values()], depth)
    return settled


def choose(branches: list[list[Complaint]], depth: int) -> list[Complaint]:
    """The complaints of the best branch, for a union `depth` steps below the root."""
    if len(branches) == 1:
        return branches[0]
    fitting = [branch for branch in branches if not wrong_kind(branch, depth)]
    if not fitting:
        return [merged([item for branch in branches for item in branch])]
    return min(fitting, key=misfit)


def wrong_kind(branch: list[Complaint], depth: int) -> bool:
    """Whether the value is not even the kind of thing that the branch wants: a word is never a mapping or a list."""
    if len(branch) != 1 or len(branch[0].place.path) != depth:
        return False
    word = branch[0].kind in CHOICES and not isinstance(branch[0].place.node, Scalar)
    return word or is_kind_mismatch(branch[0])


def misfit(branch: list[Complaint]) -> tuple[int, int, int]:
    """How badly a branch fits: keys it knows nothing of, keys it lacks, and other complaints."""
    strange = sum(item.kind == "extra_forbidden" and item.meant is None for item in branch)
    missing = sum(item.kind == "missing" for item in branch)
    return strange, missing, len(branch)

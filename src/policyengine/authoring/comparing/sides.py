"""A side of a comparison loaded: a directory or a git revision, over the layers that lie below both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from policyengine.authoring.comparing.revisions import read_revision
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.loading import Loaded, Request, load, load_program
from policyengine.source.files import Source, read_source

Lists = Mapping[str, Sequence[str]]


def load_sides(before: str, after: str, below: Sequence[Path], lists: Lists) -> tuple[Loaded, Loaded]:
    """Both policy sets with a program each; raises `RulesetError` and `RevisionError`.

    A list that only one of them declares is supplied to that one.
    """
    sources = read_side(before, after), read_side(after, before)
    lower = [read_source(directory) for directory in below]
    asked = [_request([*lower, source], lists) for source in sources]
    undeclared = [_undeclared(request, problems, lists) for request, problems in asked]
    nowhere = undeclared[0] & undeclared[1]
    sides: list[Loaded] = []
    for source, missing in zip(sources, undeclared, strict=True):
        kept = {name: values for name, values in lists.items() if name in nowhere or name not in missing}
        request, problems = _request([*lower, source], kept)
        sides.append(load_program(request, problems))
    return sides[0], sides[1]


def read_side(named: str, other: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The files of one side. What is a directory is read as one; anything else is a revision."""
    if Path(named).is_dir():
        return read_source(Path(named))
    return read_revision(named, Path(other) if Path(other).is_dir() else None)


def _request(
    read: Sequence[tuple[Source, tuple[Diagnostic, ...]]], lists: Lists
) -> tuple[Request, tuple[Diagnostic, ...]]:
    supplied = tuple((name, tuple(values)) for name, values in sorted(lists.items()))
    request = Request(tuple(source for source, _ in read), None, None, supplied, "full")
    return request, tuple(problem for _, problems in read for problem in problems)


def _undeclared(request: Request, problems: Sequence[Diagnostic], lists: Lists) -> frozenset[str]:
    """The lists that this side does not declare."""
    if not lists:
        return frozenset()
    loaded = load(request, problems)
    declared = loaded.policy_set.lists if loaded.policy_set is not None else lists
    return frozenset(lists) - frozenset(declared)

"""From directories to a program, with every problem on the way."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from policyengine.compile.compiler import compile_policy_set
from policyengine.compile.crossings import check_crossings, check_requirements
from policyengine.compile.digest import EvidenceMode, Options
from policyengine.compile.program import Program
from policyengine.diagnostics.diagnostic import Diagnostic, has_errors
from policyengine.errors import RulesetError
from policyengine.source.definitions import PolicySet
from policyengine.source.files import Source, read_source
from policyengine.source.merge import merge
from policyengine.source.parts import read_parts
from policyengine.source.reading.nodes import Document
from policyengine.source.select import select, with_drafts
from policyengine.version import VERSION


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be loaded: enough to do it again in another process."""

    sources: tuple[Source, ...]
    areas: tuple[str, ...] | None
    languages: tuple[str, ...] | None
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: EvidenceMode


@dataclass(frozen=True, slots=True)
class Loaded:
    """The outcome of a load: as much of it as could be made, and every diagnostic, sorted."""

    request: Request
    policy_set: PolicySet | None
    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document]


def read_request(
    directories: Sequence[Path | str],
    areas: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
    lists: Mapping[str, Iterable[str]] | None = None,
    evidence: EvidenceMode = "full",
) -> tuple[Request, tuple[Diagnostic, ...]]:
    """Reads every file once; from here on the disk does not matter."""
    if evidence not in get_args(EvidenceMode):
        raise ValueError(f"evidence is one of {', '.join(get_args(EvidenceMode))}, not `{evidence}`")
    single = next((name for name, values in (lists or {}).items() if isinstance(values, str)), None)
    if single is not None:
        raise ValueError(f'the list `{single}` is one text; give its entries, as in `["…", "…"]`')
    read = [read_source(Path(os.fspath(each))) for each in directories]
    request = Request(
        tuple(source for source, _ in read),
        _sorted_or_none(areas),
        _sorted_or_none(languages),
        tuple((name, tuple(values)) for name, values in sorted((lists or {}).items())),
        evidence,
    )
    return request, tuple(problem for _, problems in read for problem in problems)


def _sorted_or_none(names: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(sorted({names} if isinstance(names, str) else set(names)))


def load(request: Request, problems: Collection[Diagnostic] = (), drafts: bool = False) -> Loaded:
    """Merges, checks and compiles. `problems` are those met while reading the files.

    With `drafts`, draft rules are evaluated like shadow rules, as is done to test them.
    """
    with _without_collecting():
        return _load(request, problems, drafts)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Loading builds many small objects and drops hardly any, so garbage is not looked for meanwhile."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _load(request: Request, problems: Collection[Diagnostic], drafts: bool) -> Loaded:
    parts = [read_parts(source) for source in request.sources]
    documents = {name: document for each in parts for name, document in each.documents.items()}
    policy_set, found = merge(parts)
    diagnostics = [*problems, *found]
    program = None
    if policy_set is not None:
        layers = [each.layer for each in parts if each.layer is not None]
        diagnostics += check_requirements([policy_set.manifest, *layers], VERSION)
        diagnostics += check_crossings(policy_set)
        policy_set, unknown = select(policy_set, request.areas, request.languages)
        diagnostics += unknown
        if drafts:
            policy_set = with_drafts(policy_set)
        options = Options(request.areas, request.languages, request.evidence)
        # A definition that did not load is missing for those that name it: one mistake, many complaints.
        if not has_errors(tuple(diagnostics)):
            program, more = compile_policy_set(policy_set, dict(request.lists), options)
            diagnostics += more
    ordered = tuple(sorted(dict.fromkeys(diagnostics)))
    return Loaded(request, policy_set, None if has_errors(ordered) else program, ordered, documents)


def load_program(request: Request, problems: Collection[Diagnostic] = (), drafts: bool = False) -> Loaded:
    """The same, where anything but a program is an exception: raises `RulesetError`."""
    loaded = load(request, problems, drafts)
    if loaded.program is None:
        raise refusal(loaded)
    return loaded


def refusal(loaded: Loaded) -> RulesetError:
    """The exception that says why it does not load."""
    return RulesetError(loaded.diagnostics, [source_line(loaded, each) for each in loaded.diagnostics])


def source_line(loaded: Loaded, diagnostic: Diagnostic) -> str | None:
    """The line that a diagnostic points at, if there is one."""
    if diagnostic.span is None or diagnostic.span.file not in loaded.documents:
        return None
    lines = loaded.documents[diagnostic.span.file].lines
    number = diagnostic.span.start.line
    return lines[number - 1] if 0 < number <= len(lines) else None

"""From directories to a program, with every problem on the way."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
class Read:
    """What the sources of a request say, whatever part of it is asked for: the whole policy set, where one could be
    made, and every problem on the way there."""

    policy_set: PolicySet | None
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The outcome of a load: as much of it as could be made, and every diagnostic, sorted."""

    request: Request
    read: Read
    policy_set: PolicySet | None
    program: Program | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def documents(self) -> Mapping[str, Document]:
        """The files as they were read, by name."""
        return self.read.documents


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


def load(
    request: Request, problems: Collection[Diagnostic] = (), as_tested: bool = False, read: Read | None = None
) -> Loaded:
    """Merges, checks and compiles. `problems` are those met while reading the files.

    With `as_tested`, draft rules are evaluated like shadow rules, and lists that are not supplied hold the examples
    that the manifest gives for them. `read` is what the same sources were read into for another request, if they were.
    """
    with _without_collecting():
        return _load(request, read or _read(request), problems, as_tested)


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


def _read(request: Request) -> Read:
    parts = [read_parts(source) for source in request.sources]
    documents = {name: document for each in parts for name, document in each.documents.items()}
    policy_set, diagnostics = merge(parts)
    if policy_set is not None:
        layers = [each.layer for each in parts if each.layer is not None]
        required = check_requirements([policy_set.manifest, *layers], VERSION)
        diagnostics = (*diagnostics, *required, *check_crossings(policy_set))
    return Read(policy_set, diagnostics, documents)


def _load(request: Request, read: Read, problems: Collection[Diagnostic], as_tested: bool) -> Loaded:
    diagnostics = [*problems, *read.diagnostics]
    policy_set, program = read.policy_set, None
    if policy_set is not None:
        policy_set, unknown = select(policy_set, request.areas, request.languages)
        diagnostics += unknown
        if as_tested:
            policy_set, request = with_drafts(policy_set), _with_stand_ins(request, policy_set)
        options = Options(request.areas, request.languages, request.evidence)
        # A definition that did not load is missing for those that name it: one mistake, many complaints.
        if not has_errors(tuple(diagnostics)):
            program, more = compile_policy_set(policy_set, dict(request.lists), options)
            diagnostics += more
    ordered = tuple(sorted(dict.fromkeys(diagnostics)))
    return Loaded(request, read, policy_set, None if has_errors(ordered) else program, ordered)


def _with_stand_ins(request: Request, policy_set: PolicySet) -> Request:
    lists = {name: declared.examples for name, declared in policy_set.lists.items() if declared.examples}
    return replace(request, lists=tuple(sorted({**lists, **dict(request.lists)}.items())))


def load_program(
    request: Request, problems: Collection[Diagnostic] = (), as_tested: bool = False, read: Read | None = None
) -> Loaded:
    """The same, where anything but a program is an exception: raises `RulesetError`."""
    loaded = load(request, problems, as_tested, read)
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

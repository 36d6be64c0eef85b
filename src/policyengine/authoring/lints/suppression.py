"""Suppressions: which findings are meant to be so, and which suppressions hide nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from policyengine.authoring.lints.forms import placed_terms
from policyengine.diagnostics.codes import upkeep
from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.table import TABLE, diagnose
from policyengine.model.base import Suppression
from policyengine.source.definitions import Placed, PolicySet


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is meant to be so, and why."""

    finding: Diagnostic
    reason: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A suppression, where it stands, and what it covers; without a region, everything."""

    suppression: Suppression
    span: Span
    region: Span | None

    def covers(self, place: Span | None) -> bool:
        if self.region is None:
            return True
        return (
            place is not None and place.file == self.region.file and self.region.start <= place.start <= self.region.end
        )


class _Spans(Protocol):
    def __call__(self, *more: str | int) -> Span: ...


def sift(
    policy_set: PolicySet, findings: Iterable[Diagnostic], chosen: Collection[str]
) -> tuple[list[Diagnostic], list[Suppressed]]:
    """The findings that stand, with one for each unused suppression of a `chosen` code; and those suppressed.

    A suppression counts for what it stands in: a term, lexicon, pattern, rule, clause or area, and in the manifest for
    everything. The narrowest one that fits is the one that is used.
    """
    entries: dict[str, list[_Entry]] = defaultdict(list)
    for entry in _entries(policy_set):
        entries[entry.suppression.code].append(entry)
    for known in entries.values():
        known.sort(key=_breadth)
    used: set[Span] = set()
    standing: list[Diagnostic] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        entry_used = next((each for each in entries.get(finding.code, ()) if each.covers(finding.span)), None)
        if entry_used is None or finding.level == "error":
            standing.append(finding)
        else:
            used.add(entry_used.span)
            suppressed.append(Suppressed(finding, entry_used.suppression.reason))
    for code, known in entries.items():
        if code in chosen or code not in TABLE:
            standing += [_unused(each) for each in known if each.span not in used]
    return standing, suppressed


def _breadth(entry: _Entry) -> tuple[int, int]:
    if entry.region is None:
        return (1, 0)
    return (0, entry.region.end.line - entry.region.start.line)


def _entries(policy_set: PolicySet) -> Iterator[_Entry]:
    manifest = policy_set.manifest
    yield from _of(manifest.value, manifest.span, None)
    placed: list[Placed[Any]] = [
        *policy_set.areas.values(),
        *(entry.clause for entry in policy_set.clauses.values()),
        *(entry.rule for entry in policy_set.rules.values()),
        *policy_set.lexicons.values(),
        *policy_set.patterns.values(),
    ]
    for each in placed:
        if each.value.suppress:
            yield from _of(each.value, each.span, Span(each.document.name, each.key().start, each.span().end))
    for term in placed_terms(policy_set):
        if term.term.suppress:
            yield from _of(term.term, term.span, term.span())


def _of(definition: Any, span: _Spans, region: Span | None) -> Iterator[_Entry]:
    for index, suppression in enumerate(definition.suppress):
        yield _Entry(suppression, span("suppress", index), region)


def _unused(entry: _Entry) -> Diagnostic:
    code = entry.suppression.code
    message = f"nothing here has {code}" if code in TABLE else f"there is no diagnostic {code}"
    return diagnose(upkeep.SUPPRESSION_UNUSED, message, entry.span, help="remove the suppression")

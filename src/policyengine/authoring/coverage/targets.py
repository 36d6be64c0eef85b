"""What there is to cover, and how much of it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from policyengine.diagnostics.diagnostic import Span

TargetKind = Literal["rule", "condition", "exception", "clause", "language", "term", "pattern"]
KINDS: tuple[TargetKind, ...] = get_args(TargetKind)
OUTCOMES: Mapping[TargetKind, tuple[str, ...]] = {
    "rule": ("fired", "silent"),
    "condition": ("true", "false"),
    "exception": ("applied",),
    "clause": ("cited",),
    "language": ("flagged", "let pass"),
    "term": ("matched",),
    "pattern": ("matched",),
}
"""The outcomes that cases must bring about for a target to be covered."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to cover, and where it stands. `group` is what it belongs to: a rule, a clause, a lexicon."""

    kind: TargetKind
    name: str
    group: str
    span: Span

    @property
    def sort_key(self) -> tuple[int, str, int, int, str]:
        """By kind, then by place."""
        return KINDS.index(self.kind), self.span.file, self.span.start.line, self.span.start.column, self.name


@dataclass(frozen=True, slots=True)
class Gap:
    """A target, and the outcomes that no case brought about."""

    target: Target
    missing: tuple[str, ...]

    @property
    def place(self) -> str:
        """`file:line` of the target."""
        return f"{self.target.span.file}:{self.target.span.start.line}"


@dataclass(frozen=True, slots=True)
class Share:
    """Outcomes of one kind of target: how many were brought about, of how many."""

    kind: TargetKind
    covered: int
    total: int

    @property
    def percent(self) -> float:
        """Per cent covered; all of nothing is 100."""
        return 100 * self.covered / self.total if self.total else 100.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every target in the order of its place, the gaps among them, and the share covered of each kind.

    `unread` counts terms and patterns that no rule reads, which are no targets.
    """

    targets: tuple[Target, ...]
    gaps: tuple[Gap, ...]
    shares: tuple[Share, ...]
    unread: int

    def percent(self, kind: TargetKind) -> float:
        """Per cent covered of one kind."""
        return next(share.percent for share in self.shares if share.kind == kind)


def coverage_of(seen: Mapping[Target, Iterable[str]], unread: int) -> Coverage:
    """The coverage, from the outcomes that were seen of each target."""
    targets = tuple(sorted(seen, key=lambda each: each.sort_key))
    missing = {each: tuple(o for o in OUTCOMES[each.kind] if o not in seen[each]) for each in targets}
    shares = []
    for kind in KINDS:
        mine = [each for each in targets if each.kind == kind]
        total = len(mine) * len(OUTCOMES[kind])
        shares.append(Share(kind, total - sum(len(missing[each]) for each in mine), total))
    gaps = tuple(Gap(each, missing[each]) for each in targets if missing[each])
    return Coverage(targets, gaps, tuple(shares), unread)

"""A mutant: a policy set with one small change, and what it would mean if no case noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from policyengine.compile.entries import Entries
from policyengine.diagnostics.diagnostic import Span
from policyengine.source.definitions import PolicySet

Kind = Literal[
    "rule",
    "condition",
    "threshold",
    "field",
    "action",
    "exception",
    "dates",
    "tier",
    "allow-phrase",
    "term",
    "pattern",
    "disguise",
]
KINDS: tuple[Kind, ...] = (
    "rule",
    "condition",
    "threshold",
    "field",
    "action",
    "exception",
    "dates",
    "tier",
    "allow-phrase",
    "term",
    "pattern",
    "disguise",
)
APART: frozenset[Kind] = frozenset({"term", "pattern", "disguise"})
"""Kinds with a score of their own: there are as many of them as words, and few words need a case each."""

PolicyChange = Callable[[PolicySet], PolicySet | None]
"""The policy set with the change; `None` where what is changed is no part of it."""
EntriesChange = Callable[[Entries], Entries | None]
"""The entries with the change; `None` where it makes no difference there."""


@dataclass(frozen=True)
class Mutant:
    """One change. `told` completes the sentence “no case notices if …”.

    `touches` are the rules, terms and lexicons that it concerns: a case covers the mutant if it touches one of them, or
    if one of its texts holds one of the `phrases`.
    """

    kind: Kind
    span: Span
    told: str
    touches: frozenset[str]
    policy: PolicyChange | None = None
    entries: EntriesChange | None = None
    phrases: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where the change would be made: file, line and column."""
        return f"{self.span.file}:{self.span.start.line}:{self.span.start.column}"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Mutants are ordered by place."""
        return (self.span.file, self.span.start.line, self.span.start.column, self.kind, self.told)

"""The program: a policy set compiled. Immutable, and all that evaluation needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyengine.compile.derivation import Derivation
from policyengine.compile.duties import CompiledDuty
from policyengine.compile.entries import Entries
from policyengine.compile.facts import FactTable
from policyengine.compile.signals import FreeSignal, HitSignal, Signal
from policyengine.compile.tree import Tree
from policyengine.compile.triggers import Triggers
from policyengine.model.base import Localized
from policyengine.model.manifest import Escalation, Queue, Service
from policyengine.model.measures import Measure, SideAction
from policyengine.model.policy import Clause, Severity
from policyengine.model.ruleset import Status
from policyengine.model.statement_words import StatementWords
from policyengine.model.strikes import StrikeLadder


@dataclass(frozen=True, slots=True)
class CompiledException:
    """An exception of a clause: the derived signal that says it applies, and what it softens to."""

    id: str
    head: int
    soften_to: str
    why: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class CompiledClause:
    """A clause of an area."""

    area: str
    queue: str
    clause: Clause
    exceptions: tuple[CompiledException, ...]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule that is evaluated. `head` is the derived signal that says it holds."""

    id: str
    head: int
    tree: Tree
    status: Status
    why: str
    owner: str
    clause: CompiledClause | None
    label: str | None
    severity: Severity
    action: str | None
    recommend: str | None
    review: bool
    note: bool
    territory: tuple[str, ...] | None
    exceptions: tuple[CompiledException, ...]
    also: tuple[str, ...]
    max_per_day: int | None


@dataclass(frozen=True, slots=True)
class CompiledEscalation:
    """An escalation of the manifest. `head` is the derived signal that says it applies."""

    head: int
    escalation: Escalation


@dataclass(frozen=True, slots=True)
class Inactive:
    """A rule, or an exception of a clause, that is not evaluated, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class LocalRedress:
    """How a decision can be contested under the law of some markets."""

    markets: tuple[str, ...]
    text: Localized


@dataclass(frozen=True, slots=True)
class Setting:
    """What enforcement and statements take from the policy set beside its rules."""

    name: str
    version: str
    locales: tuple[str, ...]
    markets: tuple[str, ...]
    ladder: Mapping[str, int]
    measures: tuple[Measure, ...]
    side_actions: Mapping[str, SideAction]
    content_classes: frozenset[str]
    default_queue: str
    queues: Mapping[str, Queue]
    services: Mapping[Severity, Service]
    duties: tuple[CompiledDuty, ...]
    strikes: StrikeLadder | None
    clauses: Mapping[str, Clause]
    words: Mapping[str, StatementWords]
    redress: tuple[LocalRedress, ...]
    text_limit: int
    audit_masks: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A policy set compiled. `signals` are the given ones in the order of their numbers."""

    setting: Setting
    entries: Entries
    signals: tuple[Signal, ...]
    hit_signals: Mapping[int, HitSignal]
    free_signals: Mapping[int, FreeSignal]
    touched_by: tuple[tuple[int, ...], ...]
    facts: tuple[FactTable[tuple[int, ...]], ...]
    triggers: Triggers
    derivation: Derivation
    rules: tuple[CompiledRule, ...]
    escalations: tuple[CompiledEscalation, ...]
    labels: Mapping[int, str]
    inactive: tuple[Inactive, ...]
    digest: str

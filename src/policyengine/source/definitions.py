"""A policy set as it was read: every definition by its full id, with the place it stands at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from policyengine.diagnostics.diagnostic import Span
from policyengine.model.conditions import Condition
from policyengine.model.manifest import Disable, ListDeclaration, Manifest, ParamValue, Queue
from policyengine.model.overlay import Overlay
from policyengine.model.policy import Area, Clause
from policyengine.model.ruleset import Lexicon, Pattern, Rule
from policyengine.model.statement_words import StatementWords
from policyengine.model.suite import Baseline, Suite
from policyengine.source.fitting.shape import where
from policyengine.source.reading.nodes import Document

SHARED = "shared"
"""The directory whose lexicons, patterns and conditions every area may use."""

Role = Literal["manifest", "policy", "rules", "language", "overlay", "statement", "suite", "clean", "baseline"]
"""The part that a file plays in a policy set."""

T_co = TypeVar("T_co", covariant=True)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Placed(Generic[T_co]):
    """A value and where it stands."""

    value: T_co
    document: Document
    path: Path

    def span(self, *more: str | int) -> Span:
        """The place of the value, or of something inside it."""
        return where(self.document, (*self.path, *more))

    def key(self, *more: str | int) -> Span:
        """The place of the key that the value, or something inside it, stands under."""
        return where(self.document, (*self.path, *more), key=True)


@dataclass(frozen=True, slots=True)
class ProviderId:
    """Which lexicon or pattern: its area, its name, and the language of the ruleset it stands in, if any."""

    area: str
    name: str
    language: str | None

    def __str__(self) -> str:
        return f"{self.area}/{self.name}" + (f"@{self.language}" if self.language else "")

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Providers are ordered by area, name and language; the one without a language comes first."""
        return (self.area, self.name, self.language or "")


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule, with the area and the language ruleset it stands in."""

    area: str
    language: str | None
    rule: Placed[Rule]

    @property
    def id(self) -> str:
        """The full id: `area/rule`."""
        return f"{self.area}/{self.rule.value.id}"


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause and its area."""

    area: str
    clause: Placed[Clause]


@dataclass(frozen=True, slots=True)
class SuiteEntry:
    """A suite and the area of the directory it stands in; none for a suite across areas. `layer` 0 is the lowest."""

    area: str | None
    suite: Placed[Suite]
    layer: int = 0


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file of innocent items: its name, and its lines as bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class PolicySet:
    """All definitions, by full id. Mappings are in the order of their ids, whatever order they were read in.

    `lexicons_known`, `patterns_known` and `labels_known` name all there are, also those of areas and languages that
    were not asked for. `lost` are the parts, and their areas, that files should have played and could not be read.
    `statements` has the words of each locale, those of the lowest layer first.
    """

    manifest: Placed[Manifest]
    layers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    params: Mapping[str, ParamValue] = field(default_factory=dict)
    lists: Mapping[str, ListDeclaration] = field(default_factory=dict)
    queues: Mapping[str, Queue] = field(default_factory=dict)
    areas: Mapping[str, Placed[Area]] = field(default_factory=dict)
    overlays: Mapping[str, Placed[Overlay]] = field(default_factory=dict)
    statements: Mapping[str, tuple[Placed[StatementWords], ...]] = field(default_factory=dict)
    service: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    clauses: Mapping[str, ClauseEntry] = field(default_factory=dict)
    rules: Mapping[str, RuleEntry] = field(default_factory=dict)
    lexicons: Mapping[ProviderId, Placed[Lexicon]] = field(default_factory=dict)
    patterns: Mapping[ProviderId, Placed[Pattern]] = field(default_factory=dict)
    conditions: Mapping[tuple[str, str], Placed[Condition]] = field(default_factory=dict)
    lexicons_known: frozenset[ProviderId] = frozenset()
    patterns_known: frozenset[ProviderId] = frozenset()
    labels_known: frozenset[str] = frozenset()
    disabled: Mapping[str, Placed[Disable]] = field(default_factory=dict)
    suites: tuple[SuiteEntry, ...] = ()
    clean: tuple[CleanFile, ...] = ()
    baseline: Placed[Baseline] | None = None
    highest_layer: int = 0
    lost: frozenset[tuple[Role, str | None]] = frozenset()

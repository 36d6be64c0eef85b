"""What enforcement works on: the rules that hold, with their evidence, and what was settled about exceptions."""

from __future__ import annotations

from dataclasses import dataclass

from policyengine.compile.program import CompiledRule
from policyengine.enforcement.soften import Applying
from policyengine.model.decision import Evidence


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule whose condition held, with all its evidence and the languages of the providers that matched."""

    rule: CompiledRule
    evidence: tuple[Evidence, ...]
    languages: tuple[str, ...]
    exceptions: tuple[Applying, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """How decisions name it: with `@language` of each provider that matched."""
        return tuple(f"{self.rule.id}@{tag}" for tag in self.languages) or (self.rule.id,)


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that could not be evaluated, and why."""

    rule: CompiledRule
    reason: str

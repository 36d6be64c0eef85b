"""A compilation under way."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyengine.compile.program import Inactive
from policyengine.compile.resolve import Resolver
from policyengine.compile.tree import Tree
from policyengine.compile.vocabulary import Vocabulary
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.source.definitions import PolicySet


@dataclass
class Compilation:
    """A compilation under way: what is known so far, and every problem met."""

    policy_set: PolicySet
    vocabulary: Vocabulary
    resolver: Resolver
    rule_trees: dict[str, Tree] = field(default_factory=dict)
    exception_trees: dict[tuple[str, str], Tree] = field(default_factory=dict)
    escalation_trees: dict[int, Tree] = field(default_factory=dict)
    inactive: list[Inactive] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    origins: dict[int, str] = field(default_factory=dict)

"""What definitions say of each other, and what must fit together."""

from __future__ import annotations

from policyengine.compile.crossings.definitions import definitions
from policyengine.compile.crossings.enforcement import enforcement
from policyengine.compile.crossings.requirements import check_requirements
from policyengine.compile.crossings.statements import statements
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.source.definitions import PolicySet

__all__ = ["check_crossings", "check_requirements"]


def check_crossings(policy_set: PolicySet) -> tuple[Diagnostic, ...]:
    """Every problem between definitions."""
    return (*definitions(policy_set), *enforcement(policy_set), *statements(policy_set))

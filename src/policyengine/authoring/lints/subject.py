"""What lints look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from policyengine.compile.program import Program
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.source.definitions import PolicySet


@dataclass(frozen=True, slots=True)
class Subject:
    """A policy set that loads, its program, and the day on which it is checked."""

    policy_set: PolicySet
    program: Program
    today: date


Lint = Callable[[Subject], Iterator[Diagnostic]]

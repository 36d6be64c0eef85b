"""What an entry of the diagnostics table is."""

from __future__ import annotations

from dataclasses import dataclass

from policyengine.diagnostics.diagnostic import Level


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem and the lesson that goes with it.

    `id` is stable for good and never given to another problem. `title` is a short phrase. `means`, `why` and `fix` are
    plain sentences for people who write policy, not programs. `bad` and `good` are the same few lines of YAML (or, for
    problems outside a file, of a folder listing) with the problem and without it.
    """

    id: str
    title: str
    means: str
    why: str
    fix: str
    bad: str
    good: str
    level: Level = "error"

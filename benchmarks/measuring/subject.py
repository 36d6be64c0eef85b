"""The engine under measurement, with the parts of it that a caller of the library does not see."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from policyengine import Content, ContentError, PolicyEngine
from policyengine.compile.entries import Entries
from policyengine.evaluation.matches import Match
from policyengine.loading import load_program, read_request
from policyengine.shipped import shipped
from policyengine.source.definitions import PolicySet

AT = datetime(2026, 1, 1, tzinfo=UTC)
ACCUSE_NOBODY = frozenset({"context", "spam"})
"""Categories whose matches say nothing against the text."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An engine, the definitions it was made of, and its numbered entries."""

    engine: PolicyEngine
    policy_set: PolicySet
    entries: Entries

    def accusing(self, text: str, language: str | None = None) -> tuple[Match, ...]:
        """The matches of any category that accuses; none in text that is no valid Unicode."""
        try:
            found = self.engine.scan(text, language)
        except ContentError:
            return ()
        return tuple(each for each in found if each.category not in ACCUSE_NOBODY)

    def flags(self, item: Content | Mapping[str, Any]) -> bool:
        """Whether an item is acted on or sent to a person; not one that cannot be judged."""
        try:
            decision = self.engine.evaluate(item, at=AT)
        except ContentError:
            return False
        return decision.action != "allow" or decision.review.required


def load(directories: Sequence[str | os.PathLike[str]]) -> Subject:
    """Loads a policy set from directories, lowest layer first; without any, the shipped one."""
    request, problems = read_request([os.fspath(each) for each in directories] or [shipped()])
    loaded = load_program(request, problems)
    assert loaded.policy_set is not None
    assert loaded.program is not None
    return Subject(PolicyEngine(loaded), loaded.policy_set, loaded.program.entries)


def is_meant(match: Match) -> bool:
    """Whether a match is at least likely to be the term."""
    return match.certainty != "possible"


def flagged_by_scan(accusing: Iterable[Match]) -> bool:
    """Whether any of a text's accusing matches is at least likely."""
    return any(map(is_meant, accusing))

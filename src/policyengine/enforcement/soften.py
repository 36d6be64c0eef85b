"""What a rule asks for, and what exceptions leave of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyengine.compile.program import CompiledException, CompiledRule
from policyengine.model.content import Kind
from policyengine.model.decision import Evidence, Softening

WHOLLY_TEXT: frozenset[Kind] = frozenset({"comment", "profile", "playlist"})
"""Kinds whose text is the whole content, so that text can clear them under every clause."""


Applying = tuple[CompiledException, tuple[Evidence, ...]]
"""An exception that applies, and the evidence that it does."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What one rule asks for after exceptions."""

    action: str
    recommended: str | None
    review: bool
    softened: tuple[Softening, ...]


def ask_of(rule: CompiledRule, applying: tuple[Applying, ...], kind: Kind, ladder: Mapping[str, int]) -> Ask:
    """The rule's outcome softened by the exceptions that apply: never harder, and only as far as the clause allows.

    Where text cannot clear the item, an exception takes the action back to a recommendation that a person reviews.
    """
    action, recommended = rule.action or "allow", rule.recommend
    clears = rule.clause is None or rule.clause.clause.text_can_clear or kind in WHOLLY_TEXT
    review = rule.review
    softened: list[Softening] = []
    # Mildest first, so that the strongest excuse is told with what it really changed.
    for exception, evidence in sorted(applying, key=lambda each: (ladder[each[0].soften_to], each[0].id)):
        strictest = max(action, recommended or "allow", key=ladder.__getitem__)
        if ladder[exception.soften_to] >= ladder[strictest]:
            continue
        action = min(action, exception.soften_to, key=ladder.__getitem__)
        if clears:
            recommended = _weaker(recommended, exception.soften_to, action, ladder)
        else:
            recommended, review = strictest, True
        softened.append(
            Softening(
                exception=exception.id,
                why=exception.why,
                from_action=strictest,
                to_action=action,
                recommended=recommended,
                evidence=evidence,
            )
        )
    return Ask(action, recommended, review or recommended is not None, tuple(softened))


def _weaker(recommended: str | None, to: str, action: str, ladder: Mapping[str, int]) -> str | None:
    """The recommendation weakened; none once it asks for no more than is done anyway."""
    if recommended is None:
        return None
    weaker = min(recommended, to, key=ladder.__getitem__)
    return weaker if ladder[weaker] > ladder[action] else None

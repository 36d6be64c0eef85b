"""What a rule asks for, and what exceptions leave of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyengine.compile.program import CompiledException, CompiledRule, Setting
from policyengine.model.content import Kind
from policyengine.model.decision import Evidence, Softening, StandIn
from policyengine.model.measures import stand_in

WHOLLY_TEXT: frozenset[Kind] = frozenset({"comment", "profile", "playlist"})
"""Kinds whose text is the whole content, so that text can clear them under every clause."""


Applying = tuple[CompiledException, tuple[Evidence, ...]]
"""An exception that applies, and the evidence that it does."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What one rule asks for after exceptions, in measures that the kind of content allows."""

    action: str
    recommended: str | None
    review: bool
    softened: tuple[Softening, ...]
    stand_ins: tuple[StandIn, ...]


def ask_of(rule: CompiledRule, applying: tuple[Applying, ...], kind: Kind, setting: Setting) -> Ask:
    """The rule's outcome softened by the exceptions that apply: never harder, and only as far as the clause allows.

    Where text cannot clear the item, an exception takes the action back to a recommendation that a person reviews.
    A measure that the kind does not allow gives way to its stand-in. A person looks at what was recommended all the
    same, and at what only the kind made milder.
    """
    ladder = setting.ladder
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
    return _fitted(Ask(action, recommended, review, tuple(softened), ()), kind, setting)


def _fitted(ask: Ask, kind: Kind, setting: Setting) -> Ask:
    taken = stand_in(setting.measures, ask.action, kind)
    wished = None if ask.recommended is None else stand_in(setting.measures, ask.recommended, kind)
    pairs = [(ask.action, taken), *([(ask.recommended, wished)] if ask.recommended and wished else [])]
    replaced = tuple(StandIn(asked=asked, taken=other) for asked, other in dict.fromkeys(pairs) if asked != other)
    left = wished if wished is not None and setting.ladder[wished] > setting.ladder[taken] else None
    fell = taken != ask.action and not ask.softened
    review = ask.review or ask.recommended is not None or fell
    return Ask(taken, left, review, ask.softened, replaced)


def _weaker(recommended: str | None, to: str, action: str, ladder: Mapping[str, int]) -> str | None:
    """The recommendation weakened; none once it asks for no more than is done anyway."""
    if recommended is None:
        return None
    weaker = min(recommended, to, key=ladder.__getitem__)
    return weaker if ladder[weaker] > ladder[action] else None

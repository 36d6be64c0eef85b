"""One item decided by two policy sets: what differs, and because of which words and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyengine.authoring.comparing.outcomes import (
    ALLOWED,
    Direction,
    Ladder,
    Outcome,
    declared_language,
    grounds_of,
    outcome_of,
    outcomes_by_area,
    outcomes_by_market,
)
from policyengine.authoring.comparing.surroundings import Around, Surroundings
from policyengine.model.content import Content
from policyengine.model.decision import Decision, Evidence

MOST_WORDS = 5
"""Matches that are shown of one item."""


@dataclass(frozen=True, slots=True)
class Word:
    """A match that a finding cites; the text is none where it is masked. `cited` says by which decision, and `around`
    what stands next to it."""

    text: str | None
    source: str
    pointer: str
    cited: str
    around: Around | None


@dataclass(frozen=True, slots=True)
class Transition:
    """From one outcome to another."""

    direction: Direction
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Witness:
    """An item that shows a transition: where it stands, its words, and the rules that found it before and after."""

    source: str
    line: int
    item: str
    kind: str
    words: tuple[Word, ...]
    rules_before: tuple[str, ...]
    rules_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShadowMove:
    """A rule in shadow that holds on only one side, and acts on neither. The names are those of the rule that held."""

    rule: str
    names_before: tuple[str, ...]
    names_after: tuple[str, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What two policy sets make of one item. Areas are those with a finding on either side; markets are those that
    both policy sets know."""

    whole: Transition
    language: str
    areas: tuple[tuple[str, Transition], ...]
    markets: tuple[tuple[str, Transition], ...]
    rules_before: tuple[str, ...]
    rules_after: tuple[str, ...]
    shadow_before: tuple[str, ...]
    shadow_after: tuple[str, ...]
    shadow_moves: tuple[ShadowMove, ...]
    words: tuple[Word, ...]


def compare(content: Content, before: Decision, after: Decision, ladder: Ladder) -> Decided:
    """The two decisions compared."""
    markets = _paired(outcomes_by_market(before), outcomes_by_market(after), ladder, in_both=True)
    areas = _paired(outcomes_by_area(before, ladder), outcomes_by_area(after, ladder), ladder, in_both=False)
    old, new = outcome_of(before), outcome_of(after)
    directions = {ladder.direction(old, new), *(each.direction for _, each in markets)} - {"same"}
    direction: Direction = "same"
    if len(directions) > 1:
        direction = "mixed"
    elif directions:
        direction = directions.pop()
    elif grounds_of(before) != grounds_of(after):
        direction = "grounds"
    return Decided(
        whole=Transition(direction, old, new),
        language=declared_language(content),
        areas=areas,
        markets=markets,
        rules_before=_rules(before),
        rules_after=_rules(after),
        shadow_before=_shadow(before),
        shadow_after=_shadow(after),
        shadow_moves=_shadow_moves(content, before, after),
        words=() if direction == "same" else _words(content, before, after),
    )


def witness(decided: Decided, content: Content, source: str, line: int) -> Witness:
    """The item as a witness of its transition."""
    return Witness(source, line, content.id, content.kind, decided.words, decided.rules_before, decided.rules_after)


def shadow_witness(move: ShadowMove, content: Content, source: str, line: int) -> Witness:
    """The item as a witness of what a rule in shadow finds only now, or no longer."""
    return Witness(source, line, content.id, content.kind, move.words, move.names_before, move.names_after)


def _paired(
    before: dict[str, Outcome], after: dict[str, Outcome], ladder: Ladder, *, in_both: bool
) -> tuple[tuple[str, Transition], ...]:
    names = before.keys() & after.keys() if in_both else before.keys() | after.keys()
    found: list[tuple[str, Transition]] = []
    for name in sorted(names):
        old, new = before.get(name, ALLOWED), after.get(name, ALLOWED)
        found.append((name, Transition(ladder.direction(old, new), old, new)))
    return tuple(found)


def _rules(decision: Decision) -> tuple[str, ...]:
    return tuple(sorted({rule for finding in decision.findings for rule in finding.rules}))


def _shadow(decision: Decision) -> tuple[str, ...]:
    return tuple(sorted({rule.partition("@")[0] for each in decision.shadow for rule in each.rules}))


def _shadow_moves(content: Content, before: Decision, after: Decision) -> tuple[ShadowMove, ...]:
    old, new = _shadow_names(before), _shadow_names(after)
    acting = {rule.partition("@")[0] for rule in (*_rules(before), *_rules(after))}
    moved = sorted((old.keys() ^ new.keys()) - acting)
    if not moved:
        return ()
    surroundings = Surroundings(content, (before, after))
    moves: list[ShadowMove] = []
    for rule in moved:
        cited = "before" if rule in old else "after"
        evidence = [
            (each, cited)
            for shadow in (before if rule in old else after).shadow
            if rule in {name.partition("@")[0] for name in shadow.rules}
            for each in shadow.evidence
        ]
        moves.append(ShadowMove(rule, old.get(rule, ()), new.get(rule, ()), _told(evidence, surroundings)))
    return tuple(moves)


def _shadow_names(decision: Decision) -> dict[str, tuple[str, ...]]:
    names = sorted({name for each in decision.shadow for name in each.rules})
    return {rule: tuple(name for name in names if name.partition("@")[0] == rule) for rule in _shadow(decision)}


def _words(content: Content, before: Decision, after: Decision) -> tuple[Word, ...]:
    """The matches that only one of the decisions cites; if there are none, those that both cite."""
    old, new = dict(_cited(before)), dict(_cited(after))
    chosen = [(each, "before") for place, each in old.items() if place not in new]
    chosen += [(each, "after") for place, each in new.items() if place not in old]
    chosen = chosen or [(each, "both") for place, each in old.items() if place in new]
    return _told(chosen, Surroundings(content, (before, after)))


def _told(chosen: Iterable[tuple[Evidence, str]], surroundings: Surroundings) -> tuple[Word, ...]:
    """The first of each text that is matched more than once in one field."""
    words: dict[tuple[str | None, str, str, str], Word] = {}
    for each, cited in chosen:
        source = each.lexicon or each.condition or ""
        word = Word(each.text, source, each.pointer, cited, surroundings.of(each))
        words.setdefault((each.text, source, each.pointer, cited), word)
    return tuple(words.values())[:MOST_WORDS]


def _cited(decision: Decision) -> Iterator[tuple[tuple[object, ...], Evidence]]:
    for finding in decision.findings:
        for each in finding.evidence:
            yield (finding.clause.id, each.pointer, each.start, each.end, each.lexicon, each.condition), each

"""Variants of an item: its matching words disguised, its fields in every combination."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from policyengine.authoring.disguising import disguised
from policyengine.engine import PolicyEngine
from policyengine.evaluation.intake import take_in
from policyengine.evaluation.matches import Match
from policyengine.model.content import text_parts
from policyengine.model.ways import Way


class NothingToDisguise(Exception):
    """The item has no word that a disguise could be put on."""


def combinations(matrix: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Every combination of the values of a matrix, the last field varying fastest; one empty one without a matrix."""
    for values in product(*matrix.values()):
        yield dict(zip(matrix, values, strict=True))


def in_disguise(engine: PolicyEngine, item: Mapping[str, Any], way: Way) -> dict[str, Any]:
    """The item with every word that accuses disguised in one way; raises `NothingToDisguise` or `ContentError`.

    The words are those terms that the engine finds in the item as it stands. One that the disguise would leave as it
    is stays, as long as another changes.
    """
    made = copy.deepcopy(dict(item))
    found = changed = False
    for part in text_parts(take_in(item)):
        words = _apart(engine.scan(part.text, part.language))
        found = found or bool(words)
        text = part.text
        for match in reversed(words):
            other = disguised(text[match.start : match.end]).get(way)
            if other is not None:
                text = text[: match.start] + other + text[match.end :]
                changed = True
        _put(made, part.pointer, text)
    if not found:
        raise NothingToDisguise("no term is found in this item, so there is no word to disguise")
    if not changed:
        raise NothingToDisguise(f"`{way}` leaves every word that matches as it is")
    return made


def _apart(matches: Sequence[Match]) -> list[Match]:
    """The terms that accuse somebody, in the order of the text; of those that overlap, the longest."""
    terms = [each for each in matches if each.tier is not None and each.category != "context"]
    chosen: list[Match] = []
    for match in sorted(terms, key=lambda each: (each.start - each.end, each.start)):
        if all(match.end <= other.start or other.end <= match.start for other in chosen):
            chosen.append(match)
    return sorted(chosen, key=lambda each: each.start)


def _put(item: dict[str, Any], pointer: str, text: str) -> None:
    *path, last = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    place: Any = item
    for step in path:
        place = place[int(step)] if isinstance(place, list) else place[step]
    key = int(last) if isinstance(place, list) else last
    if isinstance(place[key], dict):
        place[key]["text"] = text
    else:
        place[key] = text

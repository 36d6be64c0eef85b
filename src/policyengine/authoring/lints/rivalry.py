"""Neighbouring repeats of a pattern that compete for the same letters: a run of them can be split in many ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policyengine.text.patterns.syntax import is_stand_in

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_SAMPLES = frozenset("abmxz059 -._가힣ㅋあアー一人ก")
_CATEGORIES = {"CATEGORY_DIGIT": str.isdigit, "CATEGORY_SPACE": str.isspace, "CATEGORY_WORD": str.isalnum}


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A letter that two repeats can both take, in how many ways they may share a run, and how long that run is."""

    letter: str
    ways: int
    longest: int


@dataclass(frozen=True, slots=True)
class _Repeat:
    letters: frozenset[str]
    low: int
    high: int


def rivalries(parsed: Any) -> Iterator[Rivalry]:
    """Pairs of repeats of one sequence between which nothing must stand."""
    open_repeats: list[_Repeat] = []
    for operation, argument in parsed:
        name = str(operation)
        if name in _REPEATS:
            low, high, body = argument
            repeat = _Repeat(_letters(body), int(low), int(high))
            for other in open_repeats:
                shared = sorted(other.letters & repeat.letters)
                if shared and repeat.low < repeat.high and other.low < other.high:
                    ways = (other.high - other.low + 1) * (repeat.high - repeat.low + 1)
                    yield Rivalry(shared[0], ways, other.high + repeat.high)
            open_repeats = [*(open_repeats if low == 0 else ()), repeat]
        elif name not in ("AT", "ASSERT", "ASSERT_NOT"):
            open_repeats = []
        for inner in _inside(name, argument):
            yield from rivalries(inner)


def _inside(name: str, argument: Any) -> list[Any]:
    if name == "BRANCH":
        return list(argument[1])
    return [argument[3]] if name == "SUBPATTERN" else [argument[2]] if name in _REPEATS else []


def _letters(parsed: Any) -> frozenset[str]:
    """Letters that a body can take, as far as samples and its own literals show."""
    found: frozenset[str] = frozenset()
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            found |= _SAMPLES if is_stand_in(argument) else {chr(argument)}
        elif name == "ANY":
            found |= _SAMPLES
        elif name == "NOT_LITERAL":
            found |= _SAMPLES - {chr(argument)}
        elif name == "IN":
            found |= _members(argument)
        for inner in _inside(name, argument):
            found |= _letters(inner)
    return found


def _members(members: list[tuple[Any, Any]]) -> frozenset[str]:
    own: set[str] = set()
    negated = False
    for operation, argument in members:
        name = str(operation)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            own |= set(_SAMPLES) if is_stand_in(argument) else {chr(argument)}
        elif name == "RANGE":
            own |= {chr(argument[0]), *(char for char in _SAMPLES if argument[0] <= ord(char) <= argument[1])}
        elif name == "CATEGORY":
            own |= _category(str(argument))
    return _SAMPLES - own if negated else frozenset(own)


def _category(name: str) -> set[str]:
    plain = name.replace("_NOT_", "_")
    test = _CATEGORIES.get(plain)
    return {char for char in _SAMPLES if test is not None and test(char) == (plain == name)}

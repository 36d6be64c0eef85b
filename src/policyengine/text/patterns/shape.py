"""What follows from the parsed form of a pattern: how much work it can cause, how far it reaches, which literal
texts every match of it must contain, and which of its characters folded text can never hold.

The parsed form is the standard library's: sequences of (operation, argument). Operations are compared by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import product
from typing import Any

from policyengine.text.folding.fold import flat
from policyengine.text.patterns.syntax import is_stand_in

Parsed = Any
_parser = import_module("re._parser")

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_LOOK_AROUND = ("ASSERT", "ASSERT_NOT")
_MOST_STRINGS = 64
_LONG_ENOUGH = 8


def parse(plain: str) -> Parsed:
    """Parse a pattern without properties; raises `re.error`."""
    return _parser.parse(plain)


def width(parsed: Parsed) -> tuple[int, int]:
    """The least and the greatest length of a match."""
    low, high = parsed.getwidth()
    return int(low), int(high)


def look_around(parsed: Parsed) -> int:
    """How far beyond a match its look-around assertions can look, at most."""
    total = 0
    for name, argument in _operations(parsed):
        if name in _LOOK_AROUND:
            total += width(argument[1])[1] + look_around(argument[1])
        else:
            total += sum(look_around(inner) for inner in _inside(name, argument))
    return total


def ways(parsed: Parsed, limit: int) -> int:
    """In how many ways the pattern can be tried at one place, at most; counting stops above `limit`."""
    total = 1
    for name, argument in _operations(parsed):
        if name == "BRANCH":
            total *= _ways_of_alternatives(argument[1], limit)
        elif name in _REPEATS:
            low, high, body = argument
            once = ways(body, limit)
            total *= sum(min(once**count, limit + 1) for count in range(low, min(high, low + limit) + 1))
        else:
            for inner in _inside(name, argument):
                total *= ways(inner, limit)
        if total > limit:
            return limit + 1
    return total


def _ways_of_alternatives(branches: list[Parsed], limit: int) -> int:
    """Alternatives that begin with different letters exclude each other, so only those of one letter add up."""
    by_letter: dict[Any, int] = {}
    anywhere = 0
    for branch in branches:
        name, argument = next(_operations(branch), ("", 0))
        if name == "LITERAL" and not is_stand_in(argument):
            by_letter[argument] = by_letter.get(argument, 0) + ways(branch, limit)
        else:
            anywhere += ways(branch, limit)
    return anywhere + max(by_letter.values(), default=0)


def literals(parsed: Parsed) -> tuple[str, ...]:
    """Texts of which every match contains at least one; empty if none can be named. The longest choice, sorted."""
    return tuple(sorted(_required(parsed)))


def _required(parsed: Parsed) -> frozenset[str]:
    best: frozenset[str] = frozenset()
    run = frozenset({""})
    for name, argument in _operations(parsed):
        exact = _exact(name, argument)
        if exact is not None and len(run) * len(exact) <= _MOST_STRINGS:
            run = _joined(run, exact)
            continue
        best = _better(best, run)
        run = frozenset({""}) if exact is None else exact
        best = _better(best, _required_within(name, argument))
    return _better(best, run)


def _required_within(name: str, argument: Any) -> frozenset[str]:
    if name == "BRANCH":
        branches = [_required(branch) for branch in argument[1]]
        return frozenset[str]().union(*branches) if all(branches) else frozenset()
    if name == "SUBPATTERN" or (name in _REPEATS and argument[0] > 0):
        return _required(_inside(name, argument)[0])
    return frozenset()


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    return max(one, other, key=_worth)


def _worth(texts: frozenset[str]) -> tuple[float, int]:
    usable = texts and all(text.strip() and (len(text) > 1 or not text.isascii()) for text in texts)
    return (min(_LONG_ENOUGH, *map(_rarity, texts)), -len(texts)) if usable else (0, 0)


def _rarity(text: str) -> float:
    """The length of a text, where a letter of hiragana counts half: particles are such, and stand in every sentence."""
    return sum(0.5 if "\u3041" <= letter <= "\u3096" else 1 for letter in text)


def _exact(name: str, argument: Any) -> frozenset[str] | None:
    """All texts an operation can match, if they are few."""
    if name == "LITERAL":
        return None if is_stand_in(argument) else frozenset({chr(argument)})
    if name == "IN":
        return _exact_class(argument)
    if name == "AT" or name in _LOOK_AROUND:
        return frozenset({""})
    if name == "BRANCH":
        return _few([_exact_sequence(branch) for branch in argument[1]])
    if name == "SUBPATTERN":
        return _exact_sequence(argument[3])
    if name in _REPEATS and argument[1] <= _LONG_ENOUGH:
        return _exact_repeat(*argument)
    return None


def _exact_sequence(parsed: Parsed) -> frozenset[str] | None:
    texts = frozenset({""})
    for name, argument in _operations(parsed):
        exact = _exact(name, argument)
        if exact is None or len(texts) * len(exact) > _MOST_STRINGS:
            return None
        texts = _joined(texts, exact)
    return texts


def _exact_repeat(low: int, high: int, body: Parsed) -> frozenset[str] | None:
    once = _exact_sequence(body)
    if once is None or sum(len(once) ** count for count in range(low, high + 1)) > _MOST_STRINGS:
        return None
    return frozenset("".join(parts) for count in range(low, high + 1) for parts in product(once, repeat=count))


def _exact_class(members: list[tuple[Any, Any]]) -> frozenset[str] | None:
    codes: list[int] = []
    for operation, argument in members:
        if str(operation) == "LITERAL" and not is_stand_in(argument):
            codes.append(argument)
        elif str(operation) == "RANGE" and argument[1] - argument[0] < _LONG_ENOUGH:
            codes.extend(range(argument[0], argument[1] + 1))
        else:
            return None
    return frozenset(map(chr, codes)) if len(codes) <= _LONG_ENOUGH else None


def _few(choices: list[frozenset[str] | None]) -> frozenset[str] | None:
    texts: set[str] = set()
    for choice in choices:
        if choice is None:
            return None
        texts |= choice
    return frozenset(texts) if len(texts) <= _MOST_STRINGS else None


def _joined(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    return frozenset(a + b for a in left for b in right)


def never_folded(parsed: Parsed) -> Iterator[str]:
    """Runs of literal text, and members of classes, that folded text never holds."""
    run = ""
    for name, argument in (*_operations(parsed), ("", None)):
        if name == "LITERAL":
            run += chr(argument)
            continue
        if flat(run) != run:
            yield run
        run = ""
        if name == "IN" and str(argument[0][0]) != "NEGATE":
            yield from _never_folded_members(argument)
        for inner in _inside(name, argument):
            yield from never_folded(inner)


def _never_folded_members(members: list[tuple[Any, Any]]) -> Iterator[str]:
    for operation, argument in members:
        if str(operation) == "LITERAL" and flat(chr(argument)) != chr(argument):
            yield chr(argument)
        elif str(operation) == "RANGE" and all(flat(chr(code)) != chr(code) for code in argument):
            yield f"{chr(argument[0])}-{chr(argument[1])}"


def _operations(parsed: Parsed) -> Iterator[tuple[str, Any]]:
    for operation, argument in parsed:
        yield str(operation), argument


def _inside(name: str, argument: Any) -> list[Parsed]:
    """The sequences nested directly in an operation."""
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "BRANCH":
        return list(argument[1])
    if name in _REPEATS:
        return [argument[2]]
    return [argument[1]] if name in _LOOK_AROUND else []

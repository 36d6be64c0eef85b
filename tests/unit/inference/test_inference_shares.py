"""Dividing a stratum so that durable-rules can hold it, and the names it goes by there."""

from __future__ import annotations

import random

from policyengine.compile.derivation import Conjunction
from policyengine.inference.ruleset import NAMES
from policyengine.inference.shares import (
    HIGHEST_LOAD,
    LONGEST_WHEN,
    MOST_RULES,
    MOST_SIGNALS,
    Division,
    divide,
    load,
)


def _conjunctions(*whens: tuple[int, ...]) -> tuple[Conjunction, ...]:
    return tuple(Conjunction(1000, when) for when in whens)


def _check(division: Division, conjunctions: tuple[Conjunction, ...]) -> None:
    """Every conjunction stands once, with its own signals, and every share keeps to the limits."""
    placed = list(division.too_long)
    for share in division.shares:
        assert len(share.rules) <= MOST_RULES
        assert len({signal for when in share.rules for signal in when}) <= MOST_SIGNALS
        assert load(share.rules) <= HIGHEST_LOAD
        assert len(set(share.rules)) == len(share.rules)
        for when, indices in zip(share.rules, share.conjunctions, strict=True):
            placed += indices
            assert all(conjunctions[index].when == tuple(sorted(when)) for index in indices)
    assert sorted(placed) == list(range(len(conjunctions)))


def test_nothing_to_divide() -> None:
    assert divide(()) == Division((), ())


def test_a_chain_has_one_condition_waiting() -> None:
    assert load([(1, 2, 3, 4)]) == 1


def test_distinct_first_conditions_all_wait() -> None:
    assert load([(signal,) for signal in range(7)]) == 7


def test_fan_outs_along_a_path_add_up() -> None:
    three_then_three = [(0, 3), (0, 4), (0, 5), (1,), (2,)]
    assert load(three_then_three) == 5


def test_fan_outs_beside_each_other_do_not_add_up() -> None:
    two_by_three = [(first, second) for first in (0, 1) for second in (2, 3, 4)]
    assert load(two_by_three) == 4


def test_a_rule_that_another_continues_is_no_leaf() -> None:
    assert load([(0,), (0, 1)]) == 1


def test_more_first_conditions_than_can_wait_take_another_share() -> None:
    conjunctions = _conjunctions(*((signal,) for signal in range(HIGHEST_LOAD + 1)))
    division = divide(conjunctions)
    assert [len(share.rules) for share in division.shares] == [HIGHEST_LOAD, 1]
    _check(division, conjunctions)


def test_more_rules_than_fit_take_another_share() -> None:
    whens = [(first, second) for first in range(21) for second in range(30, 51)]
    division = divide(_conjunctions(*whens))
    assert [len(share.rules) for share in division.shares] == [MOST_RULES, MOST_RULES, 41]
    _check(division, _conjunctions(*whens))


def test_more_signals_than_a_fact_holds_take_another_share() -> None:
    conjunctions = _conjunctions(*(tuple(range(start, start + 60)) for start in range(0, 300, 60)))
    division = divide(conjunctions)
    assert [len(share.rules) for share in division.shares] == [4, 1]
    _check(division, conjunctions)


def test_equal_conditions_share_a_rule() -> None:
    conjunctions = (Conjunction(10, (1, 2)), Conjunction(11, (3,)), Conjunction(12, (1, 2), (4,)))
    (share,) = divide(conjunctions).shares
    assert dict(zip(share.rules, share.conjunctions, strict=True)) == {(1, 2): (0, 2), (3,): (1,)}


def test_a_conjunction_that_is_too_long_is_left_out() -> None:
    longest, longer = tuple(range(LONGEST_WHEN)), tuple(range(LONGEST_WHEN + 1))
    division = divide(_conjunctions(longer, longest))
    assert division.too_long == (0,)
    assert [share.conjunctions for share in division.shares] == [((1,),)]


def test_any_program_keeps_to_the_limits() -> None:
    dice = random.Random(7)
    for _ in range(40):
        signals = dice.choice((8, 60, 400))
        whens = (sorted(dice.sample(range(signals), dice.randint(1, 6))) for _ in range(dice.randint(1, 400)))
        conjunctions = _conjunctions(*map(tuple, whens))
        _check(divide(conjunctions), conjunctions)


def test_no_two_names_have_one_hash() -> None:
    """durable-rules tells names apart by FNV-1a alone, those of its own operators and settings included."""
    operators = "lt lte gt gte eq neq mt imt iall iany ex nex or and m add sub mul div l r forward s all any not"
    settings = ("all", "any", "pri", "count", "cap", "dist", "name")
    own = (*(f"${operator}" for operator in operators.split()), *settings)
    names = ("sid", "id", "k", "m", *NAMES, *own)
    assert len({_fnv1a(name) for name in names}) == len(names)


def _fnv1a(name: str) -> int:
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value ^ byte) * 16777619 % 2**32
    return value

"""What every inference answers, and at the sizes where durable-rules alone would fail."""

from __future__ import annotations

import pytest

from policyengine.compile.derivation import Conjunction, Derivation, Stratum
from policyengine.inference import DurableInference, available, build
from policyengine.inference.shares import LONGEST_WHEN

INFERENCES = ("native", "durable") if available() else ("native",)


def _derivation(*whens: tuple[int, ...], base: int = 1000) -> Derivation:
    return Derivation(base, (Stratum(tuple(Conjunction(base, when) for when in whens)),))


@pytest.fixture(params=INFERENCES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_only_what_is_wholly_true(name: str) -> None:
    inference = build(_derivation((0, 1), (1,), (1, 2), (3,)), name)
    assert inference.name == name
    assert inference.satisfied(0, frozenset({0, 1})) == (0, 1)
    assert inference.satisfied(0, frozenset({1, 2, 3, 99})) == (1, 2, 3)
    assert inference.satisfied(0, frozenset()) == ()


def test_unless_is_not_its_business(name: str) -> None:
    derivation = Derivation(3, (Stratum((Conjunction(3, (0,), unless=(1,)),)),))
    assert build(derivation, name).satisfied(0, frozenset({0, 1})) == (0,)


def test_a_stratum_without_conjunctions(name: str) -> None:
    inference = build(Derivation(2, (Stratum(()), Stratum((Conjunction(2, (0,)),)))), name)
    assert inference.satisfied(0, frozenset({0, 1})) == ()
    assert inference.satisfied(1, frozenset({0, 1})) == (0,)


def test_strata_do_not_mix(name: str) -> None:
    strata = (Stratum((Conjunction(5, (0,)),)), Stratum((Conjunction(6, (1,)), Conjunction(7, (0,)))))
    inference = build(Derivation(5, strata), name)
    assert inference.satisfied(0, frozenset({0, 1})) == (0,)
    assert inference.satisfied(1, frozenset({0, 1})) == (0, 1)


def test_one_answer_leaves_nothing_behind_for_the_next(name: str) -> None:
    inference = build(_derivation((0, 1), (2,)), name)
    for _ in range(3):
        assert inference.satisfied(0, frozenset({0})) == ()
        assert inference.satisfied(0, frozenset({0, 1})) == (0,)
        assert inference.satisfied(0, frozenset({1})) == ()
        assert inference.satisfied(0, frozenset({2})) == (1,)


def test_equal_conditions_all_count(name: str) -> None:
    inference = build(_derivation((0, 1), (2,), (0, 1), (0, 1)), name)
    assert inference.satisfied(0, frozenset({0, 1})) == (0, 2, 3)


def test_more_first_conditions_than_can_wait(name: str) -> None:
    inference = build(_derivation(*((signal,) for signal in range(150))), name)
    assert inference.satisfied(0, frozenset(range(150))) == tuple(range(150))
    assert inference.satisfied(0, frozenset({70})) == (70,)


def test_fan_outs_that_add_up_along_a_path(name: str) -> None:
    whens: list[tuple[int, ...]] = [(0, 1, signal) for signal in range(100, 130)]
    whens += [(0, signal) for signal in range(130, 160)]
    whens += [(signal,) for signal in range(160, 190)]
    inference = build(_derivation(*whens), name)
    everything = frozenset(range(200))
    assert inference.satisfied(0, everything) == tuple(range(90))
    assert inference.satisfied(0, everything - {0}) == tuple(range(60, 90))


def test_more_rules_than_one_ruleset_takes(name: str) -> None:
    whens = [(first, second) for first in range(30) for second in range(30, 60)]
    inference = build(_derivation(*whens), name)
    assert inference.satisfied(0, frozenset(range(60))) == tuple(range(900))
    assert inference.satisfied(0, frozenset({3, 31, 59})) == (3 * 30 + 1, 3 * 30 + 29)


def test_more_true_signals_than_a_fact_has_keys(name: str) -> None:
    whens = [(signal, signal + 1, signal + 2) for signal in range(0, 900, 3)]
    inference = build(_derivation(*whens), name)
    assert inference.satisfied(0, frozenset(range(1000))) == tuple(range(300))


def test_a_long_conjunction(name: str) -> None:
    longest, longer = tuple(range(LONGEST_WHEN)), tuple(range(LONGEST_WHEN + 30))
    inference = build(_derivation(longest, longer), name)
    assert inference.satisfied(0, frozenset(longer)) == (0, 1)
    assert inference.satisfied(0, frozenset(longest)) == (0,)
    assert inference.satisfied(0, frozenset(longest[1:])) == ()


def test_durable_never_faulted_on_all_of_these() -> None:
    whens = [tuple(range(start, start + width)) for width in (1, 2, 3, 64, 70) for start in range(0, 200, 2)]
    inference = build(_derivation(*whens), INFERENCES[-1])
    assert inference.satisfied(0, frozenset(range(300))) == tuple(range(len(whens)))
    if isinstance(inference, DurableInference):
        assert inference.faults == ()
        assert inference.on_native == tuple((0, index) for index in range(400, 500))

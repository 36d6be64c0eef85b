"""Drawing conclusions by stratum, and what they rest on."""

from __future__ import annotations

import pytest

from policyengine.compile.derivation import Conjunction, Counter, Derivation, Stratum
from policyengine.inference import Conclusion, Inference, Reasoner, available, build, support
from policyengine.inference.reasoner import MEMO_SIZE

INFERENCES = ("native", "durable") if available() else ("native",)


@pytest.fixture(params=INFERENCES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _infer(derivation: Derivation, name: str, *given: int) -> Conclusion:
    return Reasoner(derivation, build(derivation, name)).infer(frozenset(given))


def test_nothing_follows_from_nothing(name: str) -> None:
    conclusion = _infer(Derivation(1, (Stratum((Conjunction(1, (0,)),)),)), name)
    assert conclusion == Conclusion(frozenset(), {})


def test_a_derivation_without_strata(name: str) -> None:
    assert _infer(Derivation(3, ()), name, 1) == Conclusion(frozenset({1}), {})


def test_higher_strata_see_what_lower_ones_derive(name: str) -> None:
    label, rule = Conjunction(2, (0,)), Conjunction(3, (1, 2))
    derivation = Derivation(2, (Stratum((label,)), Stratum((rule,))))
    assert _infer(derivation, name, 0, 1) == Conclusion(frozenset({0, 1, 2, 3}), {2: (label,), 3: (rule,)})
    assert _infer(derivation, name, 1).true == {1}


def test_unless_blocks_by_given_and_by_derived_signals(name: str) -> None:
    label = Conjunction(3, (0,))
    by_given, by_derived = Conjunction(4, (1,), (2,)), Conjunction(5, (1,), (3,))
    derivation = Derivation(3, (Stratum((label,)), Stratum((by_given, by_derived))))
    assert _infer(derivation, name, 1).true == {1, 4, 5}
    assert _infer(derivation, name, 1, 2).true == {1, 2, 5}
    assert _infer(derivation, name, 0, 1).true == {0, 1, 3, 4}


def test_a_counter_wants_enough_distinct_signals(name: str) -> None:
    counter = Counter(4, 2, (0, 1, 2))
    derivation = Derivation(4, (Stratum((), (counter,)),))
    assert _infer(derivation, name, 0, 3).true == {0, 3}
    assert _infer(derivation, name, 0, 2) == Conclusion(frozenset({0, 2, 4}), {4: (counter,)})
    assert 4 in _infer(derivation, name, 0, 1, 2).true


def test_all_grounds_stand_sorted_and_once(name: str) -> None:
    either, other, blocked = Conjunction(5, (2,)), Conjunction(5, (0, 1)), Conjunction(5, (0,), (1,))
    two, one = Counter(5, 2, (0, 1)), Counter(5, 1, (0, 1))
    derivation = Derivation(5, (Stratum((either, other, blocked, either), (two, one, two)),))
    assert _infer(derivation, name, 0, 1, 2).grounds == {5: (other, either, one, two)}


def test_a_head_may_have_grounds_in_several_strata(name: str) -> None:
    low, high = Conjunction(3, (1,)), Conjunction(3, (0,))
    derivation = Derivation(3, (Stratum((low,)), Stratum((high,))))
    assert _infer(derivation, name, 0, 1).grounds == {3: (high, low)}


def test_grounds_are_in_the_order_of_their_signals(name: str) -> None:
    derivation = Derivation(1, (Stratum(tuple(Conjunction(head, (0,)) for head in (9, 4, 7, 1))),))
    assert list(_infer(derivation, name, 0).grounds) == [1, 4, 7, 9]


def test_support_goes_through_derived_signals_and_all_grounds(name: str) -> None:
    strata = (
        Stratum((Conjunction(6, (0, 1)), Conjunction(6, (2,))), (Counter(7, 1, (3, 4)),)),
        Stratum((Conjunction(8, (5, 6)), Conjunction(8, (7,)))),
    )
    conclusion = _infer(Derivation(6, strata), name, 0, 1, 2, 3, 5)
    assert support(conclusion, 8) == (0, 1, 2, 3, 5)
    assert support(conclusion, 6) == (0, 1, 2)
    assert support(conclusion, 7) == (3,)


def test_support_of_what_is_given_and_of_what_is_not_true(name: str) -> None:
    conclusion = _infer(Derivation(2, (Stratum((Conjunction(2, (0,)),)),)), name, 1)
    assert support(conclusion, 1) == (1,)
    assert support(conclusion, 0) == ()
    assert support(conclusion, 2) == ()


def test_grounds_cannot_be_changed() -> None:
    conclusion = _infer(Derivation(1, (Stratum((Conjunction(1, (0,)),)),)), "native", 0)
    with pytest.raises(TypeError):
        conclusion.grounds[1] = ()  # type: ignore[index]


class _Counting:
    """An inference that counts how often it is asked."""

    name = "counting"
    faults: tuple[str, ...] = ()

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self.asked = 0

    def satisfied(self, stratum: int, true: frozenset[int]) -> tuple[int, ...]:
        self.asked += 1
        return self._inference.satisfied(stratum, true)


def test_what_was_inferred_is_remembered() -> None:
    derivation = Derivation(2, (Stratum((Conjunction(2, (0,)),)),))
    inference = _Counting(build(derivation, "native"))
    reasoner = Reasoner(derivation, inference)
    first = reasoner.infer(frozenset({0, 1}))
    assert reasoner.infer(frozenset({1, 0})) is first
    assert inference.asked == 1
    assert reasoner.infer_anew(frozenset({0, 1})) == first
    assert inference.asked == 2


def test_memory_is_bounded_and_keeps_what_is_asked_for() -> None:
    derivation = Derivation(MEMO_SIZE + 2, (Stratum((Conjunction(MEMO_SIZE + 2, (0,)),)),))
    inference = _Counting(build(derivation, "native"))
    reasoner = Reasoner(derivation, inference)
    for signal in range(MEMO_SIZE):
        reasoner.infer(frozenset({signal}))
    reasoner.infer(frozenset({0}))
    reasoner.infer(frozenset({MEMO_SIZE}))  # the one asked for longest ago, {1}, makes room
    asked = inference.asked
    reasoner.infer(frozenset({0}))
    assert inference.asked == asked
    reasoner.infer(frozenset({1}))
    assert inference.asked == asked + 1

"""For any derivation and any given signals, every inference draws what the definition says, and nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from policyengine.compile.derivation import Conjunction, Counter, Derivation, Stratum
from policyengine.inference import Conclusion, Ground, Reasoner, available, build, support

INFERENCES = ("native", "durable") if available() else ("native",)
BASE = 12
HEADS = 6


def _signals(limit: int, least: int, most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.integers(0, limit - 1), min_size=least, max_size=most).map(lambda some: tuple(sorted(some)))


@st.composite
def _counters(draw: st.DrawFn, heads: st.SearchStrategy[int], limit: int) -> Counter:
    of = draw(_signals(limit, 1, 5))
    return Counter(draw(heads), draw(st.integers(1, len(of))), of)


@st.composite
def _derivations(draw: st.DrawFn) -> Derivation:
    strata = []
    for below in range(draw(st.integers(1, 3))):
        limit = BASE + below * HEADS
        heads = st.integers(limit, limit + HEADS - 1)
        conjunctions = st.builds(Conjunction, heads, _signals(limit, 1, 4), _signals(limit, 0, 2))
        strata.append(
            Stratum(
                tuple(draw(st.lists(conjunctions, max_size=40))),
                tuple(draw(st.lists(_counters(heads, limit), max_size=4))),
            )
        )
    return Derivation(BASE, tuple(strata))


def _holds(ground: Ground, true: set[int]) -> bool:
    if isinstance(ground, Conjunction):
        return true.issuperset(ground.when) and true.isdisjoint(ground.unless)
    return len(true.intersection(ground.of)) >= ground.n


def _by_definition(derivation: Derivation, given_signals: frozenset[int]) -> Conclusion:
    true = set(given_signals)
    grounds: dict[int, set[Ground]] = {}
    for stratum in derivation.strata:
        candidates: tuple[Ground, ...] = (*stratum.conjunctions, *stratum.counters)
        holding = [ground for ground in candidates if _holds(ground, true)]
        for ground in holding:
            grounds.setdefault(ground.head, set()).add(ground)
        true.update(ground.head for ground in holding)
    return Conclusion(frozenset(true), {head: _ordered(some) for head, some in grounds.items()})


def _ordered(grounds: set[Ground]) -> tuple[Ground, ...]:
    conjunctions = [ground for ground in grounds if isinstance(ground, Conjunction)]
    counters = [ground for ground in grounds if isinstance(ground, Counter)]
    return (
        *sorted(conjunctions, key=lambda ground: (ground.when, ground.unless)),
        *sorted(counters, key=lambda ground: (ground.of, ground.n)),
    )


def _support_by_definition(conclusion: Conclusion, signal: int) -> set[int]:
    if signal not in conclusion.true:
        return set()
    if signal not in conclusion.grounds:
        return {signal}
    parts = {
        part
        for ground in conclusion.grounds[signal]
        for part in (ground.when if isinstance(ground, Conjunction) else ground.of)
    }
    return set().union(*(_support_by_definition(conclusion, part) for part in parts))


GIVENS = st.lists(st.frozensets(st.integers(0, BASE - 1)), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(_derivations(), GIVENS)
def test_every_inference_draws_what_the_definition_says(derivation: Derivation, givens: list[frozenset[int]]) -> None:
    reasoners = [Reasoner(derivation, build(derivation, name)) for name in INFERENCES]
    for signals in givens:
        expected = _by_definition(derivation, signals)
        for reasoner in reasoners:
            assert reasoner.infer_anew(signals) == expected
            assert reasoner.infer(signals) == expected
            assert reasoner.infer(signals) is reasoner.infer(signals)


@settings(max_examples=100, deadline=None)
@given(_derivations(), st.frozensets(st.integers(0, BASE - 1)))
def test_support_is_what_grounds_lead_to(derivation: Derivation, signals: frozenset[int]) -> None:
    conclusion = Reasoner(derivation, build(derivation, "native")).infer(signals)
    for signal in range(BASE + 3 * HEADS):
        assert support(conclusion, signal) == tuple(sorted(_support_by_definition(conclusion, signal)))

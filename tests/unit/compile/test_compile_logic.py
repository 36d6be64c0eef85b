"""Conditions become derivations that say the same, in two engines, as three-valued logic says of the condition."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policyengine.compile.derivation import Conjunction, Counter
from policyengine.compile.formula import Atom, Join, Threshold, TooWide, formula, has_positive
from policyengine.compile.lower import WIDEST, Lowering, NothingPositive
from policyengine.compile.strata import Cycle, stratify
from policyengine.compile.tree import Branch, Leaf, Tree
from policyengine.inference import NAMES, Reasoner, available, build

A, B, C = (Leaf(signal, None, f"text {signal}") for signal in range(3))
OLD, NEW = Leaf(3, 4, "age above 7"), Leaf(4, 3, "age at most 7")
VERIFIED, UNVERIFIED = Leaf(5, 6, "is verified"), Leaf(6, 5, "is not verified")
BASE = 7
INFERENCES = [name for name in NAMES if name == "native" or (name == "durable" and available())]


def holds(tree: Tree, true: frozenset[int]) -> bool | None:
    """Whether a condition holds, in Kleene's logic; `None` where a fact is absent."""
    if isinstance(tree, Leaf):
        if tree.signal in true:
            return True
        return False if tree.complement is None or tree.complement in true else None
    values = [holds(each, true) for each in tree.of]
    needed = {"all": len(values), "any": 1, "none": 1, "at_least": tree.n}[tree.join]
    value = True if values.count(True) >= needed else None
    if values.count(True) + values.count(None) < needed:
        value = False
    return value if tree.join != "none" or value is None else not value


def derived(tree: Tree, true: frozenset[int], inference: str = "native") -> bool:
    """Whether the engine derives the condition. Raises `NothingPositive` and `TooWide`."""
    lowering = Lowering(BASE)
    head = lowering.new_head()
    lowering.derive(head, formula(tree))
    derivation = stratify(BASE, lowering.conjunctions, lowering.counters)
    for stratum in derivation.strata:
        assert all(each.when for each in stratum.conjunctions), "every rule has a positive signal"
        assert all(1 <= each.n <= len(each.of) for each in stratum.counters)
    return head in Reasoner(derivation, build(derivation, inference)).infer(true).true


def all_(*of: Tree) -> Branch:
    return Branch("all", of)


def any_(*of: Tree) -> Branch:
    return Branch("any", of)


def none(*of: Tree) -> Branch:
    return Branch("none", of)


def at_least(n: int, *of: Tree) -> Branch:
    return Branch("at_least", of, n)


texts = st.frozensets(st.integers(0, 2))
facts = st.tuples(st.sampled_from((None, 3, 4)), st.sampled_from((None, 5, 6)))
situations = st.builds(lambda hits, known: hits | {each for each in known if each is not None}, texts, facts)


def branches(leaves: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Conditions over the leaves. The members of a threshold differ."""

    def joined(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        several = st.lists(inner, min_size=1, max_size=4).map(tuple)
        distinct = st.lists(inner, min_size=1, max_size=4, unique=True).map(tuple)
        thresholds = distinct.flatmap(lambda of: st.builds(Branch, st.just("at_least"), st.just(of), st.just(len(of))))
        return st.one_of(st.builds(Branch, st.sampled_from(("all", "any", "none")), several), thresholds)

    return st.recursive(leaves, joined, max_leaves=8)


CONDITIONS = branches(st.sampled_from((A, B, C, OLD, NEW, VERIFIED, UNVERIFIED)))


@given(CONDITIONS, situations)
def test_what_is_derived_is_what_the_condition_says(condition: Tree, true: frozenset[int]) -> None:
    assume(not _mixes_texts_and_facts(condition))
    tree = all_(A, condition)
    try:
        fires = derived(tree, true | {0})
    except NothingPositive:
        assume(False)
    assert fires == (holds(tree, true | {0}) is True)
    assert not derived(tree, true - {0})


def _mixes_texts_and_facts(tree: Tree) -> bool:
    """Whether a threshold counts conditions on texts together with conditions on facts."""
    if isinstance(tree, Leaf):
        return False
    if tree.join == "at_least" and len({has_positive(formula(each, True)) for each in tree.of}) > 1:
        return True
    return any(map(_mixes_texts_and_facts, tree.of))


@pytest.mark.parametrize("inference", INFERENCES)
@pytest.mark.parametrize("n", [1, 2, 3])
def test_at_least_counts(inference: str, n: int) -> None:
    for hits in ([], [0], [0, 2], [0, 1, 2]):
        true = frozenset(hits)
        assert derived(at_least(n, A, B, C), true, inference) == (len(hits) >= n)
        assert derived(all_(OLD, none(at_least(n, A, B, C))), true | {3}, inference) == (len(hits) < n)


def test_none_over_facts_needs_them_to_be_known() -> None:
    """Absent is unknown: neither `age above 7` nor its opposite holds of an unknown age."""
    rule = all_(A, none(OLD))
    assert derived(rule, frozenset({0, 4}))
    assert not derived(rule, frozenset({0, 3}))
    assert not derived(rule, frozenset({0})), "an unknown age is not a low one"


def test_fewer_than_needs_facts_to_be_known() -> None:
    rule = all_(A, none(at_least(2, OLD, VERIFIED)))
    assert derived(rule, frozenset({0, 4})), "one is known to fail, so two can no longer hold"
    assert not derived(rule, frozenset({0, 3})), "the other may hold, for all that is known"
    assert not derived(rule, frozenset({0, 3, 5}))


def test_double_negation_is_none() -> None:
    assert derived(none(none(A)), frozenset({0}))
    assert not derived(none(none(A)), frozenset({1}))


def test_facts_turn_into_their_opposite() -> None:
    assert formula(none(OLD)) == Atom(4, True)
    assert formula(none(A)) == Atom(0, False)
    assert formula(none(any_(OLD, A))) == Join("all", (Atom(4, True), Atom(0, False)))
    assert formula(none(at_least(2, OLD, VERIFIED))) == Threshold(1, (Atom(4, True), Atom(6, True)))


@pytest.mark.parametrize(
    "condition",
    [none(A), any_(A, none(B)), at_least(1, A, none(B)), all_(none(A), none(B)), none(at_least(2, A, B))],
    ids=["none", "one way", "counted", "all none", "none at least"],
)
def test_a_way_to_hold_without_anything_there_is_refused(condition: Tree) -> None:
    with pytest.raises(NothingPositive):
        derived(condition, frozenset())


def test_none_over_facts_is_something_positive() -> None:
    assert derived(none(OLD), frozenset({4}))


@pytest.mark.parametrize("inference", INFERENCES)
def test_wide_alternatives_get_a_signal_of_their_own(inference: str) -> None:
    width = 3 * WIDEST
    many = [Leaf(signal, None, "") for signal in range(width)]
    more = [Leaf(width + signal, None, "") for signal in range(width)]
    lowering = Lowering(2 * width)
    head = lowering.new_head()
    lowering.derive(head, formula(all_(any_(*many), any_(*more))))
    assert len(lowering.conjunctions) == 2 * width + 1, "a sum, not a product"
    derivation = stratify(2 * width, lowering.conjunctions, lowering.counters)
    assert len(derivation.strata) == 2
    reasoner = Reasoner(derivation, build(derivation, inference))
    assert head in reasoner.infer(frozenset({5, width + 7})).true
    assert head not in reasoner.infer(frozenset({5, 6})).true


def test_equal_alternatives_share_their_signal() -> None:
    wide = any_(*(Leaf(signal, None, "") for signal in range(WIDEST + 1)))
    lowering = Lowering(50)
    for last in (20, 21):
        lowering.derive(lowering.new_head(), formula(all_(wide, Leaf(last, None, ""))))
    assert len(lowering.conjunctions) == WIDEST + 1 + 2


def test_too_many_combinations_are_refused() -> None:
    ways = [any_(none(Leaf(2 * n, None, "")), Leaf(2 * n + 1, None, "")) for n in range(9)]
    with pytest.raises(TooWide):
        derived(all_(Leaf(30, None, ""), *ways), frozenset())


def test_what_contradicts_itself_is_never_derived() -> None:
    lowering = Lowering(BASE)
    lowering.derive(lowering.new_head(), formula(all_(A, none(A))))
    assert lowering.conjunctions == []


def test_strata_stand_above_what_they_need() -> None:
    label, rule, counter = Conjunction(2, (0,)), Conjunction(3, (1,), (2,)), Counter(4, 1, (2, 3))
    strata = stratify(2, [rule, label], [counter]).strata
    assert [each.conjunctions for each in strata] == [(label,), (rule,), ()]
    assert strata[2].counters == (counter,)


def test_nothing_needs_no_strata() -> None:
    assert stratify(4, [], []).strata == ()


def test_what_nothing_derives_is_false_and_no_circle() -> None:
    derivation = stratify(1, [Conjunction(2, (0,), (9,))], [])
    assert derivation.strata[0].conjunctions == (Conjunction(2, (0,), (9,)),)


def test_a_circle_is_named_in_its_order() -> None:
    circle = [Conjunction(2, (0, 4)), Conjunction(3, (0,), (2,)), Conjunction(4, (3,)), Conjunction(5, (2,))]
    with pytest.raises(Cycle) as refused:
        stratify(1, circle, [])
    assert refused.value.heads == (2, 4, 3)


def test_a_long_chain_is_no_circle_and_no_deep_recursion() -> None:
    chain = [Conjunction(head, (head - 1,)) for head in range(1, 5000)]
    assert len(stratify(1, chain, []).strata) == 4999

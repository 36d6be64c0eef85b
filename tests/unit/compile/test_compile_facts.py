"""The index of fact tests says what the tests say one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.compile.facts import build_table
from policyengine.signals.comparison import FactTest, Operator
from policyengine.signals.facts import FactKey

KEY = FactKey("attribute", "mood")
# Whole numbers up to 2**53 are exact in the table; every float is.
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
near = st.sampled_from((-1, 0, 1, 1.5, 2, 2.0, 3, 0.1, 1e300, -1e300, 5e-324))
values = (
    st.booleans() | numbers | near | st.sampled_from(("", "calm", "angry", "1", "True", "\x00")) | st.text(max_size=3)
)
ORDERS: tuple[Operator, ...] = ("above", "at_least", "below", "at_most")
ONES: tuple[Operator, ...] = ("is", "is_not", "absent", "present")
# Order is for numbers: what a text comes before is nothing that a policy asks.
tests = st.one_of(
    st.builds(FactTest, st.just(KEY), st.sampled_from(ONES), values),
    st.builds(FactTest, st.just(KEY), st.sampled_from(ORDERS), numbers | near),
    st.builds(FactTest, st.just(KEY), st.sampled_from(("in", "not_in")), st.lists(values, max_size=4).map(tuple)),
)


@given(st.lists(tests, max_size=8), st.lists(values, min_size=1, max_size=8))
def test_the_table_finds_the_tests_that_hold(asked: list[FactTest], seen: list[Any]) -> None:
    numbered = dict(enumerate(asked))
    table = build_table(KEY, numbered, lambda true: true)
    operands = [each.operand for each in asked if not isinstance(each.operand, tuple)]
    for value in (None, *seen, *operands):
        assert table.at(value) == {number for number, test in numbered.items() if test.holds(value)}, value


@given(tests, values)
def test_of_a_known_fact_a_test_or_its_complement_holds(test: FactTest, value: Any) -> None:
    """Except that an order says nothing of values that have none."""
    both = (test.holds(value), test.complement().holds(value))
    assert both.count(True) == 1 or (test.op in ORDERS and both == (False, False))
    assert test.complement().complement() == test


@given(tests)
def test_of_an_absent_fact_only_absence_holds(test: FactTest) -> None:
    assert test.holds(None) == (test.op == "absent")


@pytest.mark.parametrize(
    ("op", "operand", "yes", "no"),
    [
        ("is", 7, (7, 7.0), (8, "7", True)),
        ("is", True, (True,), (1, False, "true")),
        ("is_not", 1, (2, True, "1"), (1, 1.0)),
        ("in", ("a", "b"), ("a", "b"), ("c", 1)),
        ("not_in", (1, 2), (3, True), (1, 2.0)),
        ("above", 7, (7.1, 8), (7, 6, "8", True)),
        ("at_least", 7, (7, 8), (6.99, "7")),
        ("below", 7, (6, -1), (7, False)),
        ("at_most", 7, (7, -7.5), (8, "7")),
        ("absent", None, (None,), (0, "", False)),
        ("present", None, (0, "", False), (None,)),
    ],
)
def test_each_comparison(op: Operator, operand: Any, yes: tuple[Any, ...], no: tuple[Any, ...]) -> None:
    test = FactTest(KEY, op, operand)
    assert all(map(test.holds, yes))
    assert not any(map(test.holds, no))


@pytest.mark.parametrize(
    ("test", "said"),
    [
        (FactTest(KEY, "is", True), "attribute.mood is true"),
        (FactTest(KEY, "is_not", "calm"), "attribute.mood is not calm"),
        (FactTest(KEY, "in", ("a", 1)), "attribute.mood is one of a, 1"),
        (FactTest(KEY, "not_in", ("a",)), "attribute.mood is none of a"),
        (FactTest(KEY, "at_least", 3), "attribute.mood at least 3"),
        (FactTest(KEY, "absent"), "attribute.mood is absent"),
    ],
)
def test_a_test_says_itself_in_the_words_of_rules(test: FactTest, said: str) -> None:
    assert test.describe() == said

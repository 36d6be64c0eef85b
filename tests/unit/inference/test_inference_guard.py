"""What happens when durable-rules fails, is interrupted, is closed or is missing: no answer changes.

A stand-in for the C module answers here, so that it can be made to fail.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
from collections.abc import Callable

import pytest

from policyengine.compile.derivation import Conjunction, Derivation, Stratum
from policyengine.inference import (
    DurableInference,
    InferenceUnavailable,
    NativeInference,
    available,
    build,
    unavailable_because,
)
from policyengine.inference.handle import FAULTS_BORNE
from policyengine.inference.ruleset import Ruleset

DERIVATION = Derivation(5, (Stratum((Conjunction(5, (0, 1)), Conjunction(6, (1,)), Conjunction(7, (2,)))),))
GIVEN = frozenset({0, 1})
ANSWER = (0, 1)


def _no_trouble(_function: str) -> None:
    pass


class StandIn:
    """Answers as the C module would, unless `trouble` is set: it is called with the name of each function."""

    def __init__(self) -> None:
        self.rulesets: dict[int, dict[str, frozenset[str]]] = {}
        self.states: set[int] = set()
        self.facts: dict[int, list[str]] = {}
        self.created = 0
        self.trouble: Callable[[str], None] = _no_trouble

    def create_ruleset(self, name: str, rules: str) -> int:
        self.trouble("create_ruleset")
        self.created += 1
        self.rulesets[self.created] = {
            rule: frozenset(key for condition in body["all"][0]["m"]["$and"] for key in condition)
            for rule, body in json.loads(rules).items()
        }
        assert name
        return self.created

    def assert_fact(self, ruleset: int, fact: str) -> tuple[int, int]:
        self.trouble("assert_fact")
        self.states.add(ruleset)
        if ruleset in self.facts:
            return 2, 1
        keys = frozenset(json.loads(fact))
        fired = [rule for rule, conditions in self.rulesets[ruleset].items() if conditions <= keys]
        if not fired:
            return 1, 1
        self.facts[ruleset] = fired
        return 0, 1

    def start_action_for_state(self, ruleset: int, state: int) -> tuple[str, str] | None:
        self.trouble("start_action_for_state")
        activation = self.complete_and_start_action(ruleset, state)
        return ("{}", activation) if activation else None

    def complete_and_start_action(self, ruleset: int, state: int) -> str | None:
        self.trouble("complete_and_start_action")
        assert state == 1
        return json.dumps({self.facts[ruleset].pop(): {}}) if self.facts[ruleset] else None

    def retract_fact(self, ruleset: int, fact: str) -> tuple[int, int]:
        self.trouble("retract_fact")
        assert json.loads(fact)["id"] == "f0"
        del self.facts[ruleset]
        return 0, 1

    def delete_state(self, ruleset: int, session: str) -> None:
        self.trouble("delete_state")
        assert session == "0"
        self.states.remove(ruleset)

    def delete_ruleset(self, ruleset: int) -> None:
        self.trouble("delete_ruleset")
        del self.rulesets[ruleset]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    stand_in = StandIn()
    monkeypatch.setitem(sys.modules, "durable_rules_engine", stand_in)
    return stand_in


def _fail_once(engine: StandIn, function: str, error: BaseException) -> None:
    def trouble(called: str) -> None:
        if called == function:
            engine.trouble = _no_trouble
            raise error

    engine.trouble = trouble


STEPS = ("assert_fact", "start_action_for_state", "complete_and_start_action", "retract_fact")


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_changes_no_answer_and_is_told(engine: StandIn, step: str) -> None:
    inference = DurableInference(DERIVATION)
    assert inference.satisfied(0, GIVEN) == ANSWER
    _fail_once(engine, step, RuntimeError("error code: 303"))
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert inference.faults == ("stratum 0, ruleset 0: error code: 303",)
    assert engine.rulesets == {}
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert engine.created == 2
    assert len(inference.faults) == 1


def test_the_state_of_a_faulty_ruleset_is_not_touched_again(engine: StandIn) -> None:
    inference = DurableInference(DERIVATION)
    _fail_once(engine, "retract_fact", RuntimeError("no"))
    inference.satisfied(0, GIVEN)
    assert engine.states == {1}


def test_an_error_without_a_message_is_told_by_its_name(engine: StandIn) -> None:
    inference = DurableInference(DERIVATION)
    _fail_once(engine, "assert_fact", MemoryError())
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert inference.faults == ("stratum 0, ruleset 0: MemoryError",)


def test_a_ruleset_that_keeps_failing_is_given_up(engine: StandIn) -> None:
    inference = DurableInference(DERIVATION)

    def trouble(called: str) -> None:
        if called == "retract_fact":
            raise RuntimeError("again")

    engine.trouble = trouble
    for _ in range(10):
        assert inference.satisfied(0, GIVEN) == ANSWER
    assert len(inference.faults) == FAULTS_BORNE
    engine.trouble = _no_trouble
    created = engine.created
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert engine.created == created


def test_a_ruleset_that_cannot_be_opened(engine: StandIn) -> None:
    _fail_once(engine, "create_ruleset", RuntimeError("no room"))
    inference = DurableInference(DERIVATION)
    assert inference.faults == ("stratum 0, ruleset 0: no room",)
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert engine.created == 1


def test_a_ruleset_that_does_not_fire_is_not_trusted(engine: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "assert_fact", lambda *_: (1, 1))
    inference = DurableInference(DERIVATION)
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert "a rule does not fire although its conditions hold" in inference.faults[0]
    assert engine.rulesets == {}


def test_a_fact_that_is_still_there_is_a_fault(engine: StandIn) -> None:
    inference = DurableInference(DERIVATION)
    engine.facts[1] = []
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert inference.faults == ("stratum 0, ruleset 0: the fact was answered with 2",)


def test_a_drain_without_end_is_a_fault(engine: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    inference = DurableInference(DERIVATION)
    monkeypatch.setattr(engine, "complete_and_start_action", lambda *_: '{"r0":{}}')
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert inference.faults == ("stratum 0, ruleset 0: more activations than rules",)


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupt_goes_through_and_leaves_nothing_behind(engine: StandIn, step: str) -> None:
    inference = DurableInference(DERIVATION)
    _fail_once(engine, step, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        inference.satisfied(0, GIVEN)
    engine.facts.clear()  # they go with the ruleset
    assert inference.satisfied(0, frozenset({2})) == (2,)
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert inference.faults == ()
    assert list(engine.rulesets) == [2]
    assert engine.states == {2}


def test_an_interrupt_while_opening_keeps_no_ruleset(engine: StandIn) -> None:
    _fail_once(engine, "retract_fact", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        DurableInference(DERIVATION)
    assert engine.rulesets == {}


def test_no_ruleset_is_asked_that_cannot_answer(engine: StandIn) -> None:
    inference = DurableInference(DERIVATION)
    asked: list[str] = []
    engine.trouble = asked.append
    assert inference.satisfied(0, frozenset({3, 4})) == ()
    assert asked == []


def test_close_frees_and_the_reference_answers_from_then(engine: StandIn) -> None:
    inference = DurableInference(DERIVATION)
    inference.close()
    inference.close()
    assert engine.rulesets == {}
    assert engine.states == set()
    assert inference.satisfied(0, GIVEN) == ANSWER
    assert inference.faults == ()
    assert engine.created == 1


def test_letting_go_frees(engine: StandIn) -> None:
    for _ in range(50):
        inference = DurableInference(DERIVATION)
        assert inference.satisfied(0, GIVEN) == ANSWER
        del inference
    gc.collect()
    assert engine.created == 50
    assert engine.rulesets == {}
    assert engine.states == set()


def test_callers_take_turns(engine: StandIn) -> None:
    inference = DurableInference(DERIVATION)
    inside: list[str] = []

    def trouble(called: str) -> None:
        if called == "assert_fact":
            assert not inside
            inside.append(called)
        if called == "retract_fact":
            inside.clear()

    engine.trouble = trouble
    answers: list[tuple[int, ...]] = []
    threads = [
        threading.Thread(target=lambda: answers.extend(inference.satisfied(0, GIVEN) for _ in range(200)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [ANSWER] * 800
    assert inference.faults == ()


def test_more_signals_than_names_are_refused(engine: StandIn) -> None:
    with pytest.raises(ValueError, match="241 signals in one ruleset"):
        Ruleset(engine, [(signal,) for signal in range(241)])


def test_auto_takes_durable_where_it_can_run(engine: StandIn) -> None:
    assert engine.created == 0
    assert isinstance(build(DERIVATION, "auto"), DurableInference)
    assert isinstance(build(DERIVATION, "durable"), DurableInference)
    assert isinstance(build(DERIVATION, "native"), NativeInference)
    assert available()
    assert unavailable_because() is None


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    monkeypatch.setattr(sys, "version_info", (3, 12))
    assert not available()
    assert build(DERIVATION, "auto").name == "native"
    with pytest.raises(InferenceUnavailable) as refusal:
        build(DERIVATION, "durable")
    assert str(refusal.value) == unavailable_because()
    assert str(refusal.value) == (
        "inference `durable` cannot run here: durable-rules is not installed; "
        "install `content-policyengine[durable]` on Python < 3.13, or choose `native`"
    )


def test_on_a_python_it_does_not_load_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    monkeypatch.setattr(sys, "version_info", (3, 13))
    assert "durable-rules does not load on Python 3.13 or newer" in (unavailable_because() or "")


def test_an_unknown_name() -> None:
    with pytest.raises(ValueError, match="unknown inference `rete`, expected one of `auto`, `native`, `durable`"):
        build(DERIVATION, "rete")

"""An interrupt in the middle of an exchange with the C module itself, which must then be freed and opened anew."""

from __future__ import annotations

import importlib
import sys

import pytest

from policyengine.compile.derivation import Conjunction, Derivation, Stratum
from policyengine.inference import DurableInference, available
from policyengine.inference.ruleset import Engine

DERIVATION = Derivation(5, (Stratum((Conjunction(5, (0, 1)), Conjunction(6, (1,)), Conjunction(7, (2,)))),))
STEPS = ("assert_fact", "start_action_for_state", "complete_and_start_action", "retract_fact")


class _Interrupted:
    """The C module, interrupted as soon as one of its functions has returned."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.after: str | None = None

    def __getattr__(self, function: str) -> object:
        def call(*arguments: object) -> object:
            answer = getattr(self.engine, function)(*arguments)
            if function == self.after:
                self.after = None
                raise KeyboardInterrupt
            return answer

        return call


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupt_between_calls(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    if available():
        interrupted = _Interrupted(importlib.import_module("durable_rules_engine"))
        monkeypatch.setitem(sys.modules, "durable_rules_engine", interrupted)
        inference = DurableInference(DERIVATION)
        for _ in range(20):
            interrupted.after = step
            with pytest.raises(KeyboardInterrupt):
                inference.satisfied(0, frozenset({0, 1, 2}))
            assert inference.satisfied(0, frozenset({2})) == (2,)
            assert inference.satisfied(0, frozenset({0, 1})) == (0, 1)
        assert inference.faults == ()

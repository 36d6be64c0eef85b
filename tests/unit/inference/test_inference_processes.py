"""Many threads and forked children ask one reasoner."""

from __future__ import annotations

import os
import random
import sys
import threading
import warnings
from collections.abc import Callable
from functools import partial

import pytest

from policyengine.compile.derivation import Conjunction, Counter, Derivation, Stratum
from policyengine.inference import DurableInference, Inference, Reasoner, available, build
from policyengine.inference.ruleset import Engine

INFERENCES = ("native", "durable") if available() else ("native",)
DERIVATION = Derivation(
    40,
    (
        Stratum(
            tuple(Conjunction(40 + first, (first, second)) for first in range(20) for second in range(20, 40)),
            (Counter(60, 2, tuple(range(10))),),
        ),
        Stratum(tuple(Conjunction(61 + head, (40 + head, 60), (40 + head + 1,)) for head in range(19))),
    ),
)


@pytest.fixture(params=INFERENCES)
def inference(request: pytest.FixtureRequest) -> Inference:
    return build(DERIVATION, request.param)


def _givens(seed: int, count: int) -> list[frozenset[int]]:
    dice = random.Random(seed)
    return [frozenset(dice.sample(range(40), dice.randint(0, 12))) for _ in range(count)]


def _right(reasoner: Reasoner, reference: Reasoner, givens: list[frozenset[int]]) -> bool:
    return all(reasoner.infer_anew(given) == reference.infer(given) == reasoner.infer(given) for given in givens)


def _in_child(check: Callable[[], bool]) -> int:
    """Fork a child that exits with 0 if the check holds, and return its process id."""
    with warnings.catch_warnings():
        # Python 3.12 warns of forking beside threads, which is what is tried here.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            os._exit(0 if check() else 1)
        finally:
            os._exit(2)
    return child


def _succeeded(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_threads(inference: Inference) -> None:
    reasoner, reference = Reasoner(DERIVATION, inference), Reasoner(DERIVATION, build(DERIVATION, "native"))
    outcomes: list[bool] = []

    def ask(seed: int) -> None:
        outcomes.append(_right(reasoner, reference, _givens(seed, 150)))

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [True] * 6


def test_a_forked_child_and_its_parent(inference: Inference) -> None:
    reasoner, reference = Reasoner(DERIVATION, inference), Reasoner(DERIVATION, build(DERIVATION, "native"))
    assert _right(reasoner, reference, _givens(1, 20))
    children = [_in_child(partial(_right, reasoner, reference, _givens(seed, 100))) for seed in (2, 3)]
    assert _right(reasoner, reference, _givens(4, 100))
    assert [_succeeded(child) for child in children] == [True, True]


class _Stopping:
    """The C module, in which one thread comes to a stop with its fact asserted until it is let go."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.stops, self.may_go = threading.Event(), threading.Event()
        self.thread: int | None = None

    def __getattr__(self, function: str) -> object:
        return getattr(self.engine, function)

    def start_action_for_state(self, ruleset: int, state: int) -> tuple[str, str] | None:
        if threading.get_ident() == self.thread and not self.stops.is_set():
            self.stops.set()
            self.may_go.wait()
        return self.engine.start_action_for_state(ruleset, state)


def test_a_fork_while_another_thread_is_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in INFERENCES[1:]:
        assert name == "durable"
        stopping = _Stopping(sys.modules["durable_rules_engine"])
        monkeypatch.setitem(sys.modules, "durable_rules_engine", stopping)
        inference = DurableInference(DERIVATION)
        reasoner, reference = Reasoner(DERIVATION, inference), Reasoner(DERIVATION, build(DERIVATION, "native"))
        given = frozenset({0, 1, 20, 21})

        def ask(reasoner: Reasoner = reasoner, stopping: _Stopping = stopping) -> None:
            stopping.thread = threading.get_ident()
            reasoner.infer(frozenset({0, 1, 20, 21}))

        thread = threading.Thread(target=ask)
        thread.start()
        stopping.stops.wait()
        assert _succeeded(_in_child(partial(_right, reasoner, reference, [given, *_givens(5, 50)])))
        stopping.may_go.set()
        thread.join()
        assert _right(reasoner, reference, [given, *_givens(6, 50)])
        assert inference.faults == ()

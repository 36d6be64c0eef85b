"""The runner put to the proof before it is believed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from policy_sets import as_tested, policy_set, rule

from policyengine.authoring.judge import Judge, Verdict
from policyengine.authoring.proof import UnprovenRunner, prove


def judge(when: str) -> Judge:
    return Judge(as_tested(policy_set([rule("r", when)])))


@pytest.mark.parametrize("when", ["text: {lexicon: alpha}", "kind: track"])
def test_a_sound_runner_proves_itself(when: str) -> None:
    prove(judge(when))


def test_a_runner_that_passes_every_decision_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyengine.authoring.judge.compare", lambda *_: ())
    with pytest.raises(UnprovenRunner, match="passed a case that must fail: a violation of no clause"):
        prove(judge("kind: track"))


def test_a_runner_that_passes_everything_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judge, "run", lambda _self, case: Verdict(case, ()))
    with pytest.raises(UnprovenRunner, match="passed a case that must fail: a case that cannot be run"):
        prove(judge("kind: track"))


def test_a_runner_that_fails_everything_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Judge.run

    def fails(self: Judge, case: Any) -> Verdict:
        verdict = whole(self, case)
        return verdict if not verdict.passed else replace(verdict, differences=(None,))  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "run", fails)
    with pytest.raises(UnprovenRunner, match="failed a case that must pass"):
        prove(judge("kind: track"))

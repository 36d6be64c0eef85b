"""The runner put to the proof: cases that must fail are run before any other."""

from __future__ import annotations

from policyengine.authoring.cases import (
    DEFAULT_MOMENT,
    BadCase,
    ExampleCase,
    SuiteCase,
    TestCase,
    VocabularyCase,
    Words,
)
from policyengine.authoring.judge import Judge
from policyengine.model.suite import Expectation

_ITEM = {"id": "proof", "kind": "track", "title": "Spring Day"}
_NOWHERE = "proof:1"
_NO_SUCH_RULE = "proof/no_such_rule"
_NO_SUCH_TERM: Words = frozenset({("proof/no such term", "sure")})


class UnprovenRunner(AssertionError):
    """The runner passed a case that must fail, so nothing that it says can be believed."""


def prove(judge: Judge) -> None:
    """Runs one case of each kind that must fail, and two that must pass; raises `UnprovenRunner` otherwise."""
    for case in _must_fail(judge):
        if judge.run(case).passed:
            raise UnprovenRunner(f"the test runner passed a case that must fail: {case.name}")
    for case in _must_pass(judge):
        if not judge.run(case).passed:
            raise UnprovenRunner(f"the test runner failed a case that must pass: {case.name}")


def _decided(judge: Judge) -> str:
    return judge.engine(None).evaluate(_ITEM, at=DEFAULT_MOMENT).action


def _expecting(name: str, action: str, todo: str | None = None) -> SuiteCase:
    expect = Expectation(action=action, violations=("PROOF-1",))
    return SuiteCase(name, _NOWHERE, None, _ITEM, DEFAULT_MOMENT, expect, todo=todo)


def _must_fail(judge: Judge) -> tuple[TestCase | BadCase, ...]:
    action = _decided(judge)
    return (
        BadCase("a case that cannot be run", _NOWHERE, "on purpose"),
        ExampleCase("an example of no rule", _NOWHERE, _NO_SUCH_RULE, _ITEM, DEFAULT_MOMENT, fires=True),
        _expecting("a violation of no clause", action),
        _expecting("another action", "allow" if action != "allow" else "remove"),
        VocabularyCase("a term of no lexicon", _NOWHERE, None, (), "Spring Day", None, _NO_SUCH_TERM),
    )


def _must_pass(judge: Judge) -> tuple[TestCase, ...]:
    return (
        ExampleCase("a near miss of no rule", _NOWHERE, _NO_SUCH_RULE, _ITEM, DEFAULT_MOMENT, fires=False),
        _expecting("a todo that does not hold", _decided(judge), todo="on purpose"),
    )

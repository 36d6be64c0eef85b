"""The cases of a policy set made ready to run, and run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policyengine.authoring.cases import BadCase, SuiteCase, TestCase, all_cases
from policyengine.authoring.coverage.record import Recorder
from policyengine.authoring.coverage.targets import Coverage
from policyengine.authoring.judge import Judge, Verdict
from policyengine.authoring.reproducing import command, needs_stand_ins
from policyengine.loading import Loaded, Request, load_program, read_request


@dataclass(frozen=True, slots=True)
class Trial:
    """A policy set about to be tested: how it was asked for, its judge, and its cases in their order."""

    request: Request
    judge: Judge
    cases: tuple[TestCase | BadCase, ...]
    as_tested: bool

    def reproduction(self, verdict: Verdict) -> str | None:
        """A line to paste that shows why the case came out as it did; none where there is no item to show, or where
        the suite says more of the service than the policy set does."""
        if verdict.content is None or isinstance(verdict.case, BadCase):
            return None
        if isinstance(verdict.case, SuiteCase) and verdict.case.service:
            return None
        return command(verdict.content, verdict.case.at, self.request, self.as_tested)


def prepare(directories: Sequence[Path | str], today: date) -> Trial:
    """The trial of the policy set in these directories, lowest layer first; raises `RulesetError`."""
    request, problems = read_request(directories)
    loaded = load_program(request, problems)
    assert loaded.policy_set is not None
    judge = Judge(with_stand_ins(loaded), loaded.read)
    cases = tuple(all_cases(loaded.policy_set, today))
    return Trial(loaded.request, judge, cases, needs_stand_ins(loaded.policy_set))


def with_stand_ins(loaded: Loaded) -> Request:
    """The request with lists that are not supplied filled by the examples that the manifest gives for them."""
    assert loaded.policy_set is not None
    lists = {name: declared.examples for name, declared in loaded.policy_set.lists.items() if declared.examples}
    return replace(loaded.request, lists=tuple(sorted({**lists, **dict(loaded.request.lists)}.items())))


def run(judge: Judge, cases: Iterable[TestCase | BadCase], recorder: Recorder | None = None) -> Iterator[Verdict]:
    """The verdict on each case, in order. The cases that hold are recorded for coverage, if it is asked for."""
    for case in cases:
        verdict = judge.run(case)
        if recorder is not None and verdict.passed and not verdict.waiting:
            assert not isinstance(case, BadCase)
            recorder.record(case, verdict.content)
        yield verdict


def coverage(judge: Judge, cases: Iterable[TestCase | BadCase]) -> Coverage:
    """What the cases that hold cover."""
    recorder = Recorder(judge.loaded())
    for _ in run(judge, cases, recorder):
        pass
    return recorder.coverage()

"""The cases of a policy set made ready to run, and run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policyengine.authoring.cases import BadCase, SuiteCase, TestCase, all_cases
from policyengine.authoring.coverage.record import Recorder
from policyengine.authoring.coverage.targets import Coverage
from policyengine.authoring.judge import Judge, Verdict
from policyengine.authoring.reproducing import command, needs_stand_ins
from policyengine.loading import Request, load_program, read_request


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
    loaded = load_program(request, problems, as_tested=True)
    written = loaded.read.policy_set
    assert written is not None
    return Trial(request, Judge(loaded), tuple(all_cases(written, today)), needs_stand_ins(written))


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

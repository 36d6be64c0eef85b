"""A pytest plugin: every case of a policy set is a test of its own, at the line where it is written.

    pytest --policyengine rulesets rulesets

collects the cases from the files under `rulesets`. Without the option, or the ini setting `policyengine` that says the
same, nothing is collected and nothing is loaded. A case that does not hold, as its `todo` announced, is an expected
failure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from policyengine.authoring.cases import BadCase, TestCase
    from policyengine.authoring.judge import Verdict
    from policyengine.authoring.testing import Trial

_INTERNAL = 70


class FailedCase(Exception):
    """A case that did not come out as expected."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.case.name)
        self.verdict = verdict


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--policyengine DIRECTORY`, and an ini setting of the same meaning."""
    parser.getgroup("policyengine").addoption(
        "--policyengine",
        action="append",
        metavar="DIRECTORY",
        help="Collect the cases of the policy set in this directory; repeat it for layers, lowest first.",
    )
    parser.addini("policyengine", "Directories of the policy set whose cases are collected.", type="paths", default=[])


def pytest_collection(session: pytest.Session) -> None:
    """Loads the policy set, if one is asked for, before anything is collected."""
    config = session.config
    directories: Sequence[Path | str] = config.getoption("policyengine") or config.getini("policyengine")
    if directories:
        config.stash[_COLLECTED] = _Collected(_loaded(directories))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The cases that are written in a file of the policy set, if there are any."""
    collected = parent.config.stash.get(_COLLECTED, None)
    if collected is None or file_path.resolve() not in collected.by_file:
        return None
    return CaseFile.from_parent(parent, path=file_path, collected=collected)


class _Collected:
    """A policy set that is being tested, and its cases by the file in which they are written."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.by_file: dict[Path, list[TestCase | BadCase]] = {}
        for case in trial.cases:
            self.by_file.setdefault(Path(case.place.rpartition(":")[0]).resolve(), []).append(case)


_COLLECTED = pytest.StashKey[_Collected]()


def _loaded(directories: Sequence[Path | str]) -> Trial:
    # Imported here, so that a run of pytest that asks for no policy set imports no more than it must.
    from policyengine.authoring.proof import UnprovenRunner, prove
    from policyengine.authoring.testing import prepare
    from policyengine.errors import RulesetError

    try:
        trial = prepare(directories, datetime.now(UTC).date())
        prove(trial.judge)
    except RulesetError as error:
        raise pytest.UsageError(f"the rulesets do not load\n{error.rendered}") from None
    except UnprovenRunner as error:
        pytest.exit(str(error), returncode=_INTERNAL)
    return trial


class CaseFile(pytest.File):
    """A file of a policy set, as a collector of the cases in it."""

    def __init__(self, *, collected: _Collected, **options: Any) -> None:
        super().__init__(**options)
        self._collected = collected

    def collect(self) -> Iterator[pytest.Item]:
        """An item for each case, in the order of the policy set."""
        for case in self._collected.by_file[self.path.resolve()]:
            yield CaseItem.from_parent(self, name=case.name, case=case, trial=self._collected.trial)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: TestCase | BadCase, trial: Trial, **options: Any) -> None:
        super().__init__(**options)
        self._case = case
        self._trial = trial

    def runtest(self) -> None:
        """Judges the case; raises `FailedCase` where it did not come out as expected."""
        verdict = self._trial.judge.run(self._case)
        if not verdict.passed:
            raise FailedCase(verdict)
        if verdict.waiting:
            pytest.xfail(str(getattr(self._case, "todo", "")))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What differs, what came near and a line to paste, instead of a traceback."""
        if not isinstance(excinfo.value, FailedCase):
            return super().repr_failure(excinfo, style)
        from policyengine.authoring.reports import failure_lines

        return "\n".join(failure_lines(self._trial, excinfo.value.verdict))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file and the line, from 0, where the case is written."""
        return self.path, int(self._case.place.rpartition(":")[2]) - 1, self.name

"""The exceptions of the package.

PolicyEngineError
├── ContentError      an item that cannot be judged as it is
├── RulesetError      a policy set that does not load
└── StatementError    a statement of reasons that cannot be made
    └── DsaIncomplete     a record that the DSA Transparency Database would refuse
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.render import WIDTH, pretty


class PolicyEngineError(Exception):
    """What this package raises for input that it cannot work with."""


@dataclass(frozen=True, slots=True)
class ContentProblem:
    """What is wrong with one field: JSON Pointer, what, and what to do."""

    pointer: str
    message: str
    help: str | None = None

    def __str__(self) -> str:
        place = f"{self.pointer}: " if self.pointer else ""
        return f"{place}{self.message}" + (f" ({self.help})" if self.help else "")


class ContentError(PolicyEngineError, ValueError):
    """An item that cannot be judged as it is. `problems` lists everything that is wrong with it."""

    def __init__(self, problems: Sequence[ContentProblem], content_id: str | None = None) -> None:
        self.problems = tuple(problems)
        self.content_id = content_id
        super().__init__("; ".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[ContentProblem, ...], str | None]]:
        return ContentError, (self.problems, self.content_id)


class RulesetError(PolicyEngineError):
    """A policy set that does not load. `diagnostics` are sorted; at least one is an error.

    `lines` are the lines of the files that they point at, one for each, none where there is no line to show.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], lines: Sequence[str | None]) -> None:
        self.diagnostics = tuple(diagnostics)
        self.lines = tuple(lines)
        super().__init__(self.render())

    def render(self, width: int = WIDTH) -> str:
        """Every diagnostic as text, with its line of the file cut to so many columns."""
        pairs = zip(self.diagnostics, self.lines, strict=True)
        return "\n".join(pretty(diagnostic, line, width=width) for diagnostic, line in pairs)

    @property
    def rendered(self) -> str:
        """The same in 100 columns."""
        return self.render()

    def __reduce__(self) -> tuple[type[RulesetError], tuple[tuple[Diagnostic, ...], tuple[str | None, ...]]]:
        return RulesetError, (self.diagnostics, self.lines)


class StatementError(PolicyEngineError, ValueError):
    """A statement of reasons that cannot be made; the message says what is missing."""

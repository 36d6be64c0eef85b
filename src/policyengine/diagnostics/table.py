"""The one table of diagnostic codes, and the page that explains each of them.

A code is declared once, in a module of `codes`. Adding one there is all it takes: the table, `policyengine explain`
and the documentation follow.
"""

from __future__ import annotations

from types import ModuleType

from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import (
    files,
    fixtures,
    logic,
    notation,
    policy_set,
    references,
    shape,
    speed,
    upkeep,
    wording,
)
from policyengine.diagnostics.diagnostic import Diagnostic, Label, Span

MODULES: tuple[ModuleType, ...] = (
    files,
    notation,
    shape,
    references,
    policy_set,
    logic,
    wording,
    upkeep,
    fixtures,
    speed,
)


def gather(modules: tuple[ModuleType, ...]) -> dict[str, Code]:
    """Every code that the modules declare, by id in ascending order; ValueError when an id is given twice."""
    declared = [value for module in modules for value in vars(module).values() if isinstance(value, Code)]
    table: dict[str, Code] = {}
    for code in sorted(declared, key=lambda code: code.id):
        if code.id in table:
            raise ValueError(f"diagnostic code {code.id} is declared twice")
        table[code.id] = code
    return table


TABLE: dict[str, Code] = gather(MODULES)


def diagnose(
    code: Code,
    message: str,
    span: Span | None = None,
    *,
    label: str | None = None,
    help: str | None = None,
    related: tuple[Label, ...] = (),
) -> Diagnostic:
    """A diagnostic of a declared code, at the level that the table gives it."""
    return Diagnostic(code.id, code.level, message, span, label, help, related)


def explain(code_id: str) -> str | None:
    """The page about a code as plain text, in lines of any length; None for a code that does not exist."""
    code = TABLE.get(code_id.strip().upper())
    if code is None:
        return None
    parts = [
        f"{code.id} ({code.level}): {code.title}",
        f"What it means\n  {code.means}",
        f"Why it matters\n  {code.why}",
        f"What to do\n  {code.fix}",
        f"Instead of\n{indented(code.bad)}",
        f"write\n{indented(code.good)}",
    ]
    return "\n\n".join(parts) + "\n"


def indented(text: str) -> str:
    """The text four columns to the right."""
    return "\n".join(f"    {line}" for line in text.splitlines())

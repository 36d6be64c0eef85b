"""Names looked up among those that are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import references
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import diagnose
from policyengine.source.definitions import Placed


def known(
    what: str, name: str, among: Iterable[str], placed: Placed[object], *path: str | int, code: Code | None = None
) -> Iterator[Diagnostic]:
    """Reports a name that is not among those that are known, with the nearest that is."""
    names = sorted(among)
    if name not in names:
        guess = did_you_mean(name, names)
        help_ = f"did you mean `{guess}`?" if guess else f"there are: {', '.join(names) or 'none'}"
        yield diagnose(
            code or references.UNKNOWN_REFERENCE, f"there is no {what} `{name}`", placed.span(*path), help=help_
        )

"""What `--update` would accept, as a diff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console

from policyengine.authoring.judge import Verdict
from policyengine.authoring.updating import updates
from policyengine.diagnostics.wording import counted
from policyengine.source.reading.nodes import Document

_STYLES = {"-": "red", "+": "green", "@": "dim"}


def show_updates(console: Console, verdicts: Sequence[Verdict], documents: Mapping[str, Document], write: bool) -> None:
    """The changes file by file, and what cannot be accepted; writes them if told to."""
    found = updates(verdicts, documents)
    for update in found.files:
        for line in update.diff().splitlines():
            console.print(line, style=_STYLES.get(line[:1]), soft_wrap=True)
        if write:
            update.write()
    for verdict, reason in found.left:
        console.print(f"not accepted: {verdict.case.name} ({verdict.case.place}): {reason}", soft_wrap=True)
    if not found.files:
        console.print("nothing to accept")
    elif write:
        console.print(f"{counted(len(found.files), 'file')} written; run the tests again")
    else:
        console.print(f"{counted(len(found.files), 'file')} would change; give --yes to accept it")

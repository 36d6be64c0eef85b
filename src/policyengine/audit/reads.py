"""Which facts of an item a program reads."""

from __future__ import annotations

from policyengine.compile.program import Program
from policyengine.model.content import TEXT_FIELDS
from policyengine.signals.items import IdListSignal

ALWAYS = ("id", "kind", "language", "markets", "case", "earlier")
"""Read for every decision, whatever the rules are."""


def facts_read(program: Program) -> frozenset[str]:
    """JSON Pointers of everything that can change a decision. Texts are always read, each as a whole."""
    found = {f"/{name}" for name in (*ALWAYS, *TEXT_FIELDS)}
    found |= {table.key.pointer for table in program.facts}
    for signal in program.signals:
        if isinstance(signal, IdListSignal):
            places = {"content": "/id", "account": "/account/id"}
            found.add(places.get(signal.scheme, f"/ids/{signal.scheme}"))
    if program.setting.strikes is not None:
        found.add("/account/history")
    return frozenset(found - {""})

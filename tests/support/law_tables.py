"""The tables of `docs/law.md`, made from the overlays."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyengine.enforcement.clocks import stated
from policyengine.model.overlay import Duty, Overlay

Overlays = Mapping[str, Overlay]
Table = Callable[[Overlays], str]


def duties(overlays: Overlays) -> str:
    """Every duty with what starts it and its time, by overlay."""
    rows = [
        f"| `{name}/{duty.id}` | {_start(duty)} | {', '.join(duty.classes) or 'anything'} | {_time(duty)} "
        f"| {', '.join(duty.applies_if) or 'always'} |"
        for name, overlay in sorted(overlays.items())
        for duty in overlay.duties
    ]
    return _table("| duty | starts with | about | time | if the service is |", rows)


def laws(overlays: Overlays) -> str:
    """Every law with how it was verified, and what is open."""
    rows = [
        f"| `{name}/{law_id}` | {law.title} | {law.verified} | {law.as_of} | {law.note or ''} |"
        for name, overlay in sorted(overlays.items())
        for law_id, law in overlay.laws.items()
    ]
    return _table("| law | title | verified | as of | note |", rows)


def _start(duty: Duty) -> str:
    by = f" of {' or '.join(duty.by)}" if duty.by else ""
    return f"{' or '.join(duty.trigger)}{by}".replace("_", " ")


def _time(duty: Duty) -> str:
    counted = f"**{stated(duty)}**" if duty.stated is None else stated(duty)
    return f"{counted} †" if duty.as_ordered else counted


def _table(head: str, rows: list[str]) -> str:
    rule = "|" + "---|" * (head.count("|") - 1)
    return "\n".join([head, rule, *rows])

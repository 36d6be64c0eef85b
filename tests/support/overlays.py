"""Small overlays, written inline, over the small policy set.

engine = load(with_law(overlay("KR", duty("answer", "within: 24h"))))
engine.evaluate(track(case=case("2026-03-01T09:00:00+09:00")), at=AT).deadlines
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from policy_sets import Files, policy_set

ZONES = {
    "AU": "Australia/Sydney",
    "EU": "Europe/Brussels",
    "IN": "Asia/Kolkata",
    "JP": "Asia/Tokyo",
    "KR": "Asia/Seoul",
}
CLASSES = "content_classes: {privacy: a test, scam: a test, terrorism: a test}\n"


def duty(name: str, time: str, also: str = "", trigger: str = "complaint") -> str:
    """A duty of the law `act` with a time in YAML and whatever else it says."""
    more = f", {also}" if also else ""
    return f"  - {{id: {name}, law: act, does: {{en: Do {name}, ko: {name}}}, trigger: {trigger}, {time}{more}}}\n"


def overlay(jurisdiction: str, *duties: str, also: str = "", verified: str = "secondary") -> Files:
    """The overlay of one jurisdiction, with the statuses `large` and `licensed`."""
    calendar = f"calendar: {{country: {jurisdiction}}}\n" if jurisdiction != "EU" else ""
    text = (
        f"jurisdiction: {jurisdiction}\ntitle: {{en: Law}}\nowner: legal\ntime_zone: {ZONES[jurisdiction]}\n{calendar}"
        f"laws:\n  act: {{title: Act, source: gazette, as_of: '2026-01-01', verified: {verified}, note: in part}}\n"
        "statuses:\n  large: {question: 'Is it large?'}\n  licensed: {question: 'Is it licensed?'}\n"
        f"duties:\n{''.join(duties)}{also}"
    )
    return {f"overlays/{jurisdiction.lower()}.yaml": text}


def with_law(*overlays: Files, service: str = "", **parts: Any) -> Files:
    """The small policy set with overlays, and with what is said of the service."""
    files = {path: text for each in overlays for path, text in each.items()}
    manifest = CLASSES + (f"service: {service}\n" if service else "")
    return policy_set(manifest=manifest, files=files, **parts)


def case(received_at: str | datetime, trigger: str = "complaint", **more: Any) -> Mapping[str, Any]:
    """The case that an item comes with."""
    moment = received_at if isinstance(received_at, str) else received_at.isoformat()
    return {"trigger": trigger, "received_at": moment, **more}

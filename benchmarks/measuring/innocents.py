"""The innocent items that a policy set carries: none may be flagged, and few should hold a match at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from measuring.score import share
from measuring.subject import Subject, flagged_by_scan
from policyengine import Content
from policyengine.authoring.items import Remapping, read_items
from policyengine.model.content import text_parts
from policyengine.source.definitions import CleanFile

_AS_THEY_ARE = Remapping({})


def innocents_of(subject: Subject) -> list[dict[str, Any]]:
    """For each file of innocents, named after its language: items flagged by decision, and items in a text of which
    an accusing match stands that is at least likely, both with their ids."""
    return [_report(subject, file) for file in subject.policy_set.clean]


def _report(subject: Subject, file: CleanFile) -> dict[str, Any]:
    items = list(_items(file))
    decided = [item.id for item in items if subject.flags(item)]
    scanned = [item.id for item in items if _has_match(subject, item)]
    return {
        "language": PurePath(file.name).stem,
        "items": len(items),
        "flagged_by_decision": len(decided),
        "flagged_ids": decided,
        "with_a_match": len(scanned),
        "scan": share(len(scanned), len(items)),
        "with_a_match_ids": scanned,
    }


def _items(file: CleanFile) -> Iterator[Content]:
    for _, item in read_items(file.data.splitlines(), _AS_THEY_ARE):
        if isinstance(item, Content):
            yield item


def _has_match(subject: Subject, item: Content) -> bool:
    return any(flagged_by_scan(subject.accusing(part.text, part.language)) for part in text_parts(item))

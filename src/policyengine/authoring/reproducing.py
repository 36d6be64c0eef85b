"""A line to paste that shows what a case showed."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from policyengine.loading import Request
from policyengine.source.definitions import PolicySet


def needs_stand_ins(policy_set: PolicySet) -> bool:
    """Whether cases are judged otherwise than items are: by drafts too, or with examples for lists."""
    lists = any(declared.examples for declared in policy_set.lists.values())
    return lists or any(entry.rule.value.status == "draft" for entry in policy_set.rules.values())


def command(content: Mapping[str, Any], at: datetime, request: Request, as_tested: bool) -> str:
    """The call of `policyengine explain` that judges an item as a case does."""
    words = ["policyengine", "explain", _json(content)]
    for source in request.sources:
        words += ["-r", source.name]
    words += ["--at", _moment(at)]
    return shlex.join([*words, "--as-tested"] if as_tested else words)


def _moment(at: datetime) -> str:
    at = at.astimezone(UTC)
    midnight = (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)
    return f"{at:%Y-%m-%d}" if midnight else at.isoformat().replace("+00:00", "Z")


def _json(content: Mapping[str, Any]) -> str:
    """JSON in which everything that a terminal might swallow or change is written as an escape."""
    text = json.dumps(content, ensure_ascii=False, default=str)
    return "".join(each if _plain(each) else json.dumps(each)[1:-1] for each in text)


def _plain(char: str) -> bool:
    # Letters that combine with the one before are put together by what copies text.
    return char.isprintable() and not (0x1100 <= ord(char) <= 0x11FF) and not (0x300 <= ord(char) <= 0x36F)

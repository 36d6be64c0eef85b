"""Facts of an item that conditions compare: what there is, of which type, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

from policyengine.model.base import primary_language
from policyengine.model.content import ACCOUNT_FACTS, CONTENT_FACTS, TEXT_FIELDS, Content

Family = Literal["moment", "kind", "language", "case", "content", "account", "score", "reports", "attribute", "ids"]
FactType = Literal["number", "truth", "text", "time", "any", "presence"]
FactValue = bool | int | float | str | None
"""What a fact reads as; `None` means that it is absent. Times are seconds since the epoch, UTC."""


class FactKey(NamedTuple):
    """Which fact: its family, and its name within the family."""

    family: Family
    name: str

    def __str__(self) -> str:
        return f"{self.family}.{self.name}" if self.name else self.family

    @property
    def pointer(self) -> str:
        """JSON Pointer of the fact in the content."""
        if self.family in ("kind", "language"):
            return f"/{self.family}"
        if self == EXPLICIT_MEMBERS:
            return "/members"
        if self.family == "content":
            return f"/{self.name}"
        if self.family == "moment":
            return ""
        place = {"score": "scores", "attribute": "attributes"}.get(self.family, self.family)
        name = self.name.replace("~", "~0").replace("/", "~1")
        return f"/{place}/{name}" if (self.family, self.name) != ("reports", "total") else "/reports"


MOMENT = FactKey("moment", "")
KIND = FactKey("kind", "")
LANGUAGE = FactKey("language", "")
EXPLICIT_MEMBERS = FactKey("content", "explicit_members")


def fact_type(key: FactKey) -> FactType | None:
    """The type of a fact, or `None` where the family has no such name."""
    if key == EXPLICIT_MEMBERS:
        return "number"
    if key.family == "content":
        mark = CONTENT_FACTS.get(key.name)
        return mark.type if mark else ("presence" if key.name in TEXT_FIELDS else None)
    if key.family == "account":
        mark = ACCOUNT_FACTS.get(key.name)
        return mark.type if mark else None
    open_families: Mapping[str, FactType] = {
        "moment": "number",
        "kind": "text",
        "language": "text",
        "case": "text",
        "score": "number",
        "reports": "number",
        "attribute": "any",
        "ids": "text",
    }
    return open_families[key.family]


def known_names(family: Family) -> tuple[str, ...]:
    """The names that a closed family has, sorted; an open family has none."""
    if family == "content":
        return tuple(sorted({*CONTENT_FACTS, *TEXT_FIELDS, EXPLICIT_MEMBERS.name}))
    return tuple(sorted(ACCOUNT_FACTS)) if family == "account" else ()


Reader = Callable[[Content, float], FactValue]


def _seconds(value: Any) -> FactValue:
    return value.timestamp() if isinstance(value, datetime) else value


def _explicit_members(content: Content, _at: float) -> FactValue:
    """How many members are labelled explicit; unknown where no member has a label."""
    labels = [member.explicit for member in content.members if member.explicit is not None]
    return sum(labels) if labels else None


def _reports(name: str) -> Reader:
    if name == "total":
        return lambda content, _at: sum(content.reports.values()) if content.reports else None
    return lambda content, _at: content.reports.get(name)


def reader(key: FactKey) -> Reader:
    """The function that reads a fact from an item, given the moment of the decision in seconds."""
    family, name = key
    if family == "moment":
        return lambda _content, at: at
    if family == "kind":
        return lambda content, _at: content.kind
    if family == "language":
        return lambda content, _at: primary_language(content.language) if content.language else None
    if family == "case":
        return lambda content, _at: getattr(content.case, name) if content.case is not None else None
    if key == EXPLICIT_MEMBERS:
        return _explicit_members
    if family == "content":
        if name in TEXT_FIELDS:
            return lambda content, _at: True if getattr(content, name) else None
        return lambda content, _at: _seconds(getattr(content, name))
    if family == "account":
        return lambda content, _at: getattr(content.account, name)
    if family == "reports":
        return _reports(name)
    place = {"score": "scores", "attribute": "attributes", "ids": "ids"}[family]
    return lambda content, _at: getattr(content, place).get(name)

"""What the DSA Transparency Database accepts: every constraint that its documentation states, checked beforehand.

What it would take and silently leave out is a problem too: whoever wrote it meant it to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from policyengine.model import dsa_vocabulary as known

SHORT, LONG, LONGEST = 500, 2000, 5000
"""Characters that free texts may have."""
MISSING = "is missing"
FIRST_CONTENT_DAY, FIRST_APPLICATION_DAY, LAST_DAY = date(2000, 1, 1), date(2020, 1, 1), date(2038, 1, 1)
_PUID = re.compile(r"[a-zA-Z0-9-_]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[A-Z]{2}")
_EAN_13 = re.compile(r"\d{13}")

_OF_GROUND: Mapping[str, Mapping[str, int]] = {
    "DECISION_GROUND_ILLEGAL_CONTENT": {
        "illegal_content_legal_ground": SHORT,
        "illegal_content_explanation": LONG,
    },
    "DECISION_GROUND_INCOMPATIBLE_CONTENT": {
        "incompatible_content_ground": SHORT,
        "incompatible_content_explanation": LONG,
    },
}
FIELDS = frozenset(
    {
        "decision_visibility",
        "decision_visibility_other",
        "decision_monetary",
        "decision_monetary_other",
        "decision_provision",
        "decision_account",
        "account_type",
        "decision_ground",
        "decision_ground_reference_url",
        "illegal_content_legal_ground",
        "illegal_content_explanation",
        "incompatible_content_ground",
        "incompatible_content_explanation",
        "incompatible_content_illegal",
        "content_type",
        "content_type_other",
        "category",
        "category_addition",
        "category_specification",
        "category_specification_other",
        "territorial_scope",
        "content_language",
        "content_date",
        "application_date",
        "end_date_visibility_restriction",
        "end_date_monetary_restriction",
        "end_date_service_restriction",
        "end_date_account_restriction",
        "decision_facts",
        "source_type",
        "source_identity",
        "automated_detection",
        "automated_decision",
        "puid",
        "content_id",
    }
)
"""Every field that a record may have."""


@dataclass(frozen=True, slots=True)
class DsaProblem:
    """What is wrong with one field of a record."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


def dsa_problems(record: Mapping[str, Any]) -> tuple[DsaProblem, ...]:
    """Everything for which the database would refuse a record, by field; nothing if it would accept it."""
    return tuple(sorted(_all(record), key=lambda each: each.field))


def _all(record: Mapping[str, Any]) -> Iterator[DsaProblem]:
    for name in sorted(record.keys() - FIELDS):
        yield DsaProblem(name, "there is no such field")
    yield from _restrictions(record)
    yield from _grounds(record)
    yield from _kinds(record)
    yield from _dates(record)
    yield from _sources(record)
    yield from _automation(record)
    yield from _identity(record)


def _one(record: Mapping[str, Any], name: str, allowed: frozenset[str], *, required: bool) -> Iterator[DsaProblem]:
    value = record.get(name)
    if value is None:
        if required:
            yield DsaProblem(name, MISSING)
    elif not isinstance(value, str) or value not in allowed:
        yield DsaProblem(name, f"`{value}` is not one of its values")


def _listed(record: Mapping[str, Any], name: str) -> list[Any]:
    """The values of a field that is a list; none where it is something else, which `_many` tells."""
    value = record.get(name)
    return value if isinstance(value, list) else []


def _many(record: Mapping[str, Any], name: str, allowed: frozenset[str], *, required: bool) -> Iterator[DsaProblem]:
    value = record.get(name)
    if not value:
        if required:
            yield DsaProblem(name, MISSING)
        return
    if not isinstance(value, list):
        yield DsaProblem(name, "is not a list")
        return
    for each in value:
        if not isinstance(each, str) or each not in allowed:
            yield DsaProblem(name, f"`{each}` is not one of its values")
    if len(set(map(str, value))) != len(value):
        yield DsaProblem(name, "names a value twice")


def _text(record: Mapping[str, Any], name: str, limit: int, *, required: bool) -> Iterator[DsaProblem]:
    value = record.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        if required:
            yield DsaProblem(name, MISSING)
    elif not isinstance(value, str):
        yield DsaProblem(name, "is not a text")
    elif len(value) > limit:
        yield DsaProblem(name, f"has {len(value):,} characters, and {limit:,} are accepted")


def _only_with(record: Mapping[str, Any], name: str, holds: bool, condition: str) -> Iterator[DsaProblem]:
    """A free text that goes with one value of another field, and then is required."""
    if holds:
        yield from _text(record, name, SHORT, required=True)
    elif record.get(name) is not None:
        yield DsaProblem(name, f"goes only with {condition}")


def _restrictions(record: Mapping[str, Any]) -> Iterator[DsaProblem]:
    kinds = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
    if not any(record.get(kind) for kind in kinds):
        yield DsaProblem("decision_visibility", "is missing, and so is every other restriction")
    yield from _many(record, "decision_visibility", known.VISIBILITY, required=False)
    yield from _one(record, "decision_monetary", known.MONETARY, required=False)
    yield from _one(record, "decision_provision", known.PROVISION, required=False)
    yield from _one(record, "decision_account", known.ACCOUNT, required=False)
    yield from _one(record, "account_type", known.ACCOUNT_TYPES, required=False)
    other = "DECISION_VISIBILITY_OTHER"
    holds = other in _listed(record, "decision_visibility")
    yield from _only_with(record, "decision_visibility_other", holds, f"`{other}`")
    other = "DECISION_MONETARY_OTHER"
    yield from _only_with(record, "decision_monetary_other", record.get("decision_monetary") == other, f"`{other}`")


def _grounds(record: Mapping[str, Any]) -> Iterator[DsaProblem]:
    yield from _one(record, "decision_ground", known.GROUNDS, required=True)
    url = record.get("decision_ground_reference_url")
    if url is not None:
        yield from _text(record, "decision_ground_reference_url", SHORT, required=False)
        if isinstance(url, str) and not _is_address(url):
            yield DsaProblem("decision_ground_reference_url", f"`{url}` is no address on the web")
    for ground, fields in _OF_GROUND.items():
        for name, limit in fields.items():
            if record.get("decision_ground") == ground:
                yield from _text(record, name, limit, required=True)
            elif record.get(name) is not None:
                yield DsaProblem(name, f"goes only with `{ground}`")
    if record.get("incompatible_content_illegal") is not None:
        yield from _one(record, "incompatible_content_illegal", known.YES_NO, required=False)
        if record.get("decision_ground") != "DECISION_GROUND_INCOMPATIBLE_CONTENT":
            yield DsaProblem("incompatible_content_illegal", "goes only with `DECISION_GROUND_INCOMPATIBLE_CONTENT`")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _kinds(record: Mapping[str, Any]) -> Iterator[DsaProblem]:
    yield from _many(record, "content_type", known.CONTENT_TYPES, required=True)
    holds = "CONTENT_TYPE_OTHER" in _listed(record, "content_type")
    yield from _only_with(record, "content_type_other", holds, "`CONTENT_TYPE_OTHER`")
    yield from _one(record, "category", known.CATEGORIES, required=True)
    yield from _many(record, "category_addition", known.CATEGORIES, required=False)
    if record.get("category") in _listed(record, "category_addition"):
        yield DsaProblem("category_addition", "repeats the category")
    yield from _many(record, "category_specification", known.KEYWORDS, required=False)
    holds = "KEYWORD_OTHER" in _listed(record, "category_specification")
    yield from _only_with(record, "category_specification_other", holds, "`KEYWORD_OTHER`")
    yield from _many(record, "territorial_scope", known.TERRITORIES, required=True)
    language = record.get("content_language")
    if language is not None and not _is_language(language):
        yield DsaProblem("content_language", f"`{language}` is no ISO 639-1 code in capitals")


def _is_language(value: Any) -> bool:
    from langcodes import tag_is_valid

    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None and tag_is_valid(value.lower())


def _day(record: Mapping[str, Any], name: str, first: date, *, required: bool) -> Iterator[DsaProblem]:
    value = record.get(name)
    if value is None:
        if required:
            yield DsaProblem(name, MISSING)
        return
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        yield DsaProblem(name, f"`{value}` is no day such as `2026-03-01`")
    elif not first <= day <= LAST_DAY:
        yield DsaProblem(name, f"`{value}` lies outside of {first} to {LAST_DAY}")


def _dates(record: Mapping[str, Any]) -> Iterator[DsaProblem]:
    yield from _day(record, "content_date", FIRST_CONTENT_DAY, required=True)
    yield from _day(record, "application_date", FIRST_APPLICATION_DAY, required=True)
    start = record.get("application_date")
    for part in ("visibility", "monetary", "service", "account"):
        name = f"end_date_{part}_restriction"
        yield from _day(record, name, FIRST_APPLICATION_DAY, required=False)
        end = record.get(name)
        if isinstance(start, str) and isinstance(end, str) and end < start:
            yield DsaProblem(name, "lies before the application date")


def _sources(record: Mapping[str, Any]) -> Iterator[DsaProblem]:
    yield from _text(record, "decision_facts", LONGEST, required=True)
    yield from _one(record, "source_type", known.SOURCES, required=True)
    yield from _text(record, "source_identity", SHORT, required=False)
    if record.get("source_type") == "SOURCE_VOLUNTARY" and record.get("source_identity") is not None:
        yield DsaProblem("source_identity", "goes with no voluntary investigation")


def _automation(record: Mapping[str, Any]) -> Iterator[DsaProblem]:
    yield from _one(record, "automated_detection", known.YES_NO, required=True)
    yield from _one(record, "automated_decision", known.AUTOMATED_DECISIONS, required=True)


def _identity(record: Mapping[str, Any]) -> Iterator[DsaProblem]:
    puid = record.get("puid")
    yield from _text(record, "puid", SHORT, required=True)
    if isinstance(puid, str) and puid and not _PUID.fullmatch(puid):
        yield DsaProblem("puid", "holds more than letters, digits, `-` and `_`")
    ids = record.get("content_id")
    if ids is None:
        return
    if not isinstance(ids, Mapping) or set(ids) != {"EAN-13"}:
        yield DsaProblem("content_id", "holds something else than an `EAN-13`")
    elif not isinstance(ids["EAN-13"], str) or not _EAN_13.fullmatch(ids["EAN-13"]):
        yield DsaProblem("content_id", "an EAN-13 has thirteen digits")

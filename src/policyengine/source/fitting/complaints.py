"""One error of pydantic with its place in the file, and what kind of error it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from policyengine.source.fitting.places import Place


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error of pydantic (`kind`, `text`, `context`) and the place that it means.

    `name` is the key that is missing or unknown, `meant` the known key that an unknown one resembles, and `candidates`
    the keys that could still be added. `wanted` is set where several kinds of value would do. `described` is what the
    model says about the value.
    """

    kind: str
    place: Place
    text: str
    context: dict[str, Any] = field(default_factory=dict)
    name: int | str | None = None
    meant: str | None = None
    candidates: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    described: str | None = None


WANTED = {
    "a whole number": ("int_type", "int_parsing", "int_from_float", "int_parsing_size"),
    "a number": ("float_type", "float_parsing", "decimal_type", "decimal_parsing", "finite_number"),
    "text": ("string_type", "string_unicode", "bytes_type", "url_type", "uuid_type"),
    "true or false": ("bool_type", "bool_parsing"),
    "a list": ("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type", "deque_type"),
    "a mapping": ("model_type", "model_attributes_type", "dict_type", "mapping_type", "dataclass_type"),
    "a date": ("date_type",),
    "a time": ("time_type",),
    "a date and time": ("datetime_type",),
    "a length of time": ("time_delta_type",),
    "nothing": ("none_required",),
}
"""What a writer would call the value that each kind of error asks for."""

CHOICES = ("literal_error", "enum", "union_tag_invalid")
"""The kinds of error that ask for one of several words."""

KINDS = {kind: wanted for wanted, kinds in WANTED.items() for kind in kinds}


def is_kind_mismatch(item: Complaint) -> bool:
    """Whether the value is of another kind than the one asked for, whatever it says."""
    return item.kind in KINDS or bool(item.wanted)


def wanted_by(item: Complaint) -> tuple[str, ...]:
    """The kinds of value that would do."""
    return item.wanted or (KINDS[item.kind],)


def merged(items: list[Complaint]) -> Complaint:
    """One complaint for a value that is of the wrong kind for each of several branches."""
    wanted = dict.fromkeys(kind for item in items for kind in wanted_by(item))
    return Complaint("several", items[0].place, "", wanted=tuple(wanted))

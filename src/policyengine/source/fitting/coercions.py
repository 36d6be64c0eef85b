"""Finds values that a model took for another kind of value than was written.

Models are not strict as a whole: a list fills a tuple and text fills a date, which strictness would forbid as soon as
a validator stands in front of the field. But `"3"` must not become a number, nor `1` become true, nor a number become a
moment in time. So what was read is laid beside what came out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from policyengine.source.fitting.fields import key_of
from policyengine.source.fitting.places import Loc
from policyengine.source.reading.nodes import Mapping, Node, Scalar


def coercions(node: Node, value: Any, path: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Where a scalar became another kind of value, each place with pydantic's name for what is wrong there.

    Parts that a validator turned into something of another form are passed over.
    """
    if isinstance(node, Scalar):
        kind = mistaken(node.value, value[0] if isinstance(value, list | tuple) and len(value) == 1 else value)
        if kind is not None:
            yield path, kind
    elif isinstance(node, Mapping):
        results = value if isinstance(value, dict) else by_key(value)
        for key, child in node.entries:
            if key.text in results:
                yield from coercions(child, results[key.text], (*path, key.text))
    elif isinstance(value, list | tuple) and len(value) == len(node.items):
        for index, (item, result) in enumerate(zip(node.items, value, strict=True)):
            yield from coercions(item, result, (*path, index))


def by_key(value: Any) -> dict[str, Any]:
    """The fields of a model instance under the keys that writers use; nothing for any other value."""
    return {key: getattr(value, name) for key, name in keys(type(value))} if isinstance(value, BaseModel) else {}


@cache
def keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Each field of a model: the key that writers use, and its name."""
    return tuple((key_of(name, field), name) for name, field in model.model_fields.items())


def mistaken(written: Any, result: Any) -> str | None:
    """What is wrong if `written` became `result`, or None if nothing is."""
    if type(written) is type(result) or written is None:
        return None
    if isinstance(result, bool):
        return "bool_type"
    if isinstance(result, int):
        return "int_type"
    if isinstance(result, float):
        return "float_type" if not isinstance(written, int) or isinstance(written, bool) else None
    if isinstance(written, str):
        return None
    if isinstance(result, datetime.date):
        return "datetime_type" if isinstance(result, datetime.datetime) else "date_type"
    return "time_delta_type" if isinstance(result, datetime.timedelta) else None

"""Records in files of JSON lines, one a line, as `screen` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from policyengine.cli.inputs import Lines, opened

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Line(Generic[M]):
    """A line that is not empty: where it stands, and its record; or why it has none.

    `not_judged` says that it holds what `screen` writes of an item that could not be judged.
    """

    place: str
    record: M | None = None
    problem: str | None = None
    not_judged: bool = False


def records(name: str, model: type[M], what: str) -> Iterator[Line[M]]:
    """Every line of an input. `what` is what a record is called in messages, such as `an audit record`."""
    with opened(name) as (stream, _):
        lines = Lines(stream)
        number = 0
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _read(f"{name}:{number}", line, model, what)
        if lines.broken is not None:
            problem = f"the input cannot be read beyond this line: {lines.broken}"
            yield Line(f"{name}:{number + 1}", problem=problem)


def _read(place: str, line: bytes, model: type[M], what: str) -> Line[M]:
    try:
        plain = json.loads(line)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        return Line(place, problem=f"this is not JSON: {error}")
    except (ValueError, RecursionError):
        return Line(place, problem="this nests too deeply, or holds a number that is too long")
    if not isinstance(plain, dict):
        return Line(place, problem=f"this is not {what}: a record is a JSON object")
    if "error" in plain and "decision" not in plain:
        return Line(place, not_judged=True)
    try:
        return Line(place, model.model_validate(plain))
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}: " for part in [".".join(map(str, first["loc"]))] if part)
        return Line(place, problem=f"this is not {what}: {where}{first['msg'][:1].lower() + first['msg'][1:]}")

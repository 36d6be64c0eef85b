"""What a model takes at a place: its keys, and what its authors say about a value.

Only the annotations of the models are read. Where a value may be one of several models, the labels that pydantic puts
into its paths narrow the choice; where they do not, all of them count.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, Tag
from pydantic.fields import FieldInfo

LISTS = (list, tuple, set, frozenset, Sequence)
MAPPINGS = (dict, Mapping)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the types that a value may have, with its union tag and its description, if it has them."""

    type: Any
    tag: str | None = None
    description: str | None = None


def key_of(name: str, field: FieldInfo) -> str:
    """The key that a writer uses for a field."""
    alias = field.validation_alias or field.alias
    return alias if isinstance(alias, str) else name


def keys_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that can stand in the mapping at a path of pydantic, in the order declared."""
    models = (found.type for found in alternatives_at(model, loc) if is_model(found.type))
    keys = (key_of(name, field) for kind in models for name, field in kind.model_fields.items())
    return tuple(dict.fromkeys(keys))


def described_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> str | None:
    """What the models say about the value at a path of pydantic, where all that may stand there say the same."""
    said = {found.description for found in alternatives_at(model, loc)}
    return said.pop() if len(said) == 1 else None


def alternatives_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[Alternative]:
    """The types that the value at a path may have."""
    found = list(alternatives(model))
    for step in loc:
        below = [inner for outer in found for inner in descend(outer.type, step)]
        found = below or [outer for outer in found if labelled(outer, str(step))] or found
    return found


def is_model(kind: Any) -> bool:
    """Whether it is a pydantic model."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def alternatives(annotation: Any, known: Alternative | None = None) -> Iterator[Alternative]:
    """The types that an annotation stands for, unions and aliases resolved."""
    known = known or Alternative(None)
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extras = get_args(annotation)
        for extra in extras:
            if isinstance(extra, Tag):
                known = replace(known, tag=extra.tag)
            elif isinstance(extra, FieldInfo) and extra.description:
                known = replace(known, description=extra.description)
        yield from alternatives(inner, known)
    elif origin is Union or origin is types.UnionType:
        for member in get_args(annotation):
            yield from alternatives(member, known)
    elif hasattr(annotation, "__value__"):
        yield from alternatives(annotation.__value__, known)
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from alternatives(annotation.model_fields["root"].annotation, known)
    elif annotation is not type(None):
        yield replace(known, type=annotation)


def descend(kind: Any, step: int | str) -> list[Alternative]:
    """The types of what stands below a type at a key or an index."""
    if is_model(kind):
        kind.model_rebuild()  # the annotations of a model that was never validated by itself may still be text
        return [
            found
            for name, field in kind.model_fields.items()
            if step in (name, key_of(name, field))
            for found in alternatives(field.annotation, Alternative(None, description=field.description))
        ]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in MAPPINGS and len(arguments) == 2 and isinstance(step, str):
        return list(alternatives(arguments[1]))
    if origin in LISTS and arguments and isinstance(step, int):
        fixed = origin is tuple and arguments[-1] is not ...
        return list(alternatives(arguments[step] if fixed and step < len(arguments) else arguments[0]))
    return []


def labelled(alternative: Alternative, label: str) -> bool:
    """Whether pydantic's label for a branch means this type."""
    kind = alternative.type
    if alternative.tag is not None:
        return alternative.tag == label
    if not is_model(kind):
        return False
    return kind.__name__ == label or any(
        label in map(str, get_args(field.annotation))
        for field in kind.model_fields.values()
        if get_origin(field.annotation) is Literal
    )

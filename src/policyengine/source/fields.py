"""Which keys a model takes at a place, so that a misspelt key can be told from one that does not exist.

Only the annotations of the models are read. Where a value may be one of several models, the labels that pydantic puts
into its paths narrow the choice; where they do not, the keys of all of them count.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, Tag
from pydantic.fields import FieldInfo

LISTS = (list, tuple, set, frozenset, Sequence)
MAPPINGS = (dict, Mapping)


def key_of(name: str, field: FieldInfo) -> str:
    """The key that a writer uses for a field."""
    alias = field.validation_alias or field.alias
    return alias if isinstance(alias, str) else name


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a model takes, in the order declared."""
    return tuple(key_of(name, field) for name, field in model.model_fields.items())


def keys_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that can stand in the mapping at a path of pydantic, in the order declared."""
    kinds: list[tuple[Any, str | None]] = list(alternatives(model))
    for step in loc:
        below = [found for kind, _ in kinds for found in descend(kind, step)]
        kinds = below or [pair for pair in kinds if labelled(pair, str(step))] or kinds
    found = (key for kind, _ in kinds if is_model(kind) for key in keys_of(kind))
    return tuple(dict.fromkeys(found))


def is_model(kind: Any) -> bool:
    """Whether it is a pydantic model with fields of its own."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def alternatives(annotation: Any, tag: str | None = None) -> Iterator[tuple[Any, str | None]]:
    """The types that an annotation stands for, unions and aliases resolved, each with its union tag."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extras = get_args(annotation)
        tags = [extra.tag for extra in extras if isinstance(extra, Tag)]
        yield from alternatives(inner, tags[0] if tags else tag)
    elif origin is Union or origin is types.UnionType:
        for member in get_args(annotation):
            yield from alternatives(member, tag)
    elif hasattr(annotation, "__value__"):
        yield from alternatives(annotation.__value__, tag)
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from alternatives(annotation.model_fields["root"].annotation, tag)
    else:
        yield annotation, tag


def descend(kind: Any, step: int | str) -> Iterable[tuple[Any, str | None]]:
    """The types of what stands below a type at a key or an index."""
    if is_model(kind):
        return [
            found
            for name, field in kind.model_fields.items()
            if step in (name, key_of(name, field))
            for found in alternatives(field.annotation)
        ]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in MAPPINGS and len(arguments) == 2 and isinstance(step, str):
        return list(alternatives(arguments[1])) if not step.startswith("[") else []
    if origin in LISTS and arguments and isinstance(step, int):
        fixed = origin is tuple and arguments[-1] is not ...
        return list(alternatives(arguments[step] if fixed and step < len(arguments) else arguments[0]))
    return []


def labelled(pair: tuple[Any, str | None], label: str) -> bool:
    """Whether pydantic's label for a branch means this type."""
    kind, tag = pair
    if tag is not None:
        return tag == label
    if not is_model(kind):
        return False
    return kind.__name__ == label or any(
        label in map(str, get_args(field.annotation))
        for field in kind.model_fields.values()
        if get_origin(field.annotation) is Literal
    )

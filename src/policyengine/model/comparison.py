"""Comparisons of one fact, as they are written in conditions."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model.base import Definition


def _operand(value: Any) -> Any:
    if isinstance(value, bool | int | float | str):
        return value
    raise PydanticCustomError(
        "operand",
        "this is neither a number, a text nor true or false",
        {"help": "write the value itself, or the name of a parameter as `$name`"},
    )


Operand: TypeAlias = Annotated[
    Any,
    PlainValidator(_operand),
    WithJsonSchema({"type": ["number", "string", "boolean"], "description": "A value, or a parameter: `$name`."}),
]


class Comparison(Definition):
    """Compares one fact. Several keys must all hold. On an absent fact nothing holds but `absent: true`."""

    is_: Annotated[Operand, Field(alias="is")] = None
    in_: Annotated[tuple[Operand, ...], Field(alias="in")] = ()
    above: Operand = None
    at_least: Operand = None
    below: Operand = None
    at_most: Operand = None
    absent: Annotated[Literal[True] | None, Field(description="The fact is not known.")] = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        given = self.model_fields_set
        if not given:
            raise PydanticCustomError(
                "empty_comparison",
                "this comparison compares nothing",
                {"help": "write for example `{below: 7}`"},
            )
        if "absent" in given and len(given) > 1:
            raise PydanticCustomError(
                "absent_and_more",
                "`absent` cannot stand beside another comparison",
                {"code": "PE132", "help": "a fact that is absent compares with nothing; use `any` to allow for both"},
            )
        return self


def _comparison(value: Any) -> Any:
    return {"is": value} if isinstance(value, bool | int | float | str) else value


Comparand: TypeAlias = Annotated[
    Comparison, BeforeValidator(_comparison, json_schema_input_type=Comparison | bool | float | str)
]
"""A comparison, or a value that the fact must equal."""

"""What all models share: strictness, and the small types that policy files and content are written in."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticCustomError


class Model(BaseModel):
    """Immutable, and closed: a key that is not in the model is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Definition(Model):
    """A model of something written in a policy file. Built when first used, so that importing stays cheap."""

    model_config = ConfigDict(defer_build=True)


T = TypeVar("T")


def _as_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


OneOrMany = Annotated[tuple[T, ...], BeforeValidator(_as_many, json_schema_input_type=T | list[T])]
"""A list that may be written as its only element."""


@lru_cache(maxsize=4096)
def canonical_language(tag: str) -> str:
    """The BCP 47 tag in canonical form (`zh-hant` → `zh-Hant`, `kor` → `ko`); raises if it is not a valid tag."""
    import langcodes

    if not langcodes.tag_is_valid(tag):
        raise PydanticCustomError(
            "language_tag",
            "`{tag}` is not a language tag of BCP 47",
            {"tag": tag, "code": "PE129", "help": "write a tag such as `ko`, `ja`, `zh-Hant` or `hi-Latn`"},
        )
    return langcodes.standardize_tag(tag)


def primary_language(tag: str) -> str:
    """The primary subtag: `zh-Hant` → `zh`."""
    return tag.partition("-")[0]


LanguageTag = Annotated[
    str,
    AfterValidator(canonical_language),
    Field(description="A BCP 47 language tag, such as `ko` or `zh-Hant`."),
]

_DURATION = re.compile(r"(\d{1,5})(m|h|d)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def _duration(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value
    parsed = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if parsed is None:
        raise PydanticCustomError(
            "duration",
            "`{value}` is not a span of time",
            {"value": str(value), "code": "PE134", "help": "write `30m`, `4h` or `3d`"},
        )
    return timedelta(**{_UNITS[parsed[2]]: int(parsed[1])})


def _duration_text(value: timedelta) -> str:
    minutes = int(value.total_seconds() // 60)
    for unit, size in (("d", 1440), ("h", 60)):
        if minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"


Duration = Annotated[
    timedelta,
    BeforeValidator(_duration, json_schema_input_type=str),
    PlainSerializer(_duration_text, return_type=str),
    Field(description="A span of time: a whole number and `m`, `h` or `d`."),
]

Name = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]{0,63}$", description="Lower-case letters, digits and underscores."),
]
QualifiedName = Annotated[
    str,
    Field(
        pattern=r"^([a-z][a-z0-9_]{0,63}/)?[a-z][a-z0-9_]{0,63}$",
        description="A name of this area (or of `shared`), or `area/name`.",
    ),
]
RuleId = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,63}/[a-z][a-z0-9_]{0,63}$",
        description="The full id of a rule: `area/rule`.",
    ),
]
LabelName = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,31}(\.[a-z][a-z0-9_]{0,31}){1,3}$",
        description="A label in dotted form, such as `context.news`.",
    ),
]
ClauseId = Annotated[
    str, Field(pattern=r"^[A-Z][A-Z0-9]{1,7}-[0-9]{1,3}$", description="The id of a clause, such as `HAT-3`.")
]
Market = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="A market: an ISO 3166-1 alpha-2 code, such as `KR`.")]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Localized = dict[LanguageTag, Text]
"""The same words in several locales."""

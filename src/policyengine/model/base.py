"""What all models share: strictness, and the small types that policy files and content are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Model(BaseModel):
    """Immutable, and closed: a key that is not in the model is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Definition(Model):
    """A model of something written in a policy file. Built when first used, so that importing stays cheap."""

    model_config = ConfigDict(defer_build=True)


def _existing_day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        context = {"value": value, "code": "PE130", "help": "the month is shorter than that"}
        raise PydanticCustomError("day", "there is no day `{value}`", context) from None
    return value


T = TypeVar("T")


def _as_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


OneOrMany = Annotated[tuple[T, ...], BeforeValidator(_as_many, json_schema_input_type=T | list[T])]
"""A list that may be written as its only element."""


@lru_cache(maxsize=4096)
def canonical_language(tag: str) -> str:
    """The BCP 47 tag in canonical form (`zh-hant` → `zh-Hant`, `kor` → `ko`); raises if it is not a valid tag.

    Tagalog and Filipino are one here, `tl`: what writers, detectors and regulators' forms call it.
    """
    import langcodes

    if len(tag) > 40 or not tag.isascii() or not langcodes.tag_is_valid(tag):
        shown = tag[:40].encode("utf-8", "replace").decode()
        raise PydanticCustomError(
            "language_tag",
            "`{tag}` is not a language tag of BCP 47",
            {"tag": shown, "code": "PE129", "help": "write a tag such as `ko`, `ja`, `zh-Hant` or `hi-Latn`"},
        )
    canonical = langcodes.standardize_tag(tag)
    return "tl" + canonical[3:] if canonical == "fil" or canonical.startswith("fil-") else canonical


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


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text of one form, with the message for a text of another."""

    pattern: str
    code: str
    message: str
    help: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^{self.pattern}$", "description": self.help}

    def check(self, value: str) -> str:
        """The value, if it has the form."""
        if re.fullmatch(self.pattern, value):
            return value
        shown = value[:40].encode("utf-8", "replace").decode()
        context = {"value": shown, "code": self.code, "help": self.help}
        raise PydanticCustomError("form", self.message, context)


_NAME = "[a-z][a-z0-9_]{0,63}"
Name = Annotated[
    str,
    Shaped(_NAME, "PE128", "`{value}` cannot be a name", "use lower-case letters, digits and underscores"),
]
QualifiedName = Annotated[
    str,
    Shaped(f"({_NAME}/)?{_NAME}", "PE128", "`{value}` cannot be a name", "write a name, or `area/name`"),
]
RuleId = Annotated[
    str,
    Shaped(f"{_NAME}/{_NAME}", "PE128", "`{value}` is not the full id of a rule", "write `area/rule`"),
]
LabelName = Annotated[
    str,
    Shaped(
        r"[a-z][a-z0-9_]{0,31}(\.[a-z][a-z0-9_]{0,31}){1,3}",
        "PE128",
        "`{value}` cannot be a label",
        "write it in dotted form, such as `context.news`",
    ),
]
ClauseId = Annotated[
    str,
    Shaped(
        "[A-Z][A-Z0-9]{1,7}-[0-9]{1,3}",
        "PE128",
        "`{value}` cannot be the id of a clause",
        "write for example `HAT-3`",
    ),
]
Market = Annotated[
    str,
    Shaped("[A-Z]{2}", "PE133", "`{value}` is not a market", "write an ISO 3166-1 alpha-2 code, such as `KR`"),
]
Day = Annotated[
    str,
    Shaped(
        r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "PE130", "`{value}` is not a day", "write it as `2026-03-01`"
    ),
    AfterValidator(_existing_day),
]


def _moment(value: str) -> str:
    try:
        zoned = datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        zoned = False
    if not zoned:
        context = {"value": value, "code": "PE130", "help": "write it as `2026-03-01T09:00:00+09:00`"}
        raise PydanticCustomError("moment", "`{value}` is no moment with a time zone", context)
    return value


Moment = Annotated[str, AfterValidator(_moment), Field(description="ISO 8601 with a time zone.")]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Localized = dict[LanguageTag, Text]
"""The same words in several locales."""


class Suppression(Definition):
    """A finding of `check` that is meant to be so here, and below."""

    code: Annotated[
        str,
        Shaped("PE[2-9][0-9]{2}", "PE128", "`{value}` is no code of a finding", "write for example `PE308`"),
    ]
    reason: Annotated[Text, Field(description="Why it is right as it is.")]


Suppressions = Annotated[
    tuple[Suppression, ...], Field(description="Findings of `check` that are not reported here, each with its reason.")
]

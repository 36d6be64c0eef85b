"""Items taken in: a mapping becomes `Content`, or every problem with it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError

from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.wording import quoted
from policyengine.errors import ContentError, ContentProblem
from policyengine.model.circumstances import Case, EarlierDecision
from policyengine.model.content import KINDS, Account, Content, Credit, LocalText, Member, Segment

_WORDS = {
    "missing": "this is required",
    "string_type": "this must be a text",
    "bool_type": "this must be true or false",
    "int_type": "this must be a whole number",
    "int_from_float": "this must be a whole number",
    "float_type": "this must be a number",
    "finite_number": "this must be a finite number",
    "tuple_type": "this must be a list",
    "dict_type": "this must be a mapping",
    "model_type": "this must be a mapping",
    "greater_than_equal": "this must not be below {ge:g}",
    "string_too_short": "this must not be empty",
    "string_too_long": "this must have at most {max_length} characters",
    "timezone_aware": "this moment needs a time zone",
}


_SERIALIZE = Content.__pydantic_serializer__.to_json


def take_in(item: Content | Mapping[str, Any]) -> Content:
    """The item as `Content`; raises `ContentError`."""
    if isinstance(item, Content):
        return item
    if not isinstance(item, Mapping):
        raise ContentError([ContentProblem("", f"content is a mapping of fields, not {_kind_of(item)}")])
    try:
        return Content.model_validate(item)
    except ValidationError as error:
        try:
            raise content_error(error, item.get("id")) from None
        except RecursionError:
            raise ContentError([ContentProblem("", "this nests too deeply to be content")]) from None


def canonical(content: Content) -> bytes:
    """The item as canonical JSON in UTF-8; raises `ContentError` where a text is no valid Unicode."""
    try:
        # Straight to the serializer: this runs on every item, and the wrapper around it costs as much as it does.
        return _SERIALIZE(content, exclude_defaults=True)
    except PydanticSerializationError:
        raise ContentError(list(_surrogates(content.model_dump(), "")), content.id) from None


def content_error(error: ValidationError, content_id: object) -> ContentError:
    """What pydantic says, in the words of the model: one problem for each place."""
    found: dict[str, ContentProblem] = {}
    details = error.errors()
    # Of a mapping that was meant as a text with its language, what is wrong inside it is worth saying.
    meant = {detail["loc"][: detail["loc"].index("LocalText")] for detail in details if _is_inside_text(detail)}
    for detail in details:
        if detail["loc"][:-1] in meant and detail["loc"][-1] == "str":
            continue
        problem = _problem(detail)
        # A value that fits no member of a union is reported once for each; the first says it best.
        if problem.pointer not in found or detail["type"] == "finite_number":
            found[problem.pointer] = problem
    return ContentError(tuple(found.values()), content_id if isinstance(content_id, str) else None)


def _is_inside_text(detail: ErrorDetails) -> bool:
    return "LocalText" in detail["loc"] and detail["type"] != "model_type"


def _problem(detail: ErrorDetails) -> ContentProblem:
    location, kind = detail["loc"], detail["type"]
    path = _real_path(location[:-1]) + location[-1:] if kind == "extra_forbidden" else _real_path(location)
    pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        guess = did_you_mean(str(path[-1]), sorted(_siblings(path[:-1])))
        return ContentProblem(pointer, "there is no such field", f"did you mean `{guess}`?" if guess else None)
    if kind == "literal_error" and path == ("kind",):
        shown = _shown(detail["input"])
        guess = did_you_mean(shown.strip("`"), KINDS)
        help_ = f"did you mean `{guess}`?" if guess else f"one of {', '.join(f'`{each}`' for each in KINDS)}"
        return ContentProblem(pointer, f"there is no kind of content {shown}", help_)
    if kind == "string_type" and path[:1] == ("markets",):
        message = f"{_shown(detail['input'])} is not a market"
        return ContentProblem(pointer, message, "write an ISO 3166-1 alpha-2 code, such as `KR`")
    if kind in ("union_tag_invalid", "bool_type") and path[:1] == ("attributes",):
        return ContentProblem(pointer, "an attribute is a text, a number, or true or false")
    if len(path) == 1 and kind == "string_type" and path[0] != "id":
        return ContentProblem(pointer, "this must be a text, or a text with its language", "`{text: …, language: …}`")
    if kind.startswith("datetime"):
        return ContentProblem(
            pointer, f"{_shown(detail['input'])} is not a moment", "write `2026-03-01T09:00:00+09:00`"
        )
    if kind == "int_type" and location[-1] == "int":
        return ContentProblem(pointer, _WORDS["float_type"])
    words = _WORDS.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])
    return ContentProblem(pointer, words.format(**context) if kind in _WORDS else words, context.get("help"))


def _shown(value: object) -> str:
    """What was sent, in backticks, short and harmless to a terminal."""
    try:
        return quoted(str(value))
    except ValueError:  # Python writes out no integer of more than 4,300 digits
        return "a number with thousands of digits"


def _real_path(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The location without the names that pydantic puts in for members of a union."""
    return tuple(part for part in location if part not in ("str", "bool", "int", "float", "LocalText", "[key]"))


_INNER: Mapping[str, type[BaseModel]] = {
    "account": Account,
    "case": Case,
    "earlier": EarlierDecision,
    "members": Member,
    "credits": Credit,
    "transcript": Segment,
}


def _siblings(path: tuple[int | str, ...]) -> Iterable[str]:
    model = _INNER.get(str(path[0]), LocalText) if path else Content
    return model.model_fields


def _surrogates(value: Any, pointer: str) -> Iterator[ContentProblem]:
    if isinstance(value, str):
        place = next((index for index, char in enumerate(value) if "\ud800" <= char <= "\udfff"), None)
        if place is not None:
            message = f"code point {place} is half of a surrogate pair, so this is no valid Unicode text"
            yield ContentProblem(pointer, message, "send the text undamaged, or put U+FFFD there")
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _surrogates(str(key), pointer)
            yield from _surrogates(each, f"{pointer}/{str(key).encode('utf-8', 'replace').decode()}")
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _surrogates(each, f"{pointer}/{index}")


def _kind_of(item: object) -> str:
    names = {
        list: "a list",
        str: "a text",
        int: "a number",
        float: "a number",
        bool: "true or false",
        type(None): "null",
    }
    return names.get(type(item), f"`{type(item).__name__}`")

"""Puts what does not fit a model into the words of people who write policy."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

from pydantic_core.core_schema import ErrorType

from policyengine.diagnostics.codes import shape
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import TABLE, diagnose
from policyengine.diagnostics.wording import counted, listed, quoted
from policyengine.source.fitting.complaints import CHOICES, KINDS, Complaint, wanted_by
from policyengine.source.fitting.places import Loc
from policyengine.source.reading.nodes import Mapping, Node, Scalar, Sequence
from policyengine.source.reading.scalars import meaning

BOUNDS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
    "multiple_of": ("a multiple of", "multiple_of"),
}
LENGTHS = {
    "too_short": ("at least", "min_length", "item", "add one, or remove what holds the list"),
    "too_long": ("at most", "max_length", "item", "remove some, or divide the list"),
    "string_too_short": ("at least", "min_length", "character", "write the text, or remove what holds it"),
    "string_too_long": ("at most", "max_length", "character", "say it in fewer words"),
}
DATES = ("date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
MOMENTS = ("datetime_parsing", "datetime_from_date_parsing")
UNDECIDED = "union_tag_not_found"
OWN = ("value_error", "assertion_error")

MANY = 12
"""A message lists at most this many words to choose from."""


def said(item: Complaint) -> Diagnostic:
    """The diagnostic for a complaint."""
    if item.wanted:
        return wrong_kind(item)
    return (EXPLANATIONS.get(item.kind) or (not_accepted if item.kind in PYDANTIC_KINDS else own_words))(item)


def subject(path: Loc) -> str:
    """What a path leads to, in words: "`terms`", "item 2 of `terms`", "the file"."""
    if not path:
        return "the file"
    if isinstance(path[-1], str):
        return quoted(path[-1])
    if len(path) == 1:
        return f"item {path[-1] + 1}"
    return f"item {path[-1] + 1} of {subject(path[:-1])}"


def found(node: Node) -> str:
    """What stands there, in words."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, str):
        return f"the text {quoted(node.text)}" if node.text else "an empty text"
    if isinstance(node.value, bool):
        return quoted(node.text)
    return f"the number {quoted(node.text)}"


def but(node: Node) -> str:
    """What stands there instead of what should, in words."""
    if isinstance(node, Scalar) and node.value is None:
        return f"but it is {quoted(node.text)}" if node.text else "but it is empty"
    return f"not {found(node)}"


def wrong_kind(item: Complaint) -> Diagnostic:
    """A value of one kind where another is expected."""
    node, wanted = item.place.node, wanted_by(item)
    if isinstance(node, Scalar) and "text" in wanted and node.plain and node.value is not None:
        return unquoted(item, node)
    expected = " or ".join(wanted)
    return diagnose(
        shape.WRONG_TYPE,
        f"{subject(item.place.path)} should be {expected}, {but(node)}",
        item.place.span,
        help=how_to_write(node, wanted, item.place.path),
    )


def unquoted(item: Complaint, node: Scalar) -> Diagnostic:
    """A plain number, or true or false, where text is expected."""
    kind = "true or false" if isinstance(node.value, bool) else "a number"
    return diagnose(
        shape.NUMBER_FOR_TEXT,
        f"{subject(item.place.path)} should be text, but {quoted(node.text)} without quotes is {kind}",
        item.place.span,
        label="needs quotes",
        help=f'write `"{node.text}"`',
    )


def how_to_write(node: Node, wanted: tuple[str, ...], path: Loc) -> str | None:
    """How to write the expected kind of value, as far as that can be told from what stands there."""
    first = wanted[0]
    if isinstance(node, Scalar) and node.value is None:
        after = "colon, or remove the key" if path and isinstance(path[-1], str) else "dash"
        return f"write a value after the {after}; a text that begins with `#` needs quotes"
    if not isinstance(node, Scalar) and "text" in wanted:
        signs = "brackets belong" if isinstance(node, Sequence) else "the colon or the brackets belong"
        return f"write one text here; if {signs} to it, put it in quotes"
    if isinstance(node, Scalar) and first == "a list":
        return f"write it as a list: `[{node.text}]`"
    if isinstance(node, Scalar) and not node.plain and node.text and not isinstance(meaning(node.text)[0], str):
        return "write it without quotes"
    if first == "true or false":
        return "write `true` or `false`"
    if first == "a mapping":
        return "write `key: value` lines, indented below the key"
    if first == "a list" and isinstance(node, Mapping):
        return "begin each item with a dash: `- `"
    return None


def missing(item: Complaint) -> Diagnostic:
    if isinstance(item.name, int):
        message = f"item {item.name + 1} of {subject(item.place.path)} is missing"
        return diagnose(shape.MISSING_KEY, message, item.place.span)
    name = quoted(str(item.name))
    filled = isinstance(item.place.node, Mapping) and bool(item.place.node.entries)
    above = f" in {subject(item.place.path)}" if item.place.path else ""
    return diagnose(
        shape.MISSING_KEY,
        f"the key {name} is missing{above}",
        item.place.span,
        label=f"{name} has to stand {'beside' if filled else 'in'} this",
        help="add it; if it is there, check that it is indented as far as its neighbours",
    )


def unknown(item: Complaint) -> Diagnostic:
    place = subject(item.place.path[:-1])
    if item.meant is not None:
        help_text = f"did you mean {quoted(item.meant)}?"
    elif item.candidates:
        help_text = f"keys that could stand here: {choices(item.candidates, 'and')}"
    else:
        help_text = "remove it, or move it to where it belongs"
    message = f"the key {quoted(str(item.name))} is not known in {place}"
    return diagnose(shape.UNKNOWN_KEY, message, item.place.span, help=help_text)


def choices(words: tuple[str, ...], joint: str = "or") -> str:
    """The words to choose from, or the first of them when they are many."""
    if len(words) <= MANY:
        return listed(words, joint)
    return f"{', '.join(map(quoted, words[:MANY]))} and {len(words) - MANY} more"


ONE_CHOICE = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


def not_allowed(item: Complaint) -> Diagnostic:
    """A word that is none of those allowed."""
    listing = str(item.context.get("expected") or item.context.get("expected_tags") or "")
    words = tuple(single or double for single, double in ONE_CHOICE.findall(listing))
    node = item.place.key if item.place.of_key and item.place.key is not None else item.place.node
    word = node.text if isinstance(node, Scalar) else None
    meant = did_you_mean(word, words) if word else None
    parts = [part.strip() for part in word.split(",")] if word else []
    allowed = f"it can be {choices(words)}" if words else f"it can be {listing}"
    if len(parts) > 1 and set(parts) <= set(words):
        allowed = f"write several as a list: `[{', '.join(parts)}]`"
    what = "key" if item.place.of_key else "value"
    shown = quoted(word) if word else found(node)
    return diagnose(
        shape.VALUE_NOT_ALLOWED,
        f"{shown} is not a {what} that {owner(item)} can take",
        item.place.span,
        label=f"did you mean {quoted(meant)}?" if meant else None,
        help=allowed,
    )


def owner(item: Complaint) -> str:
    """What the value belongs to; a key belongs to the mapping that it stands in."""
    return subject(item.place.path[:-1] if item.place.of_key else item.place.path)


def out_of_range(item: Complaint) -> Diagnostic:
    words, key = BOUNDS[item.kind]
    limit = f"{words} {item.context[key]:g}" if isinstance(item.context[key], float) else f"{words} {item.context[key]}"
    return diagnose(shape.OUT_OF_RANGE, f"{subject(item.place.path)} should be {limit}", item.place.span)


def wrong_length(item: Complaint) -> Diagnostic:
    words, key, noun, help_text = LENGTHS[item.kind]
    limit = f"{words} {counted(int(item.context[key]), noun)}"
    message = f"{subject(item.place.path)} should have {limit}"
    return diagnose(shape.WRONG_LENGTH, message, item.place.span, help=help_text)


def bad_date(item: Complaint) -> Diagnostic:
    node = item.place.node
    shown = quoted(node.text) if isinstance(node, Scalar) else found(node)
    example = "2026-03-01" if item.kind in DATES else "2026-03-01T12:00:00Z"
    return diagnose(
        shape.INVALID_DATE,
        f"{shown} is not a date" if item.kind in DATES else f"{shown} is not a date and time",
        item.place.span,
        help=f"write it as `{example}`, and check that the day exists",
    )


def own_words(item: Complaint) -> Diagnostic:
    """What a validator of the model says, under the code that it names."""
    text = str(item.context["error"]) if item.kind in OWN and "error" in item.context else item.text
    context = item.context
    return diagnose(
        TABLE[context.get("code", shape.INVALID_VALUE.id)],
        text,
        item.place.span,
        label=context.get("label"),
        help=context.get("help"),
    )


def undecided(item: Complaint) -> Diagnostic:
    """A mapping whose keys do not tell which of several things it is."""
    return diagnose(
        shape.CONFLICTING_KEYS,
        f"the keys of {subject(item.place.path)} do not tell what it is",
        item.place.span,
        help=f"keys that could stand here: {choices(item.candidates, 'and')}" if item.candidates else None,
    )


def not_accepted(item: Complaint) -> Diagnostic:
    """What is left: the value has a form that the model does not take, and nothing more is known."""
    node = item.place.key if item.place.of_key and item.place.key is not None else item.place.node
    shown = quoted(node.text) if isinstance(node, Scalar) and node.text else found(node)
    pattern = item.context.get("pattern")
    help_text = f"it has to fit the pattern {quoted(str(pattern))}" if pattern else None
    if item.described:
        help_text = f"what belongs here: {item.described[:1].lower()}{item.described[1:].rstrip('.')}"
    what = "a key of " if item.place.of_key else ""
    return diagnose(shape.INVALID_VALUE, f"{what}{owner(item)} cannot be {shown}", item.place.span, help=help_text)


PYDANTIC_KINDS = frozenset(get_args(ErrorType))
"""The kinds of error that are pydantic's own; any other was made by a validator."""

EXPLANATIONS: dict[str, Callable[[Complaint], Diagnostic]] = {
    "missing": missing,
    "extra_forbidden": unknown,
    **dict.fromkeys(KINDS, wrong_kind),
    **dict.fromkeys(CHOICES, not_allowed),
    **dict.fromkeys(BOUNDS, out_of_range),
    **dict.fromkeys(LENGTHS, wrong_length),
    **dict.fromkeys((*DATES, *MOMENTS), bad_date),
    **dict.fromkeys(OWN, own_words),
    UNDECIDED: undecided,
}

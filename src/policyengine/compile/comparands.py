"""Comparisons of the grammar turned into tests of facts, with parameters filled in and types checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import references, shape
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.model.comparison import Comparison
from policyengine.model.manifest import ParamValue
from policyengine.signals.comparison import FactTest, Operator
from policyengine.signals.facts import FactKey, FactType

_KEYS: tuple[tuple[str, Operator], ...] = (
    ("is_", "is"),
    ("in_", "in"),
    ("above", "above"),
    ("at_least", "at_least"),
    ("below", "below"),
    ("at_most", "at_most"),
)
_WORDS: dict[FactType, str] = {
    "number": "a number",
    "truth": "true or false",
    "text": "a text",
    "time": "a moment such as `2026-03-01T00:00:00Z`",
}
_ORDERED: frozenset[FactType] = frozenset({"number", "time", "any"})


class Mismatch(Exception):
    """A comparison that cannot be meant: the key it stands at, what is wrong and what to do."""

    def __init__(self, key: str, code: Code, message: str, help_: str) -> None:
        super().__init__(message)
        self.key, self.code, self.message, self.help = key, code, message, help_


def fact_tests(
    key: FactKey, kind: FactType, comparison: Comparison, params: Mapping[str, ParamValue]
) -> tuple[FactTest, ...]:
    """The tests that must all hold; raises `Mismatch`."""
    if comparison.absent:
        return (FactTest(key, "absent"),)
    tests: list[FactTest] = []
    for attribute, op in _KEYS:
        if attribute not in comparison.model_fields_set:
            continue
        written = attribute.rstrip("_")
        if kind == "presence":
            message = f"`{key.name}` is a text, and texts are not compared here"
            raise Mismatch(
                written, shape.TYPES_DO_NOT_COMPARE, message, "match words with `text`, or write `absent: true`"
            )
        if op not in ("is", "in") and kind not in _ORDERED:
            message = f"`{key.name}` is {_WORDS[kind]}, which has no order"
            raise Mismatch(written, shape.TYPES_DO_NOT_COMPARE, message, "use `is` or `in`")
        given = getattr(comparison, attribute)
        if kind == "any" and op not in ("is", "in") and not _is_number(operand(written, given, kind, params)):
            message = f"`{given}` is no number, and only numbers have an order"
            raise Mismatch(written, shape.TYPES_DO_NOT_COMPARE, message, "use `is` or `in`")
        if op == "in":
            tests.append(FactTest(key, "in", tuple(operand(written, each, kind, params) for each in given)))
        else:
            tests.append(FactTest(key, op, operand(written, given, kind, params)))
    return tuple(tests)


def operand(key: str, value: Any, kind: FactType, params: Mapping[str, ParamValue]) -> Any:
    """The value to compare with: a parameter filled in, a moment in seconds; raises `Mismatch`."""
    if isinstance(value, str) and value.startswith("$"):
        if value[1:] not in params:
            guess = did_you_mean(value[1:], params)
            help_ = f"did you mean `${guess}`?" if guess else "declare it under `params:` in the manifest"
            raise Mismatch(key, references.UNKNOWN_PARAM, f"there is no parameter `{value[1:]}`", help_)
        value = params[value[1:]]
    if kind == "time":
        return _moment(key, value)
    fits = {
        "number": _is_number(value),
        "truth": isinstance(value, bool),
        "text": isinstance(value, str),
    }
    if not fits.get(kind, True):
        raise Mismatch(key, shape.TYPES_DO_NOT_COMPARE, f"`{value}` is not {_WORDS[kind]}", f"write {_WORDS[kind]}")
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _moment(key: str, value: Any) -> float:
    try:
        moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        raise Mismatch(
            key, shape.TYPES_DO_NOT_COMPARE, f"`{value}` is not {_WORDS['time']}", "write date, time and zone"
        ) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()

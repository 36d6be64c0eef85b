"""Every small change to a condition: what stands there instead, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from policyengine.authoring.mutation.mutant import Kind
from policyengine.model import conditions as grammar
from policyengine.model.comparison import Comparison

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Rewrite:
    """A condition as it would stand, the place of the change within it, and the change in words."""

    kind: Kind
    path: Path
    told: str
    condition: Any


def rewrites(condition: Any) -> Iterator[Rewrite]:
    """Every rewrite of a condition, in the order in which it is written."""
    verb = next(iter(type(condition).model_fields))
    value = getattr(condition, verb)
    if verb in ("all", "any", "none"):
        yield from _branch(condition, verb, value)
    elif verb == "at_least":
        yield from _counted(condition, value)
    else:
        for each in _leaf(verb, value):
            yield Rewrite(each.kind, (verb, *each.path), each.told, condition.model_copy(update={verb: each.condition}))


def negations(condition: Any) -> Iterator[Rewrite]:
    """Each condition in turn replaced by its opposite."""
    verb = next(iter(type(condition).model_fields))
    value = getattr(condition, verb)
    if verb == "none":
        opposite = value[0] if len(value) == 1 else grammar.Any_.model_construct(any=value)
        yield Rewrite("condition", (verb,), "`none` is no longer negated", opposite)
    else:
        opposite = grammar.None_.model_construct(none=(condition,))
        yield Rewrite("condition", (verb,), f"{_named(condition)} is negated", opposite)
    if verb in ("all", "any"):
        for index, member in enumerate(value):
            for each in negations(member):
                changed = condition.model_copy(update={verb: _replaced(value, index, each.condition)})
                yield Rewrite(each.kind, (verb, index, *each.path), each.told, changed)


def _branch(condition: Any, verb: str, members: tuple[Any, ...]) -> Iterator[Rewrite]:
    if len(members) > 1:
        if verb == "all":
            yield Rewrite("condition", (verb,), "`all` becomes `any`", grammar.Any_.model_construct(any=members))
        elif verb == "any":
            yield Rewrite("condition", (verb,), "`any` becomes `all`", grammar.All.model_construct(all=members))
        for index, member in enumerate(members):
            told = f"{_named(member)} is dropped from `{verb}`"
            changed = condition.model_copy(update={verb: _without(members, index)})
            yield Rewrite("condition", (verb, index), told, changed)
    for index, member in enumerate(members):
        for each in rewrites(member):
            changed = condition.model_copy(update={verb: _replaced(members, index, each.condition)})
            yield Rewrite(each.kind, (verb, index, *each.path), each.told, changed)


def _counted(condition: Any, spec: Any) -> Iterator[Rewrite]:
    for n in (spec.n - 1, spec.n + 1):
        if 1 <= n <= len(spec.of):
            changed = condition.model_copy(update={"at_least": spec.model_copy(update={"n": n})})
            yield Rewrite("threshold", ("at_least", "n"), f"at least {n} instead of {spec.n} must hold", changed)
    for index, member in enumerate(spec.of):
        for each in rewrites(member):
            of = _replaced(spec.of, index, each.condition)
            changed = condition.model_copy(update={"at_least": spec.model_copy(update={"of": of})})
            yield Rewrite(each.kind, ("at_least", "of", index, *each.path), each.told, changed)


def _leaf(verb: str, value: Any) -> Iterator[Rewrite]:
    """Changes to what stands under a verb; `condition` is then only that part."""
    if verb == "text":
        yield from _text(value)
    elif verb == "count":
        yield from _count(value)
    elif verb == "shape":
        yield from _fields(value)
        for name in grammar.ShapeCondition.model_fields:
            comparison = getattr(value, name)
            if isinstance(comparison, Comparison):
                for each in _comparison(name, comparison):
                    changed = value.model_copy(update={name: each.condition})
                    yield Rewrite(each.kind, (name, *each.path), each.told, changed)
    elif verb == "list":
        yield from _fields(value)
        other = "within" if value.match == "whole" else "whole"
        if value.in_:
            yield _changed(value, "condition", "match", f"`match` is `{other}`", match=other)
        if value.confusable:
            yield _changed(value, "condition", "confusable", "`confusable` is dropped", confusable=False)
        for index, field in enumerate(value.except_in):
            told = f"`{field}` is dropped from `except_in`"
            yield _changed(value, "field", "except_in", told, except_in=_without(value.except_in, index))
    elif verb in ("kind", "language"):
        for index, each in enumerate(value if len(value) > 1 else ()):
            yield Rewrite("condition", (index,), f"{verb} `{each}` is dropped", _without(value, index))
    elif verb == "same" and len(value) > 2:
        for index, each in enumerate(value):
            yield Rewrite("field", (index,), f"`{each}` need not be the same", _without(value, index))
    elif isinstance(value, dict):
        for name, comparison in value.items():
            for each in _comparison(name, comparison):
                yield Rewrite(each.kind, (name, *each.path), each.told, {**value, name: each.condition})


def _text(spec: grammar.TextCondition) -> Iterator[Rewrite]:
    yield from _selection(spec)
    yield from _fields(spec)
    if spec.use is not None:
        yield _changed(spec, "condition", "use", f"`use: {spec.use}` is dropped", use=None)
    for key, attribute in (("with", "with_"), ("without", "without")):
        companions = getattr(spec, attribute)
        for index, companion in enumerate(companions):
            names = ", ".join((*companion.lexicon, *companion.pattern))
            update = {attribute: _without(companions, index)}
            yield Rewrite("condition", (key, index), f"`{key}` {names} is dropped", spec.model_copy(update=update))
            for each in _companion(companion):
                update = {attribute: _replaced(companions, index, each.condition)}
                yield Rewrite(each.kind, (key, index, *each.path), each.told, spec.model_copy(update=update))


def _companion(spec: grammar.Companion) -> Iterator[Rewrite]:
    yield from _selection(spec)
    if isinstance(spec.within, int):
        for within in (spec.within - 1, spec.within + 1):
            if within >= 0:
                yield _changed(
                    spec, "threshold", "within", f"`within` is {within} instead of {spec.within}", within=within
                )
    elif spec.within == "sentence":
        yield _changed(spec, "condition", "within", "`within: sentence` becomes `within: field`", within="field")
    if spec.side is not None:
        yield _changed(spec, "condition", "side", f"`side: {spec.side}` is dropped", side=None)


def _selection(spec: Any) -> Iterator[Rewrite]:
    for key in ("lexicon", "pattern"):
        names = getattr(spec, key)
        for index, name in enumerate(names if len(spec.lexicon) + len(spec.pattern) > 1 else ()):
            if key == "lexicon" and len(names) == 1 and spec.tier:
                continue
            changed = spec.model_copy(update={key: _without(names, index)})
            yield Rewrite("condition", (key, index), f"the {key} `{name}` is dropped", changed)
    if spec.tier:
        yield _changed(spec, "tier", "tier", f"`tier: {', '.join(spec.tier)}` is dropped", tier=())
        for index, tier in enumerate(spec.tier if len(spec.tier) > 1 else ()):
            changed = spec.model_copy(update={"tier": _without(spec.tier, index)})
            yield Rewrite("tier", ("tier", index), f"the tier `{tier}` is dropped", changed)
    if spec.certainty != "likely":
        told = f"`certainty: {spec.certainty}` is dropped"
        yield _changed(spec, "condition", "certainty", told, certainty="likely")


def _count(spec: grammar.CountCondition) -> Iterator[Rewrite]:
    if spec.of != "items":
        other = "terms" if spec.of == "matches" else "matches"
        yield from _selection(spec)
        yield _changed(spec, "condition", "of", f"{other} are counted instead of {spec.of}", of=other)
    yield from _fields(spec)
    for key in ("at_least", "at_most"):
        yield from _bound(spec, key, key)


def _fields(spec: Any) -> Iterator[Rewrite]:
    """Each field dropped; where there is only one, it becomes any field."""
    if len(spec.in_) == 1 and not isinstance(spec, grammar.ListCondition):
        if not (isinstance(spec, grammar.CountCondition) and spec.of == "items"):
            yield _changed(spec, "field", "in", f"`{spec.in_[0]}` becomes any text", in_=())
        return
    for index, field in enumerate(spec.in_ if len(spec.in_) > 1 else ()):
        changed = spec.model_copy(update={"in_": _without(spec.in_, index)})
        yield Rewrite("field", ("in", index), f"`{field}` is no longer looked at", changed)


def _comparison(name: str, spec: Comparison) -> Iterator[Rewrite]:
    if isinstance(spec.is_, bool):
        other = str(not spec.is_).lower()
        yield _changed(spec, "condition", "is", f"`{name}` must be {other}", is_=not spec.is_)
    for index, each in enumerate(spec.in_ if len(spec.in_) > 1 else ()):
        changed = spec.model_copy(update={"in_": _without(spec.in_, index)})
        yield Rewrite("condition", ("in", index), f"`{name}` may no longer be `{each}`", changed)
    for key in ("above", "at_least", "below", "at_most"):
        yield from _bound(spec, key, f"{name} {key}")


def _bound(spec: Any, key: str, told: str) -> Iterator[Rewrite]:
    number = getattr(spec, key)
    if isinstance(number, int | float) and not isinstance(number, bool):
        for other in steps(number):
            yield _changed(spec, "threshold", key, f"`{told}` is {other:g} instead of {number:g}", **{key: other})


def steps(number: float) -> tuple[float, float]:
    """The numbers one step below and above: 1 for whole numbers, 0.1 for shares."""
    step = 0.1 if isinstance(number, float) and not number.is_integer() else 1
    return round(number - step, 6), round(number + step, 6)


def _changed(spec: Any, kind: Kind, key: str, told: str, **update: Any) -> Rewrite:
    return Rewrite(kind, (key,), told, spec.model_copy(update=update))


def _named(condition: Any) -> str:
    verb = next(iter(type(condition).model_fields))
    value = getattr(condition, verb)
    if verb in ("text", "count"):
        return f"`{verb}` of {', '.join((*value.lexicon, *value.pattern)) or 'items'}"
    if isinstance(value, str):
        return f"`{verb}: {value}`"
    if verb in ("kind", "language", "same"):
        return f"`{verb}: {', '.join(value)}`"
    if isinstance(value, dict):
        return f"`{verb}` {', '.join(value)}"
    return f"`{verb}`" + (f" {value.name}" if verb == "list" else "")


def _without(of: Sequence[Any], index: int) -> tuple[Any, ...]:
    return (*of[:index], *of[index + 1 :])


def _replaced(of: Sequence[Any], index: int, value: Any) -> tuple[Any, ...]:
    return (*of[:index], value, *of[index + 1 :])

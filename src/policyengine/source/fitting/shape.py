"""Fits what was read to a pydantic model, and says in the writer's words what does not fit."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.source.fitting.branches import settle
from policyengine.source.fitting.coercions import coercions
from policyengine.source.fitting.complaints import Complaint
from policyengine.source.fitting.fields import described_at, keys_at
from policyengine.source.fitting.messages import PYDANTIC_KINDS, said
from policyengine.source.fitting.places import Loc, Place, follow, where
from policyengine.source.reading.nodes import Document, Mapping, Node, data

__all__ = ["Loc", "fit", "where"]

M = TypeVar("M", bound=BaseModel)


def fit(node: Node, model: type[M], document: Document) -> tuple[M | None, tuple[Diagnostic, ...]]:
    """The node as an instance of the model, or None and every reason why it is not one.

    A value is never taken for another kind of value: no number for text, no text for a number or for true or false.
    Lists fill tuples and sets, text fills dates and enums. A reason at a place where the document already has a
    diagnostic is left out, so None with no reasons means that the document itself has errors.

    A validator may raise ValueError, whose text is then the message, or PydanticCustomError. The context of the latter
    may name the `code` of the diagnostic, a `help`, a `label`, and `at`: the keys and indexes that lead from the value
    being validated to the one at fault.
    """
    instance: M | None = None
    try:
        instance = model.model_validate_json(json.dumps(data(node), ensure_ascii=False))
        complaints = [Complaint(kind, follow(node, path), kind) for path, kind in coercions(node, instance)]
    except ValidationError as error:
        found = [item for details in error.errors(include_url=False) for item in complaints_of(node, model, details)]
        complaints = without_consequences(settle(found))
    if not complaints:
        return instance, ()
    known = {diagnostic.span for diagnostic in document.diagnostics}
    fresh = (said(item) for item in complaints if item.place.span not in known)
    return None, tuple(sorted(dict.fromkeys(fresh)))


def complaints_of(node: Node, model: type[BaseModel], details: ErrorDetails) -> list[Complaint]:
    """One error of pydantic with its place in the file; several where it stands for several mistakes."""
    kind, loc, context = details["type"], details["loc"], details.get("ctx", {})
    if kind == "missing":
        return [Complaint(kind, follow(node, loc[:-1]), details["msg"], context, name=loc[-1])]
    if kind == "extra_forbidden":
        return [unknown_key(node, model, loc[:-1], str(loc[-1]))]
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return no_branch(node, model, details)
    place = follow(node, (*loc, *context.get("at", ())))
    if kind not in PYDANTIC_KINDS and isinstance(place.node, Mapping):
        known = keys_at(model, loc)
        misspelt = [unknown_key(node, model, loc, key) for key in place.node if known and key not in known]
        if any(item.meant for item in misspelt):
            return misspelt
    described = described_at(model, loc) if kind == "string_pattern_mismatch" and not place.of_key else None
    return [Complaint(kind, place, details["msg"], context, described=described)]


def unknown_key(node: Node, model: type[BaseModel], loc: Loc, key: str) -> Complaint:
    """The complaint about a key that the mapping at `loc` cannot have."""
    place = follow(node, (*loc, key))
    place = Place(place.node, place.key, place.path, place.labels, of_key=True)
    present = parent(node, place.path)
    candidates = tuple(candidate for candidate in keys_at(model, loc) if candidate not in present)
    meant = did_you_mean(key, candidates)
    return Complaint("extra_forbidden", place, "", name=key, meant=meant, candidates=candidates)


def no_branch(node: Node, model: type[BaseModel], details: ErrorDetails) -> list[Complaint]:
    """The complaints about a value that picks none of the branches of a union."""
    kind, loc, context = details["type"], details["loc"], details.get("ctx", {})
    place, chooser = follow(node, loc), str(context.get("discriminator", "")).strip("'")
    if not isinstance(place.node, Mapping):
        return [Complaint("model_type", place, details["msg"])]
    if kind == "union_tag_invalid" and chooser in place.node:
        return [Complaint(kind, follow(node, (*loc, chooser)), details["msg"], context)]
    if chooser.isidentifier():
        return [Complaint("missing", place, details["msg"], name=chooser)]
    known = keys_at(model, loc)
    unknown = [unknown_key(node, model, loc, key) for key in place.node if key not in known]
    return unknown or [Complaint(kind, place, details["msg"], candidates=known)]


def parent(node: Node, path: Loc) -> tuple[str, ...]:
    """The keys of the mapping in which the last step of a path was taken."""
    above = follow(node, path[:-1]).node
    return tuple(above) if isinstance(above, Mapping) else ()


def without_consequences(complaints: list[Complaint]) -> list[Complaint]:
    """The complaints without those that only follow from others.

    A key that is there but misspelt is not missing, and a list is not too short for having items that do not fit.
    """
    meant = {(item.place.path[:-1], item.meant) for item in complaints if item.meant is not None}
    inside = {item.place.path[:depth] for item in complaints for depth in range(len(item.place.path))}
    return [
        item
        for item in complaints
        if not (item.kind == "missing" and (item.place.path, item.name) in meant)
        and not (item.kind == "too_short" and item.place.path in inside)
    ]

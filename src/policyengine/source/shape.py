"""Fits what was read to a pydantic model, and says in the writer's words what does not fit."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.source.branches import settle
from policyengine.source.complaints import Complaint
from policyengine.source.fields import keys_at
from policyengine.source.messages import said
from policyengine.source.nodes import Document, Mapping, Node, data
from policyengine.source.places import Loc, Place, follow, where

__all__ = ["Loc", "fit", "where"]

M = TypeVar("M", bound=BaseModel)


def fit(node: Node, model: type[M], document: Document) -> tuple[M | None, tuple[Diagnostic, ...]]:
    """The node as an instance of the model, or None and every reason why it is not one.

    Types are strict, as in JSON: a number is never taken for text, nor text for a number. Lists fill tuples and sets,
    text fills dates and enums. A reason at a place where the document already has a diagnostic is left out, so None
    with no reasons means that the document itself has errors.

    A validator may raise ValueError, whose text is then the message, or PydanticCustomError. The context of the latter
    may name the `code` of the diagnostic, a `help`, a `label`, and `at`: the keys and indexes that lead from the value
    being validated to the one at fault.
    """
    try:
        return model.model_validate_json(json.dumps(data(node), ensure_ascii=False)), ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    complaints = settle([complaint(node, model, details) for details in errors])
    known = {diagnostic.span for diagnostic in document.diagnostics}
    fresh = (said(item) for item in without_consequences(complaints) if item.place.span not in known)
    return None, tuple(sorted(dict.fromkeys(fresh)))


def complaint(node: Node, model: type[BaseModel], details: ErrorDetails) -> Complaint:
    """One error of pydantic with its place in the file."""
    kind, loc, context = details["type"], details["loc"], details.get("ctx", {})
    if kind == "missing":
        return Complaint(kind, follow(node, loc[:-1]), details["msg"], context, name=loc[-1])
    if kind == "extra_forbidden":
        place = follow(node, loc)
        place = Place(place.node, place.key, place.path, place.labels, of_key=True)
        present = list(parent(node, place.path))
        candidates = [key for key in keys_at(model, loc[:-1]) if key not in present]
        meant = did_you_mean(str(loc[-1]), candidates)
        return Complaint(kind, place, details["msg"], context, name=loc[-1], meant=meant, candidates=tuple(candidates))
    return Complaint(kind, follow(node, (*loc, *context.get("at", ()))), details["msg"], context)


def parent(node: Node, path: Loc) -> tuple[str, ...]:
    """The keys of the mapping in which the last step of a path was taken."""
    above = follow(node, path[:-1]).node
    return tuple(above) if isinstance(above, Mapping) else ()


def without_consequences(complaints: list[Complaint]) -> list[Complaint]:
    """The complaints without missing keys that are there, only misspelt."""
    meant = {(item.place.path[:-1], item.meant) for item in complaints if item.meant is not None}
    return [item for item in complaints if item.kind != "missing" or (item.place.path, item.name) not in meant]

"""Terms that tolerate disguises, and what a scanner finds of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.model.matching import DISGUISES, Boundary, Certainty, Disguise
from policyengine.text.scanner import Scanner, Term


class Seen(NamedTuple):
    """A hit: the original text under it, how certain it is, and what was done to it."""

    text: str
    certainty: Certainty
    disguises: tuple[Disguise, ...]


def term(
    *forms: str,
    allow: tuple[str, ...] = (),
    boundary: Boundary | None = None,
    language: str | None = None,
    tolerates: Iterable[Disguise] = DISGUISES,
) -> Term:
    """A term that tolerates every disguise unless the test says otherwise."""
    return Term("test/words", forms[0], forms, allow, boundary, language, False, frozenset(tolerates))


def seen(words: Term | str, text: str) -> list[Seen]:
    """The hits of one term in a text."""
    found = Scanner([term(words) if isinstance(words, str) else words], []).scan(text)
    if found is None:
        return []
    return [Seen(text[slice(*found.view.span(hit.start, hit.end))], hit.certainty, hit.disguises) for hit in found.hits]

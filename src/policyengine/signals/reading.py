"""One item as it is being read: its texts, what was found in them, and the signals settled so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policyengine.model.content import Content, TextPart
from policyengine.text.scanner import Found, Hit


class Sighting(NamedTuple):
    """A hit in one of the item's texts: which text, and the hit in its folded view."""

    part: int
    hit: Hit


class FactSeen(NamedTuple):
    """A fact that a test held of."""

    pointer: str
    value: str
    condition: str


Support = Sighting | FactSeen
"""What makes a signal true."""


class Reading:
    """The texts of one item and what was found in them. Lives for one evaluation, in one thread."""

    __slots__ = ("at", "content", "found", "parts")

    def __init__(self, content: Content, at: float, parts: Sequence[TextPart], found: Sequence[Found | None]) -> None:
        self.content = content
        self.at = at
        self.parts = parts
        self.found = found

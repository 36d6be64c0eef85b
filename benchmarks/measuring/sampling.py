"""An even sample: the same one in every run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def evenly(values: Sequence[T], most: int) -> Sequence[T]:
    """At most so many values, at even distances, the first among them."""
    return values[:: -(-len(values) // most)] if len(values) > most else values

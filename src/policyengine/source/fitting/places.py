"""Finds the node that a path of keys and indexes leads to."""

from __future__ import annotations

from dataclasses import dataclass

from policyengine.diagnostics.diagnostic import Span
from policyengine.source.reading.nodes import Document, Mapping, Node, Scalar, Sequence, span_of

Loc = tuple[int | str, ...]

KEY_MARK = "[key]"
"""What pydantic puts after a key when the key itself is at fault."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path leads.

    `node` is the deepest node reached and `key` the key that it stands under, if any. `path` are the steps that exist
    in the file. `labels` are the steps that do not (pydantic names the branches of a union in its paths), each with
    the number of real steps before it. `of_key` says that the key is meant and not the value.
    """

    node: Node
    key: Scalar | None
    path: Loc
    labels: tuple[tuple[int, str], ...] = ()
    of_key: bool = False

    @property
    def span(self) -> Span:
        """The place to point at."""
        return self.key.span if self.of_key and self.key is not None else self.node.span


def child(node: Node, step: int | str) -> tuple[Node, Scalar | None] | None:
    """One step down: the child and the key it stands under, or None when there is no such child."""
    if isinstance(node, Mapping):
        return next(((value, key) for key, value in node.entries if key.text == step), None)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step], None
    return None


def follow(root: Node, loc: Loc) -> Place:
    """Follows a path as far as it exists, passing over steps that are not in the file."""
    node, key = root, None
    path: list[int | str] = []
    labels: list[tuple[int, str]] = []
    of_key = bool(loc) and loc[-1] == KEY_MARK
    for step in loc[:-1] if of_key else loc:
        below = child(node, step)
        if below is None:
            labels.append((len(path), str(step)))
        else:
            node, key = below
            path.append(step)
    return Place(node, key, tuple(path), tuple(labels), of_key)


def where(document: Document, loc: Loc, *, key: bool = False) -> Span:
    """Where the value at a path of keys and indexes stands; with `key=True`, where its key stands.

    A path that goes further than the file leads to the nearest value above. In a list, or at the root, there is no key,
    and the value is meant. A document without a root gives its first place.
    """
    if document.root is None:
        return span_of(document.name, (1, 1, 1, 1))
    place = follow(document.root, loc)
    return place.key.span if key and place.key is not None else place.node.span

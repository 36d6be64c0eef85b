"""Signals that are read from the item's fields: numbers of list items, equal texts, ids on a supplied list."""

from __future__ import annotations

from dataclasses import dataclass

from policyengine.model.content import Content
from policyengine.signals.reading import FactSeen, Reading
from policyengine.text.folding.fold import flat


@dataclass(frozen=True, slots=True)
class ItemsSignal:
    """How many items the list fields have together."""

    fields: frozenset[str]
    at_least: float | None
    at_most: float | None
    described: str

    def sightings(self, reading: Reading) -> tuple[FactSeen, ...]:
        """The fields that are counted, if the number is as asked."""
        sizes = {name: len(getattr(reading.content, name)) for name in sorted(self.fields)}
        number = sum(sizes.values())
        if self.at_least is not None and number < self.at_least:
            return ()
        if self.at_most is not None and number > self.at_most:
            return ()
        return tuple(FactSeen(f"/{name}", f"{size} items", self.described) for name, size in sizes.items())


@dataclass(frozen=True, slots=True)
class SameSignal:
    """Each of the fields has a text, and it is the same but for case, width and space."""

    fields: tuple[str, ...]
    described: str

    def sightings(self, reading: Reading) -> tuple[FactSeen, ...]:
        """The fields with the same words, or none."""
        texts: dict[str, set[str]] = {name: set() for name in self.fields}
        for part in reading.parts:
            if part.field in texts:
                texts[part.field].add(part.text)
        if not all(texts.values()):
            return ()
        folded = [{" ".join(flat(text).split()) for text in each} for each in texts.values()]
        shared = set.intersection(*folded) - {""}
        if not shared:
            return ()
        return tuple(FactSeen(f"/{name}", "same words", self.described) for name in self.fields)


@dataclass(frozen=True, slots=True)
class IdListSignal:
    """An id of the item stands on a supplied list."""

    list_name: str
    ids: frozenset[str]
    scheme: str
    described: str

    def sightings(self, reading: Reading) -> tuple[FactSeen, ...]:
        """The id, if it is on the list."""
        pointer, value = _identifier(reading.content, self.scheme)
        return (FactSeen(pointer, value, self.described),) if value is not None and value in self.ids else ()


def _identifier(content: Content, scheme: str) -> tuple[str, str | None]:
    if scheme == "content":
        return "/id", content.id
    if scheme == "account":
        return "/account/id", content.account.id
    return f"/ids/{scheme}", content.ids.get(scheme)

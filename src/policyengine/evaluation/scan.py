"""The texts of one item scanned, within the limit that the policy set gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyengine.compile.program import Program
from policyengine.model.content import TextPart
from policyengine.model.decision import SkippedText
from policyengine.text.scanner import Found


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in each text, the signals this may make true, and the patterns that were given up."""

    found: tuple[Found | None, ...]
    touched: frozenset[int]
    given_up: tuple[int, ...]


_NOTHING: frozenset[int] = frozenset()


def scan_parts(program: Program, parts: Sequence[TextPart]) -> Scan:
    """Every text scanned once."""
    scan = program.entries.scanner.scan
    found = tuple([scan(part.text, part.language) for part in parts])
    if not any(found):
        return Scan(found, _NOTHING, ())
    touched: set[int] = set()
    given_up: set[int] = set()
    for each in found:
        if each is not None:
            for hit in each.hits:
                touched.update(program.touched_by[hit.entry])
            given_up.update(each.given_up)
    for entry in given_up:
        touched.update(program.touched_by[entry])
    return Scan(found, frozenset(touched), tuple(sorted(given_up)))


def within_limit(parts: list[TextPart], limit: int) -> tuple[list[TextPart], tuple[SkippedText, ...]]:
    """The texts as far as they are read: code points over all of them, in the order of the field table."""
    if sum(len(part.text) for part in parts) <= limit:
        return parts, ()
    read: list[TextPart] = []
    skipped: list[SkippedText] = []
    left = limit
    for part in parts:
        length = len(part.text)
        if length > left:
            skipped.append(SkippedText(pointer=part.pointer, start=left, end=length))
        if left:
            read.append(part._replace(text=part.text[:left]))
            left -= min(length, left)
    return read, tuple(skipped)

"""What the engine saw in the rows and items of one file: every text is scanned once, and all reports read from it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from measuring.rows import Row, RowFile
from measuring.subject import Subject, flagged_by_scan
from policyengine.evaluation.matches import Match


@dataclass(frozen=True, slots=True)
class Seen:
    """The accusing matches in a text, and whether it is flagged by decision."""

    matches: tuple[Match, ...]
    decided: bool

    @property
    def scanned(self) -> bool:
        """Whether it is flagged by scan."""
        return flagged_by_scan(self.matches)


@dataclass(frozen=True, slots=True)
class SeenRow(Seen):
    """A row, judged as a comment."""

    row: Row


@dataclass(frozen=True, slots=True)
class SeenTitle(Seen):
    """A title, judged with its whole item."""

    title: str


@dataclass(frozen=True, slots=True)
class Sightings:
    """Everything seen in one file, and the CPU seconds of a scan and a decision for each."""

    name: str
    rows: tuple[SeenRow, ...]
    titles: tuple[SeenTitle, ...]
    unread: int
    seconds: float


def see(subject: Subject, file: RowFile) -> Sightings:
    """Scans and judges every row and item of a file."""
    started = time.process_time()
    rows = tuple(
        SeenRow(subject.accusing(row.text), subject.flags({"id": "row", "kind": "comment", "body": row.text}), row)
        for row in file.rows
    )
    titles = tuple(
        SeenTitle(subject.accusing(item["title"]), subject.flags(item), item["title"]) for item in file.items
    )
    return Sightings(file.name, rows, titles, file.unread, time.process_time() - started)

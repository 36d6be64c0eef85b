"""What the engine saw in the rows and items of one file: every text is scanned once, and all reports read from it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from measuring.rows import Row, RowFile
from measuring.subject import Subject, flagged_by_scan
from policyengine.evaluation.matches import Match


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row, the accusing matches in it, and whether it is flagged by decision as a comment."""

    row: Row
    matches: tuple[Match, ...]
    decided: bool

    @property
    def scanned(self) -> bool:
        """Whether it is flagged by scan."""
        return flagged_by_scan(self.matches)


@dataclass(frozen=True, slots=True)
class SeenTitle:
    """A title, the accusing matches in it, and whether its whole item is flagged by decision."""

    title: str
    matches: tuple[Match, ...]
    decided: bool

    @property
    def scanned(self) -> bool:
        """Whether it is flagged by scan."""
        return flagged_by_scan(self.matches)


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
        SeenRow(row, subject.accusing(row.text), subject.flags({"id": "row", "kind": "comment", "body": row.text}))
        for row in file.rows
    )
    titles = tuple(
        SeenTitle(item["title"], subject.accusing(item["title"]), subject.flags(item)) for item in file.items
    )
    return Sightings(file.name, rows, titles, file.unread, time.process_time() - started)

"""Rows counted by label and outcome, and the rates that follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any


class Score:
    """Counts rows by label (1: should be flagged) and by whether they were flagged."""

    def __init__(self, outcomes: Iterable[tuple[int, bool]] = ()) -> None:
        self._flagged: Counter[int] = Counter()
        self._rows: Counter[int] = Counter()
        for label, flagged in outcomes:
            self.add(label, flagged)

    def add(self, label: int, flagged: bool) -> None:
        """Counts one row."""
        self._rows[label] += 1
        self._flagged[label] += flagged

    @property
    def precision(self) -> float | None:
        """The share of flagged rows that should be; None where nothing was flagged."""
        return share(self._flagged[1], self._flagged[0] + self._flagged[1])

    def told(self) -> dict[str, Any]:
        """The score as plain data."""
        return {
            "positive": self._rows[1],
            "negative": self._rows[0],
            "recall": share(self._flagged[1], self._rows[1]),
            "false_positive_rate": share(self._flagged[0], self._rows[0]),
            "precision": self.precision,
        }


def share(part: int, whole: int) -> float | None:
    """A share to four places; None of nothing."""
    return round(part / whole, 4) if whole else None

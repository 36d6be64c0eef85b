"""Rows of JSONL that say what people think of an item or of a decision, read one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from policyengine.authoring.items import Remapping
from policyengine.diagnostics.wording import quoted
from policyengine.errors import ContentError
from policyengine.evaluation.intake import take_in
from policyengine.model.content import Content
from policyengine.model.decision import Decision
from policyengine.model.review_outcome import ReviewOutcome

_BESIDE_A_TEXT = frozenset({"id", "kind", "language", "markets"})
"""Keys that count beside a bare text; data sets have columns of their own, which are passed over."""


@dataclass(frozen=True, slots=True)
class Label:
    """An item, whether it breaks the policy, and which clauses, if the row says so."""

    content: Content
    guilty: bool
    clauses: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be used."""

    message: str


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads rows. A bare `text` becomes this field of an item of this kind."""

    remapping: Remapping
    field: str
    kind: str

    def read(self, lines: Iterable[bytes]) -> Iterator[tuple[int, Label | ReviewOutcome | Problem]]:
        """Each row with the number of its line. Blank lines are passed over."""
        for number, line in enumerate(lines, 1):
            stripped = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
            if stripped:
                yield number, self._row(stripped, number)

    def _row(self, line: bytes, number: int) -> Label | ReviewOutcome | Problem:
        row = _mapping(line)
        if isinstance(row, Problem):
            return row
        if "outcome" in row:
            try:
                return ReviewOutcome.model_validate(row)
            except ValidationError as error:
                return Problem(_told(error))
        if "label" not in row:
            return Problem("this row has neither a `label` nor an `outcome`; see docs/workbench.md for both records")
        return self._label(row, number)

    def _label(self, row: dict[str, Any], number: int) -> Label | Problem:
        label, clauses = row.pop("label"), row.pop("clauses", None)
        if label not in (0, 1):  # which true and false equal
            return Problem(f"/label: {quoted(str(label))} is no label: write 1 for what breaks the policy, 0 otherwise")
        if isinstance(clauses, str):
            clauses = [clauses]
        if clauses is not None and not (isinstance(clauses, list) and all(isinstance(each, str) for each in clauses)):
            return Problem("/clauses: this must be a list of clauses, such as [`HAT-3`]")
        if clauses and not label:
            return Problem("/clauses: an item with label 0 breaks no clause")
        try:
            content = take_in(self._item(row, number))
        except ContentError as error:
            return Problem(str(error))
        return Label(content, bool(label), frozenset(clauses) if clauses else None)

    def _item(self, row: dict[str, Any], number: int) -> Mapping[str, Any]:
        """The item of a row: `item`, or its `text` with its language, or all that it holds."""
        if isinstance(row.get("item"), dict):
            return {"id": f"line {number}", "kind": self.kind, **self.remapping.apply(row["item"])}
        mapped = self.remapping.apply(row)
        if "text" not in mapped:
            return {"id": f"line {number}", **mapped}
        text = [mapped["text"]] if self.field in ("artists", "tags", "urls") else mapped["text"]
        known = {name: value for name, value in mapped.items() if name in _BESIDE_A_TEXT}
        return {"id": f"line {number}", "kind": self.kind, **known, self.field: text}


def read_decisions(lines: Iterable[bytes]) -> Iterator[tuple[int, Decision | Problem | None]]:
    """Decisions as `screen` writes them; none for the record of a line that it could not read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _mapping(line.strip())
        if isinstance(row, Problem):
            yield number, row
        elif "error" in row:
            yield number, None
        else:
            yield number, decision_of(row)


def decision_of(row: Mapping[str, Any]) -> Decision | Problem:
    """The decision in a record."""
    try:
        return Decision.model_validate(row)
    except ValidationError as error:
        return Problem(f"this is no decision: {_told(error)}")


def _mapping(line: bytes) -> dict[str, Any] | Problem:
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        return Problem(f"this line is not UTF-8 at byte {error.start + 1}")
    except json.JSONDecodeError as error:
        return Problem(f"this line is not JSON at column {error.colno}")
    except (RecursionError, ValueError):
        return Problem("this line nests too deeply, or holds a number with too many digits")
    return row if isinstance(row, dict) else Problem("a line holds one row, as a JSON object")


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    place = "".join(f"/{part}" for part in first["loc"])
    message = first["msg"][:1].lower() + first["msg"][1:]
    return f"{place}: {message}" if place else message

"""What the search for disguises knows of a form."""

from __future__ import annotations

from dataclasses import dataclass

from policyengine.model.matching import Boundary, Disguise
from policyengine.text.languages.endings import Endings


@dataclass(frozen=True, slots=True)
class Shape:
    """One folded form of one term, where it may stand, and the disguises it tolerates."""

    entry: int
    form: str
    boundary: Boundary
    endings: Endings | None
    tolerates: frozenset[Disguise]

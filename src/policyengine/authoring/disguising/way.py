"""One way to disguise a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policyengine.authoring.disguising.words import WordScript
from policyengine.model.matching import Disguise

Write = Callable[[str], str]
"""Writes a word or phrase in disguise; what cannot wear it comes back as it was."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to disguise words of one script, or of any if `script` is none.

    `wears` are the disguises that a term must tolerate to be found; none where folding undoes the way in every text.
    """

    name: str
    wears: frozenset[Disguise]
    write: Write
    script: WordScript | None = None

"""What stands right before and right after a match, so that a person can tell what the word means there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyengine.model.content import Content, text_parts
from policyengine.model.decision import Decision, Evidence

WIDTH = 24
"""Characters on either side of a match."""
_HIDDEN = "▇"
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Around:
    """The text to the left and to the right of a match, cut where it goes on."""

    left: str
    right: str


class Surroundings:
    """The texts of one item. Whatever a decision on it masks is masked here too."""

    def __init__(self, content: Content, decisions: Iterable[Decision]) -> None:
        self._texts = {part.pointer: part.text for part in text_parts(content)}
        for decision in decisions:
            for each in _masked(decision):
                self._mask(each)

    def _mask(self, evidence: Evidence) -> None:
        text = self._texts.get(evidence.pointer)
        if text is not None and evidence.start is not None and evidence.end is not None:
            hidden = _HIDDEN * (evidence.end - evidence.start)
            self._texts[evidence.pointer] = text[: evidence.start] + hidden + text[evidence.end :]

    def of(self, evidence: Evidence) -> Around | None:
        """What stands around a match; none around what is masked, is no match of its own, or fills its text."""
        text = self._texts.get(evidence.pointer)
        if text is None or evidence.start is None or evidence.end is None:
            return None
        if evidence.masked or evidence.role != "match" or len(text) == evidence.end - evidence.start:
            return None
        first, last = max(0, evidence.start - WIDTH), evidence.end + WIDTH
        left, right = text[first : evidence.start], text[evidence.end : last]
        return Around((_CUT if first else "") + left, right + (_CUT if last < len(text) else ""))


def _masked(decision: Decision) -> Iterator[Evidence]:
    for finding in decision.findings:
        yield from (each for each in finding.evidence if each.masked)
        for softening in finding.exceptions:
            yield from (each for each in softening.evidence if each.masked)
    for shadow in decision.shadow:
        yield from (each for each in shadow.evidence if each.masked)

"""Which terms fire, how often a labelled row is one that should be flagged, and how often a catalogue title is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from measuring.score import Score
from measuring.sightings import Sightings
from measuring.subject import is_meant
from policyengine.evaluation.matches import Match

MASKED = "(masked)"
"""Stands for every term of a lexicon that is not quoted."""


def firing_terms(files: Iterable[Sightings]) -> list[dict[str, Any]]:
    """Every term that fires in a row or a title, those that fire most first. A match that is only possible does not
    count; a row or title counts once for a term."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    fired: Counter[tuple[str, str]] = Counter()
    titles: Counter[tuple[str, str]] = Counter()
    for seen in files:
        for row in seen.rows:
            for term in _terms(row.matches):
                scores[term].add(row.row.label, True)
                fired[term] += 1
        for title in seen.titles:
            titles.update(_terms(title.matches))
    ranked = sorted({*fired, *titles}, key=lambda term: (-fired[term], -titles[term], term))
    return [
        {
            "lexicon": term[0],
            "term": term[1],
            "rows": fired[term],
            "precision": scores[term].precision,
            "titles": titles[term],
        }
        for term in ranked
    ]


def _terms(matches: Iterable[Match]) -> set[tuple[str, str]]:
    return {(each.lexicon, each.term or MASKED) for each in matches if is_meant(each)}

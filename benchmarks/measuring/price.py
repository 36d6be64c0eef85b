"""What looking for disguises costs: texts that are flagged for a disguised match alone, where hardly any should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from measuring.labelled import MENTIONING
from measuring.score import share
from measuring.sightings import Sightings
from measuring.subject import flagged_by_scan, is_meant
from policyengine.evaluation.matches import Match
from policyengine.model.matching import DISGUISES

_DECLINABLE = frozenset[str](DISGUISES)
MOST_EXAMPLES = 40
"""Examples told for each file."""

_Seen = tuple[str, tuple[Match, ...]]


def price_of(files: Iterable[Sightings]) -> dict[str, Any]:
    """The price by file and in all, over catalogue titles and files in which no row should be flagged or names a word
    that would be."""
    texts = [(seen.name, _innocent(seen)) for seen in files]
    told = [{"file": name, **_rates(seen), "examples": _examples(seen)} for name, seen in texts if seen]
    return {"files": told, "all": _rates([each for _, seen in texts for each in seen])}


def _innocent(seen: Sightings) -> list[_Seen]:
    if any(each.row.label or each.row.func in MENTIONING for each in seen.rows):
        return []
    return [
        *((each.row.text, each.matches) for each in seen.rows),
        *((each.title, each.matches) for each in seen.titles),
    ]


def _plain(matches: tuple[Match, ...]) -> bool:
    return any(is_meant(each) and _DECLINABLE.isdisjoint(each.disguises) for each in matches)


def _rates(texts: Sequence[_Seen]) -> dict[str, Any]:
    without = sum(_plain(matches) for _, matches in texts)
    flagged = sum(flagged_by_scan(matches) for _, matches in texts)
    return {
        "texts": len(texts),
        "flagged_without_disguises": share(without, len(texts)),
        "flagged": share(flagged, len(texts)),
        "for_a_disguise_alone": flagged - without,
        "percentage_points": round((flagged - without) / len(texts) * 100, 4) if texts else None,
        "only_possible": sum(bool(matches) and not flagged_by_scan(matches) for _, matches in texts),
    }


def _examples(texts: Sequence[_Seen]) -> list[dict[str, Any]]:
    alone = [(text, matches) for text, matches in texts if flagged_by_scan(matches) and not _plain(matches)]
    return [
        {
            "text": text[:120],
            "matches": [
                {
                    "lexicon": each.lexicon,
                    "term": each.term,
                    "text": each.text,
                    "disguises": list(each.disguises),
                    "certainty": each.certainty,
                }
                for each in matches
                if is_meant(each)
            ],
        }
        for text, matches in alone[:MOST_EXAMPLES]
    ]

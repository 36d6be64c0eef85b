"""The matches in a text, without any rule."""

from __future__ import annotations

from typing import NamedTuple

from policyengine.errors import ContentError, ContentProblem
from policyengine.evaluation.evaluator import Evaluator
from policyengine.model.matching import Certainty, Disguise, Dress, Tier, Use
from policyengine.model.ruleset import Category
from policyengine.text.disguise.dress import worn
from policyengine.text.mention import Uses


class Match(NamedTuple):
    """One occurrence of a term or pattern. `start` and `end` are code points of the text as it was given.

    `lexicon` is the provider's full id, such as `hate/slurs@ko`; `term` is the headword, or the name of the pattern.
    `tier` is none for a pattern. `category` is `context` where nobody is accused. `disguises` names what was done to
    hide the term, sorted; `certainty` says how certain it is that this is the term. `text` and `term` are none where
    the lexicon is masked.
    """

    lexicon: str
    category: Category
    tier: Tier | None
    term: str | None
    start: int
    end: int
    text: str | None
    disguises: tuple[Disguise | Dress, ...]
    certainty: Certainty
    use: Use


def matches(evaluator: Evaluator, text: str, language: str | None) -> tuple[Match, ...]:
    """Every match of a lexicon or pattern, in the order of the text; names of supplied lists are not told."""
    entries = evaluator.program.entries
    try:
        found = entries.scanner.scan(text, language)
    except ValueError:
        problem = ContentProblem("", "this is no valid Unicode text: it holds half of a surrogate pair")
        raise ContentError([problem]) from None
    if found is None:
        return ()
    uses = Uses(found, entries.cues)
    told: list[Match] = []
    for hit in found.hits:
        entry = entries.all[hit.entry]
        if entry.kind == "name":
            continue
        start, end = found.view.span(hit.start, hit.end)
        written = text[start:end]
        masked = entry.mask or evaluator.mode != "full"
        told.append(
            Match(
                lexicon=entry.source,
                category=entry.category,
                tier=entry.tier,
                term=None if masked else entry.term,
                start=start,
                end=end,
                text=None if masked else written,
                disguises=worn(hit, written),
                certainty=hit.certainty,
                use=uses.of(hit),
            )
        )
    return tuple(told)

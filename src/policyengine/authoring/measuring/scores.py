"""Scores of rules, clauses, lexicons and languages over judged decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from policyengine.authoring.measuring.judged import Accusation, Judged
from policyengine.authoring.measuring.wilson import Proportion, proportion

SCHEMA_VERSION = 1
Of = Literal["rule", "clause", "lexicon", "language"]
OFS: tuple[Of, ...] = ("rule", "clause", "lexicon", "language")


@dataclass
class Score:
    """Counts of one rule, clause, lexicon or language.

    `true` and `false` are decisions in which it accused rightly and wrongly; `guilty` all items that it should have
    found. `reviewed` are decisions a person looked at in which it accused, `overturned` those of them overturned for
    it, `seconds` the time that this took.
    """

    true: int = 0
    false: int = 0
    guilty: int = 0
    reviewed: int = 0
    overturned: int = 0
    reviews: int = 0
    seconds: float = 0.0
    timed: int = 0

    @property
    def precision(self) -> Proportion | None:
        """How many of its accusations are right."""
        return proportion(self.true, self.true + self.false)

    @property
    def recall(self) -> Proportion | None:
        """How many of the items that it should find it finds."""
        return proportion(min(self.true, self.guilty), self.guilty)

    @property
    def overturn_rate(self) -> Proportion | None:
        """How many of its reviewed accusations were overturned."""
        return proportion(self.overturned, self.reviewed)

    @property
    def cost(self) -> float | None:
        """Seconds of reviewers for each true hit, or reviews where no times are known; none without a true hit."""
        if not self.true:
            return None
        return (self.seconds if self.timed else self.reviews) / self.true


@dataclass(frozen=True, slots=True)
class Key:
    """What is scored. Of a rule, `clause` is the one it enforces, and `shadow` says that it does not act."""

    name: str
    clause: str = ""
    shadow: bool = False


@dataclass
class Scores:
    """All scores of one set of data."""

    decisions: int = 0
    technical: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    overall: Score = field(default_factory=Score)
    of: dict[Of, dict[Key, Score]] = field(default_factory=lambda: {each: {} for each in OFS})

    def ordered(self, what: Of) -> list[tuple[Key, Score]]:
        """By name; rules by clause, those in shadow right after the live ones of their clause."""
        return sorted(self.of[what].items(), key=lambda each: (each[0].clause, each[0].shadow, each[0].name))

    def costliest(self) -> list[tuple[Key, Score]]:
        """Live rules that took reviewers' time: those without a true hit first, then by the time for each."""
        took = [(key, score) for key, score in self.of["rule"].items() if not key.shadow and score.reviews]
        return sorted(
            took,
            key=lambda each: (
                each[1].cost is not None,
                -(each[1].cost or 0.0),
                -each[1].seconds,
                -each[1].reviews,
                each[0].name,
            ),
        )


def score(judged: Iterable[Judged]) -> Scores:
    """The scores of judged decisions."""
    scores = Scores()
    everything = list(judged)
    for each in everything:
        scores.decisions += 1
        _add_items(scores, each)
        _add_accusations(scores, each)
    _add_guilty(scores, everything)
    return scores


def _add_items(scores: Scores, judged: Judged) -> None:
    """The decision as a whole: flagged or not, rightly or not."""
    language = scores.of["language"].setdefault(Key(judged.language), Score())
    for each in (scores.overall, language):
        each.guilty += judged.guilty
        if judged.told.flagged:
            each.true += judged.guilty
            each.false += not judged.guilty
        _add_review(each, judged, judged.overturned)


def _add_accusations(scores: Scores, judged: Judged) -> None:
    seen: dict[tuple[Of, Key], list[Accusation]] = {}
    for each in judged.told.accusations:
        seen.setdefault(("rule", Key(each.rule, each.clause, not each.live)), []).append(each)
        if each.live:
            seen.setdefault(("clause", Key(each.clause, each.clause)), []).append(each)
            for lexicon in each.lexicons:
                seen.setdefault(("lexicon", Key(lexicon)), []).append(each)
    for (what, key), accusations in seen.items():
        scored = scores.of[what].setdefault(key, Score())
        verdicts = [judged.right(each.clause) for each in accusations]
        if any(verdicts):
            scored.true += 1
        elif False in verdicts:
            scored.false += 1
        if not key.shadow:
            _add_review(scored, judged, any(each.clause in judged.contested for each in accusations))


def _add_review(scored: Score, judged: Judged, overturned: bool) -> None:
    scored.reviews += judged.reviewed or judged.told.review
    if judged.reviewed:
        scored.reviewed += 1
        scored.overturned += overturned
        if judged.seconds is not None:
            scored.seconds += judged.seconds
            scored.timed += 1


def _add_guilty(scores: Scores, everything: Iterable[Judged]) -> None:
    """What each could have found: a rule or clause, the items that break its clause; a lexicon, all guilty items."""
    guilty = [each for each in everything if each.guilty]
    missed = {clause for each in guilty for clause in each.clauses or ()}
    for clause in missed:
        scores.of["clause"].setdefault(Key(clause, clause), Score())
    by_clause = {
        key.clause: sum(1 for each in guilty if each.right(key.clause))
        for what in ("rule", "clause")
        for key in scores.of[what]
    }
    for what in ("rule", "clause"):
        for key, scored in scores.of[what].items():
            scored.guilty = by_clause[key.clause]
    for scored in scores.of["lexicon"].values():
        scored.guilty = len(guilty)


def as_record(scores: Scores) -> dict[str, Any]:
    """The scores as plain data for other programs."""
    return {
        "schema": SCHEMA_VERSION,
        "decisions": scores.decisions,
        "technical": scores.technical,
        "errors": dict(sorted(scores.errors.items())),
        "overall": _plain(scores.overall),
        **{f"by_{what}": [{**_named(what, key), **_plain(each)} for key, each in scores.ordered(what)] for what in OFS},
        "costliest": [key.name for key, _ in scores.costliest()],
    }


def _named(what: Of, key: Key) -> dict[str, Any]:
    return {what: key.name, **({"clause": key.clause, "shadow": key.shadow} if what == "rule" else {})}


def _plain(score: Score) -> dict[str, Any]:
    return {
        "true": score.true,
        "false": score.false,
        "guilty": score.guilty,
        "reviewed": score.reviewed,
        "overturned": score.overturned,
        "precision": _interval(score.precision),
        "recall": _interval(score.recall),
        "overturn_rate": _interval(score.overturn_rate),
        "seconds": round(score.seconds, 3) if score.timed else None,
        "cost_per_true_hit": None if score.cost is None else round(score.cost, 3),
        "cost_unit": "seconds" if score.timed else "reviews",
    }


def _interval(found: Proportion | None) -> dict[str, float] | None:
    if found is None:
        return None
    return {"value": round(found.value, 4), "low": round(found.low, 4), "high": round(found.high, 4)}

"""Decisions and what people say of them, as far as measuring needs them."""

from __future__ import annotations

from dataclasses import dataclass

from policyengine.model.content import Content
from policyengine.model.decision import Decision, Evidence
from policyengine.model.review_outcome import ReviewOutcome

NOT_DECLARED = "not declared"


@dataclass(frozen=True, slots=True)
class Accusation:
    """A rule that found something under a clause, with the lexicons that matched. `live` if it was not in shadow."""

    rule: str
    clause: str
    live: bool
    lexicons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a decision says: whom it accuses of what, and whether anything is done or a person has to look."""

    accusations: tuple[Accusation, ...]
    flagged: bool
    review: bool
    languages: tuple[str, ...]

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses that live rules cited."""
        return frozenset(each.clause for each in self.accusations if each.live)


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision that a person has judged.

    `guilty` says whether the item breaks the policy at all; `clauses` which ones, if that is known, and `complete`
    whether these are all. `wrong` were cited and do not apply. `contested` are the clauses for which the decision was
    overturned; none for labels, where nobody reviewed it (`reviewed`).
    """

    told: Told
    language: str
    guilty: bool
    clauses: frozenset[str] | None
    complete: bool
    wrong: frozenset[str]
    reviewed: bool
    overturned: bool
    contested: frozenset[str]
    seconds: float | None

    def right(self, clause: str) -> bool | None:
        """Whether the item breaks this clause; none where nobody said."""
        if not self.guilty or clause in self.wrong:
            return False
        if self.clauses is None or clause in self.clauses:
            return True
        return False if self.complete else None


def told_by(decision: Decision) -> Told:
    """What a decision says. Notes, and what an exception has excused altogether, accuse nobody."""
    found: dict[tuple[str, str, bool], set[str]] = {}
    for finding in decision.findings:
        if finding.action != "allow" or finding.recommended is not None or finding.review:
            for rule in finding.rules:
                key = (rule.partition("@")[0], finding.clause.id, True)
                found.setdefault(key, set()).update(_lexicons(finding.evidence))
    for shadow in decision.shadow:
        for rule in shadow.rules:
            found.setdefault((rule.partition("@")[0], shadow.clause, False), set()).update(_lexicons(shadow.evidence))
    languages = {rule.partition("@")[2] for finding in decision.findings for rule in finding.rules if "@" in rule}
    return Told(
        tuple(Accusation(*key, tuple(sorted(found[key]))) for key in sorted(found)),
        decision.action != "allow" or decision.review.required,
        decision.review.required,
        tuple(sorted(languages)),
    )


def _lexicons(evidence: tuple[Evidence, ...]) -> set[str]:
    return {each.lexicon for each in evidence if each.lexicon is not None and each.role == "match"}


def labelled(decision: Decision, content: Content, guilty: bool, clauses: frozenset[str] | None) -> Judged:
    """A decision on an item with a label."""
    language = content.language or NOT_DECLARED
    nobody = frozenset[str]()
    return Judged(told_by(decision), language, guilty, clauses, True, nobody, False, False, nobody, None)


def reviewed(told: Told, outcome: ReviewOutcome) -> Judged | None:
    """A decision with the outcome of its review; none where the error was technical, which says nothing of rules."""
    if outcome.error == "technical":
        return None
    cited, named = told.clauses, frozenset(outcome.wrong)
    wrong = frozenset[str]()
    guilty = told.flagged
    if outcome.error == "false_positive":
        guilty, wrong = False, named or cited
    elif outcome.error == "false_negative":
        guilty = True
    elif outcome.error == "wrong_clause":
        guilty, wrong = True, named or cited
    elif outcome.error == "wrong_action":
        guilty = True
    right = (cited - wrong) | frozenset(outcome.missed)
    contested = named or (cited if outcome.error in ("false_positive", "wrong_clause", "wrong_action") else wrong)
    return Judged(
        told,
        outcome.language or ", ".join(told.languages) or NOT_DECLARED,
        # Of several clauses, one may have been wrong and the others right.
        guilty or bool(wrong and cited - wrong),
        right or (frozenset() if outcome.error != "false_negative" else None),
        False,
        wrong,
        True,
        outcome.outcome == "overturned",
        contested,
        None if outcome.seconds is None else float(outcome.seconds),
    )

"""Decisions made again from their audit records, under the same policy set or another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from policyengine.audit.masking import beneath
from policyengine.audit.reads import facts_read
from policyengine.compile.program import Program
from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError
from policyengine.model.audit_record import AuditRecord
from policyengine.model.decision import Decision, Evidence, Finding

Standing = Literal["same", "different", "cannot"]


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a decision that came out otherwise."""

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of one record. `reasons` say why a decision cannot be made again.

    `unfaithful` says that the very policy set which decided now decides otherwise, which should never happen.
    """

    content_id: str
    decision: str
    standing: Standing
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    unfaithful: bool = False


class Replayer:
    """Makes decisions again under one policy set."""

    def __init__(self, engine: PolicyEngine, program: Program) -> None:
        self._engine = engine
        self._reads = facts_read(program)

    def replay(self, record: AuditRecord) -> Replay:
        """The decision of a record made again, at the moment and with the counts of the record."""
        old = record.decision
        reasons = tuple(self._obstacles(record))
        if not reasons:
            try:
                new = self._engine.evaluate(
                    record.content, at=old.at, locale=record.locale, acted_today=record.acted_today
                )
            except ContentError as error:
                reasons = tuple(map(str, error.problems))
            else:
                changes = tuple(compared(old, new))
                same_set = old.policy_set.digest == new.policy_set.digest
                standing: Standing = "different" if changes else "same"
                return Replay(old.content_id, old.id, standing, changes, unfaithful=bool(changes) and same_set)
        return Replay(old.content_id, old.id, "cannot", reasons=reasons)

    def _obstacles(self, record: AuditRecord) -> Iterator[str]:
        for pointer in record.left_out:
            if self._read(pointer):
                yield f"{pointer} is read now and was not when the record was made, so it was not kept"
        for pointer in record.masked:
            if self._read(pointer):
                yield f"{pointer} is read, and the record masks it"

    def _read(self, pointer: str) -> bool:
        return any(beneath(each, (pointer,)) or beneath(pointer, (each,)) for each in self._reads)


def compared(before: Decision, after: Decision) -> Iterator[Change]:
    """Every part in which two decisions on the same item differ; which texts are quoted does not count."""
    old, new = dict(_parts(before)), dict(_parts(after))
    for part in dict.fromkeys((*old, *new)):
        one, other = old.get(part, "none"), new.get(part, "none")
        if one != other:
            yield Change(part, one, other)


def _parts(decision: Decision) -> Iterator[tuple[str, str]]:
    yield "action", ", ".join(decision.actions) or decision.action
    yield "recommended", decision.recommended or "none"
    for market, outcome in decision.markets.items():
        yield (
            f"market {market}",
            outcome.action + (f", {outcome.recommended} recommended" if outcome.recommended else ""),
        )
    for finding in decision.findings:
        yield f"{finding.kind} {finding.clause.id}{_where(finding)}", _finding(finding)
    review = decision.review
    yield "review", _listed(review.queue, review.level, review.due, review.reviewers, *review.sign_off)
    for deadline in decision.deadlines:
        yield f"deadline {deadline.duty}", _listed(deadline.due, *(each.name for each in deadline.open_questions))
    yield "side actions", _listed(*(each.id for each in decision.side_actions))
    yield "account", _listed(decision.account.adds, decision.account.measure) if decision.account else "none"
    yield "shadow", _listed(*(rule for each in decision.shadow for rule in each.rules))
    yield "failed rules", _listed(*(each.rule for each in decision.failed))
    yield "would exceed", _listed(*(each.rule for each in decision.would_exceed))


def _where(finding: Finding) -> str:
    return f" in {', '.join(finding.territory)}" if finding.territory else ""


def _asked(action: str, recommended: str | None) -> str:
    return action if recommended is None else f"{action}, {recommended} recommended"


def _finding(finding: Finding) -> str:
    asked = _asked(finding.action, finding.recommended)
    exceptions = sorted(each.exception for each in finding.exceptions)
    places = [_place(each) for each in finding.evidence]
    return _listed(asked, finding.severity, *finding.rules, *exceptions, *places)


def _place(evidence: Evidence) -> str:
    span = "" if evidence.start is None else f"[{evidence.start}:{evidence.end}]"
    return f"{evidence.pointer}{span}"


def _listed(*values: Any) -> str:
    return ", ".join(str(each) for each in values if each is not None) or "none"

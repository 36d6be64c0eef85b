"""One item evaluated: texts scanned, signals settled, rules inferred, the decision made."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from policyengine.compile.derivation import Conjunction, Derivation
from policyengine.compile.digest import EvidenceMode
from policyengine.compile.program import CompiledRule, Program
from policyengine.enforcement.circumstances import check_circumstances
from policyengine.enforcement.decide import Concluded, Stamp, decide, nothing_found
from policyengine.enforcement.fired import BrokenRule, FiredRule
from policyengine.evaluation.evidence import evidence_of
from policyengine.evaluation.intake import canonical
from policyengine.evaluation.scan import scan_parts, within_limit
from policyengine.evaluation.settle import Settled
from policyengine.inference import Conclusion, Ground, Reasoner
from policyengine.model.content import Content, text_parts
from policyengine.model.decision import EVIDENCE_LIMIT, Decision, PolicySetStamp, SkippedText
from policyengine.signals.reading import Reading
from policyengine.version import VERSION

NOT_COUNTED: Mapping[str, int] = MappingProxyType({})
"""No counts of how often rules have acted."""
MOST_MARKET_SETS = 1024
"""Sets of markets for which the decision on a clean item is kept ready."""


class Evaluator:
    """Evaluates items against one program. Immutable; may be used from many threads at once."""

    def __init__(self, program: Program, reasoner: Reasoner, mode: EvidenceMode) -> None:
        self.program = program
        self.mode: EvidenceMode = mode
        self.reasoner = reasoner
        setting = program.setting
        self._policy_set = PolicySetStamp(name=setting.name, version=setting.version, digest=program.digest)
        # Filled as sets of markets turn up; two threads may fill in the same one, which does no harm.
        self._clean: dict[tuple[str, ...], Decision] = {}
        self._numbers = {rule.head: number for number, rule in enumerate(program.rules)}
        self._rests_on = _rests_on(program.derivation)
        self._seed = hashlib.blake2b(
            "\0".join((program.digest, VERSION, unicodedata.unidata_version)).encode(), digest_size=16
        )

    def decide(
        self, content: Content, at: datetime, locale: str, acted_today: Mapping[str, int] = NOT_COUNTED
    ) -> Decision:
        """The decision for one item; raises `ContentError` where a text is no valid Unicode, or where the item's
        circumstances name what the policy set does not know."""
        circumstances = content.case is not None or content.earlier is not None
        if circumstances:
            check_circumstances(content, self.program.setting)
        stamp = Stamp(self._id(content, at, locale, acted_today), at, self._policy_set, VERSION)
        settled, skipped, conclusion = self.conclude(content, at)
        if conclusion is None:
            if not skipped and not circumstances:
                return self._nothing_found(content, stamp)
            conclusion = self.reasoner.infer(settled.true())
        unsure = self._unsure(settled, conclusion)
        holds = conclusion.true | unsure
        concluded = Concluded(
            fired=self._fired(settled, conclusion, unsure),
            broken=self._broken(settled, unsure),
            skipped=skipped,
            escalations=[each.escalation for each in self.program.escalations if each.head in holds],
        )
        outcome = decide(content, concluded, acted_today, self.program.setting, stamp, locale)
        return outcome.with_changes(degraded=True) if settled.failed else outcome

    def _nothing_found(self, content: Content, stamp: Stamp) -> Decision:
        markets = content.markets or self.program.setting.markets
        clean = self._clean.get(markets)
        if clean is None:
            clean = nothing_found(markets, stamp)
            if len(self._clean) < MOST_MARKET_SETS:
                self._clean[markets] = clean
        return clean.with_changes(id=stamp.id, content_id=content.id, at=stamp.at, markets=dict(clean.markets))

    def conclude(self, content: Content, at: datetime) -> tuple[Settled, tuple[SkippedText, ...], Conclusion | None]:
        """What is true of the item and what was not read; no conclusion where no rule can hold."""
        parts, skipped = within_limit(text_parts(content), self.program.setting.text_limit)
        scan = scan_parts(self.program, parts)
        settled = Settled(self.program, scan, Reading(content, at.timestamp(), parts, scan.found))
        mask = self.program.triggers.open(scan.touched, content, settled.reading.at)
        if mask and settled.open_trigger(mask):
            return settled, skipped, self.reasoner.infer(settled.true())
        return settled, skipped, None

    def conclude_fully(self, content: Content, at: datetime) -> tuple[Settled, Conclusion]:
        """The same without the short way out: labels and exceptions too, also where no rule can hold."""
        settled, _, conclusion = self.conclude(content, at)
        return settled, conclusion or self.reasoner.infer(settled.true())

    def _unsure(self, settled: Settled, conclusion: Conclusion) -> frozenset[int]:
        """The derived signals of which it cannot be told whether they are true, because given ones failed."""
        if not settled.failed:
            return frozenset()
        without = conclusion.true
        given = frozenset(signal for signal in without if signal < self.program.derivation.base)
        return without ^ self.reasoner.infer(given | frozenset(settled.failed)).true - settled.failed.keys()

    def _fired(self, settled: Settled, conclusion: Conclusion, unsure: frozenset[int]) -> list[FiredRule]:
        return [
            FiredRule(
                rule,
                *evidence_of(rule.head, conclusion, settled, self.mode),
                tuple(
                    (each, evidence_of(each.head, conclusion, settled, self.mode)[0][:EVIDENCE_LIMIT])
                    for each in rule.exceptions
                    if each.head in conclusion.true
                ),
            )
            for rule in self.holding(conclusion)
            if rule.clause is not None and rule.head not in unsure
        ]

    def holding(self, conclusion: Conclusion) -> list[CompiledRule]:
        """The rules that hold, in their order. Of thousands hardly any do, so it is they that are looked up."""
        numbers = sorted(self._numbers[head] for head in conclusion.true if head in self._numbers)
        return [self.program.rules[number] for number in numbers]

    def _broken(self, settled: Settled, unsure: frozenset[int]) -> list[BrokenRule]:
        """Rules that may or may not hold, and those that hold and of which an exception may or may not apply."""
        broken: list[BrokenRule] = []
        for rule in self.program.rules if unsure else ():
            for head in sorted({rule.head, *(each.head for each in rule.exceptions)} & unsure):
                failed = sorted(self._rests_on.get(head, frozenset()) & settled.failed.keys())
                broken.append(BrokenRule(rule, settled.failed[failed[0]]))
                break
        return broken

    def _id(self, content: Content, at: datetime, locale: str, acted_today: Mapping[str, int]) -> str:
        fingerprint = self._seed.copy()
        fingerprint.update(f"{at.isoformat()}\0{locale}\0{self.mode}\0".encode())
        if acted_today:
            fingerprint.update(f"{sorted(acted_today.items())}\0".encode())
        fingerprint.update(canonical(content))
        return fingerprint.hexdigest()


def _rests_on(derivation: Derivation) -> Mapping[int, frozenset[int]]:
    """The given signals that each derived signal depends on, through all strata."""
    rests: dict[int, set[int]] = {}
    for stratum in derivation.strata:
        grounds: list[Ground] = [*stratum.conjunctions, *stratum.counters]
        for each in grounds:
            parts = (*each.when, *each.unless) if isinstance(each, Conjunction) else each.of
            below = rests.setdefault(each.head, set())
            for part in parts:
                below.update(rests.get(part, ()) if part >= derivation.base else (part,))
    return {head: frozenset(below) for head, below in rests.items()}

"""Cases run: what was expected, what came out, and the nearest reason why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from policyengine.authoring.cases import BadCase, CleanCase, ExampleCase, SuiteCase, TestCase
from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError, RulesetError
from policyengine.evaluation.explanation import Explanation
from policyengine.loading import Request, load_program
from policyengine.model.decision import Decision
from policyengine.model.suite import Expectation


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the outcome that is not as expected."""

    part: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one case: it passed if nothing differs. `near` says what the nearest rules lacked."""

    case: TestCase | BadCase
    differences: tuple[Difference, ...]
    near: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the case came out as expected."""
        return not self.differences


class Judge:
    """Runs cases against a policy set. Drafts are evaluated like shadow rules, so that their examples count."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._engines: dict[tuple[str, ...] | None, PolicyEngine] = {}

    def engine(self, areas: tuple[str, ...] | None) -> PolicyEngine:
        """The engine for some areas, or for all; loaded when first needed."""
        if areas not in self._engines:
            request = replace(self._request, areas=areas)
            self._engines[areas] = PolicyEngine(load_program(request, drafts=True))
        return self._engines[areas]

    def run(self, case: TestCase | BadCase) -> Verdict:
        """The verdict on one case."""
        if isinstance(case, BadCase):
            return Verdict(case, (Difference("case", "can be run", case.reason),))
        try:
            if isinstance(case, ExampleCase):
                return self._example(case)
            if isinstance(case, SuiteCase):
                return self._suite(case)
            return self._clean(case)
        except ContentError as error:
            return Verdict(case, (Difference("item", "can be judged", str(error)),))
        except RulesetError as error:
            told = "; ".join(each.message for each in error.diagnostics)
            return Verdict(case, (Difference("areas", "can be loaded", told),))

    def _example(self, case: ExampleCase) -> Verdict:
        explanation = self.engine(None).explain(case.content, at=case.at)
        fired = {each.rule for each in explanation.rules if each.standing == "fired"}
        if (case.rule in fired) == case.fires:
            return Verdict(case, ())
        expected, actual = ("fires", "silent") if case.fires else ("silent", "fires")
        near = _near(explanation, {case.rule}) if case.fires else _seen(explanation.decision, case.rule)
        return Verdict(case, (Difference(case.rule, expected, actual),), near)

    def _suite(self, case: SuiteCase) -> Verdict:
        engine = self.engine(case.areas)
        decision = engine.evaluate(case.content, at=case.at)
        differences = compare(case.expect, decision)
        if not differences:
            return Verdict(case, ())
        missing = set(case.expect.rules or ()) - _rules(decision)
        explanation = engine.explain(case.content, at=case.at)
        return Verdict(case, differences, _near(explanation, {each.partition("@")[0] for each in missing} or None))

    def _clean(self, case: CleanCase) -> Verdict:
        decision = self.engine(None).evaluate({"kind": "track", **case.content}, at=case.at)
        flagged = decision.action != "allow" or decision.review.required or decision.degraded
        guilty = sorted(
            rule
            for finding in decision.findings
            if finding.action != "allow" or finding.review
            for rule in finding.rules
            if rule.partition("@")[0] not in case.allowed
        )
        if flagged and (guilty or not case.allowed):
            seen = tuple(line for rule in guilty for line in _seen(decision, rule.partition("@")[0]))
            actual = ", ".join(guilty or decision.review.reasons or ("a degraded decision",))
            return Verdict(case, (Difference("clean item", "nothing", actual),), seen)
        if case.allowed and not flagged:
            stale = ", ".join(sorted(case.allowed))
            return Verdict(case, (Difference("baseline", f"flagged by {stale}", "nothing; strike the entry"),))
        return Verdict(case, ())


def _rules(decision: Decision) -> set[str]:
    return {rule for finding in decision.findings for rule in finding.rules}


def compare(expect: Expectation, decision: Decision) -> tuple[Difference, ...]:
    """Everything in which a decision is not what was expected. What was not named must not be there."""
    review: Any = decision.review.queue if decision.review.required else None
    wanted_review = expect.review.queue if expect.review else None
    exceptions = {softening.exception for finding in decision.findings for softening in finding.exceptions}
    pairs: list[tuple[str, Any, Any]] = [
        ("action", expect.action, decision.action),
        ("recommended", expect.recommended, decision.recommended),
        ("violations", sorted(set(expect.violations)), _clauses(decision, "violation")),
        ("notes", sorted(set(expect.notes)), _clauses(decision, "note")),
        ("shadow", sorted(set(expect.shadow)), [rule for each in decision.shadow for rule in each.rules]),
        ("review queue", wanted_review, review),
        ("exceptions", sorted(set(expect.exceptions)), sorted(exceptions)),
        ("failed rules", [], [each.rule for each in decision.failed]),
    ]
    if expect.rules is not None:
        pairs.append(("rules", sorted(set(expect.rules)), sorted(_rules(decision))))
    for market, action in sorted((expect.markets or {}).items()):
        outcome = decision.markets.get(market)
        pairs.append((f"market {market}", action, outcome.action if outcome else "not available"))
    found = [Difference(part, _shown(want), _shown(got)) for part, want, got in pairs if want != got]
    return (*found, *_missing_evidence(expect, decision))


def _clauses(decision: Decision, kind: str) -> list[str]:
    return sorted({finding.clause.id for finding in decision.findings if finding.kind == kind})


def _missing_evidence(expect: Expectation, decision: Decision) -> list[Difference]:
    cited = {(each.text, each.pointer) for finding in decision.findings for each in finding.evidence}
    missing: list[Difference] = []
    for wanted in expect.evidence:
        places = [pointer for text, pointer in cited if text == wanted.text]
        if not any(wanted.in_ is None or pointer.split("/")[1] == wanted.in_ for pointer in places):
            seen = ", ".join(sorted(f"`{text}` in {pointer}" for text, pointer in cited if text)) or "none"
            where = f" in {wanted.in_}" if wanted.in_ else ""
            missing.append(Difference("evidence", f"`{wanted.text}`{where}", seen))
    return missing


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)


def _near(explanation: Explanation, wanted: set[str] | None) -> tuple[str, ...]:
    """What kept the rules that were wanted, or any rule that came near, from firing."""
    near = [each for each in explanation.rules if each.standing != "fired" and (wanted is None or each.rule in wanted)]
    told = [f"{each.rule}: {each.because}" for each in near[:3]]
    if not told and wanted:
        return tuple(f"{rule}: nothing that it looks for was found" for rule in sorted(wanted))
    return tuple(told)


def _seen(decision: Decision, rule: str) -> tuple[str, ...]:
    """The evidence on which a rule fired."""
    found = [(finding.rules, finding.evidence) for finding in decision.findings]
    found += [(shadow.rules, shadow.evidence) for shadow in decision.shadow]
    return tuple(
        f"{rule} because of {each.pointer} `{each.text or 'masked'}`" + (f" ({each.lexicon})" if each.lexicon else "")
        for rules, evidence in found
        if any(name.partition("@")[0] == rule for name in rules)
        for each in evidence[:3]
    )


def proves_itself(judge: Judge) -> bool:
    """Whether the comparison can tell right from wrong: a decision that is surely not as expected must fail."""
    decision = judge.engine(None).evaluate({"id": "proof", "kind": "track", "title": "Spring Day"})
    return bool(compare(Expectation(action="allow" if decision.action == "remove" else "remove"), decision))

"""Cases run: what was expected, what came out, and the nearest reason why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from policyengine.authoring.cases import (
    DEFAULT_KIND,
    BadCase,
    CleanCase,
    ExampleCase,
    Said,
    SuiteCase,
    TestCase,
    VocabularyCase,
    Words,
)
from policyengine.authoring.serving import serving
from policyengine.authoring.variants import NothingToDisguise, in_disguise
from policyengine.authoring.words import entries_found, words_of
from policyengine.compile.entries import Entries
from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError, RulesetError
from policyengine.evaluation.explanation import Explanation
from policyengine.loading import Loaded, load_program
from policyengine.model.decision import Decision
from policyengine.model.matching import Tier
from policyengine.model.suite import Expectation


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the outcome that is not as expected."""

    part: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one case: it passed if nothing differs. `near` says what the nearest rules lacked.

    `content` is the item that was judged, disguised where the case asks for it; none where it could not be judged.
    `decision` is what came out of a suite case that failed, `words` what was found where a vocabulary case failed.
    `waiting` says that the case did not hold, as its `todo`
    announced, which counts as passed.
    """

    case: TestCase | BadCase
    differences: tuple[Difference, ...]
    near: tuple[str, ...] = ()
    content: Mapping[str, Any] | None = None
    decision: Decision | None = None
    words: Words | None = None
    waiting: bool = False

    @property
    def passed(self) -> bool:
        """Whether the case came out as expected."""
        return not self.differences


_PARTS_KEPT = 3
"""Choices of areas whose engines are kept beside that of the whole: cases of one follow each other."""


class Judge:
    """Runs cases against a policy set. Drafts are evaluated like shadow rules, so that their examples count."""

    def __init__(self, whole: Loaded) -> None:
        """`whole` is the policy set with all its areas, loaded `as_tested`."""
        self._whole = whole
        self._loaded: dict[tuple[str, ...] | None, Loaded] = {None: whole}
        self._engines: dict[tuple[tuple[str, ...] | None, Said], PolicyEngine] = {}

    def loaded(self, areas: tuple[str, ...] | None = None) -> Loaded:
        """What the engine for some areas, or for all, was made of."""
        if areas not in self._loaded:
            request = replace(self._whole.request, areas=areas)
            self._make_room()
            self._loaded[areas] = load_program(request, as_tested=True, read=self._whole.read)
        return self._loaded[areas]

    def _make_room(self) -> None:
        """Let the oldest part go before there are too many; when it is asked for again, it is loaded again."""
        parts = [areas for areas in self._loaded if areas is not None]
        if len(parts) == _PARTS_KEPT:
            del self._loaded[parts[0]]
            self._engines = {key: engine for key, engine in self._engines.items() if key[0] != parts[0]}

    def engine(self, areas: tuple[str, ...] | None, service: Said = ()) -> PolicyEngine:
        """The engine for some areas, or for all, and for what is said of the service; made when first needed."""
        key = (areas, service)
        if key not in self._engines:
            self._engines[key] = PolicyEngine(serving(self.loaded(areas), service))
        return self._engines[key]

    def run(self, case: TestCase | BadCase) -> Verdict:
        """The verdict on one case."""
        if isinstance(case, BadCase):
            return Verdict(case, (Difference("case", "can be run", case.reason),))
        try:
            content = self._content(case)
            verdict = replace(self._judged(case, content), content=content)
        except ContentError as error:
            return Verdict(case, (Difference("item", "can be judged", str(error)),))
        except NothingToDisguise as error:
            return Verdict(case, (Difference("case", "can be run", str(error)),))
        except RulesetError as error:
            told = "; ".join(each.message for each in error.diagnostics)
            return Verdict(case, (Difference("areas", "can be loaded", told),))
        return _held_to_its_todo(verdict, case.todo) if isinstance(case, ExampleCase | SuiteCase) else verdict

    def _content(self, case: TestCase) -> Mapping[str, Any]:
        if isinstance(case, CleanCase):
            return {"kind": DEFAULT_KIND, **case.content} if isinstance(case.content, Mapping) else case.content
        if isinstance(case, VocabularyCase):
            return case.content
        return case.content if case.way is None else in_disguise(self.engine(None), case.content, case.way)

    def _judged(self, case: TestCase, content: Mapping[str, Any]) -> Verdict:
        if isinstance(case, ExampleCase):
            return self._example(case, content)
        if isinstance(case, SuiteCase):
            return self._suite(case, content)
        if isinstance(case, VocabularyCase):
            program = self.loaded().program
            assert program is not None
            return judged_words(case, program.entries)
        return self._clean(case, content)

    def _example(self, case: ExampleCase, content: Mapping[str, Any]) -> Verdict:
        explanation = self.engine(None).explain(content, at=case.at, rule=case.rule)
        fired = {each.rule for each in explanation.rules if each.standing == "fired"}
        if (case.rule in fired) == case.fires:
            return Verdict(case, ())
        expected, actual = ("fires", "silent") if case.fires else ("silent", "fires")
        near = _near(explanation, {case.rule}) if case.fires else _seen(explanation.decision, case.rule)
        return Verdict(case, (Difference(case.rule, expected, actual),), near)

    def _suite(self, case: SuiteCase, content: Mapping[str, Any]) -> Verdict:
        engine = self.engine(case.areas, case.service)
        decision = engine.evaluate(content, at=case.at)
        differences = compare(case.expect, decision)
        if not differences:
            return Verdict(case, ())
        missing = set(case.expect.rules or ()) - _rules(decision)
        explanation = engine.explain(content, at=case.at)
        expected = frozenset((*case.expect.violations, *case.expect.notes))
        near = _near(explanation, {each.partition("@")[0] for each in missing} or None, expected)
        return Verdict(case, differences, near, decision=decision)

    def _clean(self, case: CleanCase, content: Mapping[str, Any]) -> Verdict:
        decision = self.engine(None).evaluate(content, at=case.at)
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


def judged_words(case: VocabularyCase, entries: Entries) -> Verdict:
    """The verdict on a vocabulary case, which no rule has a part in."""
    numbers = entries_found(case, entries)
    words = words_of(numbers, entries)
    if words == case.finds:
        return Verdict(case, ())
    masked = {entries.all[number].term for number in numbers if entries.all[number].mask}
    told = {(word, tier) if word not in masked else ("a masked term", tier) for word, tier in words}
    return Verdict(case, (Difference("finds", _told(case.finds), _told(told)),), words=words)


def _told(words: Iterable[tuple[str, Tier]]) -> str:
    return ", ".join(f"`{word}` {tier}" for word, tier in sorted(words)) or "nothing"


def _held_to_its_todo(verdict: Verdict, todo: str | None) -> Verdict:
    """A case with a `todo` passes as long as it does not hold, and fails on the day it does."""
    if todo is None:
        return verdict
    if not verdict.passed:
        return Verdict(verdict.case, (), content=verdict.content, waiting=True)
    holds = Difference("todo", f"does not hold yet: {todo}", "holds now; strike the `todo`")
    return replace(verdict, differences=(holds,))


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
    if expect.side_actions is not None:
        pairs.append(("side actions", sorted(set(expect.side_actions)), [each.id for each in decision.side_actions]))
    pairs += _review_details(expect, decision)
    pairs += _clocks(expect, decision)
    if expect.account is not None:
        pairs.append(("account measure", expect.account, decision.account.measure if decision.account else None))
    for market, action in sorted((expect.markets or {}).items()):
        outcome = decision.markets.get(market)
        pairs.append((f"market {market}", action, outcome.action if outcome else "not available"))
    found = [Difference(part, _shown(want), _shown(got)) for part, want, got in pairs if want != got]
    return (*found, *_missing_evidence(expect, decision))


def _review_details(expect: Expectation, decision: Decision) -> list[tuple[str, Any, Any]]:
    wanted, review = expect.review, decision.review
    if not wanted:
        return []
    due = review.due.isoformat() if review.due is not None else None
    sign_off = None if wanted.sign_off is None else sorted(wanted.sign_off)
    pairs: list[tuple[str, Any, Any]] = [
        ("review level", wanted.level, review.level),
        ("review due", moment(wanted.due), due),
        ("reviewers", wanted.reviewers, review.reviewers),
        ("sign-off", sign_off, list(review.sign_off)),
    ]
    return [pair for pair in pairs if pair[1] is not None]


def _clocks(expect: Expectation, decision: Decision) -> list[tuple[str, Any, Any]]:
    """Deadlines that are the service's, and those of which something is open; what was not named must not be there."""
    running = {
        each.duty: each.due.isoformat() if each.due is not None else "stated"
        for each in decision.deadlines
        if not each.open_questions
    }
    open_ = {
        each.duty: sorted(question.name for question in each.open_questions)
        for each in decision.deadlines
        if each.open_questions
    }
    wanted = {duty: when if when == "stated" else moment(when) for duty, when in expect.deadlines.items()}
    asked = {duty: sorted(names) for duty, names in expect.questions.items()}
    pairs: list[tuple[str, Any, Any]] = [
        (f"deadline {duty}", wanted.get(duty), running.get(duty)) for duty in sorted({*wanted, *running})
    ]
    pairs += [(f"open at {duty}", asked.get(duty), open_.get(duty)) for duty in sorted({*asked, *open_})]
    return pairs


def moment(written: str | None) -> str | None:
    """A moment as decisions write it: in UTC."""
    return None if written is None else datetime.fromisoformat(written).astimezone(UTC).isoformat()


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


def _near(explanation: Explanation, wanted: set[str] | None, clauses: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What kept the rules that were wanted from firing, or the nearest ones, those under these clauses first."""
    near = [each for each in explanation.rules if each.standing != "fired" and (wanted is None or each.rule in wanted)]
    near.sort(key=lambda each: (each.clause not in clauses, -each.share, each.rule))
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

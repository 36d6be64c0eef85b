"""The front door: load a policy set, judge content."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from policyengine.audit.record import audit_record
from policyengine.compile.digest import EvidenceMode
from policyengine.errors import ContentError, ContentProblem
from policyengine.evaluation.description import Description, describe
from policyengine.evaluation.evaluator import NOT_COUNTED, Evaluator
from policyengine.evaluation.explanation import Explanation, explain
from policyengine.evaluation.intake import take_in
from policyengine.evaluation.matches import Match, matches
from policyengine.inference import Reasoner, build
from policyengine.loading import Loaded, Request, load_program, read_request
from policyengine.model.audit_record import AuditRecord
from policyengine.model.base import canonical_language
from policyengine.model.content import Content
from policyengine.model.decision import Decision
from policyengine.model.filing import Filing
from policyengine.model.statement import Decider, Statement
from policyengine.shipped import shipped
from policyengine.statements.dsa.record import dsa_record
from policyengine.statements.statement import statement

InferenceName = Literal["auto", "native", "durable"]


class PolicyEngine:
    """A policy set, ready to judge. Immutable and thread-safe; survives pickling and fork.

    To reload, load another engine and swap the reference; a load that fails changes nothing.
    """

    __slots__ = ("_evaluator", "_inference", "_loaded")

    def __init__(self, loaded: Loaded, inference: InferenceName = "auto") -> None:
        """For internal use; call `PolicyEngine.load`."""
        assert loaded.program is not None
        self._loaded = loaded
        engine = build(loaded.program.derivation, inference)
        self._inference = inference
        self._evaluator = Evaluator(
            loaded.program, Reasoner(loaded.program.derivation, engine), loaded.request.evidence
        )

    @classmethod
    def load(
        cls,
        *sources: str | os.PathLike[str],
        areas: Iterable[str] | None = None,
        languages: Iterable[str] | None = None,
        lists: Mapping[str, Iterable[str]] | None = None,
        inference: InferenceName = "auto",
        evidence: EvidenceMode = "full",
    ) -> PolicyEngine:
        """Loads a policy set from directories, lowest layer first; without any, the shipped one.

        `areas` and `languages` take a part of it. `lists` supplies the lists that the manifest declares; a rule that
        reads one that is not supplied is inactive, and `describe()` says so. `inference` is `auto` (durable-rules
        where it is installed), `native` or `durable`; all give the same decisions. `evidence` is `full` (matched
        text is quoted unless its lexicon is masked), `masked` (no matched text) or `offsets` (no text at all).

        Raises `RulesetError` with every problem found, and `InferenceUnavailable` if `durable` cannot run here.
        """
        directories: list[Path | str] = [os.fspath(each) for each in sources] or [shipped()]
        request, problems = read_request(directories, areas, languages, lists, evidence)
        return cls(load_program(request, problems), inference)

    def evaluate(
        self,
        content: Content | Mapping[str, Any],
        *,
        at: datetime | None = None,
        locale: str = "en",
        acted_today: Mapping[str, int] = NOT_COUNTED,
    ) -> Decision:
        """The decision for one item. `at` is the moment of the decision (now), `locale` that of the clause texts.

        `acted_today` says how often rules, by full id, have acted on the day so far; where one has a `max_per_day` and
        would exceed it, the decision tells so.

        Raises `ContentError`, and nothing else, for an item that cannot be judged as it is.
        """
        return self._evaluator.decide(take_in(content), _moment(at), _locale(locale), acted_today)

    def evaluate_many(
        self,
        contents: Iterable[Content | Mapping[str, Any]],
        *,
        at: datetime | None = None,
        locale: str = "en",
        acted_today: Mapping[str, int] = NOT_COUNTED,
    ) -> Iterator[Decision | ContentError]:
        """A decision for each item, in order, all for the same moment and by the same counts; a `ContentError` where
        one cannot be judged."""
        moment, tag = _moment(at), _locale(locale)
        for content in contents:
            try:
                yield self._evaluator.decide(take_in(content), moment, tag, acted_today)
            except ContentError as error:
                yield error

    def audit(
        self,
        content: Content | Mapping[str, Any],
        *,
        at: datetime | None = None,
        locale: str = "en",
        acted_today: Mapping[str, int] = NOT_COUNTED,
    ) -> AuditRecord:
        """The decision for one item, as `evaluate` makes it, in a record of all that went into it.

        The manifest says what of the item is masked; `replay` makes the decision again from the record.
        """
        item, tag = take_in(content), _locale(locale)
        decision = self._evaluator.decide(item, _moment(at), tag, acted_today)
        return audit_record(self._evaluator, item, decision, tag, acted_today)

    def statement(
        self,
        decision: Decision,
        content: Content | Mapping[str, Any],
        *,
        decided_by: Decider,
        locale: str = "en",
        account_measure: str | None = None,
        until: date | None = None,
    ) -> Statement | None:
        """The statement of reasons for the person whose content was restricted; none where nothing was.

        `decided_by` is `automatic` where nobody looked, `confirmed` where a person confirmed what was recommended, and
        `person` where a person decided by themselves, which the decision then tells under `earlier`.
        `account_measure` is the side action on the account that a person confirmed, `until` the day on which the
        content is free again. The text quotes the content: it is for the person whose content it is, and nobody else.

        Raises `StatementError` where it cannot be made, and `ContentError` for an item that is none.
        """
        setting = self._evaluator.program.setting
        return statement(decision, take_in(content), setting, _locale(locale), decided_by, account_measure, until)

    def dsa_record(
        self, decision: Decision, content: Content | Mapping[str, Any], filing: Filing
    ) -> dict[str, Any] | None:
        """The record of a decision as the DSA Transparency Database takes it; none where none is owed.

        None is owed where nothing was restricted in the European Economic Area, where an order made the service do it,
        and under clauses with `statement: false`. The record holds no word of the content.

        Raises `DsaIncomplete` with all that the database would refuse, and `ContentError` for an item that is none.
        """
        return dsa_record(decision, take_in(content), filing, self._evaluator.program.setting)

    def scan(self, text: str, language: str | None = None) -> tuple[Match, ...]:
        """Every match of every lexicon and pattern in a text, after allow-phrases and without any rule.

        `language` is the tag that the text is declared to be in. Raises `ContentError` for text that is no Unicode.
        """
        return matches(self._evaluator, text, _declared(language))

    def explain(
        self, content: Content | Mapping[str, Any], *, at: datetime | None = None, rule: str | None = None
    ) -> Explanation:
        """Why the decision is what it is: each candidate rule with its first false condition; or only the rule of
        this full id."""
        return explain(self._evaluator, take_in(content), _moment(at), rule)

    def describe(self) -> Description:
        """What is loaded: areas, rules by status, what is inactive and why, which inference runs."""
        return describe(self._loaded, self._evaluator)

    @property
    def digest(self) -> str:
        """A hash of everything that can change a decision: every layer, list and option."""
        return self._evaluator.program.digest

    def __reduce__(self) -> tuple[Any, tuple[Request, InferenceName]]:
        return _rebuild, (self._loaded.request, self._inference)

    def __repr__(self) -> str:
        setting = self._evaluator.program.setting
        rules = len(self._evaluator.program.rules)
        return f"<PolicyEngine {setting.name} {setting.version}, {rules} rules, {self.digest[:12]}>"


def _rebuild(request: Request, inference: InferenceName) -> PolicyEngine:
    return PolicyEngine(load_program(request), inference)


def _moment(at: datetime | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    if at.tzinfo is None:
        raise ContentError([ContentProblem("", "`at` needs a time zone", "for example `timezone.utc`")])
    if not 1 < at.year < 9000:  # so that deadlines after it can be told
        raise ContentError([ContentProblem("", f"`at` lies in the year {at.year}")])
    return at.astimezone(UTC)


def _locale(locale: str) -> str:
    return _tag(locale, "locale")


def _declared(language: str | None) -> str | None:
    return None if language is None else _tag(language, "language")


def _tag(tag: str, what: str) -> str:
    try:
        return canonical_language(tag)
    except ValueError:
        raise ContentError([ContentProblem("", f"`{tag}` is no {what}: not a language tag of BCP 47")]) from None

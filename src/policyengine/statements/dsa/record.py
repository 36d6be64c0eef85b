"""The record of a decision for the DSA Transparency Database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from policyengine.compile.program import Setting
from policyengine.errors import StatementError
from policyengine.model.base import primary_language
from policyengine.model.content import Content, Kind
from policyengine.model.decision import Decision, Finding
from policyengine.model.dsa_vocabulary import TERRITORIES
from policyengine.model.filing import Filing
from policyengine.model.measures import DsaRestriction
from policyengine.model.statement import Decider
from policyengine.statements.dsa.facts import facts
from policyengine.statements.dsa.validation import LONG, MISSING, SHORT, DsaProblem, dsa_problems
from policyengine.statements.restrictions import (
    GEO_RESTRICT,
    REMOVE,
    Restriction,
    applies_in,
    obstacle,
    restrictions,
    softened_by,
)
from policyengine.statements.shortening import shortened

AUDIO: frozenset[Kind] = frozenset({"track", "album", "show", "episode", "audiobook"})
OTHER = "DECISION_VISIBILITY_OTHER"
_ENDS = {"decision_account": "account", "decision_provision": "service", "decision_monetary": "monetary"}
_DECIDED: dict[Decider, str] = {
    "automatic": "AUTOMATED_DECISION_FULLY",
    "confirmed": "AUTOMATED_DECISION_PARTIALLY",
    "person": "AUTOMATED_DECISION_NOT_AUTOMATED",
}


class DsaIncomplete(StatementError):
    """A record that the DSA Transparency Database would refuse. `problems` lists all that is missing or wrong."""

    def __init__(self, problems: Sequence[DsaProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[DsaIncomplete], tuple[tuple[DsaProblem, ...]]]:
        return DsaIncomplete, (self.problems,)


@dataclass(frozen=True, slots=True)
class _Owed:
    """What is to be told: restrictions of the content and of the account, and the findings that they rest on."""

    taken: tuple[Restriction, ...]
    account: DsaRestriction | None
    findings: tuple[Finding, ...]


def dsa_record(decision: Decision, content: Content, filing: Filing, setting: Setting) -> dict[str, Any] | None:
    """The record of a decision; none where none is owed.

    None is owed where nothing was restricted in the European Economic Area, for what an order made the service do, and
    for clauses about deceptive commercial content in high volumes (Regulation (EU) 2022/2065, Article 17).

    Raises `DsaIncomplete` with all that is missing.
    """
    stop = obstacle(decision, content, filing.decided_by, setting, filing.account_measure)
    if stop is not None:
        raise DsaIncomplete([DsaProblem("automated_decision", stop)])
    states = sorted(TERRITORIES & decision.markets.keys())
    ordered = content.case is not None and content.case.trigger == "order"
    owed = None if ordered or not states else _owed(decision, content, filing, setting, states)
    if owed is None:
        return None
    whole = {
        **_visibility(owed.taken, decision, content, filing, setting),
        **_account(owed.account, filing),
        **_ground(owed.findings, filing),
        **_category(owed.findings, setting),
        **facts(owed.findings, _softened(owed, setting), content, filing),
        **_times_and_language(content, filing),
        "territorial_scope": states
        if owed.account is not None
        else sorted({market for each in owed.taken for market in each.markets}),
        "content_type": ["CONTENT_TYPE_AUDIO" if content.kind in AUDIO else "CONTENT_TYPE_TEXT"],
        "automated_detection": "Yes",  # every finding is one of rules
        "automated_decision": _DECIDED[filing.decided_by],
        "puid": filing.puid,
    }
    record = {name: value for name, value in sorted(whole.items()) if value not in (None, [], "")}
    problems = dsa_problems(record)
    if problems:
        raise DsaIncomplete([_with_help(each, owed.findings) for each in problems])
    return record


def _owed(decision: Decision, content: Content, filing: Filing, setting: Setting, states: list[str]) -> _Owed | None:
    """What is to be told in some states; `None` where nothing is."""
    taken = tuple(_within(restrictions(decision, content, filing.decided_by, setting.ladder), states, setting))
    account = _on_account(filing, setting)
    grounds: list[Finding] = [finding for each in taken for finding in each.findings]
    if account is not None:
        broken = [each for each in decision.findings if each.kind == "violation" and applies_in(each, *states)]
        owed = _to_be_told(broken, setting)
        account = None if broken and not owed else account
        grounds += [] if account is None else owed
    if not taken and account is None:
        return None
    return _Owed(taken, account, tuple(dict.fromkeys(grounds)))


def _within(taken: Sequence[Restriction], states: Collection[str], setting: Setting) -> Iterator[Restriction]:
    """The restrictions in some states, with those of their findings that a statement is owed for."""
    for each in taken:
        markets = tuple(market for market in each.markets if market in states)
        findings = tuple(finding for finding in each.findings if applies_in(finding, *markets))
        owed = _to_be_told(findings, setting)
        if markets and (owed or not findings):
            yield Restriction(each.measure, markets, tuple(owed))


def _to_be_told(findings: Sequence[Finding], setting: Setting) -> list[Finding]:
    known = setting.clauses
    return [each for each in findings if each.clause.id not in known or known[each.clause.id].statement]


def _on_account(filing: Filing, setting: Setting) -> DsaRestriction | None:
    """What the database calls the account measure; `None` where there is none, or it restricts nothing."""
    if filing.account_measure is None:
        return None
    return setting.side_actions[filing.account_measure].dsa


def _softened(owed: _Owed, setting: Setting) -> bool:
    return any(softened_by(each, owed.taken, setting.ladder) for each in owed.findings)


def _visibility(
    taken: tuple[Restriction, ...], decision: Decision, content: Content, filing: Filing, setting: Setting
) -> dict[str, Any]:
    """The measures on the content as the database names them.

    What is removed, but not in every market of the item, is what the policy set calls `geo_restrict`.
    """
    measures = {measure.id: measure for measure in setting.measures}
    everywhere = _removed_everywhere(decision, content, filing, setting)
    told = [measures[GEO_RESTRICT if each.measure == REMOVE and not everywhere else each.measure] for each in taken]
    others = [each for each in told if each.dsa in (None, OTHER)]
    return {
        "decision_visibility": sorted({each.dsa or OTHER for each in told}),
        "decision_visibility_other": shortened(", ".join(each.title.get("en", each.id) for each in others), SHORT),
        "end_date_visibility_restriction": _written(filing.end_date) if taken else None,
    }


def _removed_everywhere(decision: Decision, content: Content, filing: Filing, setting: Setting) -> bool:
    taken = restrictions(decision, content, filing.decided_by, setting.ladder)
    return any(each.measure == REMOVE and len(each.markets) == len(decision.markets) for each in taken)


def _account(restriction: DsaRestriction | None, filing: Filing) -> dict[str, Any]:
    if restriction is None:
        return {}
    end = f"end_date_{_ENDS[restriction.field]}_restriction"
    return {restriction.field: restriction.value, end: _written(filing.account_end_date)}


def _ground(findings: tuple[Finding, ...], filing: Filing) -> dict[str, Any]:
    """The ground of the strictest measure. That other findings rest on law is told beside a platform rule."""
    if not findings:
        return {}
    first, clause = findings[0], findings[0].clause
    named = f"{clause.id} {clause.title}, version {clause.version}"
    common = {"decision_ground_reference_url": filing.reference_url}
    if first.law is not None:
        return common | {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": shortened(first.law.title, SHORT),
            "illegal_content_explanation": shortened(f"{named}: {clause.text}", LONG),
        }
    return common | {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": shortened(named, SHORT),
        "incompatible_content_explanation": shortened(clause.text, LONG),
        "incompatible_content_illegal": "Yes" if any(each.law is not None for each in findings) else None,
    }


def _category(findings: tuple[Finding, ...], setting: Setting) -> dict[str, Any]:
    """The category of the first finding that has one, those of the others beside it, and all keywords."""
    known = [setting.clauses[each.clause.id].taxonomy for each in findings if each.clause.id in setting.clauses]
    categories = list(dict.fromkeys(each.dsa_category for each in known if each.dsa_category is not None))
    return {
        "category": categories[0] if categories else None,
        "category_addition": sorted(categories[1:]),
        "category_specification": sorted({keyword for each in known for keyword in each.dsa_keywords}),
    }


def _times_and_language(content: Content, filing: Filing) -> dict[str, Any]:
    published = filing.content_date or (content.published_at.date() if content.published_at is not None else None)
    language = primary_language(content.language) if content.language is not None else ""
    return {
        "content_date": _written(published),
        "application_date": _written(filing.application_date),
        "content_language": language.upper() if len(language) == 2 else None,
    }


def _written(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _with_help(problem: DsaProblem, findings: tuple[Finding, ...]) -> DsaProblem:
    """What is missing, with what to do about it."""
    if problem.message != MISSING:
        return problem
    clauses = ", ".join(dict.fromkeys(each.clause.id for each in findings))
    help_ = {
        "content_date": "give `content_date` with the filing, or `published_at` with the item",
        "application_date": "give `application_date` with the filing",
        "decision_ground": "no finding says why this was restricted",
        "decision_facts": "no finding says why this was restricted",
        "category": f"give {clauses} a `dsa_category` under `taxonomy`" if clauses else None,
        "category_specification_other": "name keywords of the database instead of `KEYWORD_OTHER`",
        "puid": "give `puid` with the filing",
    }.get(problem.field)
    return problem if help_ is None else replace(problem, message=f"{problem.message}: {help_}")

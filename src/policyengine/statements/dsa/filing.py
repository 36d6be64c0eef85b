"""What only the service knows of a statement of reasons, and the record made of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field, StrictStr

from policyengine.compile.program import Setting
from policyengine.errors import PolicyEngineError
from policyengine.model.base import Model, primary_language
from policyengine.model.content import Content, Kind
from policyengine.model.decision import Decision, Finding
from policyengine.model.dsa_vocabulary import TERRITORIES
from policyengine.statements.dsa.validation import LONG, LONGEST, SHORT, DsaProblem, dsa_problems
from policyengine.statements.restrictions import Decider, Restriction, restrictions

AUDIO: frozenset[Kind] = frozenset({"track", "album", "show", "episode", "audiobook"})
REMOVE = "remove"
_END_OF = {"decision_account": "account", "decision_provision": "service", "decision_monetary": "monetary"}
_DECIDED: dict[Decider, str] = {
    "automatic": "AUTOMATED_DECISION_FULLY",
    "confirmed": "AUTOMATED_DECISION_PARTIALLY",
    "person": "AUTOMATED_DECISION_NOT_AUTOMATED",
}


class Filing(Model):
    """What only the service knows: its number of the statement, who decided, and when the measure took effect."""

    puid: Annotated[StrictStr, Field(description="Your number of the statement, unique on your platform.")]
    decided_by: Annotated[
        Decider,
        Field(
            description="`automatic`: nobody looked; `confirmed`: a person confirmed what was recommended; `person`: a "
            "person decided by themselves."
        ),
    ]
    application_date: Annotated[date, Field(description="The day from which the restriction applies.")]
    content_date: Annotated[
        date | None, Field(description="The day the content was published; that of `published_at` when not given.")
    ] = None
    end_date: Annotated[date | None, Field(description="The day on which it ends; none for no end.")] = None
    account_measure: Annotated[
        StrictStr | None, Field(description="The side action on the account that a person confirmed.")
    ] = None
    notifier: Annotated[
        StrictStr | None, Field(description="Who notified, only where strictly necessary; never a private person.")
    ] = None
    reference_url: Annotated[StrictStr | None, Field(description="Where the clause can be read.")] = None


class DsaIncomplete(PolicyEngineError, ValueError):
    """A record that the database would refuse. `problems` lists everything that is missing or wrong."""

    def __init__(self, problems: tuple[DsaProblem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))


def dsa_record(decision: Decision, content: Content, filing: Filing, setting: Setting) -> dict[str, Any] | None:
    """The record of a decision for the DSA Transparency Database; none where none is owed.

    None is owed where nothing was restricted in the European Economic Area, for what an order of an authority made
    the service do, and for clauses about deceptive commercial content in high volumes (Regulation (EU) 2022/2065,
    Articles 9 and 17). Raises `DsaIncomplete` with all that is missing.
    """
    taken = restrictions(decision, filing.decided_by, TERRITORIES)
    restricted = _strictest(taken, setting)
    account = _account(filing, setting)
    ordered = content.case is not None and content.case.trigger == "order"
    if (restricted is None and not account) or ordered:
        return None
    findings = restricted.findings if restricted is not None else decision.findings
    owed = [each for each in findings if each.clause.id not in setting.no_statement]
    if findings and not owed:
        return None
    record = {
        **_restriction(taken, decision, filing, setting),
        **account,
        **(_ground(owed[0], filing) if owed else {}),
        **(_category(owed, setting) if owed else {}),
        **_facts(owed, content, filing),
        **_dates(content, filing),
        "content_type": ["CONTENT_TYPE_AUDIO" if content.kind in AUDIO else "CONTENT_TYPE_TEXT"],
        "automated_detection": "No" if filing.decided_by == "person" and not owed else "Yes",
        "automated_decision": _DECIDED[filing.decided_by],
        "puid": filing.puid,
    }
    record = {name: value for name, value in sorted(record.items()) if value not in (None, [], "")}
    problems = dsa_problems(record)
    if problems:
        raise DsaIncomplete(problems)
    return record


def _strictest(taken: tuple[Restriction, ...], setting: Setting) -> Restriction | None:
    return max(taken, key=lambda each: setting.ladder[each.measure], default=None)


def _restriction(
    taken: tuple[Restriction, ...], decision: Decision, filing: Filing, setting: Setting
) -> dict[str, Any]:
    """The measures as the database names them, and the states in which they hold.

    What is removed in some markets only is disabled there, in the words of the database.
    """
    measures = {measure.id: measure for measure in setting.measures}
    named = {str(measures[each.measure].dsa) for each in taken if measures[each.measure].dsa is not None}
    removed = [market for each in taken if each.measure == REMOVE for market in each.markets]
    if removed and not _everywhere(decision, filing):
        named = named - {"DECISION_VISIBILITY_CONTENT_REMOVED"} | {"DECISION_VISIBILITY_CONTENT_DISABLED"}
    others = [measures[each.measure] for each in taken if measures[each.measure].dsa is None]
    return {
        "decision_visibility": sorted(named | ({"DECISION_VISIBILITY_OTHER"} if others else set())),
        "decision_visibility_other": ", ".join(each.title.get("en", each.id) for each in others),
        "territorial_scope": sorted({market for each in taken for market in each.markets}),
        "end_date_visibility_restriction": _written(filing.end_date),
    }


def _everywhere(decision: Decision, filing: Filing) -> bool:
    """Whether the item was removed in every market that it is in."""
    found = restrictions(decision, filing.decided_by)
    return len(found) == 1 and found[0].measure == REMOVE and len(found[0].markets) == len(decision.markets)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _account(filing: Filing, setting: Setting) -> dict[str, Any]:
    if filing.account_measure is None:
        return {}
    action = setting.side_actions.get(filing.account_measure)
    if action is None or action.dsa is None:
        return {}
    field = action.dsa.field
    return {field: action.dsa.value, f"end_date_{_END_OF[field]}_restriction": _written(filing.end_date)}


def _ground(finding: Finding, filing: Filing) -> dict[str, Any]:
    clause = finding.clause
    named = f"{clause.id} {clause.title}, version {clause.version}"
    common = {"decision_ground_reference_url": filing.reference_url}
    if finding.law is not None:
        return common | {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": _cut(finding.law.title, SHORT),
            "illegal_content_explanation": _cut(f"{named}: {clause.text}", LONG),
        }
    return common | {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": _cut(named, SHORT),
        "incompatible_content_explanation": _cut(clause.text, LONG),
        "incompatible_content_illegal": "No",
    }


def _category(findings: list[Finding], setting: Setting) -> dict[str, Any]:
    """The category of the gravest finding, those of the others beside it, and all keywords."""
    taxonomies = [setting.taxonomies[each.clause.id] for each in findings]
    categories = list(dict.fromkeys(each.dsa_category for each in taxonomies if each.dsa_category is not None))
    keywords = sorted({keyword for each in taxonomies for keyword in each.dsa_keywords})
    return {
        "category": categories[0] if categories else None,
        "category_addition": sorted(categories[1:]),
        "category_specification": keywords,
    }


def _facts(findings: list[Finding], content: Content, filing: Filing) -> dict[str, Any]:
    """What was found, where and how, without a word of the content: it may hold personal data."""
    places = sorted({each.pointer.split("/")[1] for finding in findings for each in finding.evidence})
    matches = sum(finding.matches_total for finding in findings)
    found = f"The {content.kind} has {matches} {'place' if matches == 1 else 'places'} that a rule matched"
    where = f", in: {', '.join(places)}" if places else ""
    rules = sorted({rule for finding in findings for rule in finding.rules})
    looked = {
        "automatic": "No person was involved in the decision.",
        "confirmed": "A person reviewed the finding and confirmed the measure.",
        "person": "A person took the decision.",
    }[filing.decided_by]
    source, identity = _source(content, filing)
    return {
        "decision_facts": _cut(f"{found}{where}. Rules: {', '.join(rules)}. {looked}", LONGEST),
        "source_type": source,
        "source_identity": identity,
    }


def _source(content: Content, filing: Filing) -> tuple[str, str | None]:
    case = content.case
    if case is None or case.trigger == "designation":
        return "SOURCE_VOLUNTARY", None
    if case.by == "trusted_flagger":
        return "SOURCE_TRUSTED_FLAGGER", filing.notifier
    if case.trigger == "notice":
        return "SOURCE_ARTICLE_16", filing.notifier
    return "SOURCE_TYPE_OTHER_NOTIFICATION", filing.notifier


def _dates(content: Content, filing: Filing) -> dict[str, Any]:
    published = filing.content_date or (content.published_at.date() if content.published_at is not None else None)
    language = primary_language(content.language).upper() if content.language is not None else None
    return {
        "content_date": _written(published),
        "application_date": filing.application_date.isoformat(),
        "content_language": language if language is not None and len(language) == 2 else None,
    }


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"

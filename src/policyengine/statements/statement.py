"""The statement of reasons for the person whose content was restricted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from policyengine.compile.program import Setting
from policyengine.errors import StatementError
from policyengine.model.base import primary_language
from policyengine.model.content import Content
from policyengine.model.decision import Decision, Finding, LawCited
from policyengine.model.policy import Clause
from policyengine.model.statement import Decider, StatedFact, StatedMeasure, StatedReason, Statement
from policyengine.statements.letter import Voice, letter
from policyengine.statements.restrictions import Restriction, obstacle, ordered, restrictions, softened_by
from policyengine.statements.shortening import shortened

QUOTED = 200
"""Characters of one quotation."""
QUOTES = 5
"""Quotations from one field."""


def statement(
    decision: Decision,
    content: Content,
    setting: Setting,
    locale: str,
    decided_by: Decider,
    account_measure: str | None = None,
    until: date | None = None,
) -> Statement | None:
    """What the person is told; none where nothing was restricted. Raises `StatementError` where it cannot be made."""
    stop = obstacle(decision, content, decided_by, setting, account_measure)
    if stop is not None:
        raise StatementError(stop)
    taken = restrictions(decision, content, decided_by, setting.ladder)
    if not taken and account_measure is None:
        return None
    spoken = _locale(setting, locale)
    voice = Voice(spoken, setting.words[spoken], content.kind)
    findings = tuple(_findings(decision, taken, account_measure))
    followed = ordered(content) and not all(each.findings for each in taken)
    if not findings and not followed:
        raise StatementError("no finding says why: a statement rests on the clauses that a decision cites")
    said = Statement(
        locale=voice.locale,
        decision=decision.id,
        content_id=decision.content_id,
        at=decision.at,
        measures=tuple(_measures(decision, taken, account_measure, until, voice)),
        reasons=tuple(_reason(each, taken, setting, voice.locale) for each in findings),
        ordered=followed,
        facts=tuple(_facts(findings)),
        origin=content.case.trigger if content.case is not None else "own",
        automated_detection=bool(findings),  # every finding is one of rules
        decided_by=decided_by,
        redress=tuple(_redress(decision, taken, setting, voice)),
        text="",
    )
    return said.model_copy(update={"text": letter(said, voice, _title(content, findings))})


def _locale(setting: Setting, asked: str) -> str:
    """The locale that is asked for, or the one of its language; never another language."""
    found = next((each for each in (asked, primary_language(asked)) if each in setting.words), None)
    if found is None:
        there_are = f"there are: {', '.join(setting.words)}" if setting.words else "this policy set has none at all"
        raise StatementError(
            f"statements have no words in `{asked}`: add `statements/{primary_language(asked)}.yaml`; {there_are}"
        )
    return found


def _measures(
    decision: Decision, taken: Sequence[Restriction], account_measure: str | None, until: date | None, voice: Voice
) -> Iterator[StatedMeasure]:
    for each in taken:
        everywhere = len(each.markets) == len(decision.markets) and not any(f.territory for f in each.findings)
        yield StatedMeasure(
            measure=each.measure,
            markets=tuple(sorted(each.markets)),
            everywhere=everywhere,
            until=until,
            text=voice.measure(each.measure, None if everywhere else each.markets, tuple(decision.markets), until),
        )
    if account_measure is not None:
        repeated = decision.account is not None and bool(decision.account.points)
        text = voice.account_measure(account_measure, repeated)
        yield StatedMeasure(measure=account_measure, on="account", text=text)


def _findings(decision: Decision, taken: Sequence[Restriction], account_measure: str | None) -> Iterator[Finding]:
    """What the measures rest on: first what the strictest does. An account answers for every violation."""
    found = [finding for each in taken for finding in each.findings]
    if account_measure is not None:
        found += [each for each in decision.findings if each.kind == "violation"]
    yield from dict.fromkeys(found)


def _reason(finding: Finding, taken: Sequence[Restriction], setting: Setting, locale: str) -> StatedReason:
    """The clause in the person's language, if it still reads as it did when it was applied."""
    cited = finding.clause
    known = setting.clauses.get(cited.id)
    softened = softened_by(finding, taken, setting.ladder)
    here = known is not None and known.version == cited.version and locale in known.title and locale in known.text
    return StatedReason(
        clause=cited.id,
        version=cited.version,
        title=known.title[locale] if known is not None and here else cited.title,
        text=known.text[locale] if known is not None and here else cited.text,
        locale=locale if here else cited.locale,
        law=_law(finding, known, locale),
        exceptions=softened,
        accused=finding.kind == "violation" and not softened,
    )


def _law(finding: Finding, known: Clause | None, locale: str) -> LawCited | None:
    """The law that was cited, by the name that it has in the person's language."""
    cited, law = finding.law, known.law if known is not None else None
    if cited is None or law is None or law.title != cited.title:
        return cited
    return cited.model_copy(update={"title": law.called.get(locale, cited.title)})


def _facts(findings: Sequence[Finding]) -> Iterator[StatedFact]:
    """The fields in the order of the evidence, each once."""
    quotes: dict[str, dict[str, None]] = {}
    masked: set[str] = set()
    for evidence in (each for finding in findings for each in finding.evidence):
        field = evidence.pointer.split("/")[1] if evidence.pointer else ""
        if not field:
            continue
        said = quotes.setdefault(field, {})
        if evidence.role == "fact":
            continue
        if evidence.text is None:
            masked.add(field)
        else:
            said[shortened(" ".join(evidence.text.split()), QUOTED)] = None
    for field, said in quotes.items():
        yield StatedFact(field=field, quotes=tuple(said)[:QUOTES], masked=field in masked)


def _title(content: Content, findings: Sequence[Finding]) -> str | None:
    """What the item is called, by which the person knows it; not where words in it are masked."""
    for field in ("title", "name"):
        value = getattr(content, field)
        if value is None:
            continue
        seen = [each for finding in findings for each in finding.evidence if each.pointer.startswith(f"/{field}")]
        if any(each.role != "fact" and each.text is None for each in seen):
            return None
        return shortened(" ".join((value if isinstance(value, str) else value.text).split()), QUOTED)
    return None


def _redress(decision: Decision, taken: Sequence[Restriction], setting: Setting, voice: Voice) -> Iterator[str]:
    """The general way, and what holds under the law of the places where something was restricted."""
    yield str(voice.words.redress)
    markets = {market for each in taken for market in each.markets} or set(decision.markets)
    for each in setting.redress:
        if not markets.isdisjoint(each.markets):
            text = each.text.get(voice.locale) or each.text.get(setting.locales[0])
            if text is not None:
                yield text

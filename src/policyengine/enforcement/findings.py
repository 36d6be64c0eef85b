"""Rules that hold, gathered into findings: one per clause, kind, ground and territory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyengine.compile.program import CompiledClause, Setting
from policyengine.enforcement.fired import FiredRule
from policyengine.enforcement.soften import Ask, ask_of
from policyengine.model.content import Kind
from policyengine.model.decision import EVIDENCE_LIMIT, ClauseCited, Evidence, Finding, LawCited, Softening
from policyengine.model.policy import SEVERITIES, Law, Severity


@dataclass(frozen=True, slots=True)
class Gathered:
    """A finding, with what routing needs of the clause and of the providers that matched."""

    finding: Finding
    clause: CompiledClause
    languages: tuple[str, ...]

    def applies_in(self, market: str) -> bool:
        """Whether the finding counts in a market."""
        return not self.finding.territory or market in self.finding.territory


def gravest(severities: Sequence[Severity]) -> Severity:
    """The highest of some severities."""
    return max(severities, key=SEVERITIES.index)


def gather(fired: Sequence[FiredRule], kind: Kind, setting: Setting, locales: tuple[str, ...]) -> tuple[Gathered, ...]:
    """Findings by severity, gravest first, then by clause."""
    groups: dict[tuple[str, bool, tuple[str, ...]], list[tuple[FiredRule, Ask]]] = {}
    for each in fired:
        if each.rule.clause is None or each.rule.territory == ():
            continue
        ask = ask_of(each.rule, each.exceptions, kind, setting)
        key = (each.rule.clause.clause.id, each.rule.note, each.rule.territory or ())
        groups.setdefault(key, []).append((each, ask))
    found = [_finding(group, key[1], key[2], setting.ladder, locales) for key, group in groups.items()]
    return tuple(sorted(found, key=_rank))


def _rank(gathered: Gathered) -> tuple[int, int, str, int, str, tuple[str, ...]]:
    finding = gathered.finding
    number = int(finding.clause.id.rpartition("-")[2])
    note = finding.kind == "note"
    return (
        note,
        -SEVERITIES.index(finding.severity),
        finding.clause.area,
        number,
        finding.clause.id,
        finding.territory,
    )


def _finding(
    group: list[tuple[FiredRule, Ask]],
    note: bool,
    territory: tuple[str, ...],
    ladder: Mapping[str, int],
    locales: tuple[str, ...],
) -> Gathered:
    group.sort(key=lambda each: each[0].rule.id)
    clause = group[0][0].rule.clause
    assert clause is not None
    action = max((ask.action for _, ask in group), key=ladder.__getitem__)
    wished = [ask.recommended for _, ask in group if ask.recommended is not None]
    recommended = max(wished, key=ladder.__getitem__, default=None)
    if recommended is not None and ladder[recommended] <= ladder[action]:
        recommended = None
    evidence = _merged(group)
    finding = Finding(
        kind="note" if note else "violation",
        clause=cite(clause, locales),
        rules=tuple(name for fired, _ in group for name in fired.names),
        severity=gravest([fired.rule.severity for fired, _ in group]),
        ground="local_law" if clause.clause.law is not None else "platform",
        territory=territory,
        action=action,
        recommended=recommended,
        review=any(ask.review for _, ask in group),
        exceptions=_softenings(group),
        stand_ins=tuple(dict.fromkeys(each for _, ask in group for each in ask.stand_ins)),
        also=tuple(sorted({name for fired, _ in group for name in fired.rule.also})),
        law=cite_law(clause.clause.law) if clause.clause.law is not None else None,
        evidence=evidence[:EVIDENCE_LIMIT],
        matches_total=len(evidence),
    )
    return Gathered(finding, clause, tuple(sorted({tag for fired, _ in group for tag in fired.languages})))


def _merged(group: list[tuple[FiredRule, Ask]]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence for fired, _ in group for evidence in fired.evidence))


def _softenings(group: list[tuple[FiredRule, Ask]]) -> tuple[Softening, ...]:
    seen = dict.fromkeys(softening for _, ask in group for softening in ask.softened)
    return tuple(
        sorted(seen, key=lambda each: (each.exception, each.from_action, each.to_action, each.recommended or ""))
    )


def cite_law(law: Law) -> LawCited:
    """The law as decisions cite it."""
    return LawCited(title=law.title, source=law.source, as_of=law.as_of, verified=law.verified, note=law.note)


def cite(clause: CompiledClause, locales: tuple[str, ...]) -> ClauseCited:
    """The clause in the first of the locales that it has both title and text in."""
    written = clause.clause
    locale = next((each for each in locales if each in written.title and each in written.text), locales[-1])
    return ClauseCited(
        area=clause.area,
        id=written.id,
        version=written.version,
        title=written.title[locale],
        text=written.text[locale],
        locale=locale,
    )

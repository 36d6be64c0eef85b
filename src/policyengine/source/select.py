"""The part of a policy set that was asked for: some areas, some languages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from policyengine.diagnostics.codes import policy_set as codes
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import diagnose
from policyengine.model.base import primary_language
from policyengine.model.conditions import Condition
from policyengine.source.definitions import SHARED, Placed, PolicySet
from policyengine.source.mentions import mentioned


def select(
    policy_set: PolicySet, areas: Collection[str] | None, languages: Collection[str] | None
) -> tuple[PolicySet, tuple[Diagnostic, ...]]:
    """The policy set without the rules, clauses and vocabulary of other areas and languages.

    What `shared` holds is always kept, and so is a lexicon of another area that a kept rule names.
    """
    problems = (
        *_unknown("area", areas, policy_set.areas),
        *_unknown("language", languages, policy_set.languages),
    )
    wanted_languages = None if languages is None else {primary_language(each) for each in languages}

    def speaks(language: str | None) -> bool:
        return wanted_languages is None or language is None or primary_language(language) in wanted_languages

    def belongs(area: str) -> bool:
        return areas is None or area == SHARED or area in areas

    rules = {id_: e for id_, e in policy_set.rules.items() if belongs(e.area) and speaks(e.language)}
    clauses = {id_: entry for id_, entry in policy_set.clauses.items() if belongs(entry.area)}
    kept = replace(policy_set, rules=rules, clauses=clauses, conditions={})
    conditions = _reached(policy_set, kept, belongs)
    named = mentioned(replace(kept, conditions=conditions))
    kept = replace(
        policy_set,
        areas={area: placed for area, placed in policy_set.areas.items() if belongs(area)},
        clauses=clauses,
        rules=rules,
        conditions=conditions,
        lexicons={
            id_: placed
            for id_, placed in policy_set.lexicons.items()
            if speaks(id_.language) and (belongs(id_.area) or f"{id_.area}/{id_.name}" in named)
        },
        patterns={
            id_: placed
            for id_, placed in policy_set.patterns.items()
            if speaks(id_.language) and (belongs(id_.area) or f"{id_.area}/{id_.name}" in named)
        },
        disabled={id_: placed for id_, placed in policy_set.disabled.items() if id_ in rules},
    )
    return kept, problems


def _reached(
    policy_set: PolicySet, kept: PolicySet, belongs: Callable[[str], bool]
) -> dict[tuple[str, str], Placed[Condition]]:
    """The conditions of kept areas, and those of others that are named, directly or by one another."""
    found = {key: placed for key, placed in policy_set.conditions.items() if belongs(key[0])}
    while True:
        named = mentioned(replace(kept, conditions=found))
        more = {key: placed for key, placed in policy_set.conditions.items() if "/".join(key) in named}
        if more.keys() <= found.keys():
            return {key: found[key] for key in sorted(found)}
        found |= more


def _unknown(what: str, asked: Collection[str] | None, known: Collection[str]) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    for name in sorted(set(asked or ()) - set(known)):
        guess = did_you_mean(name, sorted(known))
        help_ = f"did you mean `{guess}`?" if guess else f"there are: {', '.join(sorted(known)) or 'none'}"
        problems.append(diagnose(codes.UNKNOWN_SELECTION, f"the policy set has no {what} `{name}`", help=help_))
    return problems


def with_drafts(policy_set: PolicySet) -> PolicySet:
    """The policy set with its draft rules turned to shadow rules."""
    rules = {
        id_: replace(entry, rule=replace(entry.rule, value=entry.rule.value.model_copy(update={"status": "shadow"})))
        if entry.rule.value.status == "draft"
        else entry
        for id_, entry in policy_set.rules.items()
    }
    return replace(policy_set, rules=rules)

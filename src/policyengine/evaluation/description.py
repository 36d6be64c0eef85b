"""What an engine has loaded, and what of it is inactive and why."""

from __future__ import annotations

from dataclasses import dataclass

from policyengine.compile.validity import bounds
from policyengine.evaluation.evaluator import Evaluator
from policyengine.loading import Loaded


@dataclass(frozen=True, slots=True)
class InactiveRule:
    """A rule that does not act as it is, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Description:
    """What is loaded. `inactive` names rules that are not evaluated; `dated` those that are bound to days, which are
    evaluated and hold only on those days."""

    name: str
    version: str
    digest: str
    inference: str
    areas: tuple[str, ...]
    languages: tuple[str, ...]
    markets: tuple[str, ...]
    actions: tuple[str, ...]
    clauses: int
    rules: tuple[str, ...]
    shadow: tuple[str, ...]
    inactive: tuple[InactiveRule, ...]
    dated: tuple[InactiveRule, ...]
    terms: int
    patterns: int
    lists_supplied: tuple[str, ...]
    lists_missing: tuple[str, ...]
    inference_faults: tuple[str, ...]


def describe(loaded: Loaded, evaluator: Evaluator) -> Description:
    """The description of a loaded policy set."""
    policy_set, program = loaded.policy_set, evaluator.program
    assert policy_set is not None
    supplied = {name for name, _ in loaded.request.lists}
    languages = {id_.language for id_ in (*policy_set.lexicons, *policy_set.patterns) if id_.language}
    dated = [
        InactiveRule(rule.id, ", ".join(f"{why} {day}" for _, day, why in found))
        for rule in program.rules
        if (found := bounds(policy_set, rule.id))
    ]
    return Description(
        name=program.setting.name,
        version=program.setting.version,
        digest=program.digest,
        inference=evaluator.reasoner.inference.name,
        areas=tuple(policy_set.areas),
        languages=tuple(sorted(languages)),
        markets=program.setting.markets,
        actions=tuple(sorted(program.setting.ladder, key=program.setting.ladder.__getitem__)),
        clauses=len(policy_set.clauses),
        rules=tuple(rule.id for rule in program.rules if rule.status == "live"),
        shadow=tuple(rule.id for rule in program.rules if rule.status == "shadow"),
        inactive=tuple(InactiveRule(each.rule, each.reason) for each in program.inactive),
        dated=tuple(dated),
        terms=sum(1 for entry in program.entries.all if entry.kind == "term"),
        patterns=sum(1 for entry in program.entries.all if entry.kind == "pattern"),
        lists_supplied=tuple(sorted(supplied)),
        lists_missing=tuple(sorted(set(policy_set.lists) - supplied)),
        inference_faults=evaluator.reasoner.inference.faults,
    )

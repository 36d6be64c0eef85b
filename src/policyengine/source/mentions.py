"""The names that rules and conditions mention."""

from __future__ import annotations

from typing import Any

from policyengine.model.conditions import Condition
from policyengine.source.definitions import PolicySet


def texts(tree: Any) -> set[str]:
    """Every text in plain data: all names are among them."""
    if isinstance(tree, str):
        return {tree}
    if isinstance(tree, dict):
        return set().union(*map(texts, tree.values()))
    if isinstance(tree, list | tuple):
        return set().union(*map(texts, tree))
    return set()


def conditions(policy_set: PolicySet) -> list[Condition]:
    """Every condition of the policy set: of rules, named ones, and of exceptions."""
    return [
        *(entry.rule.value.when for entry in policy_set.rules.values()),
        *(placed.value for placed in policy_set.conditions.values()),
        *(each.when for entry in policy_set.clauses.values() for each in entry.clause.value.exceptions),
        *(each.when for each in policy_set.manifest.value.review.escalate),
    ]


def mentioned(policy_set: PolicySet) -> frozenset[str]:
    """The names in every condition of the policy set, as written: bare or with their area, parameters with `$`."""
    return frozenset().union(*(texts(each.model_dump(by_alias=True)) for each in conditions(policy_set)))

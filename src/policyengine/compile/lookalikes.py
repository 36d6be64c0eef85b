"""The lists of names whose look-alikes are asked for: only their names are looked for under disguises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyengine.model import conditions as grammar
from policyengine.source.definitions import PolicySet
from policyengine.source.mentions import conditions


def asked_for_lookalikes(policy_set: PolicySet) -> frozenset[str]:
    """The lists of which some condition asks for what is `confusable` with their names."""
    lists = (each for condition in conditions(policy_set) for each in _list_conditions(condition))
    return frozenset(each.name for each in lists if each.confusable)


def _list_conditions(condition: Any) -> Iterator[grammar.ListCondition]:
    value = getattr(condition, next(iter(type(condition).model_fields)))
    if isinstance(condition, grammar.ListLeaf):
        yield condition.list
    elif isinstance(condition, grammar.All | grammar.Any_ | grammar.None_ | grammar.AtLeastOf):
        for each in value.of if isinstance(value, grammar.AtLeast) else value:
            yield from _list_conditions(each)

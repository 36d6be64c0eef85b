"""PE201: definitions that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import logic
from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.table import diagnose
from policyengine.model.ruleset import Lexicon, Pattern
from policyengine.source.definitions import SHARED, ProviderId
from policyengine.source.mentions import mentioned


def unused_definitions(subject: Subject) -> Iterator[Diagnostic]:
    """A lexicon, pattern, condition, list or parameter that nothing names."""
    policy_set = subject.policy_set
    names = mentioned(policy_set)
    for kind, known in (("lexicon", policy_set.lexicons), ("pattern", policy_set.patterns)):
        for id_, placed in known.items():
            named = id_.name in names or f"{id_.area}/{id_.name}" in names
            if not named and not _serves_without_rule(id_, placed.value):
                yield _unused(f"the {kind} `{id_}`", placed.key())
    for (area, name), condition in policy_set.conditions.items():
        if name not in names and f"{area}/{name}" not in names:
            yield _unused(f"the condition `{area}/{name}`", condition.key())
    manifest = policy_set.manifest
    for name in manifest.value.params:
        if f"${name}" not in names:
            yield _unused(f"the parameter `{name}`", manifest.key("params", name))
    for name in manifest.value.lists:
        if name not in names:
            yield _unused(f"the list `{name}`", manifest.key("lists", name))


def _unused(what: str, span: Span) -> Diagnostic:
    return diagnose(logic.UNUSED, f"{what} is never used", span, help="use it or remove it")


def _serves_without_rule(id_: ProviderId, definition: Lexicon | Pattern) -> bool:
    """Whether it is read without being named: cues of mention, and what `scan` finds for every area."""
    marks = isinstance(definition, Lexicon) and definition.marks is not None
    return marks or (id_.area == SHARED and definition.category != "context")

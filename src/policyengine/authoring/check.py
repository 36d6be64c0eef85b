"""What loads and is still not finished: clauses nobody enforces, rules nobody tests, definitions nobody uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from policyengine.diagnostics.codes import completeness
from policyengine.diagnostics.codes import policy_set as codes
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.model.ruleset import Lexicon, Pattern
from policyengine.source.definitions import SHARED, PolicySet, ProviderId
from policyengine.source.mentions import mentioned

Lint = Callable[[PolicySet], Iterator[Diagnostic]]


def check(policy_set: PolicySet, today: date) -> tuple[Diagnostic, ...]:
    """Every finding of every lint, sorted. The policy set must have loaded without errors."""
    found = [finding for lint in LINTS for finding in lint(policy_set)]
    return tuple(sorted([*found, *expired_disables(policy_set, today)]))


def expired_disables(policy_set: PolicySet, today: date) -> Iterator[Diagnostic]:
    """A rule that a layer had disabled, and that is in force again."""
    for rule, placed in policy_set.disabled.items():
        if date.fromisoformat(placed.value.until) <= today:
            message = f"`{rule}` was disabled until {placed.value.until} and is in force again"
            help_ = "strike the entry, or give it a later day and a reason why"
            yield diagnose(codes.DISABLE_EXPIRED, message, placed.span("until"), help=help_)


def unused_definitions(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """A lexicon, pattern, condition, list or parameter that nothing names."""
    names = mentioned(policy_set)
    for kind, known in (("lexicon", policy_set.lexicons), ("pattern", policy_set.patterns)):
        for id_, placed in known.items():
            named = id_.name in names or f"{id_.area}/{id_.name}" in names
            if not named and not _serves_without_rule(id_, placed.value):
                yield diagnose(
                    completeness.UNUSED, f"the {kind} `{id_}` is never used", placed.span(), help="use it or remove it"
                )
    for (area, name), condition in policy_set.conditions.items():
        if name not in names and f"{area}/{name}" not in names:
            message = f"the condition `{area}/{name}` is never used"
            yield diagnose(completeness.UNUSED, message, condition.span(), help="use it or remove it")
    manifest = policy_set.manifest
    for name in manifest.value.params:
        if f"${name}" not in names:
            message = f"the parameter `{name}` is never used"
            yield diagnose(completeness.UNUSED, message, manifest.span("params", name), help="use it or remove it")
    for name in manifest.value.lists:
        if name not in names:
            message = f"the list `{name}` is never used"
            yield diagnose(completeness.UNUSED, message, manifest.span("lists", name), help="use it or remove it")


def _serves_without_rule(id_: ProviderId, definition: Lexicon | Pattern) -> bool:
    """Whether it is read without being named: cues of mention, and what `scan` finds for every area."""
    marks = isinstance(definition, Lexicon) and definition.marks is not None
    return marks or (id_.area == SHARED and definition.category != "context")


def clauses_without_rule(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """A clause that no rule enforces."""
    enforced = {entry.rule.value.clause for entry in policy_set.rules.values()}
    for clause_id, entry in policy_set.clauses.items():
        if clause_id not in enforced and entry.clause.value.retired is None:
            message = f"no rule enforces {clause_id}"
            span = entry.clause.span("id")
            yield diagnose(completeness.CLAUSE_WITHOUT_RULE, message, span, help="add a rule, at first as a `draft`")


def missing_locales(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """A clause without title or text in a locale that the manifest declares."""
    for clause_id, entry in policy_set.clauses.items():
        for locale in policy_set.manifest.value.locales:
            for key in ("title", "text"):
                if locale not in getattr(entry.clause.value, key):
                    message = f"the {key} of {clause_id} is missing in `{locale}`"
                    span = entry.clause.span(key)
                    yield diagnose(completeness.LOCALE_MISSING, message, span, help=f"add `{locale}: …`")


def rules_without_examples(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """A rule that nothing proves to fire, or to stay silent."""
    for rule_id, entry in policy_set.rules.items():
        rule = entry.rule.value
        if rule.status == "retired":
            continue
        for code, examples, what in (
            (completeness.RULE_WITHOUT_FLAG, rule.examples.flag, "flags"),
            (completeness.RULE_WITHOUT_PASS, rule.examples.pass_, "lets pass"),
        ):
            if not examples:
                key = "flag" if what == "flags" else "pass"
                message = f"`{rule_id}` has no example that it {what}"
                yield diagnose(code, message, entry.rule.span("id"), help=f"add one under `examples: {key}:`")


def areas_without_suite(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """An area whose decisions nothing tests."""
    tested = {entry.area for entry in policy_set.suites}
    for area, placed in policy_set.areas.items():
        if area not in tested and area != SHARED:
            message = f"the area `{area}` has no suite"
            help_ = f"add `{area}/{area}.test.yaml`"
            yield diagnose(completeness.AREA_WITHOUT_SUITE, message, placed.span(), help=help_)


LINTS: tuple[Lint, ...] = (
    unused_definitions,
    clauses_without_rule,
    missing_locales,
    rules_without_examples,
    areas_without_suite,
)

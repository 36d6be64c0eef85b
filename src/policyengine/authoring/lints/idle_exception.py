"""PE207: exceptions that no rule leaves room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.compile.program import CompiledRule
from policyengine.diagnostics.codes import logic
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def idle_exceptions(subject: Subject) -> Iterator[Diagnostic]:
    """Exceptions of clauses that have rules, and that soften none of them."""
    rules: dict[str, list[CompiledRule]] = defaultdict(list)
    for rule in subject.program.rules:
        if rule.clause is not None:
            rules[rule.clause.clause.id].append(rule)
    ladder = subject.program.setting.ladder
    switched_off = {each.rule for each in subject.program.inactive}
    for clause_id, entry in subject.policy_set.clauses.items():
        for index, exception in enumerate(entry.clause.value.exceptions):
            if not rules[clause_id] or f"{clause_id} exception {exception.id}" in switched_off:
                continue
            admitting = [rule for rule in rules[clause_id] if any(each.id == exception.id for each in rule.exceptions)]
            strongest = max((ladder[name] for rule in admitting for name in _measures(rule)), default=0)
            if not admitting:
                message = f"no rule of {clause_id} admits the exception `{exception.id}`"
                help_ = "name it under `exceptions` of a rule, or remove it"
                yield diagnose(logic.IDLE_EXCEPTION, message, entry.clause.span("exceptions", index, "id"), help=help_)
            elif ladder[exception.soften_to] >= strongest:
                message = f"`{exception.soften_to}` softens nothing: no rule of {clause_id} asks for more"
                span = entry.clause.span("exceptions", index, "soften_to")
                yield diagnose(logic.IDLE_EXCEPTION, message, span, help="soften to something weaker, or remove it")


def _measures(rule: CompiledRule) -> Iterator[str]:
    # What only calls a person is softened too: the exception says what may remain.
    yield from (name for name in (rule.action, rule.recommend) if name is not None)

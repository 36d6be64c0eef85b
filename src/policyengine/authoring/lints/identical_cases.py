"""PE504: cases that are there twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import fixtures
from policyengine.diagnostics.diagnostic import Diagnostic, Label, Span
from policyengine.diagnostics.table import diagnose
from policyengine.source.definitions import RuleEntry, SuiteEntry

_HELP = "change one of them or remove it"


def identical_cases(subject: Subject) -> Iterator[Diagnostic]:
    """An example of a rule, or a case or vocabulary text of a suite, with the item of an earlier one."""
    for rule in subject.policy_set.rules.values():
        yield from _repeated(_examples(rule))
    for suite in subject.policy_set.suites:
        yield from _repeated(_cases(suite))
        yield from _repeated(_texts(suite))


def _examples(entry: RuleEntry) -> Iterator[tuple[Any, str, Span]]:
    examples = entry.rule.value.examples
    for key, each_of in (("flag", examples.flag), ("pass", examples.pass_)):
        for index, example in enumerate(each_of):
            plain = example.model_dump(mode="json", exclude={"because"}, exclude_defaults=True)
            yield plain, f"this example of `{entry.id}`", entry.rule.span("examples", key, index)


def _cases(entry: SuiteEntry) -> Iterator[tuple[Any, str, Span]]:
    suite = entry.suite.value
    for index, case in enumerate(suite.cases):
        item = suite.items.get(case.item, {"missing": case.item}) if isinstance(case.item, str) else case.item
        # Whatever else a case may say than what it is called is part of it.
        rest = case.model_dump(
            mode="json", exclude={"name", "item", "with_", "because", "expect"}, exclude_defaults=True
        )
        yield (
            [{**item, **case.patch}, case.ways, rest],
            f"the case `{case.name}`",
            entry.suite.span("cases", index, "name"),
        )


def _texts(entry: SuiteEntry) -> Iterator[tuple[Any, str, Span]]:
    for index, each in enumerate(entry.suite.value.vocabulary):
        yield [each.text, each.language], "this vocabulary text", entry.suite.span("vocabulary", index)


def _repeated(cases: Iterator[tuple[Any, str, Span]]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for plain, what, span in cases:
        key = json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)
        if key in first:
            related = (Label(first[key], "the first one"),)
            yield diagnose(
                fixtures.IDENTICAL_CASES, f"{what} has the item of an earlier one", span, help=_HELP, related=related
            )
        else:
            first[key] = span

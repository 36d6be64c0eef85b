"""PE402: clauses without a text in a declared locale, and statements without words in one."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import upkeep
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def missing_locales(subject: Subject) -> Iterator[Diagnostic]:
    """A clause without title or text in a locale that the manifest declares; a locale in which statements are mute."""
    for clause_id, entry in subject.policy_set.clauses.items():
        for locale in subject.policy_set.manifest.value.locales:
            for key in ("title", "text"):
                if locale not in getattr(entry.clause.value, key):
                    message = f"the {key} of {clause_id} is missing in `{locale}`"
                    span = entry.clause.span(key)
                    yield diagnose(upkeep.LOCALE_MISSING, message, span, help=f"add `{locale}: …`")
    if subject.policy_set.statements:
        for index, locale in enumerate(subject.policy_set.manifest.value.locales):
            if locale not in subject.policy_set.statements:
                message = f"statements have no words in `{locale}`"
                span = subject.policy_set.manifest.span("locales", index)
                yield diagnose(upkeep.LOCALE_MISSING, message, span, help=f"add `statements/{locale}.yaml`")

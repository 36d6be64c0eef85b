"""PE402: clauses and duties without a text in a declared locale, and statements without words in one."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import upkeep
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def missing_locales(subject: Subject) -> Iterator[Diagnostic]:
    """A clause without title or text, or a duty without words, in a locale that the manifest declares; a locale in
    which statements are mute."""
    locales = subject.policy_set.manifest.value.locales
    for name, placed in subject.policy_set.overlays.items():
        for index, duty in enumerate(placed.value.duties):
            for locale in locales:
                if locale not in duty.does:
                    message = f"what `{name}/{duty.id}` asks for is missing in `{locale}`"
                    span = placed.span("duties", index, "does")
                    yield diagnose(upkeep.LOCALE_MISSING, message, span, help=f"add `{locale}: …`")
    for clause_id, entry in subject.policy_set.clauses.items():
        for locale in locales:
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

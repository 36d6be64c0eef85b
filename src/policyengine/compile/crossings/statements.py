"""What the words of statements say of the manifest, and whether there are words for everything."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.compile.crossings.known import known
from policyengine.diagnostics.codes import shape
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import quoted
from policyengine.model.statement_words import FIELDS, NEVER_TAKEN, StatementWords, laid_over, missing_words
from policyengine.source.definitions import Placed, PolicySet

SHOWN = 5
"""A message names at most this many words that are missing."""


def statements(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """Words for what does not exist, and what has no words. A policy set without any words is complete.

    What may stand in a file that could not be read is not missed.
    """
    manifest = policy_set.manifest.value
    measures = [each for each in manifest.ladder if each not in NEVER_TAKEN]
    on_accounts = [step.measure for step in manifest.strikes.steps] if manifest.strikes is not None else []
    for locale, layers in policy_set.statements.items():
        if locale not in manifest.locales:
            message = f"the manifest does not name the locale `{locale}`"
            help_ = f"add it to `locales:`, or rename the file; there are: {', '.join(manifest.locales)}"
            yield diagnose(shape.INVALID_LANGUAGE, message, layers[0].span(), help=help_)
            continue
        for placed in layers:
            yield from _names(policy_set, measures, placed)
        if ("statement", locale) in policy_set.lost:
            continue
        missing = list(missing_words(laid_over(each.value for each in layers), manifest.ladder, on_accounts))
        if missing:
            told = [quoted(key if name is None else f"{key}: {name}") for key, name in missing]
            more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
            message = f"statements in `{locale}` have no words for {', '.join(told[:SHOWN])}{more}"
            help_ = "add them: a statement is made of all of these"
            yield diagnose(shape.MISSING_KEY, message, layers[0].span(), help=help_)


def _names(policy_set: PolicySet, measures: list[str], placed: Placed[StatementWords]) -> Iterator[Diagnostic]:
    words = placed.value
    side_actions = policy_set.manifest.value.side_actions
    for name in words.measures:
        yield from known("measure to be told of,", name, measures, placed, "measures", name)
    for name in words.account_measures:
        yield from known("side action", name, side_actions, placed, "account_measures", name)
    for name in words.fields:
        yield from known("field", name, FIELDS, placed, "fields", name)
    if {role for role, _ in policy_set.lost}.isdisjoint({"policy", "overlay"}):
        exceptions = {each.id for entry in policy_set.clauses.values() for each in entry.clause.value.exceptions}
        for name in words.exceptions:
            yield from known("exception", name, exceptions, placed, "exceptions", name)

"""What clauses and rules say of each other and of the manifest, and what must fit together."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.compile.crossings.known import known
from policyengine.diagnostics.codes import references, shape
from policyengine.diagnostics.diagnostic import Diagnostic, Label
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import diagnose
from policyengine.model.policy import Clause, Outcome
from policyengine.source.definitions import SHARED, Placed, PolicySet, RuleEntry
from policyengine.source.fitting.shape import where

CONTEXT = "context."
"""Labels that excuse. Only `shared` derives them."""


def definitions(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """Problems between clauses, rules and languages."""
    for entry in policy_set.clauses.values():
        yield from _clause(policy_set, entry.clause)
    for rule in policy_set.rules.values():
        yield from _rule(policy_set, rule)
    yield from _reused_ids(policy_set)
    yield from _terms_without_language(policy_set)
    if ("manifest", None) not in policy_set.lost:
        yield from _languages(policy_set)


def _action(
    policy_set: PolicySet, action: str | None, placed: Placed[object], *path: str | int
) -> Iterator[Diagnostic]:
    if action is None:
        return
    ladder = policy_set.manifest.value.ladder
    if action == "geo_restrict":
        message = "`geo_restrict` is never asked for: it is what removal in some markets only amounts to"
        help_ = "write `remove` and give the rule or the clause a `territory`"
        yield diagnose(shape.VALUE_NOT_ALLOWED, message, placed.span(*path), help=help_)
    else:
        yield from known("action", action, ladder, placed, *path)


def _outcome(policy_set: PolicySet, outcome: Outcome, placed: Placed[object], *path: str | int) -> Iterator[Diagnostic]:
    yield from _action(policy_set, outcome.action, placed, *path, "action")
    yield from _action(policy_set, outcome.recommend, placed, *path, "recommend")
    for index, name in enumerate(outcome.also):
        yield from known("side action", name, policy_set.manifest.value.side_actions, placed, *path, "also", index)
    ladder = policy_set.manifest.value.ladder
    asks_nothing = outcome.action in (None, "allow") and outcome.recommend is None and not outcome.review
    if outcome.finding == "violation" and asks_nothing:
        message = "this outcome asks for nothing, so nobody would notice the violation"
        help_ = "give an `action`, a `recommend` or `review: true`; or write `finding: note`"
        yield diagnose(shape.CONFLICTING_KEYS, message, placed.span(*path), help=help_)
    both = outcome.action in ladder and outcome.recommend in ladder
    if both and ladder.index(str(outcome.recommend)) <= ladder.index(str(outcome.action)):
        message = f"`recommend: {outcome.recommend}` is no stricter than `action: {outcome.action}`"
        help_ = "recommend a stricter measure than the one that is taken at once, or none"
        yield diagnose(shape.CONFLICTING_KEYS, message, placed.span(*path, "recommend"), help=help_)


def _clause(policy_set: PolicySet, placed: Placed[Clause]) -> Iterator[Diagnostic]:
    clause = placed.value
    yield from _outcome(policy_set, clause.outcome, placed, "outcome")
    for index, name in enumerate(clause.classes):
        yield from known("content class", name, policy_set.manifest.value.content_classes, placed, "classes", index)
    seen: dict[str, int] = {}
    for index, exception in enumerate(clause.exceptions):
        yield from _action(policy_set, exception.soften_to, placed, "exceptions", index, "soften_to")
        if exception.id in seen:
            message = f"the exception `{exception.id}` stands twice in {clause.id}"
            related = (Label(placed.span("exceptions", seen[exception.id], "id"), "it stands here first"),)
            span = placed.span("exceptions", index, "id")
            yield diagnose(references.REPEATED_ID, message, span, help="rename one", related=related)
        seen.setdefault(exception.id, index)
    default = policy_set.manifest.value.locales[0]
    for key in ("title", "text"):
        if default not in getattr(clause, key):
            message = f"the {key} of {clause.id} is missing in `{default}`, the first locale of the manifest"
            help_ = "every clause needs it: it is what is shown where another locale is missing"
            yield diagnose(shape.MISSING_KEY, message, placed.span(key), help=help_)


def _rule(policy_set: PolicySet, entry: RuleEntry) -> Iterator[Diagnostic]:
    placed, rule = entry.rule, entry.rule.value
    if rule.label is not None and rule.label.startswith(CONTEXT) and entry.area != SHARED:
        message = f"only `{SHARED}` derives `context.*` labels, so that they mean the same for every area"
        help_ = f"move the rule to `{SHARED}/`, or name the label otherwise"
        yield diagnose(references.EXCUSE_IN_CONDITION, message, placed.span("label"), help=help_)
    if rule.clause is None:
        return
    clause = policy_set.clauses.get(rule.clause)
    if clause is None:
        if entry.area in policy_set.areas:
            code = references.UNKNOWN_CLAUSE
            yield from known("clause", rule.clause, policy_set.clauses, placed, "clause", code=code)
        return
    if clause.area != entry.area:
        message = f"`{rule.clause}` is a clause of {clause.area}, not of {entry.area}"
        help_ = f"move the rule to `{clause.area}/`, or enforce a clause of {entry.area}"
        yield diagnose(references.UNKNOWN_CLAUSE, message, placed.span("clause"), help=help_)
    if rule.then is not None:
        yield from _outcome(policy_set, rule.then, placed, "then")
    allowed = [exception.id for exception in clause.clause.value.exceptions]
    for index, name in enumerate(rule.exceptions or ()):
        if name not in allowed:
            message = f"{rule.clause} has no exception `{name}`"
            help_ = f"a rule can only keep or drop those of its clause: {', '.join(allowed) or 'it has none'}"
            span = placed.span("exceptions", index)
            yield diagnose(references.EXCEPTION_WIDENED, message, span, help=help_)
    territory = clause.clause.value.territory
    outside = sorted(set(rule.territory) - set(territory)) if territory else []
    if outside:
        message = f"{rule.clause} does not apply in {', '.join(outside)}"
        help_ = f"a rule narrows the territory of its clause, which is {', '.join(territory)}"
        yield diagnose(shape.VALUE_NOT_ALLOWED, message, placed.span("territory"), help=help_)


def _terms_without_language(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """A term of a language that stands in none."""
    for id_, placed in policy_set.lexicons.items():
        if id_.language is None:
            for index, term in enumerate(placed.value.terms):
                if term.own_language_only:
                    message = f"`{term.term}` counts in its own language only, and this ruleset has no language"
                    span = placed.span("terms", index, "own_language_only")
                    yield diagnose(shape.CONFLICTING_KEYS, message, span, help="move it to the ruleset of its language")


def _languages(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """A ruleset in a language that the manifest does not name."""
    placed_in: dict[str, tuple[str, Placed[object]]] = {
        placed.document.name: (id_.language, placed)
        for id_, placed in (*policy_set.lexicons.items(), *policy_set.patterns.items())
        if id_.language is not None
    }
    placed_in |= {e.rule.document.name: (e.language, e.rule) for e in policy_set.rules.values() if e.language}
    for language, where_from in placed_in.values():
        if language not in policy_set.languages:
            guess = did_you_mean(str(language), policy_set.languages)
            message = f"the manifest does not name the language `{language}`"
            help_ = f"did you mean `{guess}`?" if guess else "add it to `languages:`, or correct it"
            yield diagnose(shape.INVALID_LANGUAGE, message, where(where_from.document, ("language",)), help=help_)


def _reused_ids(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """An id that a rule once had may not be given to another rule: decisions of the past still name it."""
    for entry in policy_set.rules.values():
        for index, former in enumerate(entry.rule.value.was):
            other = policy_set.rules.get(f"{entry.area}/{former}")
            if other is not None:
                message = f"`{entry.id}` was once `{former}`, which another rule is called now"
                related = (Label(other.rule.span("id"), "the id is used again here"),)
                span = entry.rule.span("was", index)
                yield diagnose(
                    references.IDS_REUSED, message, span, help="give the other rule a new id", related=related
                )

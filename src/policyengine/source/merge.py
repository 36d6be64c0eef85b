"""Directories merged into one policy set, lowest layer first. A layer adds; what it changes, it says by a verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import policy_set as codes
from policyengine.diagnostics.codes import references
from policyengine.diagnostics.diagnostic import Diagnostic, Label
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import diagnose
from policyengine.model.conditions import Condition
from policyengine.model.manifest import Disable, Extend, Layer, ListDeclaration, Manifest, ParamValue, Queue, Replace
from policyengine.model.overlay import LocalClause, Overlay
from policyengine.model.policy import Area, Clause
from policyengine.model.ruleset import Lexicon, Pattern, Rule
from policyengine.model.statement_words import StatementWords
from policyengine.model.suite import Baseline
from policyengine.source.definitions import (
    SHARED,
    ClauseEntry,
    CleanFile,
    Path,
    Placed,
    PolicySet,
    ProviderId,
    Role,
    RuleEntry,
    SuiteEntry,
)
from policyengine.source.parts import Parts

K = TypeVar("K")
V = TypeVar("V")


@dataclass
class Merge:
    """A merge under way."""

    manifest: Placed[Manifest] | None = None
    layers: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    params: dict[str, ParamValue] = field(default_factory=dict)
    lists: dict[str, ListDeclaration] = field(default_factory=dict)
    queues: dict[str, Queue] = field(default_factory=dict)
    areas: dict[str, Placed[Area]] = field(default_factory=dict)
    overlays: dict[str, Placed[Overlay]] = field(default_factory=dict)
    statements: dict[str, tuple[Placed[StatementWords], ...]] = field(default_factory=dict)
    service: dict[str, dict[str, bool]] = field(default_factory=dict)
    clauses: dict[str, ClauseEntry] = field(default_factory=dict)
    rules: dict[str, RuleEntry] = field(default_factory=dict)
    lexicons: dict[ProviderId, Placed[Lexicon]] = field(default_factory=dict)
    patterns: dict[ProviderId, Placed[Pattern]] = field(default_factory=dict)
    conditions: dict[tuple[str, str], Placed[Condition]] = field(default_factory=dict)
    disabled: dict[str, Placed[Disable]] = field(default_factory=dict)
    suites: list[SuiteEntry] = field(default_factory=list)
    clean: list[CleanFile] = field(default_factory=list)
    baseline: Placed[Baseline] | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    lost: set[tuple[Role, str | None]] = field(default_factory=set)

    def add(self, known: MutableMapping[K, V], key: K, entry: V, placed: Placed[Any], inner: Path, what: str) -> None:
        """Adds a definition; a repeated id is an error that names both places."""
        if key in known:
            first = known[key]
            other = (
                first if isinstance(first, Placed) else getattr(first, "rule", None) or getattr(first, "clause", None)
            )
            related = (Label(other.span(), "first defined here"),) if isinstance(other, Placed) else ()
            message = f"{what} is defined twice"
            help_ = "rename one; a layer changes what is below it with `replace`, `extend` or `disable`"
            span = placed.span(*inner)
            self.problems.append(diagnose(references.REPEATED_ID, message, span, help=help_, related=related))
        else:
            known[key] = entry

    def unknown(
        self, code: Code, what: str, name: str, known: Iterable[str], placed: Placed[Any], *path: str | int
    ) -> None:
        """Reports a verb whose target does not exist, unless it may stand in a file that could not be read."""
        if any(role in _DEFINED_IN[what] for role, _ in self.lost):
            return
        guess = did_you_mean(name, sorted(known))
        help_ = f"did you mean `{guess}`?" if guess else f"name a {what} of a lower layer"
        self.problems.append(diagnose(code, f"there is no {what} `{name}`", placed.span(*path), help=help_))


_DEFINED_IN: dict[str, tuple[Role, ...]] = {
    "rule": ("rules", "language", "overlay"),
    "lexicon": ("rules", "language"),
    "term": ("rules", "language"),
    "clause": ("policy", "overlay"),
    "parameter": ("manifest",),
}
"""The parts of a policy set in which the targets of verbs stand."""


def merge(all_parts: Sequence[Parts]) -> tuple[PolicySet | None, tuple[Diagnostic, ...]]:
    """The policy set; `None` where no manifest could be read."""
    work = Merge()
    for index, parts in enumerate(all_parts):
        work.problems.extend(parts.problems)
        work.lost |= parts.lost
        if index == 0:
            _take_manifest(work, parts)
        elif parts.layer is not None:
            _take_layer_declarations(work, parts.layer)
        elif parts.manifest is not None:
            message = "only the lowest source has a full manifest"
            help_ = "in a layer, write `layer: name` instead of `name:`, and only what the layer changes"
            work.problems.append(diagnose(codes.LAYERS_CONFLICT, message, parts.manifest.span(), help=help_))
        _take_areas(work, parts)
        _take_overlays(work, parts)
        _take_rulesets(work, parts)
        for locale, words in parts.statements.items():
            work.statements[locale] = (*work.statements.get(locale, ()), words)
        work.suites.extend(replace(each, layer=index) for each in parts.suites)
        work.clean.extend(parts.clean)
        work.baseline = parts.baseline or work.baseline
        if index > 0 and parts.layer is not None:
            _apply_verbs(work, parts.layer)
    return _sealed(work, len(all_parts) - 1), tuple(sorted(work.problems))


def _take_manifest(work: Merge, parts: Parts) -> None:
    if parts.manifest is None:
        if parts.layer is not None:
            message = f"`{parts.name}` is a layer, and a layer needs a policy set below it"
            help_ = 'name it first: `-r rulesets -r ours`, `diff --below rulesets`, or `load(shipped(), "ours/")`'
            work.problems.append(diagnose(codes.NO_MANIFEST, message, parts.layer.span("layer"), help=help_))
        elif ("manifest", None) not in parts.lost:
            message = f"`{parts.name}` holds no `policyengine.yaml`"
            work.problems.append(diagnose(codes.NO_MANIFEST, message, help="add one, or name the right directory"))
        return
    manifest = parts.manifest.value
    work.manifest = parts.manifest
    work.languages.update(manifest.languages)
    work.params.update(manifest.params)
    work.lists.update(manifest.lists)
    work.queues.update(manifest.review.queues)
    _take_service(work, manifest.service)


def _take_layer_declarations(work: Merge, placed: Placed[Layer]) -> None:
    layer = placed.value
    work.layers.append(f"{layer.layer}@{layer.version}")
    for name, value in layer.params.items():
        if name not in work.params:
            work.unknown(codes.UNKNOWN_TARGET, "parameter", name, work.params, placed, "params", name)
        work.params[name] = value
    work.languages.update(layer.languages)
    _take_service(work, layer.service)
    for name, declared in layer.lists.items():
        work.add(work.lists, name, declared, placed, ("lists", name), f"the list `{name}`")
    for name, queue in layer.queues.items():
        work.add(work.queues, name, queue, placed, ("queues", name), f"the queue `{name}`")


def _take_areas(work: Merge, parts: Parts) -> None:
    for area, placed in parts.areas.items():
        work.add(work.areas, area, placed, placed, (), f"the policy of the area `{area}`")
        for index, clause in enumerate(placed.value.clauses):
            inner = Placed(clause, placed.document, ("clauses", index))
            entry = ClauseEntry(area, inner)
            work.add(work.clauses, clause.id, entry, inner, ("id",), f"the clause `{clause.id}`")


def _take_service(work: Merge, service: Mapping[str, Mapping[str, bool]]) -> None:
    """What a layer says of the service replaces what those below it said."""
    for overlay, statuses in service.items():
        work.service.setdefault(overlay, {}).update(statuses)


def _take_overlays(work: Merge, parts: Parts) -> None:
    """An overlay is an area too: its clauses and rules stand under its name."""
    for name, placed in parts.overlays.items():
        overlay = placed.value
        work.add(work.overlays, name, placed, placed, (), f"the overlay `{name}`")
        area = Area.model_construct(
            title=overlay.title, owner=overlay.owner, queue=overlay.queue, clauses=(), suppress=overlay.suppress
        )
        work.add(work.areas, name, Placed(area, placed.document, ()), placed, (), f"the area `{name}`")
        for index, local in enumerate(overlay.clauses):
            inner = Placed(_clause(local, overlay), placed.document, ("clauses", index))
            entry = ClauseEntry(name, inner)
            work.add(work.clauses, local.id, entry, inner, ("id",), f"the clause `{local.id}`")
        for index, rule in enumerate(overlay.rules):
            placed_rule: Placed[Rule] = Placed(rule, placed.document, ("rules", index))
            rule_entry = RuleEntry(name, None, placed_rule)
            work.add(work.rules, rule_entry.id, rule_entry, placed_rule, ("id",), f"the rule `{rule_entry.id}`")


def _clause(local: LocalClause, overlay: Overlay) -> Clause:
    """A clause of an overlay with the law that it names, in the territory of the overlay unless it says less."""
    fields = {name: getattr(local, name) for name in Clause.model_fields}
    fields |= {"law": overlay.laws[local.law], "territory": local.territory or overlay.reaches}
    return Clause.model_construct(**fields)


def _take_rulesets(work: Merge, parts: Parts) -> None:
    for each in parts.rulesets:
        ruleset, area = each.ruleset.value, each.area
        document = each.ruleset.document
        for name, lexicon in ruleset.lexicons.items():
            id_ = ProviderId(area, name, ruleset.language)
            placed_lexicon = Placed(lexicon, document, ("lexicons", name))
            work.add(work.lexicons, id_, placed_lexicon, placed_lexicon, (), f"the lexicon `{id_}`")
        for name, pattern in ruleset.patterns.items():
            id_ = ProviderId(area, name, ruleset.language)
            placed_pattern = Placed(pattern, document, ("patterns", name))
            work.add(work.patterns, id_, placed_pattern, placed_pattern, (), f"the pattern `{id_}`")
        for name, condition in ruleset.conditions.items():
            placed_condition: Placed[Condition] = Placed(condition, document, ("conditions", name))
            what = f"the condition `{name}` of {area}"
            work.add(work.conditions, (area, name), placed_condition, placed_condition, (), what)
        for index, rule in enumerate(ruleset.rules):
            placed: Placed[Rule] = Placed(rule, document, ("rules", index))
            entry = RuleEntry(area, ruleset.language, placed)
            work.add(work.rules, entry.id, entry, placed, ("id",), f"the rule `{entry.id}`")


def _apply_verbs(work: Merge, placed: Placed[Layer]) -> None:
    for index, disable in enumerate(placed.value.disable):
        _disable(work, Placed(disable, placed.document, ("disable", index)))
    for index, change in enumerate(placed.value.replace):
        _replace(work, Placed(change, placed.document, ("replace", index)))
    for index, extend in enumerate(placed.value.extend):
        _extend(work, Placed(extend, placed.document, ("extend", index)))


def _disable(work: Merge, placed: Placed[Disable]) -> None:
    rule = placed.value.rule
    if rule not in work.rules:
        work.unknown(codes.UNKNOWN_TARGET, "rule", rule, work.rules, placed, "rule")
    elif rule in work.disabled:
        related = (Label(work.disabled[rule].span(), "first disabled here"),)
        message = f"`{rule}` is disabled twice"
        span = placed.span("rule")
        help_ = "keep one of the two"
        work.problems.append(diagnose(codes.LAYERS_CONFLICT, message, span, help=help_, related=related))
    else:
        work.disabled[rule] = placed


def _replace(work: Merge, placed: Placed[Replace]) -> None:
    change = placed.value
    if change.rule is not None and change.with_rule is not None:
        old = work.rules.get(change.rule)
        if old is None:
            work.unknown(codes.UNKNOWN_TARGET, "rule", change.rule, work.rules, placed, "rule")
            return
        # Model to model, so that nothing is lost on the way through plain data.
        body = {name: getattr(change.with_rule, name) for name in type(change.with_rule).model_fields}
        rule = Rule.model_construct(id=old.rule.value.id, **body)
        inner = Placed(rule, placed.document, (*placed.path, "with_rule"))
        work.rules[change.rule] = RuleEntry(old.area, old.language, inner)
    elif change.clause is not None and change.with_clause is not None:
        known = work.clauses.get(change.clause)
        if known is None:
            work.unknown(codes.UNKNOWN_TARGET, "clause", change.clause, work.clauses, placed, "clause")
        elif change.with_clause.id != change.clause:
            message = f"`{change.clause}` is replaced by a clause with another id, `{change.with_clause.id}`"
            span = placed.span("with_clause", "id")
            work.problems.append(diagnose(codes.LAYERS_CONFLICT, message, span, help="keep the id; raise the version"))
        else:
            inner_clause = Placed(change.with_clause, placed.document, (*placed.path, "with_clause"))
            work.clauses[change.clause] = ClauseEntry(known.area, inner_clause)


def _extend(work: Merge, placed: Placed[Extend]) -> None:
    by_name = {str(id_): id_ for id_ in work.lexicons}
    id_ = by_name.get(placed.value.lexicon)
    if id_ is None:
        work.unknown(codes.UNKNOWN_TARGET, "lexicon", placed.value.lexicon, by_name, placed, "lexicon")
        return
    old = work.lexicons[id_]
    words = {term.term for term in old.value.terms}
    for index, word in enumerate(placed.value.remove):
        if word not in words:
            work.unknown(codes.UNKNOWN_TARGET, "term", word, words, placed, "remove", index)
    for index, term in enumerate(placed.value.add):
        if term.term in words and term.term not in placed.value.remove:
            message = f"`{term.term}` already stands in {id_}"
            span = placed.span("add", index)
            work.problems.append(diagnose(codes.LAYERS_CONFLICT, message, span, help="remove the old term as well"))
    kept = tuple(term for term in old.value.terms if term.term not in placed.value.remove)
    changed = old.value.model_copy(update={"terms": (*kept, *placed.value.add)})
    work.lexicons[id_] = Placed(changed, old.document, old.path)


def _sealed(work: Merge, highest_layer: int) -> PolicySet | None:
    if work.manifest is None:
        return None
    without_policy: dict[str, RuleEntry] = {}
    for entry in work.rules.values():
        if entry.area not in work.areas and entry.area != SHARED and ("policy", entry.area) not in work.lost:
            without_policy.setdefault(entry.area, entry)
    for area, first in without_policy.items():
        message = f"the area `{area}` has rules but no `policy.yaml`"
        help_ = "add the clauses that the rules enforce"
        work.problems.append(diagnose(codes.NO_POLICY, message, first.rule.span("id"), help=help_))
    lexicons = {id_: work.lexicons[id_] for id_ in sorted(work.lexicons, key=lambda each: each.sort_key)}
    patterns = {id_: work.patterns[id_] for id_ in sorted(work.patterns, key=lambda each: each.sort_key)}
    return PolicySet(
        manifest=work.manifest,
        layers=tuple(work.layers),
        languages=tuple(sorted(work.languages)),
        params=_ordered(work.params),
        lists=_ordered(work.lists),
        queues=_ordered(work.queues),
        areas=_ordered(work.areas),
        overlays=_ordered(work.overlays),
        statements=_ordered(work.statements),
        service={name: dict(sorted(work.service[name].items())) for name in sorted(work.service)},
        clauses=_ordered(work.clauses),
        rules=_ordered(work.rules),
        lexicons=lexicons,
        patterns=patterns,
        conditions={key: work.conditions[key] for key in sorted(work.conditions)},
        lexicons_known=frozenset(lexicons),
        patterns_known=frozenset(patterns),
        labels_known=frozenset(e.rule.value.label for e in work.rules.values() if e.rule.value.label is not None),
        disabled=_ordered(work.disabled),
        suites=tuple(work.suites),
        clean=tuple(work.clean),
        baseline=work.baseline,
        highest_layer=highest_layer,
        lost=frozenset(work.lost),
    )


def _ordered(known: dict[str, V]) -> dict[str, V]:
    return {name: known[name] for name in sorted(known)}

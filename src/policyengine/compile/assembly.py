"""Resolved trees assembled into a program: lowered, put in strata, indexed."""

from __future__ import annotations

from collections.abc import Mapping

from policyengine.compile.compilation import Compilation
from policyengine.compile.derivation import Conjunction, Derivation
from policyengine.compile.duties import compile_duties
from policyengine.compile.entries import Entries
from policyengine.compile.facts import FactTable, build_table
from policyengine.compile.formula import Atom, Join, TooWide, formula
from policyengine.compile.lower import Lowering, NothingPositive
from policyengine.compile.program import (
    CompiledClause,
    CompiledEscalation,
    CompiledException,
    CompiledRule,
    LocalRedress,
    Program,
    Setting,
)
from policyengine.compile.signals import FreeSignal, HitSignal
from policyengine.compile.strata import Cycle, stratify
from policyengine.compile.tree import Branch, Leaf, Tree
from policyengine.compile.triggers import build_triggers
from policyengine.compile.validity import in_force
from policyengine.diagnostics.codes import references
from policyengine.diagnostics.diagnostic import has_errors
from policyengine.diagnostics.table import diagnose
from policyengine.model.policy import Outcome
from policyengine.model.statement_words import laid_over
from policyengine.signals.comparison import FactTest
from policyengine.source.definitions import Placed, PolicySet


def assemble(work: Compilation, fingerprint: str) -> Program | None:
    """The program, or `None` where something can only be seen to be wrong now (and was reported)."""
    table = work.resolver.table
    windows = {rule_id: in_force(work.policy_set, rule_id, table) for rule_id in work.rule_trees}
    base = len(table.signals)
    labels = {base + index: name for index, name in enumerate(table.labels)}
    lowering = Lowering(base + len(labels))
    clauses = _clauses(work, lowering, base)
    rules = tuple(
        rule
        for rule_id, tree in work.rule_trees.items()
        if (rule := _rule(work, lowering, clauses, rule_id, _renumbered(tree, base), windows[rule_id])) is not None
    )
    escalations = _escalations(work, lowering, base)
    by_label = {name: head for head, name in labels.items()}
    for rule in rules:
        if rule.label is not None and rule.status == "live":
            lowering.conjunctions.append(Conjunction(by_label[rule.label], (rule.head,)))
    try:
        derivation = stratify(base, lowering.conjunctions, lowering.counters)
    except Cycle as cycle:
        _report_cycle(work, cycle)
        return None
    if has_errors(tuple(work.diagnostics)):
        return None
    return _program(work, fingerprint, derivation, rules, escalations, labels)


def _renumbered(tree: Tree, base: int) -> Tree:
    """The tree with labels numbered after the given signals."""
    if isinstance(tree, Branch):
        return Branch(tree.join, tuple(_renumbered(each, base) for each in tree.of), tree.n)
    return tree if tree.signal >= 0 else Leaf(base - 1 - tree.signal, None, tree.described)


def _derive(
    work: Compilation, lowering: Lowering, tree: Tree, window: tuple[int, ...], placed: Placed[object], *path: str | int
) -> int:
    """A new head that is true wherever the tree holds and every signal of the window is true."""
    head = lowering.new_head()
    try:
        body = formula(tree)
        if window:
            body = Join("all", (*(Atom(signal, True) for signal in window), body))
        lowering.derive(head, body)
    except NothingPositive:
        message = "one way for this to hold names only what must be absent"
        help_ = "give every branch at least one condition that must be true"
        work.diagnostics.append(diagnose(references.NOTHING_POSITIVE, message, placed.span(*path), help=help_))
    except TooWide:
        message = "this combines too many alternatives"
        help_ = "split the rule, or put alternatives in one lexicon"
        work.diagnostics.append(diagnose(references.CONDITION_TOO_LARGE, message, placed.span(*path), help=help_))
    return head


def _clauses(work: Compilation, lowering: Lowering, base: int) -> dict[str, CompiledClause]:
    compiled: dict[str, CompiledClause] = {}
    for clause_id, entry in work.policy_set.clauses.items():
        exceptions: list[CompiledException] = []
        for index, exception in enumerate(entry.clause.value.exceptions):
            if (clause_id, exception.id) not in work.exception_trees:
                continue
            tree = _renumbered(work.exception_trees[clause_id, exception.id], base)
            head = _derive(work, lowering, tree, (), entry.clause, "exceptions", index, "when")
            work.origins[head] = f"{clause_id} exception {exception.id}"
            exceptions.append(CompiledException(exception.id, head, exception.soften_to, exception.why, tree))
        queue = work.policy_set.areas[entry.area].value.queue
        default = work.policy_set.manifest.value.review.default_queue
        compiled[clause_id] = CompiledClause(entry.area, queue or default, entry.clause.value, tuple(exceptions))
    return compiled


def _rule(
    work: Compilation,
    lowering: Lowering,
    clauses: Mapping[str, CompiledClause],
    rule_id: str,
    tree: Tree,
    window: tuple[int, ...],
) -> CompiledRule | None:
    entry = work.policy_set.rules[rule_id]
    rule = entry.rule.value
    head = _derive(work, lowering, tree, window, entry.rule, "when")
    work.origins[head] = rule_id
    clause = clauses[rule.clause] if rule.clause else None
    outcome = rule.then or (clause.clause.outcome if clause else Outcome())
    allowed = clause.exceptions if clause else ()
    area = work.policy_set.areas.get(entry.area)
    return CompiledRule(
        id=rule_id,
        head=head,
        tree=tree,
        status=rule.status,
        why=rule.why,
        owner=rule.owner or (area.value.owner if area else entry.area),
        clause=clause,
        label=rule.label,
        severity=outcome.severity or (clause.clause.severity if clause else "low"),
        action=outcome.action,
        recommend=outcome.recommend,
        review=bool(outcome.review),
        note=outcome.finding == "note",
        territory=_territory(rule.territory, clause),
        exceptions=tuple(e for e in allowed if rule.exceptions is None or e.id in rule.exceptions),
        also=tuple(sorted({*outcome.also, *(clause.clause.outcome.also if clause else ())})),
        max_per_day=rule.max_per_day,
    )


def _escalations(work: Compilation, lowering: Lowering, base: int) -> tuple[CompiledEscalation, ...]:
    manifest = work.policy_set.manifest
    found: list[CompiledEscalation] = []
    for index, tree in work.escalation_trees.items():
        escalation = manifest.value.review.escalate[index]
        path = ("review", "escalate", index, "when")
        head = _derive(work, lowering, _renumbered(tree, base), (), manifest, *path)
        work.origins[head] = f"escalation {escalation.id}"
        found.append(CompiledEscalation(head, escalation))
    return tuple(found)


def _territory(own: tuple[str, ...], clause: CompiledClause | None) -> tuple[str, ...] | None:
    """Where the rule applies: in both its own territory and its clause's; `None` means everywhere."""
    limits = [set(each) for each in (own, clause.clause.territory if clause else ()) if each]
    return tuple(sorted(set.intersection(*limits))) if limits else None


def _report_cycle(work: Compilation, cycle: Cycle) -> None:
    named = [work.origins[head] for head in cycle.heads if head in work.origins]
    around = [*named, *named[:1]]
    first = next((work.policy_set.rules[name] for name in named if name in work.policy_set.rules), None)
    work.diagnostics.append(
        diagnose(
            references.LABEL_CYCLE,
            f"labels and rules depend on each other in a circle: {' → '.join(f'`{name}`' for name in around)}",
            first.rule.span("when") if first else None,
            help="let one of them be derived without the other",
        )
    )


def _program(
    work: Compilation,
    fingerprint: str,
    derivation: Derivation,
    rules: tuple[CompiledRule, ...],
    escalations: tuple[CompiledEscalation, ...],
    labels: Mapping[int, str],
) -> Program:
    signals = work.resolver.table.signals
    tests = {number: signal for number, signal in enumerate(signals) if isinstance(signal, FactTest)}
    hits = {number: signal for number, signal in enumerate(signals) if isinstance(signal, HitSignal)}
    heads = sorted(rule.head for rule in rules if rule.clause is not None)
    heads += [each.head for each in escalations if each.escalation.always]
    return Program(
        setting=_setting(work.policy_set),
        entries=work.resolver.entries,
        signals=signals,
        hit_signals=hits,
        free_signals={number: signal for number, signal in enumerate(signals) if isinstance(signal, FreeSignal)},
        touched_by=_touched_by(work.resolver.entries, hits),
        facts=_fact_tables(tests),
        triggers=build_triggers(derivation, heads, tests, hits.keys()),
        derivation=derivation,
        rules=rules,
        escalations=escalations,
        labels=labels,
        inactive=tuple(sorted(work.inactive, key=lambda each: each.rule)),
        digest=fingerprint,
    )


def _touched_by(entries: Entries, hits: Mapping[int, HitSignal]) -> tuple[tuple[int, ...], ...]:
    """For each entry, the signals that its match may make true."""
    touched: list[list[int]] = [[] for _ in entries.all]
    for number, signal in hits.items():
        for entry in signal.entries:
            touched[entry].append(number)
    return tuple(map(tuple, touched))


def _fact_tables(tests: Mapping[int, FactTest]) -> tuple[FactTable[tuple[int, ...]], ...]:
    by_key: dict[tuple[str, str], dict[int, FactTest]] = {}
    for signal, test in tests.items():
        by_key.setdefault(test.key, {})[signal] = test
    return tuple(
        build_table(next(iter(group.values())).key, group, lambda true: tuple(sorted(true)))
        for _, group in sorted(by_key.items())
    )


def _setting(policy_set: PolicySet) -> Setting:
    manifest = policy_set.manifest.value
    return Setting(
        name=manifest.name,
        version="+".join((manifest.version, *policy_set.layers)),
        locales=manifest.locales,
        markets=tuple(sorted(set(manifest.markets))),
        ladder={action: rank for rank, action in enumerate(manifest.ladder)},
        measures=manifest.actions,
        side_actions=manifest.side_actions,
        content_classes=frozenset(manifest.content_classes),
        default_queue=manifest.review.default_queue,
        queues=policy_set.queues,
        services=manifest.review.severities,
        duties=compile_duties(policy_set),
        strikes=manifest.strikes,
        clauses={id_: entry.clause.value for id_, entry in policy_set.clauses.items()},
        words={
            locale: laid_over(placed.value for placed in layers) for locale, layers in policy_set.statements.items()
        },
        redress=tuple(
            LocalRedress(placed.value.reaches, placed.value.redress)
            for placed in policy_set.overlays.values()
            if placed.value.redress
        ),
        text_limit=manifest.limits.text,
        audit_masks=manifest.audit.mask,
    )

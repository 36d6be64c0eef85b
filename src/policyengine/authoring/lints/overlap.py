"""PE202 and PE203: rules that add nothing to another rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from policyengine.authoring.lints.implication import implies, shape_of, weaker_signals
from policyengine.authoring.lints.subject import Subject
from policyengine.compile.program import CompiledRule
from policyengine.compile.tree import Leaf, Tree, leaves
from policyengine.compile.validity import bounds
from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import logic
from policyengine.diagnostics.diagnostic import Diagnostic, Label
from policyengine.diagnostics.table import diagnose

Weaker = Mapping[int, frozenset[int]]


def overlaps(subject: Subject) -> Iterator[Diagnostic]:
    """Rules with the condition of another rule, or a narrower one, that ask for the same. Drafts may yet change."""
    weaker = weaker_signals(subject.program)
    alike: dict[object, list[CompiledRule]] = defaultdict(list)
    for rule in subject.program.rules:
        if subject.policy_set.rules[rule.id].rule.value.status != "draft":
            alike[_asks(subject, rule)].append(rule)
    for rules in alike.values():
        if len(rules) > 1:
            yield from _among(subject, rules, weaker)


def _asks(subject: Subject, rule: CompiledRule) -> object:
    return (
        rule.clause.clause.id if rule.clause else rule.label,
        (rule.severity, rule.action, rule.recommend, rule.review, rule.note, rule.status),
        rule.territory,
        tuple(each.id for each in rule.exceptions),
        bounds(subject.policy_set, rule.id),
    )


def _among(subject: Subject, rules: Sequence[CompiledRule], weaker: Weaker) -> Iterator[Diagnostic]:
    first: dict[object, CompiledRule] = {}
    distinct: list[CompiledRule] = []
    for rule in rules:
        shape = shape_of(rule.tree)
        if shape in first:
            message = f"`{rule.id}` has the condition of `{first[shape].id}` and asks for the same"
            yield _said(subject, logic.DUPLICATE_RULE, message, rule, first[shape])
        else:
            first[shape] = rule
            distinct.append(rule)
    index = _by_rarest_signal(distinct)
    for rule in distinct:
        signals = {wide for leaf in leaves(rule.tree) for wide in weaker.get(leaf.signal, (leaf.signal,))}
        near = {each.id: each for signal in sorted(signals) for each in index.get(signal, ())}
        wider = next((near[id_] for id_ in sorted(near) if id_ != rule.id and _covers(near[id_], rule, weaker)), None)
        if wider is None:
            continue
        if implies(wider.tree, rule.tree, weaker):
            message = f"`{rule.id}` has the condition of `{wider.id}` and asks for the same"
            yield _said(subject, logic.DUPLICATE_RULE, message, rule, wider)
        else:
            message = f"`{wider.id}` fires wherever `{rule.id}` does and asks for the same"
            yield _said(subject, logic.SHADOWED_RULE, message, rule, wider)


def _covers(wide: CompiledRule, narrow: CompiledRule, weaker: Weaker) -> bool:
    """Of two rules that imply each other, the first by id covers the other."""
    if not implies(narrow.tree, wide.tree, weaker):
        return False
    return wide.id < narrow.id or not implies(wide.tree, narrow.tree, weaker)


def _by_rarest_signal(rules: Sequence[CompiledRule]) -> Mapping[int, Sequence[CompiledRule]]:
    """Rules by signals of which each of their alternatives needs one: the one that fewest rules read."""
    read = Counter(leaf.signal for rule in rules for leaf in leaves(rule.tree))
    index: dict[int, list[CompiledRule]] = defaultdict(list)
    for rule in rules:
        for signal in sorted(_needed(rule.tree, read)):
            index[signal].append(rule)
    return index


def _needed(tree: Tree, read: Mapping[int, int]) -> set[int]:
    if isinstance(tree, Leaf):
        return {tree.signal}
    each = [_needed(member, read) for member in tree.of]
    if tree.join == "all":
        return min(each, key=lambda signals: (sum(read[signal] for signal in signals), sorted(signals)))
    return set().union(*each)


def _said(subject: Subject, code: Code, message: str, rule: CompiledRule, other: CompiledRule) -> Diagnostic:
    rules = subject.policy_set.rules
    related = (Label(rules[other.id].rule.span("id"), f"here is `{other.id}`"),)
    return diagnose(
        code,
        message,
        rules[rule.id].rule.span("id"),
        help="remove one of them, or give them different outcomes",
        related=related,
    )

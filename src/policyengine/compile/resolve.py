"""Conditions with their names looked up: each leaf becomes a numbered signal, each mistake a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from policyengine.compile.comparands import Mismatch, fact_tests, operand
from policyengine.compile.entries import Entries
from policyengine.compile.lookup import Lookup, Scope
from policyengine.compile.signals import Signal, SignalTable
from policyengine.compile.tree import Branch, Leaf, Tree
from policyengine.diagnostics.codes import references, shape
from policyengine.model import conditions as grammar
from policyengine.model.base import primary_language
from policyengine.model.content import LIST_FIELDS, TEXT_FIELDS
from policyengine.model.matching import as_certain_as
from policyengine.signals.comparison import FactTest
from policyengine.signals.facts import KIND, LANGUAGE, FactKey, Family, fact_type, known_names
from policyengine.signals.items import IdListSignal, ItemsSignal, SameSignal
from policyengine.signals.names import LookalikeListSignal, NameListSignal
from policyengine.signals.shapes import MEASURES, Bound, ShapeSignal
from policyengine.signals.texts import CountSignal, Near, TextSignal
from policyengine.source.definitions import PolicySet

ALL_FIELDS = frozenset(TEXT_FIELDS)
"""The fields of a condition that names none."""


@dataclass
class Resolver:
    """Resolves the conditions of a policy set. `ids` are the supplied lists of ids; names are among the entries."""

    policy_set: PolicySet
    entries: Entries
    ids: Mapping[str, frozenset[str]]
    labels_known: frozenset[str]
    lookup: Lookup
    table: SignalTable = field(default_factory=SignalTable)
    lists_read: set[str] = field(default_factory=set)
    conditions_used: set[tuple[str, str]] = field(default_factory=set)
    _open: list[tuple[str, str]] = field(default_factory=list)
    _circles: set[frozenset[tuple[str, str]]] = field(default_factory=set)

    def tree(self, condition: Any, scope: Scope) -> Tree | None:
        """The resolved tree, or `None` where something in it could not be resolved (and was reported)."""
        verb = next(iter(type(condition).model_fields))
        return _RESOLVERS[verb](self, getattr(condition, verb), scope.at(verb))  # type: ignore[no-any-return]

    # joins

    def _branch(self, join: Any, members: Sequence[Any], scope: Scope, n: int = 0) -> Tree | None:
        resolved = [self.tree(each, scope.at(index)) for index, each in enumerate(members)]
        whole = tuple(each for each in resolved if each is not None)
        return Branch(join, whole, n) if len(whole) == len(resolved) else None

    def _at_least(self, spec: grammar.AtLeast, scope: Scope) -> Tree | None:
        if spec.n > len(spec.of):
            message = f"`n: {spec.n}` can never be reached by {len(spec.of)} conditions"
            self.lookup.report(shape.OUT_OF_RANGE, scope.at("n"), message, f"use at most {len(spec.of)}")
            return None
        return self._branch("at_least", spec.of, scope.at("of"), spec.n)

    def _use(self, name: str, scope: Scope) -> Tree | None:
        key = self.lookup.condition(name, scope)
        if key is None:
            return None
        if key in self._open:
            circle = self._open[self._open.index(key) :]
            if frozenset(circle) not in self._circles:
                self._circles.add(frozenset(circle))
                around = " → ".join(f"{area}/{each}" for area, each in [*circle, key])
                message = f"this condition uses itself: {around}"
                self.lookup.report(references.CONDITION_CYCLE, scope, message, "write one of them out")
            return None
        self.conditions_used.add(key)
        placed = self.policy_set.conditions[key]
        self._open.append(key)
        # The leaves stand in the named condition, so that is where their mistakes are shown.
        tree = self.tree(placed.value, Scope(key[0], None, placed, ()))
        self._open.pop()
        return tree

    # texts

    def selection(self, chosen: Any, scope: Scope) -> frozenset[int] | None:
        """The entries that a selection of lexicons, patterns and tiers means."""
        found: set[int] = set()
        whole = True
        kinds: tuple[Literal["lexicon", "pattern"], ...] = ("lexicon", "pattern")
        for kind in kinds:
            for index, name in enumerate(getattr(chosen, kind)):
                providers = self.lookup.providers(kind, name, scope.at(kind, index))
                whole = whole and providers is not None
                for provider in providers or ():
                    tiers = chosen.tier if kind == "lexicon" else ()
                    found |= self.entries.of_lexicon(provider, tiers)
        return frozenset(found) if whole else None

    def _text(self, spec: grammar.TextCondition, scope: Scope) -> Tree | None:
        entries = self.selection(spec, scope)
        company = self._near(spec.with_, scope.at("with"))
        without = self._near(spec.without, scope.at("without"))
        if entries is None or company is None or without is None:
            return None
        fields = frozenset(spec.in_) or ALL_FIELDS
        described = _described_text(spec)
        signal = TextSignal(
            entries, fields, as_certain_as(spec.certainty), spec.use, company, without, self.entries.cues, described
        )
        return self._leaf(signal)

    def _near(self, companions: Sequence[grammar.Companion], scope: Scope) -> tuple[Near, ...] | None:
        near: list[Near] = []
        for index, companion in enumerate(companions):
            entries = self.selection(companion, scope.at(index))
            if entries is None:
                return None
            near.append(Near(entries, companion.within, companion.side, as_certain_as(companion.certainty)))
        return tuple(near)

    def _count(self, spec: grammar.CountCondition, scope: Scope) -> Tree | None:
        at_least, at_most = (self._number(spec, key, scope) for key in ("at_least", "at_most"))
        fields = frozenset(spec.in_) or ALL_FIELDS
        bounds = _described_bounds(at_least, at_most)
        if spec.of == "items":
            wrong = sorted(fields - LIST_FIELDS)
            if wrong:
                self.lookup.report(
                    shape.TYPES_DO_NOT_COMPARE,
                    scope.at("in"),
                    f"`{wrong[0]}` is not a list",
                    "name list fields such as `tags`",
                )
                return None
            return self._leaf(ItemsSignal(fields, at_least, at_most, f"items of {', '.join(sorted(fields))} {bounds}"))
        entries = self.selection(spec, scope)
        if entries is None:
            return None
        if at_least is None or at_least < 1:
            self.lookup.report(
                references.NOTHING_POSITIVE,
                scope,
                "this count also holds of nothing at all",
                "give `at_least: 1` or more",
            )
            return None
        described = f"{spec.of} of {', '.join((*spec.lexicon, *spec.pattern))} {bounds}"
        return self._leaf(
            CountSignal(entries, fields, as_certain_as(spec.certainty), spec.of, at_least, at_most, described)
        )

    def _number(self, spec: grammar.CountCondition, key: str, scope: Scope) -> float | None:
        given = getattr(spec, key)
        if given is None:
            return None
        try:
            return float(operand(key, given, "number", self.policy_set.params))
        except Mismatch as mismatch:
            self.lookup.report(mismatch.code, scope.at(key), mismatch.message, mismatch.help)
            return None

    def _list(self, spec: grammar.ListCondition, scope: Scope) -> Tree | None:
        declared = self.policy_set.lists.get(spec.name)
        if declared is None:
            self.lookup.unknown("list", spec.name, self.policy_set.lists, scope.at("name"))
            return None
        wanted = "names" if spec.in_ else "ids"
        if declared.holds != wanted:
            message = f"the list `{spec.name}` holds {declared.holds}, not {wanted}"
            self.lookup.report(
                shape.TYPES_DO_NOT_COMPARE,
                scope.at("name"),
                message,
                "use `in` for a list of names and `id` for a list of ids",
            )
            return None
        self.lists_read.add(spec.name)
        if spec.id is not None:
            ids = self.ids.get(spec.name, frozenset())
            return self._leaf(IdListSignal(spec.name, ids, spec.id, f"{spec.id} is on the list {spec.name}"))
        what = "a look-alike of a name" if spec.confusable else "a name"
        least = f" that is at least {spec.certainty}" if spec.certainty != "likely" else ""
        described = f"{what} of the list {spec.name}{least} in {', '.join(spec.in_)}"
        by_list = self.entries.by_confusable_list if spec.confusable else self.entries.by_list
        entries = frozenset(by_list.get(spec.name, ()))
        fields, except_in = frozenset(spec.in_), frozenset(spec.except_in)
        whole = spec.match == "whole"
        if spec.confusable:
            certain = as_certain_as(spec.certainty)
            return self._leaf(LookalikeListSignal(entries, fields, certain, whole, except_in, described))
        return self._leaf(NameListSignal(entries, fields, whole, except_in, described))

    def _leaf(self, signal: Signal, complement: Signal | None = None) -> Leaf:
        number = self.table.number(signal)
        other = self.table.number(complement) if complement is not None else None
        described = signal.describe() if isinstance(signal, FactTest) else signal.described
        return Leaf(number, other, described)

    # the item

    def _shape(self, spec: grammar.ShapeCondition, scope: Scope) -> Tree | None:
        bounds: list[Bound] = []
        for name in MEASURES:
            comparison = getattr(spec, name)
            if comparison is None:
                continue
            tests = self._tests(FactKey("content", name), "number", comparison, scope.at(name))
            if tests is None:
                return None
            for test in tests:
                if test.op in ("in", "absent"):
                    self.lookup.report(
                        shape.VALUE_NOT_ALLOWED,
                        scope.at(name),
                        f"`{test.op}` cannot be asked of `{name}`, which every text has as a number",
                        "write a bound, such as `{above: 10}`",
                    )
                    return None
                bounds.append(Bound(name, test.op, test.operand))  # type: ignore[arg-type]
        described = ", ".join(f"{each.measure} {each.op.replace('_', ' ')} {each.number:g}" for each in bounds)
        return self._leaf(ShapeSignal(frozenset(spec.in_) or ALL_FIELDS, tuple(bounds), described))

    def _same(self, fields: tuple[str, ...], _scope: Scope) -> Tree | None:
        return self._leaf(
            SameSignal(tuple(sorted(set(fields))), f"the same words in {' and '.join(sorted(set(fields)))}")
        )

    def _label(self, name: str, scope: Scope) -> Tree | None:
        if name not in self.labels_known:
            self.lookup.unknown("label", name, self.labels_known, scope)
            return None
        return Leaf(self.table.label(name), None, f"label {name}")

    def _kind(self, kinds: tuple[str, ...], _scope: Scope) -> Tree | None:
        test = FactTest(KIND, "in", tuple(sorted(set(kinds))))
        return self._leaf(test, test.complement())

    def _language(self, tags: tuple[str, ...], _scope: Scope) -> Tree | None:
        test = FactTest(LANGUAGE, "in", tuple(sorted({primary_language(tag) for tag in tags})))
        return self._leaf(test, test.complement())

    def _case(self, spec: grammar.CaseCondition, _scope: Scope) -> Tree | None:
        asked = (("trigger", spec.trigger), ("by", spec.by))
        tests = [FactTest(FactKey("case", name), "in", tuple(sorted(set(values)))) for name, values in asked if values]
        found: list[Tree] = [self._leaf(test, test.complement()) for test in tests]
        return found[0] if len(found) == 1 else Branch("all", tuple(found))

    def _facts(self, family: Family, comparisons: Mapping[str, Any], scope: Scope) -> Tree | None:
        found: list[Tree] = []
        whole = True
        for name, comparison in sorted(comparisons.items()):
            key = FactKey(family, name)
            kind = fact_type(key)
            if kind is None:
                self.lookup.unknown_fact(family, name, known_names(family), scope.at(name))
                whole = False
                continue
            tests = self._tests(key, kind, comparison, scope.at(name))
            whole = whole and tests is not None
            found.extend(self._leaf(test, test.complement()) for test in tests or ())
        if not whole:
            return None
        return found[0] if len(found) == 1 else Branch("all", tuple(found))

    def _tests(self, key: FactKey, kind: Any, comparison: Any, scope: Scope) -> tuple[FactTest, ...] | None:
        try:
            return fact_tests(key, kind, comparison, self.policy_set.params)
        except Mismatch as mismatch:
            self.lookup.report(mismatch.code, scope.at(mismatch.key), mismatch.message, mismatch.help)
            return None


def _described_text(spec: grammar.TextCondition) -> str:
    words = [f"{'sure ' if spec.tier == ('sure',) else ''}match of {', '.join((*spec.lexicon, *spec.pattern))}"]
    if spec.tier and spec.tier != ("sure",):
        words.append(f"of tier {' or '.join(spec.tier)}")
    if spec.certainty != "likely":
        words.append(f"that is at least {spec.certainty}")
    if spec.use:
        words.append(f"that is {spec.use}")
    for joined, companions in (("with", spec.with_), ("without", spec.without)):
        for each in companions:
            reach = f"within {each.within} characters" if isinstance(each.within, int) else f"in the same {each.within}"
            words.append(f"{joined} {', '.join((*each.lexicon, *each.pattern))} {reach}")
    return " ".join([*words, f"in {', '.join(spec.in_)}" if spec.in_ else "in any text"])


def _described_bounds(at_least: float | None, at_most: float | None) -> str:
    parts = [f"{word} {bound:g}" for word, bound in (("at least", at_least), ("at most", at_most)) if bound is not None]
    return " and ".join(parts)


_RESOLVERS: dict[str, Any] = {
    "all": lambda r, spec, scope: r._branch("all", spec, scope),
    "any": lambda r, spec, scope: r._branch("any", spec, scope),
    "none": lambda r, spec, scope: r._branch("none", spec, scope),
    "at_least": Resolver._at_least,
    "use": Resolver._use,
    "text": Resolver._text,
    "count": Resolver._count,
    "shape": Resolver._shape,
    "same": Resolver._same,
    "list": Resolver._list,
    "label": Resolver._label,
    "kind": Resolver._kind,
    "language": Resolver._language,
    "case": Resolver._case,
    **{
        family: lambda r, spec, scope, family=family: r._facts(family, spec, scope)
        for family in ("content", "account", "score", "reports", "attribute", "ids")
    },
}

"""Cases recorded: what each of them brings about in the rules that it says something of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from policyengine.authoring.cases import CleanCase, ExampleCase, SuiteCase, TestCase, VocabularyCase
from policyengine.authoring.coverage.places import placed_leaves
from policyengine.authoring.coverage.targets import OUTCOMES, Coverage, Target, coverage_of
from policyengine.authoring.words import entries_found
from policyengine.compile.lookup import Scope
from policyengine.compile.program import CompiledRule, Program
from policyengine.compile.tree import Leaf
from policyengine.diagnostics.diagnostic import Span
from policyengine.evaluation.evaluator import Evaluator
from policyengine.evaluation.explanation import Known
from policyengine.evaluation.intake import take_in
from policyengine.inference import Reasoner, build
from policyengine.loading import Loaded
from policyengine.model.base import primary_language
from policyengine.signals.reading import Sighting
from policyengine.signals.texts import TextSignal
from policyengine.source.definitions import PolicySet, ProviderId

Outcomes = set[str]
"""What was seen of one target so far."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A rule, or an exception of a clause: its leaves, each with its outcomes, and the entries that it reads."""

    area: str
    leaves: tuple[tuple[Leaf, Outcomes], ...]
    entries: frozenset[int]


class Recorder:
    """Records the cases that passed. A case counts only for what it says something of.

    An example is about its rule and the rules that derive labels for it; a suite is about the rules, clauses and
    exceptions of its areas, or with a vocabulary text about terms; a clean item about all of them.
    """

    def __init__(self, loaded: Loaded) -> None:
        assert loaded.program is not None
        assert loaded.policy_set is not None
        self._policy_set = loaded.policy_set
        self._program = loaded.program
        derivation = loaded.program.derivation
        reasoner = Reasoner(derivation, build(derivation, "native"))
        self._evaluator = Evaluator(loaded.program, reasoner, loaded.request.evidence)
        self._seen: dict[Target, Outcomes] = {}
        self._conditions: dict[tuple[Span, str], Target] = {}
        self._compiled = {rule.id: rule for rule in loaded.program.rules}
        self._of_areas: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._rules = {rule.id: self._rule(rule) for rule in loaded.program.rules}
        self._rule_targets = {id_: self._target("rule", id_, id_, "id", rule=id_) for id_ in self._rules}
        self._exceptions = _exceptions(loaded.program)
        self._exception_parts = {key: self._exception(*key) for key in self._exceptions}
        self._exception_targets = {
            (clause, id_): self._exception_target(clause, id_) for clause, id_ in self._exceptions
        }
        self._clauses = {
            id_: self._add(Target("clause", id_, entry.area, entry.clause.span("id")))
            for id_, entry in loaded.policy_set.clauses.items()
            if entry.clause.value.retired is None
        }
        self._languages = {id_: self._language_targets(id_) for id_ in self._rules}
        self._by_label: dict[str, list[str]] = {}
        for rule in loaded.program.rules:
            if rule.label is not None:
                self._by_label.setdefault(rule.label, []).append(rule.id)
        self._needs = {id_: self._closure(id_) for id_ in self._rules}
        self._entries, self._unread = self._entry_targets()

    # what there is

    def _add(self, target: Target) -> Outcomes:
        return self._seen.setdefault(target, set())

    def _target(self, kind: Any, name: str, group: str, *path: str | int, rule: str) -> Outcomes:
        return self._add(Target(kind, name, group, self._policy_set.rules[rule].rule.span(*path)))

    def _rule(self, rule: CompiledRule) -> _Part:
        entry = self._policy_set.rules[rule.id]
        scope = Scope(entry.area, entry.language, entry.rule, ("when",))
        return self._part(entry.area, rule.id, entry.rule.value.when, rule.tree, scope)

    def _exception(self, clause: str, id_: str) -> _Part:
        entry = self._policy_set.clauses[clause]
        exceptions = entry.clause.value.exceptions
        index = next(i for i, each in enumerate(exceptions) if each.id == id_)
        scope = Scope(entry.area, None, entry.clause, ("exceptions", index, "when"))
        name = f"{clause} exception {id_}"
        return self._part(entry.area, name, exceptions[index].when, self._exceptions[clause, id_].tree, scope)

    def _part(self, area: str, group: str, condition: Any, tree: Any, scope: Scope) -> _Part:
        leaves = []
        for leaf, span in placed_leaves(self._policy_set, self._program, condition, tree, scope):
            # A named condition stands once, whichever rules use it: it belongs to the first.
            target = self._conditions.setdefault(
                (span, leaf.described), Target("condition", leaf.described, group, span)
            )
            leaves.append((leaf, self._add(target)))
        entries = frozenset(entry for leaf, _ in leaves for entry in _read_by(self._program, leaf))
        return _Part(area, tuple(leaves), entries)

    def _exception_target(self, clause: str, id_: str) -> Outcomes:
        entry = self._policy_set.clauses[clause].clause
        index = next(i for i, each in enumerate(entry.value.exceptions) if each.id == id_)
        return self._add(Target("exception", f"{clause} {id_}", clause, entry.span("exceptions", index, "id")))

    def _language_targets(self, rule: str) -> dict[str, Outcomes]:
        found = {
            self._program.entries.all[entry].language
            for leaf, _ in self._rules[rule].leaves
            for entry in _looked_for(self._program, leaf)
        }
        languages = sorted(each for each in found if each is not None)
        return {each: self._target("language", f"{rule} in {each}", rule, "id", rule=rule) for each in languages}

    def _closure(self, rule: str) -> frozenset[str]:
        """The rule, and those that derive the labels it reads, and so on."""
        found, ahead = {rule}, [rule]
        while ahead:
            for leaf, _ in self._rules[ahead.pop()].leaves:
                below = set(self._by_label.get(self._program.labels.get(leaf.signal, ""), ())) - found
                found |= below
                ahead += sorted(below)
        return frozenset(found)

    def _entry_targets(self) -> tuple[dict[int, Outcomes], int]:
        entries = self._program.entries
        read = {entry for part in (*self._rules.values(), *self._exception_parts.values()) for entry in part.entries}
        read |= entries.cues.mention | entries.cues.use
        found: dict[int, Outcomes] = {}
        unread = 0
        for provider, numbers in sorted(entries.by_provider.items(), key=lambda each: each[0].sort_key):
            for index, number in enumerate(numbers):
                if number in read:
                    found[number] = self._add(_entry_target(self._policy_set, provider, index))
                else:
                    unread += 1
        return found, unread

    # what the cases show

    def record(self, case: TestCase, content: Any) -> None:
        """Records a case that passed; `content` is its item, which was judged and so can be."""
        if isinstance(case, VocabularyCase):
            for number in entries_found(case, self._program.entries):
                if number in self._entries:
                    self._entries[number].add("matched")
            return
        known = self._known(content, case.at)
        rules = self._rules_of(case)
        exceptions = self._exceptions_of(case)
        self._record_rules(rules, known)
        parts = [self._rules[rule] for rule in rules] + [self._exception_parts[key] for key in exceptions]
        for part in parts:
            for leaf, outcomes in part.leaves:
                _record_leaf(leaf, outcomes, known)
        self._record_entries(parts, known)
        if isinstance(case, SuiteCase):
            self._record_expected(case, rules, known)

    def coverage(self) -> Coverage:
        """What the cases recorded so far cover."""
        return coverage_of(self._seen, self._unread)

    def _known(self, content: Any, at: datetime) -> Known:
        return Known(*self._evaluator.conclude_fully(take_in(content), at), self._evaluator.mode)

    def _rules_of(self, case: TestCase) -> tuple[str, ...]:
        if isinstance(case, ExampleCase):
            return tuple(sorted(self._needs.get(case.rule, ())))
        if isinstance(case, CleanCase) or case.areas is None:
            return tuple(self._rules)
        if case.areas not in self._of_areas:
            chosen = [rule for rule, part in self._rules.items() if part.area in case.areas]
            labels = [rule.id for rule in self._program.rules if rule.label is not None]
            needed = {each for rule in chosen for each in self._needs[rule]}
            self._of_areas[case.areas] = tuple(sorted({*labels, *needed}))
        return self._of_areas[case.areas]

    def _exceptions_of(self, case: TestCase) -> tuple[tuple[str, str], ...]:
        if isinstance(case, ExampleCase):
            return ()
        areas = case.areas if isinstance(case, SuiteCase) else None
        return tuple(key for key, part in self._exception_parts.items() if areas is None or part.area in areas)

    def _record_rules(self, rules: tuple[str, ...], known: Known) -> None:
        fired = {rule.id for rule in self._evaluator.holding(known.conclusion)}
        content, matched = known.settled.reading.content, _matched(known)
        declared = primary_language(content.language) if content.language else None
        for rule in rules:
            self._rule_targets[rule].add("fired" if rule in fired else "silent")
            open_ = {
                language: outcomes
                for language, outcomes in self._languages[rule].items()
                if len(outcomes) < len(OUTCOMES["language"])
            }
            if not open_:
                continue
            words = self._languages_matched(rule, known, matched, seen=rule in fired)
            for language, outcomes in open_.items():
                if language in words:
                    outcomes.add("flagged" if rule in fired else "let pass")
                elif rule not in fired and primary_language(language) == declared:
                    outcomes.add("let pass")

    def _languages_matched(self, rule: str, known: Known, matched: set[int], seen: bool) -> set[str | None]:
        """The languages of the words on which a rule fired, or which it saw and let pass."""
        if not matched:
            return set()
        entries = self._program.entries.all
        looked_for = [(leaf, _looked_for(self._program, leaf)) for leaf, _ in self._rules[rule].leaves]
        if seen:
            numbers = {
                support.hit.entry
                for leaf, wanted in looked_for
                if wanted
                for support in known.settled.supports(leaf.signal)
                if isinstance(support, Sighting)
            }
        else:
            numbers = matched & {entry for _, wanted in looked_for for entry in wanted}
        return {entries[number].language for number in numbers}

    def _record_entries(self, parts: list[_Part], known: Known) -> None:
        matched = _matched(known)
        if matched:
            cues = self._program.entries.cues
            read = {entry for part in parts for entry in part.entries & matched}
            for number in read | (matched & (cues.mention | cues.use)):
                if number in self._entries:
                    self._entries[number].add("matched")

    def _record_expected(self, case: SuiteCase, rules: tuple[str, ...], known: Known) -> None:
        for clause in (*case.expect.violations, *case.expect.notes):
            if clause in self._clauses:
                self._clauses[clause].add("cited")
        for rule in map(self._compiled.__getitem__, rules):
            if rule.clause is not None and rule.head in known.conclusion.true:
                for each in rule.exceptions:
                    if each.head in known.conclusion.true:
                        self._exception_targets[rule.clause.clause.id, each.id].add("applied")


def _record_leaf(leaf: Leaf, outcomes: Outcomes, known: Known) -> None:
    if len(outcomes) < len(OUTCOMES["condition"]):
        value = known.leaf(leaf)
        if value is not None:
            outcomes.add("true" if value else "false")


def _exceptions(program: Program) -> dict[tuple[str, str], Any]:
    """The exceptions of clauses that some rule enforces."""
    clauses = {rule.clause.clause.id: rule.clause for rule in program.rules if rule.clause is not None}
    return {(id_, each.id): each for id_, clause in sorted(clauses.items()) for each in clause.exceptions}


def _entry_target(policy_set: PolicySet, provider: ProviderId, index: int) -> Target:
    if provider in policy_set.patterns:
        return Target("pattern", str(provider), str(provider), policy_set.patterns[provider].span())
    placed = policy_set.lexicons[provider]
    return Target("term", placed.value.terms[index].term, str(provider), placed.span("terms", index))


def _looked_for(program: Program, leaf: Leaf) -> frozenset[int]:
    """The entries of which one must match for the leaf to be true."""
    signal = program.hit_signals.get(leaf.signal)
    return signal.entries if signal is not None else frozenset()


def _read_by(program: Program, leaf: Leaf) -> Iterator[int]:
    """The entries that the leaf depends on, companions among them."""
    yield from _looked_for(program, leaf)
    signal = program.hit_signals.get(leaf.signal)
    if isinstance(signal, TextSignal):
        for near in (*signal.company, *signal.without):
            yield from near.entries


def _matched(known: Known) -> set[int]:
    return {hit.entry for found in known.settled.reading.found if found is not None for hit in found.hits}

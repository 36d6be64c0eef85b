"""Programs of mutants: the program of the policy set built anew from where the change comes in, never from files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from policyengine.authoring.mutation.mutant import Mutant
from policyengine.compile.compiler import compile_with
from policyengine.compile.entries import Entries
from policyengine.compile.program import Program
from policyengine.compile.tree import Branch
from policyengine.compile.vocabulary import Vocabulary, read_vocabulary
from policyengine.engine import PolicyEngine
from policyengine.errors import RulesetError
from policyengine.evaluation.evaluator import Evaluator
from policyengine.inference import Reasoner, build
from policyengine.loading import Loaded
from policyengine.signals.comparison import FactTest
from policyengine.source.definitions import PolicySet
from policyengine.source.select import select
from policyengine.text.mention import Cues
from policyengine.text.scanner import Found, Scanner

Areas = tuple[str, ...] | None


@dataclass(frozen=True)
class Running:
    """A program that runs: what was loaded with it, the engine, and the evaluator in it."""

    loaded: Loaded
    engine: PolicyEngine
    evaluator: Evaluator


@dataclass(frozen=True)
class Base:
    """The policy set as it stands, for some areas, with everything that mutants leave as it is."""

    loaded: Loaded
    policy_set: PolicySet
    vocabulary: Vocabulary
    program: Program
    running: Running

    def with_change(self, mutant: Mutant) -> Running | None:
        """The policy set with the change; `None` where nothing can come out differently. Raises `Unbuildable`."""
        policy_set = self.policy_set if mutant.policy is None else mutant.policy(self.policy_set)
        entries = self.program.entries if mutant.entries is None else mutant.entries(self.program.entries)
        if policy_set is None or entries is None:
            return None
        if policy_set is self.policy_set and entries.all is self.program.entries.all:
            return _running(self.loaded, replace(self.program, entries=entries))
        program, diagnostics = compile_with(policy_set, self.vocabulary, entries, lambda: "mutant")
        if program is None:
            raise Unbuildable(diagnostics[0].message)
        return None if _meaning(program) == _meaning(self.program) else _running(self.loaded, program)


class Unbuildable(Exception):
    """The change gives no policy set that loads, so nobody could make it by mistake."""


def base_of(loaded: Loaded) -> Base:
    """The policy set as it was loaded."""
    assert loaded.policy_set is not None
    assert loaded.program is not None
    entries = replace(loaded.program.entries, scanner=_Remembering(loaded.program.entries.scanner))
    program = replace(loaded.program, entries=entries)
    vocabulary, _ = read_vocabulary(loaded.policy_set, dict(loaded.request.lists))
    return Base(loaded, loaded.policy_set, vocabulary, program, _running(loaded, program))


def part_of(base: Base, areas: tuple[str, ...]) -> Base:
    """Some areas of a policy set; raises `RulesetError`. The scanner stays: what it finds beyond them moves no rule."""
    policy_set, problems = select(base.policy_set, areas, None)
    if problems:
        raise RulesetError(problems, [None] * len(problems))
    entries = replace(base.program.entries, cues=_cues(policy_set, base.program.entries))
    program, diagnostics = compile_with(policy_set, base.vocabulary, entries, lambda: "part")
    if program is None:
        raise RulesetError(diagnostics, [None] * len(diagnostics))
    return Base(base.loaded, policy_set, base.vocabulary, program, _running(base.loaded, program))


def _cues(policy_set: PolicySet, entries: Entries) -> Cues:
    """The marks of the lexicons in the policy set."""
    marked: dict[str, set[int]] = {"mention": set(), "use": set()}
    for provider, placed in policy_set.lexicons.items():
        if placed.value.marks is not None:
            marked[placed.value.marks].update(entries.by_provider[provider])
    return Cues(frozenset(marked["mention"]), frozenset(marked["use"]))


def _running(loaded: Loaded, program: Program) -> Running:
    reasoner = Reasoner(program.derivation, build(program.derivation, "native"))
    changed = replace(loaded, program=program)
    return Running(changed, PolicyEngine(changed, "native"), Evaluator(program, reasoner, loaded.request.evidence))


def _meaning(program: Program) -> tuple[Any, ...]:
    """What a program does, without its wording: equal meanings decide alike on every item."""
    signals = tuple(
        signal if isinstance(signal, FactTest) else replace(signal, described="") for signal in program.signals
    )
    rules = tuple(
        (
            replace(rule, tree=_NO_TREE, clause=None, exceptions=()),
            None if rule.clause is None else replace(rule.clause, exceptions=()),
            tuple(replace(each, tree=_NO_TREE) for each in rule.exceptions),
        )
        for rule in program.rules
    )
    return signals, rules, program.derivation, program.labels


_NO_TREE = Branch("all", ())


class _Remembering(Scanner):
    """Scans each text once: the same cases are run for every mutant."""

    __slots__ = ("_known", "_scanner")

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._known: dict[tuple[str, str | None], Found | None] = {}

    def scan(self, text: str, language: str | None = None) -> Found | None:
        """What the scanner finds in a text."""
        key = (text, language)
        if key not in self._known:
            self._known[key] = self._scanner.scan(text, language)
        return self._known[key]

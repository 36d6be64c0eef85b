"""Mutants tried on the cases that cover them, and what came of it."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from policyengine.authoring.cases import BadCase, CleanCase, ExampleCase, SuiteCase, TestCase, VocabularyCase
from policyengine.authoring.mutation.cases import Bench, Covered, areas_of
from policyengine.authoring.mutation.mutant import APART, KINDS, Kind, Mutant
from policyengine.authoring.mutation.programs import Areas, Running, Unbuildable
from policyengine.authoring.mutation.reads import Reads
from policyengine.authoring.mutation.rules import rule_mutants
from policyengine.authoring.mutation.vocabulary import vocabulary_mutants
from policyengine.compile.program import Program
from policyengine.source.definitions import PolicySet
from policyengine.text.folding.fold import flat

Fate = Literal["noticed", "survived", "uncovered", "equivalent", "refused"]
"""What became of a mutant: a case failed; all passed; no case touches it; nothing can come out differently; it does not
load, so that `check` notices it. Only the first three count."""
Watched = Callable[[Sequence[Any], str], Iterable[Any]]
"""Goes through a sequence, whose members it is told a word for, and shows how far it is."""


@dataclass(frozen=True)
class Result:
    """A mutant and its fate; `by` is the case that noticed it."""

    mutant: Mutant
    fate: Fate
    by: TestCase | None = None


@dataclass(frozen=True)
class Report:
    """All results by place. `of` is how many mutants there are in all; `failing` cases were left out."""

    results: tuple[Result, ...]
    of: int
    cases: int
    failing: tuple[str, ...]

    @property
    def survivors(self) -> tuple[Result, ...]:
        """The mutants that no case noticed."""
        return tuple(each for each in self.results if each.fate in ("survived", "uncovered"))

    def counts(self) -> Mapping[Kind, Counter[Fate]]:
        """How many of each kind met which fate, for the kinds that were tried."""
        counts: dict[Kind, Counter[Fate]] = {}
        for each in self.results:
            counts.setdefault(each.mutant.kind, Counter())[each.fate] += 1
        return {kind: counts[kind] for kind in KINDS if kind in counts}

    def score(self, apart: bool = False) -> float | None:
        """The share that was noticed: of everything but terms, patterns and disguises, or of those (`apart`)."""
        fates = Counter(each.fate for each in self.results if (each.mutant.kind in APART) == apart)
        return share(fates)


def share(fates: Counter[Fate]) -> float | None:
    """The share of those that count which was noticed; `None` where none counts."""
    counted = fates["noticed"] + fates["survived"] + fates["uncovered"]
    return fates["noticed"] / counted if counted else None


def all_mutants(policy_set: PolicySet, program: Program) -> tuple[Mutant, ...]:
    """Every mutant of a policy set that may change a decision, as far as its definitions tell, by place."""
    mutants = (*rule_mutants(policy_set), *vocabulary_mutants(policy_set, Reads(policy_set, program)))
    return tuple(sorted(mutants, key=lambda each: each.sort_key))


def sample(mutants: Sequence[Mutant], limit: int, seed: int) -> tuple[Mutant, ...]:
    """At most `limit` mutants, as evenly over the kinds as there are of them; the same for the same seed."""
    chance = Random(seed)
    by_kind = {kind: [each for each in mutants if each.kind == kind] for kind in KINDS}
    chosen: list[Mutant] = []
    kinds = sorted((kind for kind in KINDS if by_kind[kind]), key=lambda kind: (len(by_kind[kind]), kind))
    for index, kind in enumerate(kinds):
        fair = (limit - len(chosen)) // (len(kinds) - index)
        chosen += chance.sample(by_kind[kind], min(fair, len(by_kind[kind])))
    return tuple(sorted(chosen, key=lambda each: each.sort_key))


def _unwatched(sequence: Sequence[Any], _what: str) -> Iterable[Any]:
    return sequence


def run(
    bench: Bench,
    cases: Sequence[TestCase | BadCase],
    mutants: Sequence[Mutant],
    of: int,
    watched: Watched = _unwatched,
) -> Report:
    """Tries every mutant. Cases that fail as things stand are left out, since they notice nothing."""
    covered: list[Covered] = []
    failing: list[str] = []
    for case in watched(cases, "cases"):
        found = bench.covered(case)
        if found is None:
            failing.append(f"{case.name} ({case.place})")
        else:
            covered.append(found)
    index = _Index(covered)
    # What is loaded stays; looking through it for garbage again and again is most of the time.
    gc.freeze()
    try:
        results = [_tried(bench, mutant, index) for mutant in watched(mutants, "mutants")]
    finally:
        gc.unfreeze()
    return Report(tuple(results), of, len(covered), tuple(failing))


class _Index:
    """The cases by what they touch."""

    def __init__(self, covered: Sequence[Covered]) -> None:
        self._all = tuple(sorted(range(len(covered)), key=lambda number: _order(covered[number].case)))
        self._covered = covered
        self._texts = "\n".join(sorted({each.texts for each in covered}))
        self._by_touch: dict[str, set[int]] = {}
        for number, each in enumerate(covered):
            for name in each.touches:
                self._by_touch.setdefault(name, set()).add(number)

    def covering(self, mutant: Mutant) -> list[TestCase]:
        """The cases that cover a mutant, the likeliest to notice it first."""
        numbers = set[int]().union(*(self._by_touch.get(name, ()) for name in mutant.touches))
        for phrase in map(flat, mutant.phrases):
            if phrase in self._texts:
                numbers |= {number for number, each in enumerate(self._covered) if phrase in each.texts}
        cases = [self._covered[number].case for number in self._all if number in numbers]
        return sorted(cases, key=lambda case: not (isinstance(case, ExampleCase) and case.rule in mutant.touches))

    def others(self, covering: Sequence[TestCase]) -> Iterator[TestCase]:
        """All other cases in which rules have a part."""
        seen = set(map(id, covering))
        cases = (self._covered[number].case for number in self._all)
        return (case for case in cases if id(case) not in seen and not isinstance(case, VocabularyCase))


_LIKELIEST_FIRST = (VocabularyCase, ExampleCase, SuiteCase, CleanCase)


def _order(case: TestCase) -> int:
    return next(rank for rank, kind in enumerate(_LIKELIEST_FIRST) if isinstance(case, kind))


def _tried(bench: Bench, mutant: Mutant, index: _Index) -> Result:
    changed: dict[Areas, Running | None] = {}

    def fails(case: TestCase) -> bool:
        areas = areas_of(case)
        if areas not in changed:
            changed[areas] = bench.base(areas).with_change(mutant)
        running = changed[areas]
        return running is not None and not bench.passes(case, running)

    covering = index.covering(mutant)
    if not covering and mutant.policy is None:
        return Result(mutant, "uncovered")
    try:
        changed[None] = bench.base(None).with_change(mutant)
        if changed[None] is None:
            return Result(mutant, "equivalent")
        for case in covering:
            if fails(case):
                return Result(mutant, "noticed", case)
        # A rule that was changed may hold where nothing of it held before; a word is only found where it stands.
        for case in index.others(covering) if mutant.policy is not None else ():
            if fails(case):
                return Result(mutant, "noticed", case)
    except Unbuildable:
        return Result(mutant, "refused")
    return Result(mutant, "survived" if covering else "uncovered")

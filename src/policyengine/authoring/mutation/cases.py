"""The cases that mutants are tried on, and what each of them touches."""

from __future__ import annotations

from dataclasses import dataclass

from policyengine.authoring.cases import BadCase, ExampleCase, Said, SuiteCase, TestCase, VocabularyCase
from policyengine.authoring.judge import Judge, judged_words
from policyengine.authoring.mutation.programs import Areas, Base, Running, base_of, part_of
from policyengine.authoring.serving import serving
from policyengine.compile.program import Program
from policyengine.compile.tree import Leaf, leaves
from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError, RulesetError
from policyengine.evaluation.intake import take_in
from policyengine.evaluation.settle import Settled
from policyengine.inference import Conclusion
from policyengine.loading import Loaded
from policyengine.signals.comparison import FactTest
from policyengine.signals.facts import KIND, LANGUAGE, MOMENT
from policyengine.text.folding.fold import flat


@dataclass(frozen=True)
class Covered:
    """A case that comes out as expected, what it touches, and its texts as they are searched."""

    case: TestCase
    touches: frozenset[str]
    texts: str


class Bench:
    """Runs cases against mutants. Keeps the policy set as it stands, for each choice of areas that a case asks for."""

    def __init__(self, whole: Loaded) -> None:
        """`whole` is the policy set with all its areas, loaded `as_tested`."""
        self._bases: dict[Areas, Base] = {None: base_of(whole)}

    def base(self, areas: Areas) -> Base:
        """The policy set as it stands, for some areas; loaded when first needed."""
        if areas not in self._bases:
            assert areas is not None
            self._bases[areas] = part_of(self.base(None), areas)
        return self._bases[areas]

    def passes(self, case: TestCase, running: Running) -> bool:
        """Whether a case comes out as expected."""
        if isinstance(case, ExampleCase):
            return _fires(case, running) == case.fires
        if isinstance(case, VocabularyCase):
            return judged_words(case, running.evaluator.program.entries).passed
        return _OneProgram(running).run(case).passed

    def covered(self, case: TestCase | BadCase) -> Covered | None:
        """What a case touches, by one run of it; `None` for a case that fails as things stand."""
        if isinstance(case, BadCase):
            return None
        try:
            base = self.base(areas_of(case))
            content = take_in({"kind": "track", **case.content})
            if not self.passes(case, base.running):
                return None
            settled, conclusion = base.running.evaluator.conclude_fully(content, case.at)
        except (ContentError, RulesetError):
            return None
        texts = "\n".join(flat(part.text) for part in settled.reading.parts)
        touches = _touches(base.program, settled, conclusion)
        return Covered(case, touches | ({case.rule} if isinstance(case, ExampleCase) else set()), texts)


def areas_of(case: TestCase) -> Areas:
    """The areas that a case is judged within."""
    return case.areas if isinstance(case, SuiteCase) else None


def _fires(case: ExampleCase, running: Running) -> bool:
    """Whether the rule of an example holds. Quicker than the explanation that a judge asks for."""
    _, conclusion = running.evaluator.conclude_fully(take_in(case.content), case.at)
    return any(rule.id == case.rule and rule.head in conclusion.true for rule in running.evaluator.program.rules)


class _OneProgram(Judge):
    """A judge that has one program, whatever the areas."""

    def __init__(self, running: Running) -> None:
        super().__init__(running.loaded)
        self._one = running

    def engine(self, areas: tuple[str, ...] | None, service: Said = ()) -> PolicyEngine:  # noqa: ARG002
        """The engine that runs it."""
        return PolicyEngine(serving(self._one.loaded, service), "native") if service else self._one.engine


def _touches(program: Program, settled: Settled, conclusion: Conclusion) -> frozenset[str]:
    """Terms, patterns and lexicons with a match, and rules of which more is true than kind, language and day."""
    hits = {hit.entry for found in settled.reading.found if found is not None for hit in found.hits}
    entries = [program.entries.all[number] for number in hits]
    touched = {each.source for each in entries} | {term_name(each.source, each.term) for each in entries}
    near = (settled.touched | conclusion.true) - {
        number
        for number, signal in enumerate(program.signals)
        if isinstance(signal, FactTest) and signal.key in (KIND, LANGUAGE, MOMENT)
    }
    touched |= {rule.id for rule in program.rules if any(_true(leaf, near) for leaf in leaves(rule.tree))}
    return frozenset(touched)


def _true(leaf: Leaf, near: frozenset[int]) -> bool:
    return leaf.signal in near or leaf.complement in near


def term_name(source: str, term: str) -> str:
    """The name under which cases touch a term."""
    return f"{source} {term}"

"""Why a decision is what it is: every candidate rule, and the first of its conditions that does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from policyengine.compile.digest import EvidenceMode
from policyengine.compile.program import CompiledRule
from policyengine.compile.tree import Branch, Leaf, Tree, leaves
from policyengine.evaluation.evaluator import Evaluator
from policyengine.evaluation.resolution import resolution
from policyengine.evaluation.settle import Settled
from policyengine.inference import Conclusion
from policyengine.model.content import Content
from policyengine.model.decision import Decision
from policyengine.model.matching import CERTAINTIES
from policyengine.signals.comparison import FactTest
from policyengine.signals.facts import KIND, LANGUAGE, MOMENT
from policyengine.signals.texts import TextSignal, candidates
from policyengine.text.entries import Found, Hit
from policyengine.text.mention import use_of

Standing = Literal["fired", "not fired", "waiting"]


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """One candidate rule. `because` is its first condition that does not hold, and why; `waiting_for` are absent
    facts without which it cannot be told whether the rule holds. `share` is the share of its conditions that hold, from
    0 to 1."""

    rule: str
    clause: str | None
    label: str | None
    status: str
    standing: Standing
    because: str | None
    waiting_for: tuple[str, ...]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """The decision for an item, and its candidate rules: those that fired, then those that came near, then those
    that wait for a fact. `waiting` are all the absent facts that some rule waited for. `resolution` is how the
    findings became one outcome, step by step."""

    decision: Decision
    rules: tuple[RuleExplanation, ...]
    waiting: tuple[str, ...]
    resolution: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one item: which given signals could be read, and all that follows from them."""

    settled: Settled
    conclusion: Conclusion
    mode: EvidenceMode

    def leaf(self, leaf: Leaf) -> bool | None:
        """Whether a leaf holds; `None` where the fact it compares is absent."""
        if leaf.signal in self.conclusion.true:
            return True
        if leaf.complement is None or leaf.complement in self.conclusion.true:
            return False
        return None

    def tree(self, tree: Tree) -> bool | None:
        """Whether a condition holds, in Kleene's three-valued logic."""
        if isinstance(tree, Leaf):
            return self.leaf(tree)
        values = [self.tree(each) for each in tree.of]
        needed = {"all": len(values), "any": 1, "none": 1, "at_least": tree.n}[tree.join]
        true, unknown = values.count(True), values.count(None)
        value = True if true >= needed else None if true + unknown >= needed else False
        return value if tree.join != "none" or value is None else not value


def explain(evaluator: Evaluator, content: Content, at: datetime, rule: str | None = None) -> Explanation:
    """The explanation of one item: of every candidate rule, or of one rule alone."""
    decision = evaluator.decide(content, at, "en")
    settled, conclusion = evaluator.conclude_fully(content, at)
    known = Known(settled, conclusion, evaluator.mode)
    asked = [each for each in evaluator.program.rules if rule is None or each.id == rule]
    told = [each for compiled in asked if (each := _explained(compiled, known)) is not None]
    order: dict[Standing, int] = {"fired": 0, "not fired": 1, "waiting": 2}
    told.sort(key=lambda each: (order[each.standing], each.rule))
    waiting = sorted({fact for each in told for fact in each.waiting_for})
    steps = resolution(decision, content, evaluator.program.setting)
    return Explanation(decision, tuple(told), tuple(waiting), steps)


def _explained(rule: CompiledRule, known: Known) -> RuleExplanation | None:
    value = True if rule.head in known.conclusion.true else known.tree(rule.tree)
    clause = rule.clause.clause.id if rule.clause else None
    if value is True and rule.head in known.conclusion.true:
        return RuleExplanation(rule.id, clause, rule.label, rule.status, "fired", None, ())
    if value is True:
        return RuleExplanation(rule.id, clause, rule.label, rule.status, "not fired", "not in force on this day", ())
    values = [known.leaf(leaf) is True for leaf in leaves(rule.tree)]
    share = sum(values) / len(values)
    near = any(known.leaf(leaf) and not _everywhere(leaf, known) for leaf in leaves(rule.tree))
    touched = any(leaf.signal in known.settled.touched for leaf in leaves(rule.tree))
    if value is None and near:
        waiting = tuple(sorted(set(_absent(rule.tree, known))))
        because = f"waits for {', '.join(waiting)}"
        return RuleExplanation(rule.id, clause, rule.label, rule.status, "waiting", because, waiting, share)
    if value is False and (near or touched):
        because = _first_false(rule.tree, known)
        return RuleExplanation(rule.id, clause, rule.label, rule.status, "not fired", because, (), share)
    return None


def _everywhere(leaf: Leaf, known: Known) -> bool:
    """Whether the leaf says nothing particular about the item: its kind, its language, the day."""
    test = _given(leaf, known)
    return isinstance(test, FactTest) and test.key in (KIND, LANGUAGE, MOMENT)


def _given(leaf: Leaf, known: Known) -> object:
    signals = known.settled.program.signals
    return signals[leaf.signal] if leaf.signal < len(signals) else None


def _absent(tree: Tree, known: Known) -> Iterator[str]:
    for leaf in leaves(tree):
        test = _given(leaf, known)
        if isinstance(test, FactTest) and known.leaf(leaf) is None:
            yield str(test.key)


def _first_false(tree: Tree, known: Known) -> str:
    """The first condition that keeps the tree from holding, in the order written."""
    if isinstance(tree, Leaf):
        return _why_not(tree, known)
    if tree.join == "all":
        return _first_false(next(each for each in tree.of if known.tree(each) is False), known)
    if tree.join == "none":
        return f"excluded by: {_told(next(each for each in tree.of if known.tree(each)))}"
    if tree.join == "any":
        near = next(
            (each for each in tree.of if any(leaf.signal in known.settled.touched for leaf in leaves(each))), None
        )
        if near is not None or len(tree.of) == 1:
            return _first_false(near or tree.of[0], known)
    least = "none" if tree.join == "any" else f"fewer than {tree.n}"
    return f"{least} of: {'; '.join(map(_told, tree.of))}"


def _told(tree: Tree) -> str:
    if isinstance(tree, Leaf):
        return tree.described
    joined = {"all": " and ", "any": " or ", "none": " or ", "at_least": ", "}[tree.join].join(map(_told, tree.of))
    prefix = {"none": "none of ", "at_least": f"at least {tree.n} of "}.get(tree.join, "")
    return f"{prefix}({joined})" if isinstance(tree, Branch) and len(tree.of) > 1 else f"{prefix}{joined}"


def _why_not(leaf: Leaf, known: Known) -> str:
    signal = _given(leaf, known)
    if not isinstance(signal, TextSignal):
        return f"does not hold: {leaf.described}"
    for part, found in candidates(known.settled.reading, signal.fields):
        for hit in found.hits:
            if hit.entry not in signal.entries:
                continue
            quoted = f"{_quoted(found, hit, known)} in {known.settled.reading.parts[part].pointer}"
            if hit.certainty not in signal.certain:
                least = max(signal.certain, key=CERTAINTIES.index)
                return f"{quoted} is disguised: that it is the term is {hit.certainty}, not {least}"
            use = use_of(found, hit, signal.cues)
            if signal.use is not None and use != signal.use:
                return f"{quoted} is {use}, not {signal.use}"
            return f"{quoted} matched, but not as asked: {leaf.described}"
    return f"no {leaf.described}"


def _quoted(found: Found, hit: Hit, known: Known) -> str:
    """The text of a match, or where it is masked the lexicon's name."""
    entry = known.settled.program.entries.all[hit.entry]
    if entry.mask or known.mode != "full":
        return f"a match of {entry.source}"
    return f"`{found.view.original[slice(*found.view.span(hit.start, hit.end))]}`"

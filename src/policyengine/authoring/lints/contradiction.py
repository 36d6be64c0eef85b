"""PE204: conditions that must hold together and exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyengine.authoring.lints.grown import Grown, grown_exceptions, grown_rule
from policyengine.authoring.lints.subject import Subject
from policyengine.authoring.lints.values import possible
from policyengine.compile.program import Program
from policyengine.compile.tree import Leaf
from policyengine.diagnostics.codes import logic
from policyengine.diagnostics.diagnostic import Diagnostic, Label
from policyengine.diagnostics.table import diagnose
from policyengine.signals.comparison import FactTest


@dataclass(frozen=True, slots=True)
class _Demand:
    """A leaf that must hold, or must not."""

    holds: bool
    node: Grown

    @property
    def leaf(self) -> Leaf:
        assert isinstance(self.node.tree, Leaf)
        return self.node.tree

    def test(self, program: Program) -> FactTest | None:
        """The test of a fact that must hold, if it is about a fact."""
        number = self.leaf.signal if self.holds else self.leaf.complement
        signal = program.signals[number] if number is not None and 0 <= number < len(program.signals) else None
        return signal if isinstance(signal, FactTest) else None

    @property
    def described(self) -> str:
        return self.leaf.described if self.holds else f"not {self.leaf.described}"


def contradictions(subject: Subject) -> Iterator[Diagnostic]:
    """The first pair of each conjunction that can never hold."""
    seen: set[Diagnostic] = set()
    conditions = [grown_rule(subject.policy_set, subject.program, rule) for rule in subject.program.rules]
    for condition in (*conditions, *grown_exceptions(subject.policy_set, subject.program)):
        for found in _within(subject.program, condition, ()):
            # A named condition is written once, whoever uses it.
            if found not in seen:
                seen.add(found)
                yield found


def _within(program: Program, node: Grown, above: tuple[_Demand, ...]) -> Iterator[Diagnostic]:
    demands, open_nodes = _demands(node)
    known = list(above)
    for demand in demands:
        clash = next((each for each in known if _exclude(program, each, demand)), None)
        if clash is not None:
            yield _said(clash, demand)
            return
        known.append(demand)
    for each in open_nodes:
        for below in each.of:
            yield from _within(program, below, tuple(known))


def _demands(node: Grown) -> tuple[list[_Demand], list[Grown]]:
    """What must hold of the node, and the branches in it that leave a choice."""
    if isinstance(node.tree, Leaf):
        return [_Demand(True, node)], []
    if node.tree.join == "none":
        return [_Demand(False, leaf) for each in node.of for leaf in _alternatives(each)], []
    if node.tree.join != "all":
        return [], [node]
    demands: list[_Demand] = []
    choices: list[Grown] = []
    for each in node.of:
        more, further = _demands(each)
        demands += more
        choices += further
    return demands, choices


def _alternatives(node: Grown) -> Iterator[Grown]:
    """Leaves of which each alone makes the node true."""
    if isinstance(node.tree, Leaf):
        yield node
    elif node.tree.join == "any" or (len(node.of) == 1 and node.tree.join == "all"):
        for each in node.of:
            yield from _alternatives(each)


def _exclude(program: Program, one: _Demand, other: _Demand) -> bool:
    if one.leaf.signal == other.leaf.signal:
        return one.holds != other.holds
    first, second = one.test(program), other.test(program)
    return first is not None and second is not None and first.key == second.key and not possible((first, second))


def _said(one: _Demand, other: _Demand) -> Diagnostic:
    return diagnose(
        logic.CONTRADICTION,
        f"`{one.described}` and `{other.described}` exclude each other, so this never holds",
        other.node.span,
        help="correct one of them, or join them by `any`",
        related=(Label(one.node.span, "the other one"),) if one.node.span != other.node.span else (),
    )

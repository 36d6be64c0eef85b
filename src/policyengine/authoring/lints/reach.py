"""PE205 and PE206: tests that every value passes, or none."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.grown import Grown, grown_exceptions, grown_rule, nodes
from policyengine.authoring.lints.subject import Subject
from policyengine.authoring.lints.values import possible, range_of
from policyengine.compile.tree import Leaf
from policyengine.diagnostics.codes import logic
from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import counted
from policyengine.signals.comparison import FactTest
from policyengine.signals.facts import FactKey
from policyengine.signals.shapes import ShapeSignal
from policyengine.signals.texts import CountSignal


def tests_without_effect(subject: Subject) -> Iterator[Diagnostic]:
    """Each leaf of a rule or exception once, wherever its named condition is used."""
    program, policy_set = subject.program, subject.policy_set
    conditions = [grown_rule(policy_set, program, rule) for rule in program.rules]
    seen: set[object] = set()
    for condition in (*conditions, *grown_exceptions(policy_set, program)):
        for node in nodes(condition):
            if not isinstance(node.tree, Leaf) or not 0 <= node.tree.signal < len(program.signals):
                continue
            placed = node.scope.placed
            place = (placed.document.name, placed.path, node.scope.path, node.tree.signal)
            if place not in seen:
                seen.add(place)
                yield from _leaf(program.signals[node.tree.signal], node)


def _leaf(signal: object, node: Grown) -> Iterator[Diagnostic]:
    if isinstance(signal, FactTest):
        yield from _test(signal, node)
    elif isinstance(signal, ShapeSignal):
        for bound in signal.bounds:
            yield from _test(FactTest(FactKey("content", bound.measure), bound.op, bound.number), node, bound.measure)
    elif isinstance(signal, CountSignal) and signal.of == "terms" and (signal.at_least or 0) > len(signal.entries):
        message = f"`{signal.described}` is never reached: there is no more than {counted(len(signal.entries), 'term')}"
        yield diagnose(logic.OUT_OF_REACH, message, _inside(node, "at_least"), help="lower the number, or add terms")


def _test(test: FactTest, node: Grown, *inside: str) -> Iterator[Diagnostic]:
    what = test.describe()
    span = _inside(node, *inside)
    within = range_of(test.key)
    known = f"; it is {within}" if within else ""
    if not possible((test,)):
        yield diagnose(logic.OUT_OF_REACH, f"`{what}` never holds{known}", span, help="write a value within its range")
    # Asking whether a fact is there is a question of its own.
    elif test.op not in ("absent", "present") and not possible((test.complement(),)):
        message = f"`{what}` holds of every value{known}"
        yield diagnose(logic.ALWAYS_TRUE, message, span, help="correct the value, or remove the condition")


def _inside(node: Grown, *more: str) -> Span:
    return node.scope.placed.span(*node.scope.path, *more)

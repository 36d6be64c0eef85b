"""Formulas lowered to conjunctions and counters, with signals of the compiler's own where a formula is wide."""

from __future__ import annotations

from itertools import product

from policyengine.compile.derivation import Conjunction, Counter
from policyengine.compile.formula import WIDEST_WRITTEN_OUT, Atom, Formula, Join, Threshold, TooWide, has_positive

WIDEST = 8
"""Conjunctions of one head before alternatives get a signal of their own."""
Product = tuple[frozenset[int], frozenset[int]]
"""Signals that must be true, and signals that must not."""


class NothingPositive(Exception):
    """A branch holds without any signal being true."""


class Lowering:
    """Collects derivations. Equal formulas share one signal."""

    def __init__(self, first_free: int) -> None:
        self._next = first_free
        self.conjunctions: list[Conjunction] = []
        self.counters: list[Counter] = []
        self._heads: dict[Formula, int] = {}

    def new_head(self) -> int:
        """A fresh derived signal."""
        self._next += 1
        return self._next - 1

    def derive(self, head: int, body: Formula) -> None:
        """Adds the conjunctions that make `head` true wherever `body` holds."""
        for when, unless in dict.fromkeys(self._written_out(body)):
            if not when:
                raise NothingPositive
            if not when & unless:
                self.conjunctions.append(Conjunction(head, tuple(sorted(when)), tuple(sorted(unless))))

    def _own_signal(self, body: Formula) -> int:
        if isinstance(body, Atom) and body.positive:
            return body.signal
        if body not in self._heads:
            self._heads[body] = head = self.new_head()
            if isinstance(body, Threshold):
                self.counters.append(Counter(head, body.n, self._members(body)))
            else:
                self.derive(head, body)
        return self._heads[body]

    def _members(self, body: Threshold) -> tuple[int, ...]:
        if not all(has_positive(each) for each in body.of):
            raise NothingPositive
        members: set[int] = set()
        for each in body.of:
            signal = self._own_signal(each)
            if signal in members:
                # The same condition written twice counts twice, so it needs a signal of its own.
                repeated, signal = signal, self.new_head()
                self.conjunctions.append(Conjunction(signal, (repeated,)))
            members.add(signal)
        return tuple(sorted(members))

    def _products(self, body: Formula) -> list[Product]:
        """The body as alternatives, few enough to be combined with others."""
        written = self._written_out(body)
        if len(written) > WIDEST and has_positive(body):
            return [(frozenset({self._own_signal(body)}), frozenset())]
        return written

    def _written_out(self, body: Formula) -> list[Product]:
        if isinstance(body, Atom):
            one = frozenset({body.signal})
            return [(one, frozenset())] if body.positive else [(frozenset(), one)]
        if isinstance(body, Threshold):
            counter = self._own_signal(Threshold(body.n, body.of))
            return self._written_out(Atom(counter, body.positive))
        parts = [self._products(each) for each in body.of]
        if body.join == "any":
            return [each for part in parts for each in part]
        return self._joined(body, parts)

    def _joined(self, body: Join, parts: list[list[Product]]) -> list[Product]:
        if _width(parts) > WIDEST:
            parts = [
                [(frozenset({self._own_signal(each)}), frozenset())] if len(part) > 1 and has_positive(each) else part
                for each, part in zip(body.of, parts, strict=True)
            ]
        if _width(parts) > WIDEST_WRITTEN_OUT:
            raise TooWide
        return [
            (frozenset[int]().union(*(w for w, _ in each)), frozenset[int]().union(*(u for _, u in each)))
            for each in product(*parts)
        ]


def _width(parts: list[list[Product]]) -> int:
    width = 1
    for part in parts:
        width *= len(part)
    return width

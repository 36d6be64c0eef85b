"""Derivations put in strata, so that each depends on lower ones only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyengine.compile.derivation import Conjunction, Counter, Derivation, Stratum


class Cycle(Exception):
    """Signals that derive each other; `heads` are the derived signals on the way round, in order."""

    def __init__(self, heads: tuple[int, ...]) -> None:
        super().__init__(heads)
        self.heads = heads


def stratify(base: int, conjunctions: Sequence[Conjunction], counters: Sequence[Counter]) -> Derivation:
    """The derivation with its strata, lowest first; raises `Cycle` where there is no order."""
    needs: dict[int, set[int]] = {}
    for each in conjunctions:
        needs.setdefault(each.head, set()).update(s for s in (*each.when, *each.unless) if s >= base)
    for counter in counters:
        needs.setdefault(counter.head, set()).update(s for s in counter.of if s >= base)
    level = _levels(needs)
    count = max(level.values(), default=-1) + 1
    return Derivation(
        base,
        tuple(
            Stratum(
                tuple(sorted((c for c in conjunctions if level[c.head] == n), key=_order)),
                tuple(sorted((c for c in counters if level[c.head] == n), key=lambda c: c.head)),
            )
            for n in range(count)
        ),
    )


def _order(each: Conjunction) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    return (each.head, each.when, each.unless)


def _levels(needs: dict[int, set[int]]) -> dict[int, int]:
    """The stratum of each derived signal. A signal that nothing derives is never true and needs no stratum."""
    level: dict[int, int] = {}
    for start in sorted(needs):
        path: list[int] = []
        stack: list[tuple[int, Iterable[int]]] = []

        def enter(head: int, path: list[int] = path, stack: list[tuple[int, Iterable[int]]] = stack) -> None:
            path.append(head)
            stack.append((head, iter(sorted(needs[head] & needs.keys()))))

        if start not in level:
            enter(start)
        while stack:
            head, rest = stack[-1]
            step = next((each for each in rest if each not in level), None)
            if step is None:
                stack.pop()
                path.pop()
                level[head] = max((level[each] + 1 for each in needs[head] & needs.keys()), default=0)
            elif step in path:
                raise Cycle(tuple(path[path.index(step) :]))
            else:
                enter(step)
    return level

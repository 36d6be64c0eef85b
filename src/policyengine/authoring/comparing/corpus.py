"""A corpus decided by two engines, in several processes where there is enough of it.

Every item is decided by both engines, so what is counted is exact. Only where the digests are equal is nothing decided
twice: a digest covers everything that can change a decision.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from multiprocessing.pool import Pool

from policyengine.authoring.comparing.decided import compare
from policyengine.authoring.comparing.outcomes import Ladder, declared_language, is_untouched
from policyengine.authoring.comparing.tally import Tally
from policyengine.authoring.items import Remapping, read_items
from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError
from policyengine.model.content import Content
from policyengine.model.decision import Decision

LINES_OF_A_PART = 500
WORTH_PROCESSES = 4
"""Parts from which on more processes are started."""
_AHEAD = 16
"""Parts that are read while others are decided."""


@dataclass(frozen=True)
class Comparator:
    """Everything that deciding a corpus twice needs. `witnesses` is how many are kept of each transition."""

    before: PolicyEngine
    after: PolicyEngine
    ladder: Ladder
    remapping: Remapping
    at: datetime
    witnesses: int

    def tally(self, part: Part) -> Tally:
        """The transitions of one part of the corpus."""
        tally = Tally()
        for line, item in read_items(part.lines, self.remapping, part.first):
            if not isinstance(item, ContentError):
                try:
                    before, after = self._decide(item)
                except ContentError as error:
                    item = error
                else:
                    tally.degraded += before.degraded or after.degraded
                    if is_untouched(before) and is_untouched(after):
                        shared = tuple(market for market in before.markets if market in after.markets)
                        tally.add_untouched(declared_language(item), shared)
                    else:
                        decided = compare(item, before, after, self.ladder)
                        tally.add(decided, item, part.source, line, self.witnesses)
                    continue
            tally.unreadable.append((part.source, line, str(item)))
        return tally

    def _decide(self, item: Content) -> tuple[Decision, Decision]:
        before = self.before.evaluate(item, at=self.at)
        if self.before.digest == self.after.digest:
            return before, before
        return before, self.after.evaluate(item, at=self.at)


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of one file that follow each other; `first` is the number of the first."""

    source: str
    first: int
    lines: tuple[bytes, ...]


def parts_of(source: str, lines: Iterable[bytes], size: int = LINES_OF_A_PART) -> Iterator[Part]:
    """The lines of a file in parts."""
    iterator = iter(lines)
    first = 1
    while taken := tuple(islice(iterator, size)):
        yield Part(source, first, taken)
        first += len(taken)


def decide_twice(
    comparator: Comparator, parts: Iterator[Part], processes: int, done: Callable[[Part], None] = lambda _: None
) -> Tally:
    """The tally of a whole corpus. The number of processes changes nothing but the time it takes."""
    start = tuple(islice(parts, WORTH_PROCESSES))
    whole = Tally()
    everything = chain(start, parts)
    small = len(start) < WORTH_PROCESSES
    with contextlib.ExitStack() as stack:
        pool = None if small or processes < 2 else stack.enter_context(_pool(comparator, processes))
        tallies = map(comparator.tally, _told(everything, done)) if pool is None else _spread(pool, everything, done)
        for tally in tallies:
            whole.merge(tally, comparator.witnesses)
    return whole


def _told(parts: Iterable[Part], done: Callable[[Part], None]) -> Iterator[Part]:
    for part in parts:
        yield part
        done(part)


_comparator: Comparator | None = None
"""Set in the processes of a pool."""


def _take(comparator: Comparator) -> None:
    global _comparator
    _comparator = comparator
    gc.freeze()  # the policy sets stay, so garbage is looked for only in what comes and goes
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the business of the process that started this one


def _tally(part: Part) -> Tally:
    assert _comparator is not None
    return _comparator.tally(part)


def _pool(comparator: Comparator, processes: int) -> Pool:
    """Processes that have the engines. Copies of this process have them already; where such copies cannot be made,
    each loads them again."""
    copies = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if copies else "spawn")
    return context.Pool(processes, _take, (comparator,))


def _spread(pool: Pool, parts: Iterable[Part], done: Callable[[Part], None]) -> Iterator[Tally]:
    """Tallies in the order of the parts. Only so many parts are read ahead as keep the processes busy."""
    ahead = threading.Semaphore(_AHEAD)
    stopped = threading.Event()

    def fed() -> Iterator[Part]:
        for part in parts:
            ahead.acquire()
            if stopped.is_set():
                return
            yield part
            done(part)

    try:
        for tally in pool.imap(_tally, fed()):
            ahead.release()
            yield tally
    finally:
        stopped.set()
        ahead.release()

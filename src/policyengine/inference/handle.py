"""A share of conjunctions held by durable-rules, guarded so that no error of the engine becomes an answer."""

from __future__ import annotations

import threading

from policyengine.inference.ruleset import Engine, Ruleset
from policyengine.inference.shares import Share

FAULTS_BORNE = 3
"""After so many faults a handle is not opened again. Each may leave its state behind (about 12 KB a rule)."""


class Handle:
    """One ruleset, the lock that callers take turns by, and what has gone wrong with it so far."""

    def __init__(self, engine: Engine, share: Share) -> None:
        self._engine = engine
        self._share = share
        self._first = frozenset(when[0] for when in share.rules)
        self._lock = threading.Lock()
        self._under_way = False
        self._closed = False
        self._ruleset: Ruleset | None = None
        self._faults: tuple[str, ...] = ()
        with self._lock:
            self._open()

    @property
    def faults(self) -> tuple[str, ...]:
        """What the engine raised, in order; at most `FAULTS_BORNE` messages."""
        return self._faults

    def satisfied(self, true: frozenset[int]) -> list[int] | None:
        """The indices, in no order, of the conjunctions whose signals are all true; None if it cannot say."""
        if self._first.isdisjoint(true):
            return []
        with self._lock:
            ruleset = self._open()
            if ruleset is None:
                return None
            self._under_way = True
            try:
                found = [self._share.conjunctions[rule] for rule in ruleset.matching(true)]
            except Exception as error:
                self._give_up(error)
                return None
            self._under_way = False
        return [index for indices in found for index in indices]

    def close(self) -> None:
        """Free the memory; from now on the handle cannot say."""
        with self._lock:
            self._closed = True
            self._drop()

    def renew_lock(self) -> None:
        """For a forked child, where whoever held the lock does not run."""
        self._lock = threading.Lock()

    def _open(self) -> Ruleset | None:
        # An interrupt, or a fork while another thread was asking, leaves a fact in the ruleset. Every call of
        # the C module runs as a whole under the interpreter lock, so its memory is sound and can be freed.
        if self._under_way:
            self._drop()
        if self._ruleset is None and not self._closed and len(self._faults) < FAULTS_BORNE:
            try:
                self._ruleset = Ruleset(self._engine, self._share.rules)
            except Exception as error:
                self._give_up(error)
        return self._ruleset

    def _drop(self) -> None:
        ruleset, self._ruleset, self._under_way = self._ruleset, None, False
        if ruleset:
            ruleset.close()

    def _give_up(self, error: Exception) -> None:
        self._faults += (str(error) or type(error).__name__,)
        ruleset, self._ruleset, self._under_way = self._ruleset, None, False
        if ruleset:
            ruleset.abandon()

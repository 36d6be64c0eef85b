"""Inference by durable-rules, through its C module alone: its Python layers start timer threads."""

from __future__ import annotations

import importlib
import os
import sys
import weakref
from dataclasses import dataclass
from typing import cast

from policyengine.compile.derivation import Derivation, Stratum
from policyengine.inference.handle import Handle
from policyengine.inference.native import Index, index_by_rarest, look_up
from policyengine.inference.ruleset import Engine
from policyengine.inference.shares import divide


class InferenceUnavailable(Exception):
    """The inference that was asked for cannot run here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """One stratum: what durable-rules holds, what it cannot hold, and the reference for when it fails."""

    handles: tuple[Handle, ...]
    too_long: tuple[int, ...]
    beside: Index
    reference: Index


class DurableInference:
    """Asks durable-rules, and the reference wherever durable-rules cannot be asked or fails.

    Raises `InferenceUnavailable` when the C module is not there. A fault of the engine changes no answer:
    the ruleset is dropped and opened anew, the reference answers the call, and `faults` says so. `close`
    frees the engine's memory, as does letting go of the object; the reference answers what is asked then.
    """

    name = "durable"

    def __init__(self, derivation: Derivation) -> None:
        engine = _load()
        self._layers = tuple(_layer(engine, stratum) for stratum in derivation.strata)
        _LIVE.add(self)

    @property
    def on_native(self) -> tuple[tuple[int, int], ...]:
        """The conjunctions too long for durable-rules, as sorted pairs of stratum and index."""
        return tuple((number, index) for number, layer in enumerate(self._layers) for index in layer.too_long)

    @property
    def faults(self) -> tuple[str, ...]:
        """What went wrong inside durable-rules since this was built: a bounded number for each ruleset."""
        return tuple(
            f"stratum {stratum}, ruleset {number}: {fault}"
            for stratum, layer in enumerate(self._layers)
            for number, handle in enumerate(layer.handles)
            for fault in handle.faults
        )

    def satisfied(self, stratum: int, true: frozenset[int]) -> tuple[int, ...]:
        """See `Inference.satisfied`."""
        layer = self._layers[stratum]
        found = [*look_up(layer.beside, true)]
        for handle in layer.handles:
            answer = handle.satisfied(true)
            if answer is None:
                return look_up(layer.reference, true)
            found += answer
        return tuple(sorted(found))

    def close(self) -> None:
        """Free the memory of the engine."""
        for layer in self._layers:
            for handle in layer.handles:
                handle.close()

    def _renew_locks(self) -> None:
        for layer in self._layers:
            for handle in layer.handles:
                handle.renew_lock()


def unavailable_because() -> str | None:
    """Why durable-rules cannot be used here, or None when it can."""
    try:
        _load()
    except InferenceUnavailable as unavailable:
        return str(unavailable)
    return None


def available() -> bool:
    """Whether durable-rules can be used here."""
    return unavailable_because() is None


def _load() -> Engine:
    try:
        return cast(Engine, importlib.import_module("durable_rules_engine"))
    except ImportError as error:
        cause = (
            "durable-rules does not load on Python 3.13 or newer"
            if sys.version_info >= (3, 13)
            else "durable-rules is not installed"
        )
        raise InferenceUnavailable(
            f"inference `durable` cannot run here: {cause}; "
            "install `content-policyengine[durable]` on Python < 3.13, or choose `native`"
        ) from error


def _layer(engine: Engine, stratum: Stratum) -> _Layer:
    numbered = list(enumerate(conjunction.when for conjunction in stratum.conjunctions))
    division = divide(stratum.conjunctions)
    return _Layer(
        handles=tuple(Handle(engine, share) for share in division.shares),
        too_long=division.too_long,
        beside=index_by_rarest(numbered[index] for index in division.too_long),
        reference=index_by_rarest(numbered),
    )


_LIVE: weakref.WeakSet[DurableInference] = weakref.WeakSet()


def _renew_locks_after_fork() -> None:
    for inference in _LIVE:
        inference._renew_locks()


# A child has its own copy of the engine's memory, which serves as it is; only locks could be held for ever.
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_renew_locks_after_fork)

"""One ruleset of durable-rules, in the narrow form that its C module handles soundly.

Every rule is a plain conjunction over one flat fact, `k` first. The fact holds only signals that are true; it
is asserted, the activations are drained, and it is retracted. Signals are named by their position within the
ruleset, because durable-rules tells names apart by a 32-bit hash alone: `NAMES` is the whole vocabulary there
will ever be, so that it can be checked for collisions once and for all.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Sequence
from typing import Protocol

from policyengine.inference.selectivity import When
from policyengine.inference.shares import MOST_SIGNALS

NAMES = tuple(f"s{position}" for position in range(MOST_SIGNALS))

_SESSION = "0"
_HEAD = f'{{"sid":"{_SESSION}","id":"f0","k":"case",'
# A fact is retracted by its id; what else it held is not looked at.
_RETRACTION = f'{{"sid":"{_SESSION}","id":"f0"}}'
_HANDLED, _NOT_HANDLED = 0, 1


class Engine(Protocol):
    """The functions used of the C module `durable_rules_engine`. Each raises the module's own error."""

    def create_ruleset(self, name: str, rules: str) -> int: ...

    def assert_fact(self, ruleset: int, fact: str) -> tuple[int, int]: ...

    def start_action_for_state(self, ruleset: int, state: int) -> tuple[str, str] | None: ...

    def complete_and_start_action(self, ruleset: int, state: int) -> str | None: ...

    def retract_fact(self, ruleset: int, fact: str) -> tuple[int, int]: ...

    def delete_state(self, ruleset: int, session: str) -> None: ...

    def delete_ruleset(self, ruleset: int) -> None: ...


class EngineFault(Exception):
    """durable-rules answered in a way that it never should."""


class Ruleset:
    """An open ruleset. Not for several threads at a time; its memory is freed with it, or by `close`."""

    def __init__(self, engine: Engine, rules: Sequence[When]) -> None:
        signals = sorted({signal for when in rules for signal in when})
        names = dict(zip(signals, NAMES, strict=False))
        if len(names) < len(signals):
            raise ValueError(f"{len(signals)} signals in one ruleset, at most {MOST_SIGNALS} are possible")
        self._engine = engine
        self._rules = len(rules)
        self._members = {signal: f'"{name}":true' for signal, name in names.items()}
        self._signals = frozenset(signals)
        self._ruleset = engine.create_ruleset("inference", _source(rules, names))
        try:
            self._prove(rules[0])
        except BaseException:
            # Its state may be one that must not be freed: see `_free`.
            engine.delete_ruleset(self._ruleset)
            raise
        self._closer = weakref.finalize(self, _free, engine, self._ruleset)
        self._closer.atexit = False

    def matching(self, true: frozenset[int]) -> list[int]:
        """The numbers of the rules whose signals are all in `true`, in no particular order.

        Raises what the C module raises, or `EngineFault`; the ruleset is not to be used any more after that.
        """
        engine, ruleset = self._engine, self._ruleset
        fact = ",".join(self._members[signal] for signal in sorted(self._signals & true))
        if not fact:
            return []
        answer, state = engine.assert_fact(ruleset, f"{_HEAD}{fact}}}")
        if answer == _NOT_HANDLED:
            return []  # no rule fires, and then the fact has not been stored
        if answer != _HANDLED:
            raise EngineFault(f"the fact was answered with {answer}")
        found: list[int] = []
        started = engine.start_action_for_state(ruleset, state)
        activation = started[1] if started else None
        while activation is not None:
            if len(found) == self._rules:
                raise EngineFault("more activations than rules")
            found.append(_number(activation))
            activation = engine.complete_and_start_action(ruleset, state)
        engine.retract_fact(ruleset, _RETRACTION)
        return found

    def close(self) -> None:
        """Free the ruleset and its state."""
        self._closer()

    def abandon(self) -> None:
        """Give the ruleset up after a fault: its state, which may be broken, is left where it is."""
        if self._closer.detach():
            self._engine.delete_ruleset(self._ruleset)

    def _prove(self, when: When) -> None:
        if 0 not in self.matching(frozenset(when)):
            raise EngineFault("a rule does not fire although its conditions hold")


def _free(engine: Engine, ruleset: int) -> None:
    # `delete_ruleset` leaves the state behind. `delete_state` frees it, but on a state that never had an
    # activation it frees pointers that were never set: `_prove` has seen to one.
    engine.delete_state(ruleset, _SESSION)
    engine.delete_ruleset(ruleset)


def _source(rules: Sequence[When], names: dict[int, str]) -> str:
    """The rules in the form that durable-rules reads, `r<number>` each."""
    return json.dumps(
        {
            f"r{number}": {"all": [{"m": {"$and": [{"k": "case"}, *({names[each]: True} for each in when)]}}]}
            for number, when in enumerate(rules)
        }
    )


def _number(activation: str) -> int:
    """The number in an activation, which reads `{"r<number>":…`."""
    start = len('{"r')
    return int(activation[start : activation.index('"', start)])

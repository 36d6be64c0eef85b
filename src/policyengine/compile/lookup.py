"""Names in conditions looked up: conditions, lexicons and patterns, in their own area and then in `shared`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import references
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import diagnose
from policyengine.source.definitions import SHARED, Path, Placed, PolicySet, ProviderId

_UNKNOWN: dict[str, Code] = {
    "lexicon": references.UNKNOWN_LEXICON,
    "pattern": references.UNKNOWN_LEXICON,
    "condition": references.UNKNOWN_CONDITION,
    "list": references.UNKNOWN_LIST,
    "label": references.UNKNOWN_LABEL,
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition stands: its area, its language ruleset if any, and its place in the file."""

    area: str
    language: str | None
    placed: Placed[Any]
    path: Path

    def at(self, *more: str | int) -> Scope:
        """A place further inside."""
        return Scope(self.area, self.language, self.placed, (*self.path, *more))


@dataclass
class Lookup:
    """Looks names up in a policy set, and reports those that mean nothing."""

    policy_set: PolicySet
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(self, code: Code, scope: Scope, message: str, help_: str | None) -> None:
        """Adds an error at a place."""
        self.diagnostics.append(diagnose(code, message, scope.placed.span(*scope.path), help=help_))

    def unknown(self, what: str, name: str, known: Iterable[str], scope: Scope) -> None:
        """Reports a name that means nothing, with the nearest that does."""
        guess = did_you_mean(name, sorted(set(known)))
        help_ = f"did you mean `{guess}`?" if guess else f"define it, or name another {what}"
        self.report(_UNKNOWN[what], scope, f"there is no {what} `{name}`", help_)

    def unknown_fact(self, family: str, name: str, known: Iterable[str], scope: Scope) -> None:
        """Reports a fact that content does not have, at its key."""
        names = sorted(known)
        guess = did_you_mean(name, names)
        help_ = f"did you mean `{guess}`?" if guess else f"there are: {', '.join(names)}"
        span = scope.placed.key(*scope.path)
        message = f"there is no fact of the {family} `{name}`"
        self.diagnostics.append(diagnose(references.UNKNOWN_FIELD, message, span, help=help_))

    def condition(self, name: str, scope: Scope) -> tuple[str, str] | None:
        """The area and the name of a named condition."""
        known = self.policy_set.conditions
        area, _, bare = name.rpartition("/")
        for candidate in [(area, bare)] if area else [(scope.area, name), (SHARED, name)]:
            if candidate in known:
                return candidate
        names = [each if own == scope.area else f"{own}/{each}" for own, each in known]
        self.unknown("condition", name, names, scope)
        return None

    def providers(self, kind: Literal["lexicon", "pattern"], name: str, scope: Scope) -> tuple[ProviderId, ...] | None:
        """Every loaded provider of the name. In a language ruleset, its own provider stands for the others.

        A name whose providers are all of languages that were not asked for means nothing here, and is no mistake.
        """
        loaded, everywhere = {
            "lexicon": (self.policy_set.lexicons, self.policy_set.lexicons_known),
            "pattern": (self.policy_set.patterns, self.policy_set.patterns_known),
        }[kind]
        area, _, bare = name.rpartition("/")
        for home in (area,) if area else (scope.area, SHARED):
            if any((each.area, each.name) == (home, bare) for each in everywhere):
                here = tuple(each for each in loaded if (each.area, each.name) == (home, bare))
                own = tuple(each for each in here if each.language in (scope.language, None))
                return own if scope.language and any(each.language for each in own) else here
        other = "pattern" if kind == "lexicon" else "lexicon"
        others = self.policy_set.patterns_known if kind == "lexicon" else self.policy_set.lexicons_known
        if any(each.name == bare and each.area in (area or scope.area, SHARED) for each in others):
            help_ = f"write `{other}: {name}`"
            self.report(references.UNKNOWN_LEXICON, scope, f"`{name}` is a {other}, not a {kind}", help_)
            return None
        known = [f"{each.area}/{each.name}" for each in everywhere]
        known += [each.name for each in everywhere if each.area in (scope.area, SHARED)]
        self.unknown(kind, name, known, scope)
        return None

"""What can match, checked before it is numbered: lexicons, admitted patterns, supplied lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policyengine.compile.lookalikes import asked_for_lookalikes
from policyengine.diagnostics.codes import policy_set as codes
from policyengine.diagnostics.codes import shape
from policyengine.diagnostics.diagnostic import Diagnostic, Span
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import diagnose
from policyengine.model.forms import texts_of
from policyengine.model.ruleset import Lexicon
from policyengine.model.ruleset import Pattern as PatternDefinition
from policyengine.source.definitions import Placed, PolicySet, ProviderId
from policyengine.text.folding.fold import flat, fold, has_invisible
from policyengine.text.patterns.pattern import Pattern, PatternRefused

Lists = Mapping[str, tuple[str, ...]]
"""The entries of the supplied lists, by the name that the manifest declares."""


@dataclass(frozen=True)
class Vocabulary:
    """Everything that can match. `supplied` are the lists that were given, even if empty; `confusable` those of names
    whose look-alikes are asked for."""

    lexicons: Mapping[ProviderId, Placed[Lexicon]]
    patterns: Mapping[ProviderId, tuple[PatternDefinition, Pattern]]
    names: Lists
    ids: Mapping[str, frozenset[str]]
    supplied: frozenset[str]
    confusable: frozenset[str]


def read_vocabulary(policy_set: PolicySet, lists: Lists) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """The vocabulary without what is wrong in it, and every problem."""
    problems: list[Diagnostic] = []
    lexicons = {id_: placed for id_, placed in policy_set.lexicons.items() if _sound(placed, problems)}
    patterns: dict[ProviderId, tuple[PatternDefinition, Pattern]] = {}
    for id_, placed in policy_set.patterns.items():
        try:
            patterns[id_] = (placed.value, Pattern(placed.value.regex))
        except PatternRefused as refused:
            problems.extend(_refused(placed, each.what, each.why) for each in refused.problems)
    names: dict[str, tuple[str, ...]] = {}
    ids: dict[str, frozenset[str]] = {}
    for name, values in sorted(lists.items()):
        declared = policy_set.lists.get(name)
        if declared is None:
            problems.append(_undeclared(name, policy_set))
        elif declared.holds == "ids":
            ids[name] = frozenset(values)
        else:
            names[name] = tuple(sorted({value for value in values if usable(value)}))
            problems.extend(_unusable_name(name, value) for value in sorted(set(values) - set(names[name])))
    supplied = frozenset(names) | frozenset(ids)
    confusable = frozenset(names) & asked_for_lookalikes(policy_set)
    return Vocabulary(lexicons, patterns, names, ids, supplied, confusable), tuple(problems)


def _sound(placed: Placed[Lexicon], problems: list[Diagnostic]) -> bool:
    """Whether every form of every term leaves something to look for once it is folded."""
    before = len(problems)
    problems.extend(_unusable(each, placed.span("allow")) for each in _not_usable(placed.value.allow))
    for index, term in enumerate(placed.value.terms):
        for key, forms in (("term", (term.term,)), ("variants", term.variants), ("allow", term.allow)):
            problems.extend(_unusable(each, placed.span("terms", index, key)) for each in _not_usable(forms))
    return len(problems) == before


def _not_usable(forms: Iterable[str]) -> Iterator[str]:
    return (text for form in forms for text in texts_of(form) if not usable(text))


def usable(form: str) -> bool:
    """Whether there is something to look for: one line that is not empty once it is folded."""
    if form.isprintable() and not has_invisible(form):  # as nearly all are
        return bool(form.strip())
    folded = flat(form)
    if folded.isprintable():  # which line breaks and halves of a surrogate pair are not
        return bool(folded.strip())
    return bool(folded.strip()) and "\n" not in folded and not any("\ud800" <= char <= "\udfff" for char in folded)


def _unusable(form: str, span: Span) -> Diagnostic:
    if "\n" in fold(form).folded:
        message, help_ = f"`{form.strip()}` holds a line break, and no match crosses one", "write two terms"
    else:
        message, help_ = f"there is nothing to see in this form, only {_code_points(form)}", "write the visible word"
    return diagnose(shape.INVALID_VALUE, message, span, help=help_)


def _refused(placed: Placed[PatternDefinition], what: str, why: str) -> Diagnostic:
    return diagnose(shape.INVALID_PATTERN, what, placed.span("regex"), help=why)


def _undeclared(name: str, policy_set: PolicySet) -> Diagnostic:
    guess = did_you_mean(name, sorted(policy_set.lists))
    help_ = f"did you mean `{guess}`?" if guess else "declare it under `lists:` in the manifest"
    return diagnose(codes.LIST_NOT_DECLARED, f"the manifest declares no list `{name}`", help=help_)


def _unusable_name(name: str, value: str) -> Diagnostic:
    if fold(value).folded.strip():
        message = f"the list `{name}` holds an entry of several lines, or no valid Unicode: {_code_points(value)}"
    else:
        message = f"the list `{name}` holds an entry in which there is nothing to see, only {_code_points(value)}"
    return diagnose(codes.INVALID_LIST_ITEM, message, help="remove the entry, or write the visible name")


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text[:8]) + (" …" if len(text) > 8 else "") or "an empty text"

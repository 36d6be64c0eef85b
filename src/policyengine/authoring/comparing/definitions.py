"""What differs between the definitions of two policy sets, by id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from policyengine.diagnostics.wording import counted, quoted
from policyengine.model.forms import texts_of
from policyengine.model.ruleset import Lexicon
from policyengine.source.definitions import PolicySet, ProviderId

What = Literal[
    "manifest", "area", "clause", "rule", "disable", "condition", "lexicon", "term", "pattern", "param", "list"
]
WHATS: tuple[What, ...] = (
    "manifest",
    "area",
    "clause",
    "rule",
    "disable",
    "condition",
    "lexicon",
    "term",
    "pattern",
    "param",
    "list",
)
"""In the order in which they are told."""
How = Literal["added", "removed", "changed"]
MASKED = "(masked)"

V = TypeVar("V")
_PLAIN = re.compile(r"[\w./@-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change:
    """One definition that only one policy set has, or that differs; `details` says in what.

    Of a term, `id` is that of its lexicon, and `term` the headword, `(masked)` where the lexicon is masked.
    """

    what: What
    id: str
    how: How
    details: tuple[str, ...] = ()
    term: str | None = None


def changes_between(before: PolicySet, after: PolicySet) -> tuple[Change, ...]:
    """Every definition that was added, removed or changed. Examples, suites and clean items decide nothing and are
    not compared."""
    return tuple(_changes(before, after))


def _changes(before: PolicySet, after: PolicySet) -> Iterator[Change]:
    old, new = _plain(before.manifest.value, {"params", "lists"}), _plain(after.manifest.value, {"params", "lists"})
    if before.layers != after.layers:
        old, new = {**old, "layers": list(before.layers)}, {**new, "layers": list(after.layers)}
    if old != new:
        yield Change("manifest", after.manifest.value.name, "changed", tuple(_differences(old, new)))
    yield from _compared("area", before.areas, after.areas, lambda placed: _plain(placed.value, {"clauses"}))
    yield from _compared(
        "clause",
        before.clauses,
        after.clauses,
        lambda entry: {"area": entry.area, **_plain(entry.clause.value, {"id"})},
    )
    yield from _rules(before, after)
    yield from _compared("disable", before.disabled, after.disabled, lambda placed: _plain(placed.value, {"rule"}))
    yield from _compared(
        "condition",
        {"/".join(name): placed for name, placed in before.conditions.items()},
        {"/".join(name): placed for name, placed in after.conditions.items()},
        lambda placed: _plain(placed.value),
    )
    yield from _lexicons(before, after)
    yield from _compared(
        "pattern", _named(before.patterns), _named(after.patterns), lambda placed: _plain(placed.value)
    )
    yield from _compared("param", before.params, after.params, lambda value: {"value": value})
    yield from _compared("list", before.lists, after.lists, _plain)


def _rules(before: PolicySet, after: PolicySet) -> Iterator[Change]:
    """A rule that says which one it `was` is that rule, changed."""
    old, new = dict(before.rules), dict(after.rules)
    renamed: dict[str, str] = {}
    for id_, entry in after.rules.items():
        former = [f"{entry.area}/{name}" for name in entry.rule.value.was]
        known = [name for name in former if name in old and name not in new]
        if id_ not in old and known:
            renamed[id_] = known[0]
            old[id_] = old.pop(known[0])
    told = {
        change.id: change
        for change in _compared(
            "rule",
            {id_: old[id_] for id_ in sorted(old)},
            new,
            lambda entry: {
                "language": entry.language,
                **_plain(entry.rule.value, {"id", "was", "examples"}),
                "status": entry.rule.value.status,  # whether it acts is told by its name, given or not
            },
        )
    }
    for id_, former_id in renamed.items():
        details = told[id_].details if id_ in told else ()
        told[id_] = Change("rule", id_, "changed", (f"id: {former_id} → {id_}", *details))
    yield from (told[id_] for id_ in sorted(told))


def _lexicons(before: PolicySet, after: PolicySet) -> Iterator[Change]:
    old, new = _named(before.lexicons), _named(after.lexicons)
    for id_ in sorted({*old, *new}):
        if id_ in old and id_ in new:
            one, other = old[id_].value, new[id_].value
            details = tuple(_differences(_head(one), _head(other)))
            if details:
                yield Change("lexicon", id_, "changed", details)
            yield from _terms(id_, one, other)
        elif id_ in new:
            yield Change("lexicon", id_, "added", (_words_of(new[id_].value),))
        else:
            yield Change("lexicon", id_, "removed", (_words_of(old[id_].value),))


def _words_of(lexicon: Lexicon) -> str:
    number = counted(len(lexicon.terms), "term")
    return number if lexicon.mask else f"{number}: {', '.join(quoted(term.term) for term in lexicon.terms)}"


def _head(lexicon: Lexicon) -> dict[str, Any]:
    return {**_plain(lexicon, {"terms", "allow"}), **_spelled(allow=lexicon.allow)}


def _terms(id_: str, before: Lexicon, after: Lexicon) -> Iterator[Change]:
    masked = before.mask or after.mask
    # Nothing forbids a lexicon to name a headword twice, so the second is told by its number.
    old, new = _by_headword(before), _by_headword(after)
    for change in _compared("term", old, new, lambda plain: plain):
        shown = MASKED if masked else change.id.partition("\0")[0]
        yield Change("term", id_, change.how, () if masked else change.details, shown)


def _by_headword(lexicon: Lexicon) -> dict[str, dict[str, Any]]:
    seen: Counter[str] = Counter()
    found: dict[str, dict[str, Any]] = {}
    for term in lexicon.terms:
        plain = {**_plain(term, {"term", "variants", "allow"}), "tier": term.tier}
        found[f"{term.term}\0{seen[term.term]}"] = {**plain, **_spelled(variants=term.variants, allow=term.allow)}
        seen[term.term] += 1
    return dict(sorted(found.items()))


def _spelled(**forms: Iterable[str]) -> dict[str, list[str]]:
    """Forms as the texts that they stand for, sorted: however choices were written, the same texts are no change."""
    texts = {name: sorted({text for form in each for text in texts_of(form)}) for name, each in forms.items()}
    return {name: each for name, each in texts.items() if each}


def _named(providers: Mapping[ProviderId, V]) -> dict[str, V]:
    return {str(id_): value for id_, value in providers.items()}


def _compared(
    what: What, before: Mapping[str, V], after: Mapping[str, V], plain: Callable[[V], dict[str, Any]]
) -> Iterator[Change]:
    for id_ in sorted({*before, *after}):
        if id_ not in before:
            yield Change(what, id_, "added")
        elif id_ not in after:
            yield Change(what, id_, "removed")
        elif before[id_] is not after[id_]:
            details = tuple(_differences(plain(before[id_]), plain(after[id_])))
            if details:
                yield Change(what, id_, "changed", details)


def _plain(value: BaseModel, exclude: set[str] | None = None) -> dict[str, Any]:
    dumped: dict[str, Any] = value.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=exclude)
    return dumped


def _differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Each place in which plain data differs, with what stood there and what stands there now."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from _differences(before.get(key), after.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(before or [], list) and isinstance(after or [], list):
        yield from _list_differences(before or [], after or [], path)
    else:
        yield f"{path}: {_shown(before)} → {_shown(after)}"


def _list_differences(before: list[Any], after: list[Any], path: str) -> Iterator[str]:
    if not any(isinstance(each, dict | list) for each in (*before, *after)):
        parts = [f"− {quoted(str(each))}" for each in before if each not in after]
        parts += [f"+ {quoted(str(each))}" for each in after if each not in before]
        yield f"{path}: {', '.join(parts) or 'another order'}"
    elif len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _differences(old, new, f"{path}[{index}]")
    else:
        yield f"{path}: {len(before)} → {len(after)} entries"


def _shown(value: Any) -> str:
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "…"
    return quoted(value) if isinstance(value, str) and not _PLAIN.fullmatch(value) else str(value)

"""What an audit record leaves out: facts that nothing reads, and what the manifest masks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from policyengine.model.decision import Decision, Evidence


def kept(item: Mapping[str, Any], read: frozenset[str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The facts of an item that are read, and the pointers of those that it has besides."""
    found: dict[str, Any] = {}
    left_out: list[str] = []
    for key, value in item.items():
        if f"/{key}" in read:
            found[key] = value
        elif isinstance(value, Mapping):
            inner = {name: each for name, each in value.items() if f"/{key}/{escaped(name)}" in read}
            left_out += [f"/{key}/{escaped(name)}" for name in value if name not in inner]
            if inner:
                found[key] = inner
        else:
            left_out.append(f"/{key}")
    return found, tuple(sorted(left_out))


def without(item: dict[str, Any], masks: Iterable[str]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The item without what is masked, and the pointers of what it had."""
    gone: list[str] = []
    for pointer in sorted(masks):
        smaller = _removed(item, [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")])
        if smaller is not None:
            item = smaller
            gone.append(pointer)
    return item, tuple(gone)


def _removed(tree: Mapping[str, Any], path: list[str]) -> dict[str, Any] | None:
    """The tree without what stands at a path; `None` if nothing stands there."""
    if path[0] not in tree:
        return None
    rest = {key: value for key, value in tree.items() if key != path[0]}
    if len(path) == 1:
        return rest
    inner = tree[path[0]]
    smaller = _removed(inner, path[1:]) if isinstance(inner, Mapping) else None
    return None if smaller is None else {**rest, **({path[0]: smaller} if smaller else {})}


def escaped(name: str) -> str:
    """A name as a part of a JSON Pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def beneath(pointer: str, masks: Iterable[str]) -> bool:
    """Whether a place is masked, or lies within what is."""
    return any(pointer == mask or pointer.startswith(f"{mask}/") for mask in masks)


def masked_decision(decision: Decision, masks: tuple[str, ...]) -> Decision:
    """The decision without the words of what is masked; offsets remain."""
    if not masks:
        return decision

    def words(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(
            each.model_copy(update={"text": None, "masked": True}) if beneath(each.pointer, masks) else each
            for each in evidence
        )

    findings = tuple(
        each.model_copy(
            update={
                "evidence": words(each.evidence),
                "exceptions": tuple(
                    softening.model_copy(update={"evidence": words(softening.evidence)})
                    for softening in each.exceptions
                ),
            }
        )
        for each in decision.findings
    )
    shadow = tuple(each.model_copy(update={"evidence": words(each.evidence)}) for each in decision.shadow)
    return decision.with_changes(findings=findings, shadow=shadow)

"""What the manifest, areas and overlays say of queues, side actions, strikes, classes and the service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyengine.compile.crossings.known import known
from policyengine.diagnostics.codes import references, shape
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.model.manifest import Queue
from policyengine.source.definitions import PolicySet


def enforcement(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """Problems between what routing, strikes and deadlines are made of. Nothing is said to be missing in a manifest
    that could not be read."""
    if ("manifest", None) in policy_set.lost:
        return
    yield from _queues(policy_set)
    yield from _side_actions(policy_set)
    yield from _strikes(policy_set)
    yield from _overlays(policy_set)
    yield from _service(policy_set)


def _queues(policy_set: PolicySet) -> Iterator[Diagnostic]:
    for area in policy_set.areas.values():
        if area.value.queue is not None:
            yield from known("queue", area.value.queue, policy_set.queues, area, "queue")
    manifest = policy_set.manifest
    review = manifest.value.review
    yield from known("queue", review.default_queue, policy_set.queues, manifest, "review", "default_queue")
    for index, escalation in enumerate(review.escalate):
        if escalation.queue is not None:
            yield from known(
                "queue", escalation.queue, policy_set.queues, manifest, "review", "escalate", index, "queue"
            )
    parts = [(name, queue) for name, queue in sorted(policy_set.queues.items()) if queue.of is not None]
    for name, queue in parts:
        yield from known("queue", str(queue.of), policy_set.queues, manifest, "review", "queues", name, "of")
    for index, (name, queue) in enumerate(parts):
        for other, second in parts[index + 1 :]:
            others = [each for _, each in parts if each.of == queue.of]
            if queue.of == second.of and _rivals(queue, second, others):
                message = f"the queues `{name}` and `{other}` would both take some of the work of `{queue.of}`"
                help_ = "divide it by languages, by severities, or add a queue for what both take"
                span = manifest.span("review", "queues", other)
                yield diagnose(references.REPEATED_ID, message, span, help=help_)


def _rivals(one: Queue, other: Queue, parts: Sequence[Queue]) -> bool:
    """Whether two parts say equally much, some work would fall to both, and no part says more of that work."""
    if _says(one) != _says(other):
        return False
    languages = _common(one.languages, other.languages)
    severities = _common(one.severities, other.severities)
    if languages == frozenset() or severities == frozenset():
        return False
    return not any(
        _says(each) > _says(one) and _takes(each.languages, languages) and _takes(each.severities, severities)
        for each in parts
    )


def _says(queue: Queue) -> int:
    return bool(queue.languages) + bool(queue.severities)


def _common(one: Sequence[str], other: Sequence[str]) -> frozenset[str] | None:
    """What both name; `None` where neither limits it."""
    if not one or not other:
        return frozenset(one or other) or None
    return frozenset(one) & frozenset(other)


def _takes(named: Sequence[str], work: frozenset[str] | None) -> bool:
    return not named or (work is not None and work <= frozenset(named))


def _side_actions(policy_set: PolicySet) -> Iterator[Diagnostic]:
    manifest = policy_set.manifest
    for name, action in manifest.value.side_actions.items():
        if action.queue is not None:
            yield from known("queue", action.queue, policy_set.queues, manifest, "side_actions", name, "queue")


def _strikes(policy_set: PolicySet) -> Iterator[Diagnostic]:
    manifest = policy_set.manifest
    strikes = manifest.value.strikes
    if strikes is None:
        return
    yield from known("action", strikes.from_action, manifest.value.ladder, manifest, "strikes", "from_action")
    for index, step in enumerate(strikes.steps):
        place = ("strikes", "steps", index, "measure")
        yield from known("side action", step.measure, manifest.value.side_actions, manifest, *place)
        action = manifest.value.side_actions.get(step.measure)
        if action is not None and not action.confirm:
            message = f"`{step.measure}` is a measure on an account, and would be taken without a person"
            help_ = f"write `confirm: true` at the side action `{step.measure}`"
            yield diagnose(shape.CONFLICTING_KEYS, message, manifest.span(*place), help=help_)


def _overlays(policy_set: PolicySet) -> Iterator[Diagnostic]:
    classes = policy_set.manifest.value.content_classes
    for placed in policy_set.overlays.values():
        seen: dict[str, int] = {}
        for index, duty in enumerate(placed.value.duties):
            for number, name in enumerate(duty.classes):
                yield from known("content class", name, classes, placed, "duties", index, "classes", number)
            if duty.id in seen:
                message = f"the duty `{duty.id}` stands twice"
                yield diagnose(references.REPEATED_ID, message, placed.span("duties", index, "id"), help="rename one")
            seen.setdefault(duty.id, index)


def _service(policy_set: PolicySet) -> Iterator[Diagnostic]:
    """Layers are not looked at for places: what they say of the service is merged into one."""
    manifest = policy_set.manifest
    for name, statuses in policy_set.service.items():
        yield from known("overlay", name, policy_set.overlays, manifest, "service", name)
        overlay = policy_set.overlays.get(name)
        for status in statuses if overlay is not None else ():
            assert overlay is not None
            yield from known("status", status, overlay.value.statuses, manifest, "service", name, status)

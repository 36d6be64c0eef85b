"""The circumstances of an item held against the policy set: names that it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyengine.compile.program import Setting
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.errors import ContentError, ContentProblem
from policyengine.model.content import Content


def check_circumstances(content: Content, setting: Setting) -> None:
    """Raises `ContentError` where the case or the earlier decision names a measure or a class that is not declared."""
    problems = tuple(_problems(content, setting))
    if problems:
        raise ContentError(problems, content.id)


def _problems(content: Content, setting: Setting) -> Iterator[ContentProblem]:
    if content.earlier is not None:
        yield from _unknown("measure", "/earlier/action", content.earlier.action, setting.ladder)
        if content.earlier.rules_asked is not None:
            yield from _unknown("measure", "/earlier/rules_asked", content.earlier.rules_asked, setting.ladder)
    for index, name in enumerate(content.case.classes if content.case is not None else ()):
        yield from _unknown("content class", f"/case/classes/{index}", name, setting.content_classes)


def _unknown(what: str, pointer: str, name: str, known: Iterable[str]) -> Iterator[ContentProblem]:
    names = sorted(known)
    if name not in names:
        guess = did_you_mean(name, names)
        help_ = f"did you mean `{guess}`?" if guess else f"there are: {', '.join(names) or 'none'}"
        yield ContentProblem(pointer, f"the policy set has no {what} `{name}`", help_)

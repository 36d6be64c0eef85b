"""A rule put at the end of the rules of a file, which stays as it is otherwise."""

from __future__ import annotations

from textwrap import dedent, indent

from policyengine.source.reading.nodes import Mapping, Sequence
from policyengine.source.reading.yaml import parse


class NoPlace(Exception):
    """The file is written in a way that a rule cannot be put into."""


def with_rule(content: bytes, rule: str, name: str) -> str:
    """The text of a file with a rule (a list item in block style) added; raises `NoPlace`."""
    document = parse(content, name)
    root = document.root
    if not isinstance(root, Mapping):
        raise NoPlace("holds no mapping")
    text = content.decode("utf-8-sig")
    if text and not text.endswith("\n"):
        text += "\n"
    listed = root.get("rules")
    if listed is None:
        return f"{text}rules:\n{rule}"
    if not isinstance(listed, Sequence) or not listed.items:
        raise NoPlace("has a list of rules without a rule")
    lines = text.splitlines(keepends=True)
    first = listed.span.start
    if not lines[first.line - 1][first.column - 1 :].startswith("-"):
        raise NoPlace("has its rules within brackets")
    end = listed.items[-1].span.end
    at = end.line - 1 if end.column == 1 else end.line
    while at > 0 and not lines[at - 1].strip():
        at -= 1
    added = indent(dedent(rule), " " * (first.column - 1))
    return "".join([*lines[:at], "\n", added, *lines[at:]])

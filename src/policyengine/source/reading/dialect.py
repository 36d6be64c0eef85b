"""What YAML allows and this project's files do not, each found while the tree is built."""

from __future__ import annotations

from typing import Any

from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import notation, shape
from policyengine.diagnostics.diagnostic import Diagnostic, Label, Span
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import quoted
from policyengine.source.reading.nodes import Mapping, Node, Scalar
from policyengine.source.reading.scalars import SWITCHES


def alias(span: Span, name: str) -> Diagnostic:
    return diagnose(
        notation.ANCHOR,
        f"`*{name}` would repeat a piece of YAML from elsewhere",
        span,
        help="write the content out, or put the text in quotes if you mean the asterisk",
    )


def second_document(span: Span) -> Diagnostic:
    return diagnose(
        notation.SEVERAL_DOCUMENTS,
        "a second document starts here",
        span,
        help="delete the line `---`, or move what follows it into a file of its own",
    )


def decoration(event: Any, span: Span) -> list[Diagnostic]:
    """The problems of a node that has an anchor or a tag."""
    problems = []
    if event.anchor is not None:
        help_text = f"delete `&{event.anchor}`, or put the text in quotes if you mean the ampersand"
        message = f"`&{event.anchor}` would give a name to a piece of YAML"
        problems.append(diagnose(notation.ANCHOR, message, span, help=help_text))
    if event.tag is not None:
        help_text = "delete the tag, or put the text in quotes if you mean the exclamation mark"
        problems.append(diagnose(notation.TAG, "a tag that starts with `!` stands here", span, help=help_text))
    return problems


def misread(code: Code, text: str, span: Span) -> Diagnostic:
    """The diagnostic for a plain scalar that `scalars.meaning` objects to."""
    if code is notation.AMBIGUOUS_WORD:
        switch = "true" if SWITCHES[text] else "false"
        return diagnose(
            code,
            f"{quoted(text)} without quotes is a word to some programs and `{switch}` to others",
            span,
            help=f'write `"{text}"` if you mean the word, or `{switch}` if you mean that',
        )
    if code is shape.OUT_OF_RANGE:
        return diagnose(
            code, f"the number {quoted(text)} is too large", span, help="put it in quotes if it is an identifier"
        )
    return diagnose(
        code,
        f"{quoted(text)} without quotes is read as different values by different programs",
        span,
        help=f'write `"{text}"` if you mean these characters, or an ordinary number if you mean a number',
    )


def entries(children: list[Node]) -> tuple[tuple[tuple[Scalar, Node], ...], list[Diagnostic]]:
    """The entries of a mapping from its keys and values in turn; of a key that stands twice, the first counts."""
    problems: list[Diagnostic] = []
    seen: dict[str, tuple[Scalar, Node]] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            problems.append(collection_as_key(key))
            continue
        if key.plain and not (isinstance(key.value, str) and key.text != "<<"):
            problems.append(odd_key(key))
        earlier = seen.get(key.text)
        if earlier is None:
            seen[key.text] = (key, value)
        else:
            problems.append(repeated_key(key, earlier[0]))
    return tuple(seen.values()), problems


def collection_as_key(key: Node) -> Diagnostic:
    what = "a mapping" if isinstance(key, Mapping) else "a list"
    return diagnose(notation.KEY_NOT_TEXT, f"{what} stands where a key should be", key.span, help="a key is one word")


def odd_key(key: Scalar) -> Diagnostic:
    if key.text == "<<":
        return diagnose(
            notation.ANCHOR, "`<<` would merge another mapping into this one", key.span, help="write the content out"
        )
    if not key.text:
        return diagnose(notation.KEY_NOT_TEXT, "nothing stands before this colon", key.span, help="write the key")
    return diagnose(
        notation.KEY_NOT_TEXT,
        f"the key {quoted(key.text)} is not text",
        key.span,
        help=f'put it in quotes: `"{key.text}"`',
    )


def repeated_key(key: Scalar, earlier: Scalar) -> Diagnostic:
    return diagnose(
        notation.DUPLICATE_KEY,
        f"the key {quoted(key.text)} stands twice in this mapping",
        key.span,
        label=f"it is already on line {earlier.marks[0]}",
        help="keep one of them; if a new list item should begin here, it needs a dash",
        related=(Label(earlier.span, "the first one"),),
    )

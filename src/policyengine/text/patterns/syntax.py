"""Reads the syntax of a pattern, token by token, and says what is not admitted and where.

Admitted is what `re` and `regex` read alike and what can be bounded: literals, classes, `\\p{…}` properties,
groups, alternatives, look-around, and repeats with an upper bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a pattern is not admitted; `offset` counts code points into the pattern."""

    what: str
    why: str
    offset: int


_token = re.compile(
    r"""(?xs)
      (?P<property> \\[pP]\{[^{}]+\} )
    | (?P<escape>   \\. )
    | (?P<set>      \[\^?\]?(?:[^\]\\]|\\.)*\] )
    | (?P<open>     \((?:\?(?:P<[^>]*>|P=[^)]*\)|\([^)]*\)|<?[=!]|[a-zA-Z-]+[:)]|.)?)? )
    | (?P<close>    \) )
    | (?P<repeat>   (?:\{\d*,?\d*\}|[?*+])[?+]? )
    | (?P<literal>  . )
    """
)
_bounds = re.compile(r"\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\}")
_plain_group = re.compile(r"\((?:\?(?::|<?[=!]|P<\w+>))?\Z")
_set_operation = re.compile(r"(?<!^)(?<!\\)(?:\[|--|&&|\|\||~~)")
_ESCAPES = frozenset("dDwWsSbBxuU")

_STAND_INS = range(0xF0000, 0xF1000)
"""Private code points that stand for `\\p{…}` while the standard library's parser reads the pattern."""


def is_stand_in(code: int) -> bool:
    """Whether a code point of a parsed pattern stands for a property."""
    return code in _STAND_INS


def stand_in(source: str) -> tuple[str, list[int]]:
    """The pattern with one private character for each property, and the offset in `source` of each character."""
    text: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r"(?s)\\[pP]\{[^{}]+\}|\\.|.", source):
        plain = chr(_STAND_INS[len(text) % len(_STAND_INS)]) if len(match[0]) > 2 else match[0]
        text.append(plain)
        offsets.extend(range(match.start(), match.start() + len(plain)))
    return "".join(text), [*offsets, len(source)]


def read_syntax(source: str) -> Iterator[Problem]:
    """Everything in `source` that is not admitted and shows in its tokens, from left to right."""
    groups = [False]  # for each open group: whether a variable repeat has occurred in it
    closed = False  # whether the token just read closed a group with a variable repeat in it
    for match in _token.finditer(source):
        kind, token, offset = match.lastgroup, match[0], match.start()
        was_closed, closed = closed, False
        if kind == "open":
            groups.append(False)
            yield from _check_group(token, offset)
        elif kind == "close" and len(groups) > 1:
            closed = groups.pop()
            groups[-1] |= closed
        elif kind == "repeat":
            low, high = _repeat_bounds(token)
            if was_closed and high != low and high != 1:
                yield Problem(
                    f"`{token}` repeats a group that itself repeats",
                    "the two multiply: say the inner count exactly, or write the group out",
                    offset,
                )
            groups[-1] |= high != low
            yield from _check_repeat(token, offset, high)
        else:
            yield from _check_single(kind, token, offset)


def _repeat_bounds(token: str) -> tuple[int, int | None]:
    """The least and the greatest count; None for no upper bound."""
    match = _bounds.match(token)
    if match is None:
        return (0, 1) if token[0] == "?" else (0 if token[0] == "*" else 1, None)
    low = int(match["low"] or 0)
    if not match["comma"]:
        return low, low
    return low, int(match["high"]) if match["high"] else None


def _check_repeat(token: str, offset: int, high: int | None) -> Iterator[Problem]:
    if token.startswith("{}"):
        yield Problem("`{` outside a count", "write `\\{` for the character itself", offset)
    elif high is None:
        yield Problem(f"`{token}` has no upper bound", "say how many at most, like `{0,40}`", offset)
    elif len(token) > 1 and token.endswith("+"):
        yield Problem(f"`{token}` is possessive", "not every supported version reads it: leave out the `+`", offset)


def _check_group(token: str, offset: int) -> Iterator[Problem]:
    if _plain_group.match(token):
        return
    if token.startswith("(?P="):
        yield _back_reference(token, offset)
    elif token.startswith("(?("):
        yield Problem(f"`{token}` is a conditional", "write both cases as alternatives", offset)
    elif re.match(r"\(\?[aiLmsux-]+[:)]", token):
        yield Problem(
            f"`{token}` sets flags", "patterns are matched on folded text, line by line: no flag is needed", offset
        )
    else:
        yield Problem(f"`{token}` opens an unknown kind of group", "use `(?:` to group", offset)


def _check_single(kind: str | None, token: str, offset: int) -> Iterator[Problem]:
    if kind == "escape" and token[1].isdigit():
        yield _back_reference(token, offset)
    elif kind == "escape" and token in ("\\A", "\\Z", "\\z"):
        yield Problem(f"`{token}` is not used", "patterns are matched line by line: write `^` or `$`", offset)
    elif kind == "escape" and token[1].isalpha() and token[1].isascii() and token[1] not in _ESCAPES:
        yield Problem(f"`{token}` is not an admitted escape", "write the character itself or a class", offset)
    elif kind == "literal" and token == "{":
        yield Problem("`{` outside a count", "write `\\{` for the character itself", offset)
    elif kind == "set" and (operation := _set_operation.search(token)) is not None:
        yield Problem(
            f"`{operation[0]}` inside a class",
            "write a backslash before it for the character itself",
            offset + operation.start(),
        )


def _back_reference(token: str, offset: int) -> Problem:
    return Problem(f"`{token}` refers back to a group", "back-references cannot be bounded: write the text out", offset)

"""The language of `-k`: words that a case must or must not hold, joined by `and`, `or`, `not` and parentheses."""

from __future__ import annotations

import re
from collections.abc import Callable

Chosen = Callable[[str], bool]
"""Whether a text is chosen."""

_TOKEN = re.compile(r"\(|\)|[^\s()]+")
_JOINTS = frozenset({"and", "or", "not", "(", ")"})


class BadExpression(ValueError):
    """The expression cannot be read, and why."""


def chooser(expression: str) -> Chosen:
    """What `expression` chooses; case does not matter. Raises `BadExpression`.

    Words that stand together are one phrase: `counter-speech in ko and not title`. `not` binds closest, then `and`.
    """
    reader = _Reader(_TOKEN.findall(expression))
    if not reader.tokens:
        raise BadExpression("it is empty")
    chosen = reader.either()
    if reader.tokens:
        raise BadExpression(f"`{reader.tokens[0]}` is not expected there")
    return lambda text: chosen(text.casefold())


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens

    def _takes(self, token: str) -> bool:
        if self.tokens[:1] == [token]:
            self.tokens.pop(0)
            return True
        return False

    def either(self) -> Chosen:
        options = [self._both()]
        while self._takes("or"):
            options.append(self._both())
        return lambda text: any(option(text) for option in options)

    def _both(self) -> Chosen:
        parts = [self._one()]
        while self._takes("and"):
            parts.append(self._one())
        return lambda text: all(part(text) for part in parts)

    def _one(self) -> Chosen:
        if self._takes("not"):
            refused = self._one()
            return lambda text: not refused(text)
        if self._takes("("):
            inner = self.either()
            if not self._takes(")"):
                raise BadExpression("a `(` is never closed")
            return inner
        words: list[str] = []
        while self.tokens and self.tokens[0] not in _JOINTS:
            words.append(self.tokens.pop(0))
        if not words:
            found = f", not `{self.tokens[0]}`" if self.tokens else ""
            raise BadExpression(f"a word is expected{found or ' at its end'}")
        phrase = " ".join(words).casefold()
        return lambda text: phrase in text

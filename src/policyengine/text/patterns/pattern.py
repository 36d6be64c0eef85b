"""Patterns: regular expressions over the folded view, admitted only where their cost can be bounded.

A pattern is matched line by line, and only near an occurrence of one of its literals (texts that every match
contains, derived from the pattern). Nothing further than its reach from a literal is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic

import regex

from policyengine.text.folding.fold import flat
from policyengine.text.patterns.shape import Parsed, literals, look_around, never_folded, parse, ways, width
from policyengine.text.patterns.syntax import Problem, read_syntax, stand_in

MAX_WAYS = 500
"""Most ways in which a pattern may be tried at one place: the product of the ranges of its variable repeats and
of the alternatives that do not exclude each other. With `MAX_WIDTH`, one place costs at most 150,000 steps."""
MAX_WIDTH = 300
"""Longest match a pattern may have, look-around included, in code points."""
MAX_SECONDS = 10.0
"""A crash barrier: one pattern may take this long on one text before the search is given up."""


_SURELY_QUICK = 64
"""Code points of a window in which no search needs a limit of its own: it takes at most 2,000,000 steps, that is all
of `MAX_WAYS` at each place and all the window for each."""


class PatternRefused(ValueError):
    """A pattern that is not admitted; `problems` says why."""

    def __init__(self, source: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"pattern `{source}`: {problems[0].what}: {problems[0].why}")
        self.source = source
        self.problems = problems


class PatternTimeout(Exception):
    """A pattern was given up after `MAX_SECONDS`; what it would have found is unknown."""

    def __init__(self, source: str) -> None:
        super().__init__(f"pattern `{source}` was given up after {MAX_SECONDS:g} seconds")
        self.source = source


def admit(source: str) -> list[Problem]:
    """Why `source` may not be a pattern; empty if it may. Sorted by offset."""
    return sorted(_examined(source).problems, key=lambda problem: (problem.offset, problem.what))


@dataclass(frozen=True, slots=True)
class Pattern:
    """An admitted pattern. Raises PatternRefused. Immutable; safe to share between threads."""

    source: str
    literals: tuple[str, ...] = field(init=False, compare=False)
    reach: int = field(init=False, compare=False, repr=False)
    _compiled: regex.Pattern[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        problems = admit(self.source)
        if problems:
            raise PatternRefused(self.source, tuple(problems))
        examined = _examined(self.source)
        object.__setattr__(self, "literals", examined.literals)
        object.__setattr__(self, "reach", examined.reach)
        object.__setattr__(self, "_compiled", regex.compile(self.source, regex.VERSION0))

    def find(self, folded: str, near: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Matches from left to right, none overlapping, around the spans `near`, where literals occur.

        `near` is sorted and holds every occurrence of the literals. Raises PatternTimeout.
        """
        found: list[tuple[int, int]] = []
        deadline = monotonic() + MAX_SECONDS
        for low, high in self._windows(folded, near):
            left = deadline - monotonic()
            if left <= 0:
                raise PatternTimeout(self.source)
            try:
                limit = left if high - low > _SURELY_QUICK else None  # to set one takes longer than to search there
                for match in self._compiled.finditer(folded[low:high], timeout=limit):
                    found.append((low + match.start(), low + match.end()))
            except TimeoutError:
                raise PatternTimeout(self.source) from None
        return found

    def _windows(self, folded: str, near: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The stretches within reach of a literal, cut at line breaks; those that touch are one.

        A match lies within its width of its literal, and what it looks around for within its reach. So a match in
        a window is a match in the whole line, and the other way round.
        """
        first = last = -1
        for start, end in near:
            low, high = start - self.reach, end + self.reach
            low = folded.rfind("\n", low if low > 0 else 0, start) + 1 or (low if low > 0 else 0)
            stop = folded.find("\n", end, high)
            high = stop if stop >= 0 else min(high, len(folded))
            if low > last:
                if first >= 0:
                    yield first, last
                first, last = low, high
            elif high > last:
                last = high
        if first >= 0:
            yield first, last


def _reach(parsed: Parsed) -> int:
    # One more, so that `$` and `\b` at the end of a match see what follows it.
    return width(parsed)[1] + look_around(parsed) + 1


@dataclass(frozen=True, slots=True)
class _Examined:
    """What there is to know of a pattern's source; of one that cannot be read, only its problems."""

    problems: tuple[Problem, ...]
    literals: tuple[str, ...] = ()
    reach: int = 0


@lru_cache(maxsize=1024)
def _examined(source: str) -> _Examined:
    problems = tuple(read_syntax(source))
    if problems:
        return _Examined(problems)
    plain, offsets = stand_in(source)
    try:
        parsed = parse(plain)
    except re.error as error:
        message = f"invalid syntax: {error.msg}"
        return _Examined((Problem(message, "correct the pattern", offsets[error.pos or 0]),))
    try:
        regex.compile(source, regex.VERSION0)
    except regex.error as error:
        place = getattr(error, "pos", None) or 0
        return _Examined((Problem(f"invalid syntax: {error}", "correct the pattern", place),))
    texts, reach = literals(parsed), _reach(parsed)
    return _Examined((*_costs(parsed, reach), *_misses(parsed, texts, source)), texts, reach)


def _costs(parsed: Parsed, reach: int) -> Iterator[Problem]:
    if ways(parsed, MAX_WAYS) > MAX_WAYS:
        yield Problem(
            f"more than {MAX_WAYS} ways to try it at one place",
            "its counts and alternatives multiply: make the ranges narrower, or write several patterns",
            0,
        )
    if reach > MAX_WIDTH:
        yield Problem(f"can match more than {MAX_WIDTH} characters", "make its counts smaller", 0)


def _misses(parsed: Parsed, texts: tuple[str, ...], source: str) -> Iterator[Problem]:
    unusable = [text for text in texts if flat(text) != text]
    for text in dict.fromkeys((*never_folded(parsed), *unusable)):
        yield Problem(
            f"`{text}` never occurs in folded text",
            "a pattern does not cross lines" if "\n" in flat(text) else f"write `{flat(text)}`",
            max(source.find(text), 0),
        )
    if width(parsed)[0] == 0:
        yield Problem("matches the empty text", "something must be there: make one part of it required", 0)
    elif not texts:
        yield Problem(
            "no text that must occur", "a pattern needs a word, or two characters in a row, that every match has", 0
        )

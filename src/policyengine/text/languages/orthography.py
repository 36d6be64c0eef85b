"""Words that have several correct spellings: every form is looked for in all of them, and none is a disguise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product

_LONG_AND_SHORT = (("aa", "a"), ("ee", "i"), ("oo", "u"), ("w", "v"), ("z", "j"), ("ph", "f"), ("chh", "ch"))
"""Hindi in Latin letters follows no standard. The first of each pair is the fuller way to write the same sound."""
_double = re.compile(r"([bdgjkklmnprst])\1")
_MOST = 64

_BEFORE_AND_AFTER = tuple(
    (f"{first}{toned}", f"{moved}{second}")
    for first, second, toned_letters, moved_letters in (
        ("o", "a", "àáảãạ", "òóỏõọ"),
        ("o", "e", "èéẻẽẹ", "òóỏõọ"),
        ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
    )
    for toned, moved in zip(toned_letters, moved_letters, strict=True)
)
"""Vietnamese writes the tone of an open oa, oe or uy on either vowel."""
_syllable_end = r"(?![^\W\d_])"
_on_second = re.compile("|".join(f"(?:{one})" for one, _ in _BEFORE_AND_AFTER).join(("(?:", f"){_syllable_end}")))
_moved = dict(_BEFORE_AND_AFTER)
_on_first = re.compile("|".join(f"(?:{other})" for _, other in _BEFORE_AND_AFTER).join(("(?:", f"){_syllable_end}")))
_moved_back = {other: one for one, other in _BEFORE_AND_AFTER}


def _hindi(form: str) -> Iterator[str]:
    """Shorter ways to write a form in Latin letters: write the fullest one, and the rest follow."""
    if not form.isascii():
        return
    present = [pair for pair in _LONG_AND_SHORT if pair[0] in form]
    singled = [False, True] if _double.search(form) else [False]
    for single, *short in product(singled, *([False, True] for _ in present)):
        text = form
        for (full, brief), shorten in zip(present, short, strict=True):
            text = text.replace(full, brief) if shorten else text
        yield _double.sub(r"\1", text) if single else text


def _vietnamese(form: str) -> Iterator[str]:
    yield _on_second.sub(lambda match: _moved[match[0]], form)
    yield _on_first.sub(lambda match: _moved_back[match[0]], form)


_WAYS: Mapping[str, Callable[[str], Iterator[str]]] = {"hi": _hindi, "vi": _vietnamese}


def orthographies(form: str, language: str | None) -> tuple[str, ...]:
    """The folded form and its other spellings in the language, each once; at most 64."""
    ways = _WAYS.get(language or "")
    if ways is None:
        return (form,)
    return tuple(dict.fromkeys((form, *ways(form))))[:_MOST]

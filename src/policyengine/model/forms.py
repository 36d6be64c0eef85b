"""Forms: texts in which `{a|b}` stands for either, so that a phrase or an example is not written once for each word.

Braces without a `|` between them are just braces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Annotated

from pydantic import AfterValidator, Field, StrictStr
from pydantic_core import PydanticCustomError

MOST_TEXTS = 2000
"""Texts that one form may stand for."""
_choice = re.compile(r"\{([^{}|]*(?:\|[^{}|]*)+)\}")
_spaces = re.compile(" {2,}")


@lru_cache(maxsize=65536)
def texts_of(form: str) -> tuple[str, ...]:
    """The texts that a form stands for, each once, in the order written. An empty choice leaves its place out, and
    the spaces around it are one."""
    if "{" not in form:
        return (form,)
    parts = _choice.split(form)
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    return tuple(dict.fromkeys(_spaces.sub(" ", "".join(way)).strip() for way in product(*choices)))


def well_formed(form: str) -> str:
    """The form itself. Raises for a choice that is not closed or stands inside another, and for too many texts."""
    rest = _choice.sub("", form)
    if "|" in rest and ("{" in rest or "}" in rest):
        raise PydanticCustomError(
            "choice_not_closed",
            "a choice in this form is not closed, or stands inside another",
            {"help": "write `{one|two} words`; choices do not nest"},
        )
    ways = 1
    for choice in _choice.findall(form):
        ways *= choice.count("|") + 1
    if ways > MOST_TEXTS:
        context = {"ways": ways, "most": MOST_TEXTS, "help": "write it as several forms with fewer choices each"}
        raise PydanticCustomError("too_many_texts", "this form stands for {ways} texts, more than {most}", context)
    return form


Form = Annotated[
    StrictStr,
    Field(min_length=1, max_length=2000, description="`{a|b}` stands for either, `{a|}` for a or nothing."),
    AfterValidator(well_formed),
]

"""Which of the disguises that a term tolerates one of its forms can wear and still be told apart."""

from __future__ import annotations

import re

from policyengine.model.matching import Disguise
from policyengine.text.disguise import hangul
from policyengine.text.disguise.certainty import LEAST, weight
from policyengine.text.scripts import script_of

_digit = re.compile(r"\d")
_OF_SCRIPT: frozenset[Disguise] = frozenset({"han"})


def worn_by(form: str, tolerates: frozenset[Disguise]) -> frozenset[Disguise]:
    """The disguises under which a folded form is looked for.

    A form with digits means those digits. A short one is looked for only in the other form of its Han characters. A
    masked syllable of Hangul, or one of two Han characters, may be too many others.
    """
    if not tolerates or _digit.search(form):
        return frozenset()
    if weight(form) < LEAST:
        return tolerates & _OF_SCRIPT
    if form.isascii() or "masked" not in tolerates:
        return tolerates
    half = len(form) == 2 and {script_of(each) for each in form} == {"han"}
    return tolerates - {"masked"} if half or any(map(hangul.is_syllable, form)) else tolerates

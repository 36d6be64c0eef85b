"""How certain it is that a disguised stretch of text is the term, and no accident of other words."""

from __future__ import annotations

from functools import lru_cache

from policyengine.model.matching import Certainty, Disguise
from policyengine.text.disguise.comparison import Likeness
from policyengine.text.scripts import Script, script_of

_WEIGHTS: dict[Script, int] = {"hangul": 2, "han": 2, "katakana": 2, "hiragana": 2}
"""A syllable or a Han character says as much as two letters."""
LEAST = 4
"""Forms that weigh less are too short to be told apart from accidents."""
_SHORT = 6
_LONG_WITHOUT_TONES = 10
"""Without its marks, a shorter phrase of Vietnamese is often a name, another phrase, or words of another language."""
_FORMS_OF_SCRIPT: frozenset[Disguise] = frozenset({"han", "kana"})
"""Not chosen to hide anything: the same word in the other standard form."""
_PLAIN_GAPS = frozenset(" .-/'’&0123456789")
"""What also stands between letters and words in ordinary text."""


@lru_cache(maxsize=65536)
def weight(form: str) -> int:
    """How much a folded form says, in Latin letters."""
    if form.isascii():
        return sum(map(str.isalnum, form))
    return sum(_WEIGHTS.get(script_of(character), 1) for character in form if script_of(character) != "none")


def certainty_of(likeness: Likeness, form: str, alone: bool) -> Certainty:
    """`sure`, `likely` or `possible`. `alone` says that a form kept apart by spaces has no such letters beside it."""
    disguises, size = likeness.disguises, weight(form)
    if _by_accident(likeness, form, alone):
        return "possible"
    chosen = disguises - _FORMS_OF_SCRIPT
    if not chosen or (len(chosen) == 1 and size >= _SHORT and not chosen & {"leet", "toneless", "masked", "joined"}):
        return "sure"
    return "likely" if len(chosen) <= 2 or size >= 2 * _SHORT else "possible"


def _by_accident(likeness: Likeness, form: str, alone: bool) -> bool:
    """Whether other words, initials or plain typing errors often look the same."""
    size = weight(form)
    short = size < _SHORT
    spaced = any(" " in gap for gap in likeness.gaps)
    plain = bool(likeness.gaps) and all(_PLAIN_GAPS.issuperset(gap) for gap in likeness.gaps)
    partly = 0 < len(likeness.gaps) < likeness.places
    return (
        (spaced and (short or not alone or len(likeness.gaps) == 1))
        or (plain and partly and short)
        or (likeness.doubled and short)
        or ("masked" in likeness.disguises and size - 2 < LEAST and not form.isascii())
        or ("toneless" in likeness.disguises and size < _LONG_WITHOUT_TONES)
        or ("joined" in likeness.disguises and size < 2 * LEAST)
        or likeness.signs * 2 > likeness.letters
        or likeness.foreign == likeness.letters
    )

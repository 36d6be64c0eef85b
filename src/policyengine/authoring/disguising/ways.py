"""All ways to disguise a word, and a word under each of them."""

from __future__ import annotations

from policyengine.authoring.disguising.chinese import HAN
from policyengine.authoring.disguising.everywhere import EVERYWHERE
from policyengine.authoring.disguising.japanese import KANA
from policyengine.authoring.disguising.korean import HANGUL
from policyengine.authoring.disguising.latin import LATIN
from policyengine.authoring.disguising.way import Way
from policyengine.authoring.disguising.words import script_of_word

WAYS: tuple[Way, ...] = (*EVERYWHERE, *LATIN, *HANGUL, *KANA, *HAN)
"""Every way, each under a name of its own."""
NAMES = tuple(way.name for way in WAYS)


def ways_for(word: str) -> tuple[Way, ...]:
    """The ways of the script that a word is written in, and those of any script."""
    script = script_of_word(word)
    return tuple(way for way in WAYS if way.script is None or way.script == script)


def disguised(word: str) -> dict[str, str]:
    """The word under every disguise that changes it, by the name of the way."""
    found = {way.name: way.write(word) for way in ways_for(word)}
    return {name: text for name, text in found.items() if text != word}


def written(word: str, name: str) -> str | None:
    """The word under one disguise, or None if it cannot wear it. `KeyError` for a name that is none of `NAMES`."""
    if name not in NAMES:
        raise KeyError(name)
    return disguised(word).get(name)

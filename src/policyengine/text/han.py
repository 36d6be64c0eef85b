"""Han characters by the simplified form that stands for all forms of each."""

from __future__ import annotations

from policyengine.text.tables import by_character

SIMPLIFIED = by_character("han.txt")
_translation = str.maketrans(SIMPLIFIED)


def simplified(text: str) -> str:
    """The text in simplified characters, one for one."""
    return text.translate(_translation)

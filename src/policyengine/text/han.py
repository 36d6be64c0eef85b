"""Han characters by the simplified form that stands for all forms of each."""

from __future__ import annotations

from policyengine.text.tables import by_character

SIMPLIFIED = by_character("han.txt")
_TRADITIONAL: dict[str, str] = {}
for _other, _simple in SIMPLIFIED.items():
    _TRADITIONAL[_simple] = _TRADITIONAL.get(_simple, "") + _other
_translation = str.maketrans(SIMPLIFIED)


def traditional(character: str) -> str:
    """The other forms of a simplified character, the character itself last; of any other, only itself."""
    return _TRADITIONAL.get(character, "") + character


def simplified(text: str) -> str:
    """The text in simplified characters, one for one."""
    return text.translate(_translation)

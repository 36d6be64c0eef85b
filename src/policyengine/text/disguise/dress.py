"""What folding undid within one match: the disguises that no term can decline."""

from __future__ import annotations

from unicodedata import decomposition, is_normalized, normalize

from policyengine.model.matching import Disguise, Dress
from policyengine.text.disguise import hangul
from policyengine.text.entries import Hit
from policyengine.text.folding.fold import flat, has_invisible

_WIDTHS = ("<wide>", "<narrow>")


def worn(hit: Hit, original: str) -> tuple[Disguise | Dress, ...]:
    """All disguises of a hit, whose text was `original`, sorted."""
    dress = dress_of(original)
    return tuple(sorted((*hit.disguises, *dress))) if dress else hit.disguises


def dress_of(original: str) -> tuple[Dress, ...]:
    """How the original text of a match is dressed, sorted. Capitals are no disguise."""
    if original.isascii() and original.isprintable():
        return ()
    if is_normalized("NFKC", original) and not has_invisible(original):
        return ()
    found: set[Dress] = set()
    if has_invisible(original):
        found.add("invisible")
    if normalize("NFC", original) != original or "\u309b" in original or "\u309c" in original or _typed_apart(original):
        found.add("decomposed")
    for character in original:
        kind = decomposition(character).partition(" ")[0]
        folded = normalize("NFKC", character)
        if kind in _WIDTHS:
            found.add("width")
        elif kind.startswith("<") and folded.isalnum() and not any(map(hangul.is_letter, folded)):
            found.add("styled")
    return tuple(sorted(found))


def _typed_apart(original: str) -> bool:
    """Whether letters of Hangul as keyboards write them stand where folding makes syllables of them."""
    return sum(map(hangul.is_syllable, flat(original))) > sum(map(hangul.is_syllable, normalize("NFC", original)))

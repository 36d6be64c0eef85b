"""Texts that are too long, cut where a word ends."""

from __future__ import annotations

LEFT_OUT = "…"


def shortened(text: str, limit: int) -> str:
    """The text in at most so many characters. What is cut ends after a whole word, unless that leaves less than half:
    some scripts have no spaces."""
    if len(text) <= limit:
        return text
    kept = text[: limit - len(LEFT_OUT)]
    if not text[len(kept)].isspace():
        words = kept.rsplit(maxsplit=1)
        kept = words[0] if len(words) == 2 and len(words[0]) * 2 >= limit else kept
    return kept.rstrip() + LEFT_OUT

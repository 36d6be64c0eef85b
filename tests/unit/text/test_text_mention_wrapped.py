"""Quotation marks around the whole of a text quote nothing."""

from __future__ import annotations

import pytest

from policyengine.text.mention import Cues, use_of
from policyengine.text.scanner import Scanner, Term

SCANNER = Scanner([Term("t/words@en", "plonker", ("plonker", "plonkers"), (), None, None, False)], [])


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ('"You plonkers"', "used"),
        ("  「plonkers」 ", "used"),
        ("“«plonkers»”", "used"),
        ("“You plonkers are late. All of you.”", "used"),
        ('He said "plonkers" once', "mentioned"),
        ('"left" and "plonkers"', "mentioned"),
        ('"plonkers" is a word, "they said"', "mentioned"),
        ('"', None),
    ],
)
def test_use(text: str, use: str | None) -> None:
    found = SCANNER.scan(text)
    assert (use_of(found, found.hits[0], Cues()) if found else None) == use

"""What folding undid within a match, named."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from policyengine.text.disguise.dress import dress_of, worn
from policyengine.text.entries import Hit


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("spam", ""),
        ("SPAM!", ""),
        ("사과", ""),
        ("バナナ", ""),
        ("ㅋㅋ", ""),
        ("s\u200bpam", "invisible"),
        ("사\u3164과", "invisible"),
        ("ｓｐａｍ", "width"),
        ("ﾘﾝｺﾞ", "width"),
        ("𝐬𝐩𝐚𝐦", "styled"),
        ("ⓢⓟⓐⓜ", "styled"),
        (normalize("NFD", "cà phê"), "decomposed"),
        (normalize("NFD", "사과"), "decomposed"),
        (normalize("NFD", "バナナ"), "decomposed"),
        ("ハ゛ナナ", "decomposed"),
        ("ㅅㅏ과", "decomposed"),
        ("𝐬\u00adｐａｍ", "invisible styled width"),
    ],
)
def test_dress(original: str, expected: str) -> None:
    assert " ".join(dress_of(original)) == expected


def test_dress_and_disguises_are_told_together() -> None:
    assert worn(Hit(0, 0, 4, "likely", ("leet", "separated")), "ｓ.p.4.m") == ("leet", "separated", "width")

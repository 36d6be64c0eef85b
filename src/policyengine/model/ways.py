"""The ways in which a case may ask to have its words disguised; `authoring.disguising` knows how each is done."""

from __future__ import annotations

from typing import Literal

Way = Literal[
    "accents",
    "capitals",
    "circle",
    "cyrillic",
    "digit",
    "dots",
    "full_width",
    "half_width",
    "jamo",
    "kana_swapped",
    "leet",
    "lengthened",
    "long_marks",
    "masked",
    "middle_dots",
    "nfd",
    "other_han",
    "plain_letters",
    "punctuation",
    "repeated",
    "soft_hyphen",
    "spaces",
    "styled",
    "toneless",
    "underscores",
    "zero_width",
]

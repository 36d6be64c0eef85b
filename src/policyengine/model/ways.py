"""The ways in which a case may ask to have its words disguised; `authoring.disguising` knows how each is done."""

from __future__ import annotations

from typing import Literal

Way = Literal[
    "spaced",
    "dotted",
    "underscored",
    "middle_dotted",
    "joined",
    "zero_width",
    "soft_hyphens",
    "nfd",
    "repeated",
    "repeated_inside",
    "upper_case",
    "alternating_case",
    "full_width",
    "styled",
    "cyrillic",
    "leet",
    "leet_signs",
    "accents",
    "masked",
    "tones_dropped",
    "marks_dropped",
    "jamo",
    "jamo_throughout",
    "digit_inside",
    "lengthened",
    "kana_swapped",
    "half_width",
    "circle",
    "long_mark",
    "long_ending",
    "other_form",
    "punctuated",
]

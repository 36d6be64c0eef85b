"""Whether Han letters are those of Chinese or of Japanese, by the national standards that list them."""

from __future__ import annotations

_CHINESE = ("gb2312", "big5")
_JAPANESE = "shift_jis"
_MANY = 20
"""So many Han letters without kana are not Japanese."""


def languages_of(letters: str) -> frozenset[str]:
    """One of `zh` and `ja`, or both: `letters` are the Han letters of a text that has next to no kana.

    你 and 们 stand in standards of Chinese only, 駅 and 渋 in that of Japanese only; 人 stands in all.
    """
    if len(letters) >= _MANY:
        return frozenset({"zh"})
    chinese = frozenset[str]().union(*(_listed(letters, standard) for standard in _CHINESE))
    japanese = _listed(letters, _JAPANESE)
    only_chinese, only_japanese = chinese - japanese, japanese - chinese
    if only_chinese and not only_japanese:
        return frozenset({"zh"})
    return frozenset({"ja"}) if only_japanese and not only_chinese else frozenset({"ja", "zh"})


def _listed(letters: str, standard: str) -> frozenset[str]:
    return frozenset(letters.encode(standard, "ignore").decode(standard))

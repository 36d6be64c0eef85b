"""What a scalar without quotes means: the YAML 1.2 core schema, and the spellings that other readers take otherwise."""

from __future__ import annotations

import re

from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import notation, shape
from policyengine.source.reading.nodes import Value

WORDS: dict[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""Words of the YAML 1.2 core schema (yaml.org/spec/1.2.2, section 10.3.2). `.inf` and `.nan` are refused below."""

SWITCHES = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF"), False),
}
"""Words that YAML 1.1 reads as true or false and YAML 1.2 as text (yaml.org/type/bool)."""

INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

OTHERWISE = re.compile(
    r"""
      [-+]?0[0-9_]+                                      # 010: octal in YAML 1.1
    | [-+]?0b[01_]+                                      # 0b11: binary
    | [-+]?0x[0-9a-fA-F]*_[0-9a-fA-F_]*                  # 0xFF_FF
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?   # 12:30: to base 60
    | [-+]?[0-9][0-9.]*_[0-9._]*                         # 1_000
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)        # no quantity of a policy is infinite
    """,
    re.VERBOSE,
)
"""Numbers of YAML 1.1 (yaml.org/type/int, yaml.org/type/float) that YAML 1.2 reads as text or as another number."""

LONGEST_NUMBER = 40
"""Digits of a number, sign and point included. No quantity in a policy needs more; anything longer is an identifier."""


def meaning(text: str, is_key: bool = False) -> tuple[Value, Code | None]:
    """The value of a plain scalar, and the code of what is wrong with it.

    A scalar with something wrong keeps its text as value, so that reading can go on. As a key, a single letter is
    what it says: `n` is a key of the grammar.
    """
    if text in WORDS:
        return WORDS[text], None
    if text in SWITCHES:
        return text, None if is_key and len(text) == 1 else notation.AMBIGUOUS_WORD
    if text[0] not in "+-.0123456789":
        return text, None
    if OTHERWISE.fullmatch(text):
        return text, notation.AMBIGUOUS_NUMBER
    integer = INTEGER.fullmatch(text)
    if integer is None and not DECIMAL.fullmatch(text):
        return text, None
    if len(text) > LONGEST_NUMBER:
        return text, shape.OUT_OF_RANGE
    if integer is None:
        number = float(text)
        return (text, shape.OUT_OF_RANGE) if number in (float("inf"), float("-inf")) else (number, None)
    return (int(text, 0) if text[:2] in ("0o", "0x") else int(text)), None

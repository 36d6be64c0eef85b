"""The language of `-k`."""

from __future__ import annotations

import re

import pytest

from policyengine.authoring.selecting import BadExpression, chooser


@pytest.mark.parametrize(
    ("expression", "text", "chosen"),
    [
        ("slur", "hate/slur_at_target flag 1", True),
        ("SLUR", "hate/slur_at_target flag 1", True),
        ("flag 1", "hate/slur_at_target flag 1", True),
        ("flag 2", "hate/slur_at_target flag 1", False),
        ("not flag", "hate/x pass 1", True),
        ("hate and not flag", "hate/x flag 1", False),
        ("hate or metadata and pass", "hate/x flag 1", True),
        ("(hate or metadata) and pass", "hate/x flag 1", False),
        ("not (flag or pass)", "s: a case", True),
        ("not not flag", "x flag", True),
        ("ko.yaml:12", "hate/x flag 1 rulesets/hate/ko.yaml:12", True),
        ("android", "an android", True),
    ],
)
def test_what_an_expression_chooses(expression: str, text: str, chosen: bool) -> None:
    assert chooser(expression)(text) == chosen


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("", "it is empty"),
        ("a and", "a word is expected at its end"),
        ("or b", "a word is expected, not `or`"),
        ("(a", "a `(` is never closed"),
        ("a )", "`)` is not expected there"),
        ("a not b", "`not` is not expected there"),
    ],
)
def test_what_cannot_be_read_says_why(expression: str, reason: str) -> None:
    with pytest.raises(BadExpression, match=f"^{re.escape(reason)}$"):
        chooser(expression)

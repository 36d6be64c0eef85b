from __future__ import annotations

import random

from policyengine.diagnostics.codes import notation, policy_set
from policyengine.diagnostics.diagnostic import Diagnostic, Position, Span, has_errors
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import counted, listed, quoted


def at(file: str, line: int, column: int) -> Span:
    return Span(file, Position(line, column), Position(line, column + 1))


def test_diagnostics_sort_by_file_line_column_code_and_message() -> None:
    ordered = [
        Diagnostic("PE199", "error", "no place"),
        Diagnostic("PE101", "error", "x", at("a.yaml", 2, 1)),
        Diagnostic("PE101", "error", "x", at("a.yaml", 10, 1)),
        Diagnostic("PE101", "error", "x", at("a.yaml", 10, 3)),
        Diagnostic("PE102", "error", "x", at("a.yaml", 10, 3)),
        Diagnostic("PE102", "error", "y", at("a.yaml", 10, 3)),
        Diagnostic("PE101", "error", "x", at("b.yaml", 1, 1)),
    ]
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled) == ordered


def test_a_diagnostic_takes_the_level_of_its_code() -> None:
    assert diagnose(notation.TAB, "x").level == "error"
    assert diagnose(policy_set.DISABLE_EXPIRED, "x").level == "warning"


def test_warnings_alone_are_no_errors() -> None:
    warning = diagnose(policy_set.DISABLE_EXPIRED, "x")
    assert not has_errors((warning,))
    assert has_errors((warning, diagnose(notation.TAB, "x")))


def test_quoted_text_is_on_one_line_and_not_too_long() -> None:
    assert quoted("a\nb\t\x00\u202e") == "`a\\nb\\tU+0000U+202E`"
    assert quoted("가" * 60) == "`" + "가" * 39 + "…`"


def test_lists_of_words_read_like_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "`a`"
    assert listed(["a", "b", "c"], "and") == "`a`, `b` and `c`"
    assert (counted(1, "item"), counted(2000, "item")) == ("1 item", "2,000 items")

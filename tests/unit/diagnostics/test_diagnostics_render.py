from __future__ import annotations

import json

import pytest

from policyengine.diagnostics.codes import notation
from policyengine.diagnostics.diagnostic import Diagnostic, Label, Position, Span
from policyengine.diagnostics.render import as_json, columns, pretty
from policyengine.diagnostics.table import diagnose


def problem(line: int, start: int, end: int, label: str | None = None) -> Diagnostic:
    return diagnose(
        notation.TAB,
        "wrong",
        Span("a.yaml", Position(line, start), Position(line, end)),
        label=label,
        help="do it right",
        related=(Label(Span("b.yaml", Position(1, 2), Position(1, 3)), "the other one"),),
    )


def test_all_parts_of_a_diagnostic() -> None:
    assert pretty(problem(12, 4, 6, "here"), "ab 한글") == (
        "error[PE111]: wrong\n"
        "  --> a.yaml:12:4\n"
        "12 | ab 한글\n"
        "   |    ^^^^ here\n"
        "note: b.yaml:1:2: the other one\n"
        "help: do it right\n"
        "docs: policyengine explain PE111"
    )


def test_without_a_line_the_place_and_the_label_remain() -> None:
    assert pretty(problem(1, 1, 2, "here")).splitlines()[1:3] == [" --> a.yaml:1:1", "note: here"]


def test_without_a_place_the_label_remains() -> None:
    shown = pretty(diagnose(notation.TAB, "wrong", label="why"))
    assert shown == "error[PE111]: wrong\nnote: why\ndocs: policyengine explain PE111"


def carets(line: str, start: int, end: int, width: int = 100) -> tuple[str, str]:
    shown = pretty(problem(1, start, end), line, width=width).splitlines()
    return shown[2][4:], shown[3][4:]


@pytest.mark.parametrize(
    ("line", "start", "end", "below"),
    [
        ("abc", 2, 3, " ^"),
        ("한글 x", 4, 5, "     ^"),
        ("カナ", 2, 3, "  ^^"),
        ("ｶﾅx", 3, 4, "  ^"),
        ("漢字x", 3, 4, "    ^"),
        ("🍛x", 2, 3, "  ^"),
        ("e\u0301x", 3, 4, " ^"),
        ("\u1112\u1161\u11abx", 4, 5, "  ^"),
        ("น้ำx", 4, 5, "  ^"),
        ("\tx", 2, 3, "    ^"),
        ("x", 2, 2, " ^"),
        ("x", 9, 12, " ^"),
    ],
)
def test_carets_stand_under_the_span(line: str, start: int, end: int, below: str) -> None:
    assert carets(line, start, end)[1] == below


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    span = Span("a.yaml", Position(1, 3), Position(4, 1))
    assert pretty(diagnose(notation.TAB, "wrong", span), "ab cdef").splitlines()[3] == "  |   ^^^^^"


@pytest.mark.parametrize("width", [20, 40, 100])
@pytest.mark.parametrize(("start", "end"), [(1, 3), (90, 96), (195, 201), (1, 201)])
@pytest.mark.parametrize("letters", ["abcdefghij", "가나다라마바사아자차"])
def test_long_lines_are_cut_around_the_span(letters: str, start: int, end: int, width: int) -> None:
    line = letters * 20
    shown, below = carets(line, start, end, width)
    assert columns(shown) + 4 <= width
    assert len(below) + 4 <= width
    before = len(below) - len(below.lstrip())
    marked = ""
    for char in shown:
        if before <= 0 and char != "…":
            marked += char
        before -= columns(char)
    assert marked.startswith(line[start - 1 : end - 1][: below.count("^") // columns(letters[0])])


def test_characters_that_would_upset_a_terminal_are_shown_as_signs() -> None:
    assert carets("a\x1b[31m\u202eb", 1, 2)[0] == "a␛[31m\ufffdb"


def test_a_style_is_given_each_part() -> None:
    shown = pretty(problem(1, 1, 2, "here"), "x", style=lambda part, text: f"<{part}>{text}")
    assert "<level>error[PE111]: <message>wrong" in shown
    assert "<gutter>1 |<source> x" in shown
    assert "<caret>^ here" in shown


def test_json_holds_every_key() -> None:
    value = as_json(problem(3, 1, 2))
    assert json.loads(json.dumps(value)) == {
        "code": "PE111",
        "level": "error",
        "message": "wrong",
        "span": {"file": "a.yaml", "start": {"line": 3, "column": 1}, "end": {"line": 3, "column": 2}},
        "label": None,
        "help": "do it right",
        "related": [
            {
                "span": {"file": "b.yaml", "start": {"line": 1, "column": 2}, "end": {"line": 1, "column": 3}},
                "text": "the other one",
            }
        ],
    }
    assert as_json(diagnose(notation.TAB, "wrong"))["span"] is None

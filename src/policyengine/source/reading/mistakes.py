"""The usual mistakes in YAML, one function each: what it is, where it is, and what to write instead.

Each is given the file and what the parser said. Places inside are line and column from 0.
"""

from __future__ import annotations

import re

from policyengine.diagnostics.codes import notation
from policyengine.diagnostics.diagnostic import Diagnostic, Label, Span
from policyengine.diagnostics.table import diagnose
from policyengine.diagnostics.wording import counted, quoted
from policyengine.source.reading.escapes import bad_escape
from policyengine.source.reading.stop import Source, Stop


def unreadable(source: Source, reason: Stop) -> Diagnostic:
    """The fallback: nothing more is known than the place."""
    return diagnose(
        notation.SYNTAX,
        "this cannot be read as YAML",
        source.span(reason.at),
        label="YAML gets stuck here",
        help="look at this line and the one above it: indentation, colons, dashes, quotes and brackets",
    )


def unclosed_quote(source: Source, reason: Stop) -> Diagnostic:
    quote = source.rest(reason.began)[:1]
    return diagnose(
        notation.SYNTAX,
        "a quote is opened but never closed",
        source.span(reason.began),
        label="opened here",
        help=f"close it with {quote} at the end of the text; an apostrophe inside single quotes is written twice: ''",
    )


def unknown_escape(source: Source, reason: Stop) -> Diagnostic:
    return bad_escape(source.name, source.lines, reason.began)


def late_quote(source: Source, reason: Stop) -> Diagnostic | None:
    """A quote that is closed by the opening quote of another text, lines below; None where that is not so."""
    line, column = reason.at
    before = source.lines[line][:column].rstrip()
    quote = before[-1:]
    if quote not in ("'", '"') or quote in before[:-1]:
        return None
    opened = next((number for number in range(line - 1, -1, -1) if quote in source.lines[number]), None)
    if opened is None:
        return None
    return diagnose(
        notation.SYNTAX,
        f"a quote is opened and closed only on line {line + 1}",
        source.span((opened, source.lines[opened].rindex(quote))),
        label="opened here",
        help=f"close it with {quote} at the end of the text",
        related=(Label(source.span((line, len(before) - 1)), "closed by this"),),
    )


def missing_comma(source: Source, reason: Stop) -> Diagnostic:
    """Two items on one line inside brackets, with nothing between them."""
    line, column = reason.at
    before, rest = source.lines[line][:column], source.rest(reason.at)
    if before[-1:] in ("'", '"'):
        return surplus_text(source, reason)
    # Where a colon is too many, the key before it should have been an item of its own.
    at = len(before.rstrip()) - len(before.split()[-1]) if rest[:1] == ":" else column
    word = re.split(r"[\s,:\]}]", source.rest((line, at)))[0]
    return diagnose(
        notation.SYNTAX,
        f"a comma is missing before {quoted(word or rest[:1])}",
        source.span((line, at), max(len(word), 1)),
        help="put commas between items; quote a text that holds commas, colons or brackets",
        related=(Label(source.span(reason.began), "the bracket was opened here"),),
    )


def unclosed_bracket(source: Source, reason: Stop) -> Diagnostic:
    late = late_quote(source, reason)
    if late is not None:
        return late
    opening = source.rest(reason.began)[:1]
    if reason.at[0] == reason.began[0] and source.rest(reason.at)[:1] not in ("", "]", "}"):
        return missing_comma(source, reason)
    closing, what = ("]", "list") if opening == "[" else ("}", "mapping")
    at_end = not source.rest(reason.at) and source.line_before(len(source.lines)) == reason.at[0]
    here = "the file ends here" if at_end else f"a comma or `{closing}` was expected here"
    return diagnose(
        notation.SYNTAX,
        f"the {what} that opens with `{opening}` is not closed, or a comma is missing in it",
        source.span(reason.began),
        label="opened here",
        help=f"close it with `{closing}`, put commas between its items, quote texts that hold commas or brackets",
        related=(Label(source.span(reason.at), here),),
    )


def misplaced_line(source: Source, reason: Stop) -> Diagnostic:
    line, column = reason.at
    if column > source.indentation(line):
        return surplus_text(source, reason)
    levels = source.levels(line)
    if column in (level for _, level in levels):
        return among_others(source, reason)
    above = source.line_before(line)
    if above is not None and column > max(level for _, level in levels) and HAS_VALUE.search(source.lines[above]):
        return below_a_value(source, line, above)
    related: tuple[Label, ...] = ()
    if levels:
        nearest = min(levels, key=lambda level: (abs(level[1] - column), -level[1]))
        text = f"it could line up with this, indented by {counted(nearest[1], 'space')}"
        related = (Label(source.span(nearest), text),)
    return diagnose(
        notation.SYNTAX,
        "this line does not line up with the lines above it",
        whole_line(source, line),
        label=f"indented by {counted(column, 'space')}",
        help="give all keys of a mapping, and all dashes of a list, the same number of spaces",
        related=related,
    )


def surplus_text(source: Source, reason: Stop) -> Diagnostic:
    """Something behind a value on the same line."""
    late = late_quote(source, reason)
    if late is not None:
        return late
    line, column = reason.at
    rest = source.rest(reason.at)
    if rest[:1] == ":":
        return glued_colon(source, reason)
    if rest[:1] in ("]", "}"):
        return nothing_there(source, reason)
    apostrophe = source.lines[line][column - 1 : column] == "'"
    return diagnose(
        notation.SYNTAX,
        f"{quoted(rest)} follows a value that has already ended",
        source.span(reason.at, max(len(rest), 1)),
        label="the quote before this ends the text" if apostrophe else "this does not belong to the value any more",
        help="inside single quotes an apostrophe is written twice: ''; or use double quotes"
        if apostrophe
        else "put the whole text in quotes, or move this to a line of its own",
    )


def among_others(source: Source, reason: Stop) -> Diagnostic:
    """A line that lines up with others, but is not what they are: an item among keys or a key among items."""
    line, _ = reason.at
    dash = source.rest(reason.at)[:1] == "-"
    message = "an item of a list stands among keys" if dash else "this stands where an item of a list should begin"
    if "mapping" in reason.said and not dash:
        message = "this is not a key with a value"
    return diagnose(
        notation.SYNTAX,
        message,
        whole_line(source, line),
        help="a list item begins with a dash and a space, a key ends with a colon; what belongs to a key is indented "
        "below it",
    )


HAS_VALUE = re.compile(r":\s+[^\s#]")


def below_a_value(source: Source, line: int, above: int) -> Diagnostic:
    """A line that is indented under one whose key has its value already."""
    return diagnose(
        notation.SYNTAX,
        "this line is indented below a line that already has a value",
        whole_line(source, line),
        help="indent it as far as the key above, or remove the value there; quote a text that spans lines",
        related=(Label(whole_line(source, above), "this key has its value already"),),
    )


def whole_line(source: Source, line: int) -> Span:
    """What stands on a line."""
    return source.span((line, source.indentation(line)), max(len(source.lines[line].strip()), 1))


def surplus_colon(source: Source, reason: Stop) -> Diagnostic:
    line, column = reason.at
    above = source.line_before(line)
    if above is None or re.search(r"[^\s#]:\s", source.lines[line][:column]):
        return diagnose(
            notation.SYNTAX,
            "a second `: ` in one line",
            source.span(reason.at),
            label="this colon would start another mapping",
            help="if the colon belongs to the text, put the whole text in quotes",
        )
    if HAS_VALUE.search(source.lines[above]):
        return below_a_value(source, line, above)
    return no_colon(source, above)


def no_colon(source: Source, line: int) -> Diagnostic:
    """A line that is neither a key with a value nor an item of a list."""
    text = source.lines[line].strip()
    label, help_text = "no colon in this line", "write `key: value`, or `- item`"
    if re.match(r"-[^\s-]", text):
        label, help_text = "no space after the dash", "write `- item`, with a space after the dash"
    elif re.search(r"\w:\S", text):
        label, help_text = "no space after the colon", "write `key: value`, with a space after the colon"
    return diagnose(
        notation.SYNTAX,
        f"{quoted(text)} is neither a key with a value nor an item of a list",
        whole_line(source, line),
        label=label,
        help=help_text,
    )


def missing_colon(source: Source, reason: Stop) -> Diagnostic:
    return no_colon(source, reason.began[0])


def misplaced_dash(source: Source, reason: Stop) -> Diagnostic:
    return diagnose(
        notation.SYNTAX,
        "a list cannot begin here",
        source.span(reason.at),
        label="this dash would start a list",
        help="begin the list on the next line, or write it as `[a, b]`; quote a text that begins with a dash",
    )


def misplaced_question_mark(source: Source, reason: Stop) -> Diagnostic:
    return diagnose(
        notation.SYNTAX,
        "a key cannot begin with `?` here",
        source.span(reason.at),
        help="quote a text that begins with a question mark",
    )


def bad_first_character(source: Source, reason: Stop) -> Diagnostic:
    char = source.rest(reason.at)[:1]
    if not char:
        return unreadable(source, reason)
    return diagnose(
        notation.SYNTAX,
        f"a text without quotes cannot begin with {quoted(char)}",
        source.span(reason.at),
        help="put the text in quotes",
    )


def nothing_there(source: Source, reason: Stop) -> Diagnostic:
    return diagnose(
        notation.SYNTAX,
        "a value is missing here, or a bracket closes what was never opened",
        source.span(reason.at),
        help="remove the comma or bracket that is too many; quote a text that begins or ends with one",
    )


def bad_name(source: Source, reason: Stop) -> Diagnostic:
    text = re.split(r"[\s,\]}]", source.rest(reason.began))[0]
    return diagnose(
        notation.ANCHOR,
        f"a text without quotes cannot begin with {quoted(text[:1])}",
        source.span(reason.began, max(len(text), 1)),
        help="put the text in quotes",
    )


def bad_tag(source: Source, reason: Stop) -> Diagnostic:
    text = re.split(r"[\s,\]}]", source.rest(reason.began))[0]
    return diagnose(
        notation.TAG,
        "a text without quotes cannot begin with `!`",
        source.span(reason.began, max(len(text), 1)),
        help="put the text in quotes",
    )


def tab(source: Source, reason: Stop) -> Diagnostic:
    line, column = reason.at
    found = source.lines[line].find("\t", column)
    return tab_at(source.name, source.lines, (line, found if found >= 0 else column))


def tab_at(name: str, lines: tuple[str, ...], at: tuple[int, int]) -> Diagnostic:
    """The diagnostic for tabs that begin at a place, line and column from 0."""
    line, column = at
    rest = lines[line][column:]
    return diagnose(
        notation.TAB,
        "a tab stands where only spaces may" if lines[line][:column].strip() else "a tab is used to indent this line",
        Source(name, lines).span(at, max(len(rest) - len(rest.lstrip("\t")), 1)),
        label="tab",
        help="use spaces, two for each level",
    )


def glued_colon(source: Source, reason: Stop) -> Diagnostic:
    return colon_at(source.name, source.lines, reason.at)


def colon_at(name: str, lines: tuple[str, ...], at: tuple[int, int]) -> Diagnostic:
    """The diagnostic for a colon at a place, line and column from 0, that sticks to what follows it."""
    return diagnose(
        notation.SYNTAX,
        "no space after the colon",
        Source(name, lines).span(at),
        help="write `key: value`, with a space after the colon; quote a text that ends with one",
    )


def bad_block_header(source: Source, reason: Stop) -> Diagnostic:
    return block_header_at(source.name, source.lines, reason.began)


def block_header_at(name: str, lines: tuple[str, ...], at: tuple[int, int]) -> Diagnostic:
    """The diagnostic for a `|` or `>` at a place, line and column from 0, that more follows than may."""
    source = Source(name, lines)
    text = source.rest(at)
    return diagnose(
        notation.SYNTAX,
        f"after {quoted(text[:1])} the text has to begin on the next line",
        source.span(at, max(len(text), 1)),
        help=f"quote a text that begins with {quoted(text[:1])}",
    )


def after_the_end(source: Source, reason: Stop) -> Diagnostic:
    text = source.rest(reason.at)
    if not any(line.startswith("...") for line in source.lines[: reason.at[0]]):
        return surplus_text(source, reason)
    return diagnose(
        notation.SEVERAL_DOCUMENTS,
        "something follows the end of the document",
        source.span(reason.at, max(len(text), 1)),
        help="remove the line `...` before it",
    )

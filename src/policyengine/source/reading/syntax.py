"""Says in plain words why a file is not YAML.

The two parsers behind PyYAML (libyaml, and its own) word their problems differently and at times point a little apart.
What they say is only used to tell which mistake it is; the place and the words come from `mistakes`, so that both lead
to the same diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import MarkedYAMLError

from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.source.reading import mistakes
from policyengine.source.reading.stop import Source, Stop, stop


def explain_syntax(error: MarkedYAMLError, name: str, lines: tuple[str, ...]) -> tuple[Diagnostic, tuple[int, int]]:
    """The one diagnostic for a file that PyYAML cannot read, and how far it came (line and column from 1).

    It came to the end of the line on which it gave up, but no further than a quote that is never closed.
    """
    source, reason = Source(name, lines), stop(error, lines)
    explanation = next((found for pattern, found in EXPLANATIONS if pattern.search(reason.said)), mistakes.unreadable)
    line, column = reason.began if explanation is mistakes.unclosed_quote else (reason.at[0], len(lines[reason.at[0]]))
    return explanation(source, reason), (line + 1, column + 1)


Explanation = Callable[[Source, Stop], Diagnostic]

EXPLANATIONS: tuple[tuple[re.Pattern[str], Explanation], ...] = tuple(
    (re.compile(pattern), explanation)
    for pattern, explanation in (
        (r"found a tab", mistakes.tab),
        (r"found unexpected ':'", mistakes.glued_colon),
        (r"quoted scalar: found unexpected (end of stream|document)", mistakes.unclosed_quote),
        (r"quoted scalar: (found unknown escape|found invalid Unicode|.*hexa?decimal)", mistakes.unknown_escape),
        (r"expected ',' or '[\]}]'", mistakes.unclosed_bracket),
        (r"(did not find expected key|expected '-' indicator|expected <block end>)", mistakes.misplaced_line),
        (r"mapping values are not allowed", mistakes.surplus_colon),
        (r"could not find expected ':'", mistakes.missing_colon),
        (r"sequence entries are not allowed", mistakes.misplaced_dash),
        (r"mapping keys are not allowed", mistakes.misplaced_question_mark),
        (r"cannot start any token", mistakes.bad_first_character),
        (r"expected (the )?node content", mistakes.nothing_there),
        (r"(scanning|parsing) an? (alias|anchor)", mistakes.bad_name),
        (r"(scanning|parsing) a tag|undefined tag handle", mistakes.bad_tag),
        (r"scanning a block scalar", mistakes.bad_block_header),
        (r"expected '?<document start>'?", mistakes.after_the_end),
    )
)
"""What the parsers say (both of them), and the explanation that belongs to it; the first that fits is taken."""

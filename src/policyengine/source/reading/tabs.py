"""Tabs outside quotes, block texts and comments.

libyaml lets some of them pass and the parser written in Python lets none; here none passes, whichever is at work.
"""

from __future__ import annotations

import re

from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.source.reading.mistakes import tab_at
from policyengine.source.reading.nodes import Marks

TABS = re.compile(r"\t+")
COMMENT = re.compile(r"(?:^|[ \t])#")


def first_misplaced_tab(name: str, lines: tuple[str, ...], literal: list[Marks]) -> Diagnostic | None:
    """The first tab outside the places of quoted and block scalars, which are given in the order of the file."""
    ends = {end_line: end_column - 1 for _, _, end_line, end_column in literal}
    waiting = iter(literal)
    current = next(waiting, None)
    for number, line in enumerate(lines, 1):
        for found in TABS.finditer(line):
            place = (number, found.start() + 1)
            while current is not None and current[2:] <= place:
                current = next(waiting, None)
            if current is not None and current[:2] <= place:
                continue
            last_quote = ends.get(number, 0)
            if not COMMENT.search(line, last_quote if last_quote <= found.start() else 0, found.start()):
                return tab_at(name, lines, (number - 1, found.start()))
    return None

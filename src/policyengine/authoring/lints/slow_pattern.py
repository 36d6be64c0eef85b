"""PE601 and PE602: patterns that are tried in many ways, or nearly everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.rivalry import rivalries
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import speed
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.text.patterns.pattern import Pattern
from policyengine.text.patterns.shape import parse
from policyengine.text.patterns.syntax import stand_in

MANY_WAYS = 64
"""Ways to split one run of letters that are worth a second look. What is not admitted at all is told at load."""
_TELLING = 3
_SHOWN = 24


def slow_patterns(subject: Subject) -> Iterator[Diagnostic]:
    """A pattern with two repeats that compete for the same letters, with a text that makes it try them all."""
    for provider, placed in subject.policy_set.patterns.items():
        worst = max(rivalries(parse(stand_in(placed.value.regex)[0])), key=lambda each: each.ways, default=None)
        if worst is not None and worst.ways > MANY_WAYS:
            run = worst.letter * min(worst.longest, _SHOWN)
            message = f"`{provider}` can split a run such as `{run}` in {worst.ways} ways"
            help_ = "join the two repeats, or put something between them that neither can take"
            yield diagnose(speed.SLOW_PATTERN, message, placed.span("regex"), help=help_)


def patterns_tried_everywhere(subject: Subject) -> Iterator[Diagnostic]:
    """A pattern of which all that must occur is a pair of letters."""
    for provider, placed in subject.policy_set.patterns.items():
        literals = (each.strip() for each in Pattern(placed.value.regex).literals)
        short = next((each for each in literals if len(each) < _TELLING and each.isascii() and each.isalpha()), None)
        if short is not None:
            message = f"`{provider}` is tried wherever `{short}` stands"
            help_ = "give it a longer word that every match has"
            yield diagnose(speed.COMMON_LITERAL, message, placed.span("regex"), help=help_)

"""PE6xx: what makes screening slow."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

SLOW_PATTERN = Code(
    id="PE601",
    title="a pattern that is tried in many ways",
    means="Two repeats stand side by side and can take the same letters, so a run of these can be split in many ways. "
    "The message shows such a run.",
    why="The time it takes grows faster than the text, and whoever uploads such a text makes everybody wait.",
    fix="Join the two repeats, or put something between them that neither can take.",
    bad="regex: '[a-z]{0,16}[a-z0-9]{0,16} cheap'",
    good="regex: '[a-z0-9]{0,32} cheap'",
    level="warning",
)

COMMON_LITERAL = Code(
    id="PE602",
    title="a pattern without a telling literal",
    means="What every match must contain is so short that it stands in most texts.",
    why="A pattern is only tried near its literals, so this one is tried nearly everywhere.",
    fix="Give the pattern a longer word that every match has.",
    bad='regex: "[a-z]{1,9} an [a-z]{1,9}"',
    good='regex: "[a-z]{1,9} an offer [a-z]{1,9}"',
    level="warning",
)

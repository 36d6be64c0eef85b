"""Random rulesets and items for properties: small enough to collide, rich enough to disagree."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from policy_sets import LADDER, SEVERITIES, WORDS, Files, clause, exception, policy_set, rule, track

MARKETS = ("JP", "KR", "TH")
MEASURES = tuple(action for action in LADDER if action != "geo_restrict")

LEAVES = (
    *(f"{{text: {{lexicon: {word}}}}}" for word in WORDS),
    "{text: {lexicon: fruit}}",
    "{text: {lexicon: alpha, use: used}}",
    "{text: {lexicon: beta, without: {lexicon: gamma}}}",
    "{count: {of: matches, lexicon: [alpha, beta, fruit], at_least: 2}}",
    "{account: {age_days: {below: 7}}}",
    "{kind: [track, comment]}",
    "{label: made.here}",
)


def _any_or_all(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3, unique=True).map(", ".join)
    return st.builds(lambda verb, of: f"{{{verb}: [{of}]}}", st.sampled_from(("all", "any")), several)


conditions = st.recursive(st.sampled_from(LEAVES), _any_or_all, max_leaves=4)


@st.composite
def outcomes(draw: st.DrawFn) -> str:
    """An outcome that asks for something."""
    action = draw(st.sampled_from((*MEASURES, "remove")))
    stricter = MEASURES[MEASURES.index(action) + 1 :]
    wish = draw(st.sampled_from((None, *stricter)))
    review = wish is None and (action == "allow" or draw(st.booleans()))
    said = [f"action: {action}", *([f"recommend: {wish}"] if wish else []), *(["review: true"] if review else [])]
    return f"{{{', '.join(said)}, severity: {draw(st.sampled_from(SEVERITIES))}}}"


@st.composite
def rules(draw: st.DrawFn, name: str, clauses: int = 2, live: bool = False) -> str:
    """A rule under one of the clauses, with its own outcome and territory."""
    territory = draw(st.lists(st.sampled_from(MARKETS), unique=True, max_size=2))
    status = "live" if live else draw(st.sampled_from(("live", "live", "live", "shadow", "draft")))
    also = f"status: {status}\nthen: {draw(outcomes())}\n"
    also += f"territory: [{', '.join(territory)}]\n" if territory else ""
    number = draw(st.integers(1, clauses))
    when = f"all: [{{kind: [track, comment, show, profile]}}, {draw(conditions)}]"
    return rule(name, when, clause=f"DEM-{number}", also=also)


@st.composite
def exceptions(draw: st.DrawFn, name: str) -> str:
    """An exception whose words may stand in any title."""
    asked = draw(st.sampled_from(("text: {lexicon: gamma}", "text: {lexicon: delta}", "label: made.here")))
    return exception(name, asked, draw(st.sampled_from(MEASURES[:-1])))


def assembled(rules_: list[str], excused: list[list[str]], clears: list[bool]) -> Files:
    """A policy set of one clause for each list of exceptions, with a rule that derives a label."""
    label = rule("label", "text: {lexicon: [delta, fruit]}", clause=None, also="label: made.here")
    made = [
        clause(f"DEM-{n}", also=f"exceptions: [{', '.join(each)}]\ntext_can_clear: {str(clear).lower()}")
        for n, (each, clear) in enumerate(zip(excused, clears, strict=True), 1)
    ]
    return policy_set([*rules_, label], made)


@st.composite
def policy_sets(draw: st.DrawFn, most: int = 4) -> tuple[list[str], list[list[str]], list[bool]]:
    """Rules, the exceptions of each of two clauses, and whether text clears each."""
    number = draw(st.integers(1, most))
    made = [draw(rules(f"r{each}")) for each in range(number)]
    excused = [[draw(exceptions(f"e{n}")) for n in range(draw(st.integers(0, 2)))] for _ in range(2)]
    return made, excused, draw(st.lists(st.booleans(), min_size=2, max_size=2))


titles = st.lists(st.sampled_from((*WORDS, "apple", "사과", '"alpha"', "ALPHA", "x", ".")), min_size=1, max_size=5).map(
    " ".join
)


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    """An item that the rules may say something of."""
    account = draw(st.fixed_dictionaries({}, optional={"age_days": st.integers(0, 9), "strikes": st.integers(0, 2)}))
    kind = draw(st.sampled_from(("track", "comment", "show", "profile")))
    markets = draw(st.lists(st.sampled_from(MARKETS), unique=True))
    return track(draw(titles), description=draw(titles), kind=kind, account=account, markets=markets)

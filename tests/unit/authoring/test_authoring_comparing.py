"""Two policy sets compared: definitions, outcomes, and the tally over a corpus against the plain way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from command_line import jsonl
from policy_sets import AT, Files, clause, exception, lexicon, load, policy_set, request, rule, ruleset, track

from policyengine.authoring.comparing.corpus import Comparator, decide_twice, parts_of
from policyengine.authoring.comparing.decided import Transition, Word, compare
from policyengine.authoring.comparing.definitions import Change, changes_between
from policyengine.authoring.comparing.outcomes import ALLOWED, Ladder, Outcome, ladder_of, outcome_of
from policyengine.authoring.comparing.report import group_rows
from policyengine.authoring.comparing.surroundings import Around
from policyengine.authoring.comparing.tally import Tally
from policyengine.authoring.items import Remapping
from policyengine.engine import PolicyEngine
from policyengine.loading import load_program
from policyengine.model.content import Content
from policyengine.source.definitions import PolicySet

ALPHA = rule("alpha", "text: {lexicon: alpha}")
REMOVED, LIMITED = Outcome("remove"), Outcome("limit_reach")


def definitions(files: Files) -> PolicySet:
    loaded = load_program(request(files))
    assert loaded.policy_set is not None
    return loaded.policy_set


def changes(before: Files, after: Files) -> list[Change]:
    return list(changes_between(definitions(before), definitions(after)))


# Definitions


def test_equal_policy_sets_do_not_differ() -> None:
    assert changes(policy_set(rules=[ALPHA]), policy_set(rules=[ALPHA])) == []


def test_rules_are_added_removed_and_changed() -> None:
    before = policy_set(rules=[ALPHA, rule("beta", "text: {lexicon: beta}")])
    after = policy_set(
        rules=[rule("alpha", "text: {lexicon: gamma}", also="status: shadow"), rule("delta", "text: {lexicon: delta}")]
    )
    assert changes(before, after) == [
        Change("rule", "demo/alpha", "changed", ("status: live → shadow", "when.text.lexicon: − `alpha`, + `gamma`")),
        Change("rule", "demo/beta", "removed"),
        Change("rule", "demo/delta", "added"),
    ]


def test_a_rule_that_was_another_is_that_rule() -> None:
    after = policy_set(rules=[rule("omega", "text: {lexicon: alpha}", also="was: alpha")])
    assert changes(policy_set(rules=[ALPHA]), after) == [
        Change("rule", "demo/omega", "changed", ("id: demo/alpha → demo/omega",))
    ]


def test_examples_of_rules_are_not_compared() -> None:
    after = policy_set(rules=[rule("alpha", "text: {lexicon: alpha}", also="examples: {flag: [alpha]}")])
    assert changes(policy_set(rules=[ALPHA]), after) == []


def test_terms_are_told_by_lexicon_and_headword() -> None:
    def files(*terms: str) -> Files:
        return policy_set(files={"demo/ko.yaml": ruleset(lexicons=[lexicon("fruit", *terms)], language="ko")})

    assert changes(files("사과", "배"), files("사과", "감")) == [
        Change("term", "demo/fruit@ko", "added", (), "감"),
        Change("term", "demo/fruit@ko", "removed", (), "배"),
    ]
    assert changes(files("사과"), files("{term: 사과, tier: ambiguous}")) == [
        Change("term", "demo/fruit@ko", "changed", ("tier: sure → ambiguous",), "사과")
    ]


def test_choices_written_out_are_no_change() -> None:
    def files(variants: str) -> Files:
        return policy_set(lexicons=[lexicon("nuts", f"{{term: nut, variants: {variants}}}")])

    assert changes(files('["a nut", "no nut"]'), files('["{no|a} nut"]')) == []


def test_terms_of_a_masked_lexicon_are_not_told() -> None:
    def files(term: str) -> Files:
        return policy_set(lexicons=[lexicon("nuts", term, also="mask: true")])

    told = changes(files("walnut"), files("peanut"))
    assert [(each.how, each.term) for each in told] == [("added", "(masked)"), ("removed", "(masked)")]


def test_a_lexicon_that_comes_or_goes_is_told_with_its_words_unless_it_is_masked() -> None:
    def files(*terms: str, also: str = "") -> Files:
        return policy_set(lexicons=[lexicon("nuts", *terms, also=also)] if terms else [])

    assert changes(files(), files("walnut", "a nut")) == [
        Change("lexicon", "demo/nuts", "added", ("2 terms: `walnut`, `a nut`",))
    ]
    assert changes(files("walnut", also="mask: true"), files()) == [
        Change("lexicon", "demo/nuts", "removed", ("1 term",))
    ]


def test_clauses_params_patterns_conditions_lists_and_the_manifest() -> None:
    before = policy_set(manifest="params: {most: 3}")
    after = policy_set(
        clauses=[clause(asks="{action: limit_reach}"), clause("DEM-2")],
        manifest="""
            params: {most: 4, least: 1}
            limits: {text: 1000}
            lists:
              names: {holds: names, why: a test}
        """,
        patterns="code: {regex: 'xyz[0-9]{1,3}', category: spam, description: a test}",
        conditions="news: {text: {lexicon: alpha}}",
        rules=[rule("two", "text: {lexicon: beta}", clause="DEM-2")],
    )
    assert [(each.what, each.id, each.how) for each in changes(before, after)] == [
        ("manifest", "demo", "changed"),
        ("clause", "DEM-1", "changed"),
        ("clause", "DEM-2", "added"),
        ("rule", "demo/two", "added"),
        ("condition", "demo/news", "added"),
        ("pattern", "demo/code", "added"),
        ("param", "least", "added"),
        ("param", "most", "changed"),
        ("list", "names", "added"),
    ]
    (changed,) = [each for each in changes(before, after) if each.id == "DEM-1"]
    assert changed.details == ("outcome.action: remove → limit_reach",)


# Outcomes


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (REMOVED, REMOVED, "same"),
        (REMOVED, ALLOWED, "loosened"),
        (ALLOWED, LIMITED, "tightened"),
        (LIMITED, Outcome("limit_reach", "remove"), "tightened"),
        (REMOVED, Outcome("limit_reach", "remove", True), "loosened"),
        (Outcome("allow", review=True), ALLOWED, "loosened"),
    ],
)
def test_what_is_done_now_counts_before_what_is_recommended_and_reviewed(
    before: Outcome, after: Outcome, direction: str
) -> None:
    ladder = ladder_of(("allow", "limit_reach", "remove"), ("allow", "limit_reach", "remove"))
    assert ladder.direction(before, after) == direction


def test_a_measure_that_is_gone_keeps_its_place_on_the_ladder() -> None:
    ladder = ladder_of(("allow", "warn", "remove"), ("allow", "limit", "remove"))
    assert sorted(ladder.rank, key=ladder.rank.__getitem__) == ["allow", "warn", "limit", "remove"]


def decided(before: Files, after: Files, item: dict[str, Any]) -> Any:
    old, new = load(before), load(after)
    ladder = ladder_of(old.describe().actions, new.describe().actions)
    content = Content.model_validate(item)
    return compare(content, old.evaluate(content, at=AT), new.evaluate(content, at=AT), ladder)


def test_words_are_those_that_only_one_decision_cites() -> None:
    both = rule("fruit", "text: {lexicon: fruit}")
    found = decided(policy_set(rules=[both, ALPHA]), policy_set(rules=[both]), track("alpha apple"))
    assert found.whole == Transition("grounds", REMOVED, REMOVED)
    assert [(word.text, word.source, word.cited) for word in found.words] == [("alpha", "demo/alpha@en", "before")]
    assert (found.rules_before, found.rules_after) == (("demo/alpha@en", "demo/fruit@en"), ("demo/fruit@en",))


def test_looser_in_one_market_and_stricter_in_another_is_mixed() -> None:
    before = policy_set(rules=[rule("alpha", "text: {lexicon: alpha}", also="territory: [KR]")])
    after = policy_set(rules=[rule("alpha", "text: {lexicon: alpha}", also="territory: [JP]")])
    found = decided(before, after, track("alpha"))
    assert found.whole.direction == "mixed"
    assert {market: each.direction for market, each in found.markets} == {
        "JP": "tightened",
        "KR": "loosened",
        "TH": "same",
    }


def test_masked_words_are_not_told() -> None:
    nuts = rule("nuts", "text: {lexicon: nuts}")
    masked = [lexicon("nuts", "walnut", also="mask: true")]
    found = decided(policy_set(lexicons=masked), policy_set(rules=[nuts], lexicons=masked), track("walnut"))
    assert [word.text for word in found.words] == [None]


def test_a_word_is_told_with_what_stands_around_it() -> None:
    item = track("alpha", description=f"{'before ' * 9}alpha, and after")
    found = decided(policy_set(rules=[ALPHA]), policy_set(rules=[]), item)
    around = {word.pointer: word.around for word in found.words}
    assert around == {"/title": None, "/description": Around("…" + ("before " * 9)[-24:], ", and after")}


def test_what_stands_around_a_word_is_masked_where_a_decision_masks_it() -> None:
    nuts = rule("nuts", "text: {lexicon: nuts}")
    masked = [lexicon("nuts", "walnut", also="mask: true")]
    before = policy_set(rules=[ALPHA, nuts], lexicons=masked)
    found = decided(before, policy_set(rules=[nuts], lexicons=masked), track("alpha with walnut"))
    assert [(word.text, word.around) for word in found.words] == [("alpha", Around("", " with ▇▇▇▇▇▇"))]


def shadow_moves(before: str, after: str, text: str) -> list[tuple[Any, ...]]:
    """What is told of a rule in shadow whose condition, or status, changes."""
    old, new = (policy_set(rules=[rule("alpha", "text: {lexicon: alpha}", also=also)]) for also in (before, after))
    found = decided(old, new, track(text))
    return [(each.rule, each.names_before, each.names_after, each.words) for each in found.shadow_moves]


def test_a_rule_in_shadow_is_told_with_its_words_where_it_holds_on_one_side_only() -> None:
    shadow, draft = "status: shadow", "status: draft"
    word = Word("alpha", "demo/alpha@en", "/title", "after", Around("an ", ""))
    names = ("demo/alpha@en",)
    assert shadow_moves(draft, shadow, "an alpha") == [("demo/alpha", (), names, (word,))]
    assert shadow_moves(shadow, draft, "an alpha") == [("demo/alpha", names, (), (replace(word, cited="before"),))]
    assert shadow_moves(shadow, shadow, "an alpha") == []
    assert shadow_moves(draft, shadow, "spring") == []


def test_a_rule_that_comes_out_of_the_shadow_is_told_by_its_outcome_alone() -> None:
    assert shadow_moves("status: shadow", "status: live", "an alpha") == []
    assert shadow_moves("status: live", "status: shadow", "an alpha") == []


# Over a corpus

BEFORE = policy_set(
    rules=[
        ALPHA,
        rule("beta", "text: {lexicon: beta}", also="then: {recommend: remove, review: true}"),
        rule("gamma", "text: {lexicon: gamma}", also="status: shadow"),
        rule("number", "text: {lexicon: number}", also="then: {finding: note, action: allow}"),
    ],
    clauses=[clause(also=f"exceptions: [{exception('quoted', 'text: {lexicon: delta}', 'limit_reach')}]")],
    lexicons=[lexicon("number", "one", "two", "{term: three, allow: [three men]}")],
)
AFTER = policy_set(
    rules=[
        rule("alpha", "text: {lexicon: alpha}", also="territory: [KR]"),
        rule("beta", "text: {lexicon: beta}", also="then: {action: limit_reach}"),
        rule("gamma", "text: {lexicon: gamma}"),
        rule("number", "text: {lexicon: number}", also="then: {finding: note, action: allow}"),
        rule("fruit", "text: {lexicon: fruit}", also="status: shadow"),
    ],
    lexicons=[lexicon("number", "one", "{term: two, allow: [two men]}", "four", "three")],
)
WORDS = ("alpha", "beta", "gamma", "delta", "one", "two", "two men", "three men", "four", "a l p h a", "사과", "spring")
LANGUAGES: tuple[str | None, ...] = (None, "en", "ko")


def corpus() -> list[dict[str, Any]]:
    """Every two words together, in several languages, fields and markets."""
    items: list[dict[str, Any]] = []
    for number, (one, other) in enumerate((one, other) for one in WORDS for other in WORDS):
        item: dict[str, Any] = {"id": f"i{number}", "kind": "track", "title": one, "description": other}
        if language := LANGUAGES[number % 3]:
            item["language"] = language
        if number % 4 == 0:
            item["markets"] = ["KR"] if number % 8 else ["JP", "TH"]
        items.append(item)
    return items


def comparator(before: PolicyEngine, after: PolicyEngine, witnesses: int = 3) -> Comparator:
    ladder = ladder_of(before.describe().actions, after.describe().actions)
    return Comparator(before, after, ladder, Remapping({}), AT, witnesses)


def plainly(before: PolicyEngine, after: PolicyEngine, items: list[dict[str, Any]]) -> Counter[tuple[Outcome, Outcome]]:
    return Counter(
        (outcome_of(before.evaluate(item, at=AT)), outcome_of(after.evaluate(item, at=AT))) for item in items
    )


def test_counts_are_those_of_deciding_each_item_with_both() -> None:
    before, after = load(BEFORE), load(AFTER)
    lines = jsonl(corpus()).splitlines()
    tally = decide_twice(comparator(before, after), parts_of("corpus", lines, 7), processes=1)
    assert tally.items == len(lines)
    counted: Counter[tuple[Outcome, Outcome]] = Counter()
    for transition, number in tally.transitions.items():
        counted[transition.before, transition.after] += number
    assert counted == plainly(before, after, corpus())
    for language in LANGUAGES:
        items = [item for item in corpus() if item.get("language") == language]
        assert tally.of("language", language or "not declared").total() == len(items)
    for market in ("JP", "KR", "TH"):
        items = [item for item in corpus() if market in item.get("markets", (market,))]
        of_market = tally.of("market", market)
        assert of_market.total() == len(items)
        plain = Counter(
            tuple(each.evaluate(item, at=AT).markets[market].action for each in (before, after)) for item in items
        )
        found: Counter[tuple[str, ...]] = Counter()
        for transition, number in of_market.items():
            found[transition.before.action, transition.after.action] += number
        assert found == plain
    assert tally.shadow_before["demo/gamma"] == sum("gamma" in (i["title"], i["description"]) for i in corpus())


def test_processes_and_parts_change_nothing() -> None:
    both = comparator(load(BEFORE), load(AFTER))
    lines = jsonl(corpus()).splitlines()
    whole = decide_twice(both, parts_of("corpus", lines, len(lines)), processes=1)
    assert decide_twice(both, parts_of("corpus", lines, 5), processes=2) == whole
    assert any(whole.witnesses.values())
    assert list(whole.shadow_witnesses) == ["demo/fruit"]
    assert whole.shadow_moved["demo/fruit"] > len(whole.shadow_witnesses["demo/fruit"]) == 3


def test_nothing_differs_where_digests_are_equal() -> None:
    lines = jsonl(corpus()).splitlines()
    tally = decide_twice(comparator(load(BEFORE), load(BEFORE)), parts_of("corpus", lines), processes=1)
    assert {each.direction for each in tally.transitions} == {"same"}
    assert tally.items == len(lines)


def test_lines_that_cannot_be_read_are_told_with_their_numbers() -> None:
    lines = [*jsonl(corpus()[:3]).splitlines(), b"", b"{", b'{"id": "x", "kind": "trak"}']
    tally = decide_twice(comparator(load(BEFORE), load(AFTER)), parts_of("c", lines, 2), processes=1)
    assert [(source, line) for source, line, _ in tally.unreadable] == [("c", 5), ("c", 6)]
    assert tally.items == 3


def test_markets_with_the_same_numbers_share_a_row() -> None:
    ladder = Ladder({"allow": 0, "remove": 1})
    tally = Tally()
    change = Transition(ladder.direction(REMOVED, ALLOWED), REMOVED, ALLOWED)
    for market in ("JP", "KR", "TH"):
        tally.groups["market", market, change] += 2 if market == "KR" else 1
    assert [(row.names, row.items) for row in group_rows(tally, "market")] == [(("KR",), 2), (("JP", "TH"), 1)]

"""Whatever was decided: a record that is made is one that the database takes, and it holds no word of the content."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from policy_sets import AT, load
from regulated_set import WORDS, regulated

from policyengine import Decision, DsaIncomplete, Filing, StatementError, dsa_problems
from policyengine.model.content import KINDS
from policyengine.model.decision import MarketOutcome
from policyengine.model.statement import DECIDERS

ENGINE = load(regulated())
PRIVATE = ("xzanna", "xzlee", "xz5551234")
"""Words that stand nowhere but in the content."""
MARKETS = ("DE", "FR", "IS", "KR")
MEASURES = ("allow", "metadata_fix", "advisory", "age_gate", "limit_reach", "remove")

markets = st.lists(st.sampled_from(MARKETS), unique=True, max_size=3)
texts = st.lists(st.sampled_from((*WORDS, "beta", "{kind}", *PRIVATE)), min_size=1, max_size=5).map(" ".join)
days = st.dates(date(1995, 1, 1), date(2040, 1, 1))


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    optional: dict[str, Any] = {
        "description": texts,
        "handle": st.just(PRIVATE[0]),
        "tags": st.lists(texts, max_size=2),
        "language": st.sampled_from(["ko", "tl", "fil", "yue", "zh-Hant"]),
        "published_at": days.map(lambda day: f"{day.isoformat()}T09:00:00Z"),
        "account": st.just({"id": PRIVATE[2]}),
        "case": st.fixed_dictionaries(
            {
                "trigger": st.sampled_from(["order", "notice", "complaint", "designation"]),
                "received_at": st.just("2026-02-28T09:00:00Z"),
                "by": st.sampled_from([None, "trusted_flagger", "user", "court"]),
                "reference": st.just(PRIVATE[1]),
            }
        ),
        "earlier": st.fixed_dictionaries(
            {"action": st.sampled_from(MEASURES), "at": st.just("2026-02-28T09:00:00Z"), "markets": markets}
        ),
    }
    item = {
        "id": PRIVATE[1],
        "kind": draw(st.sampled_from(KINDS)),
        "title": draw(texts),
        "markets": ["DE", *draw(markets)],
    }
    return {**item, **{name: draw(value) for name, value in optional.items() if draw(st.integers(0, 2)) == 2}}


def filings_of(earlier: bool) -> st.SearchStrategy[Filing]:
    """Filings that mostly fit: what contradicts the decision is refused before anything is looked at."""
    fitting = ("confirmed", "person") if earlier else ("automatic", "confirmed")
    by_a_person = st.sampled_from([None, None, "warning", "pause", "suspension"])
    return mostly(st.sampled_from(fitting), st.sampled_from(DECIDERS)).flatmap(
        lambda decided_by: st.builds(
            Filing,
            puid=mostly(st.just("s-1"), st.text(max_size=4)),
            decided_by=st.just(decided_by),
            application_date=mostly(st.just(date(2026, 3, 1)), days),
            content_date=mostly(st.just(date(2026, 2, 1)), st.none() | days),
            end_date=mostly(st.none() | st.just(date(2026, 4, 1)), days),
            account_measure=st.none() if decided_by == "automatic" else by_a_person,
            account_end_date=mostly(st.none() | st.just(date(2026, 4, 1)), days),
            notifier=st.sampled_from([None, "A society of authors"]),
            reference_url=mostly(st.sampled_from([None, "https://rules.example/1"]), st.just("rules")),
        )
    )


def mostly(usual: st.SearchStrategy[Any], rare: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 14).flatmap(lambda number: rare if number == 14 else usual)


@st.composite
def filed_items(draw: st.DrawFn) -> tuple[dict[str, Any], Filing]:
    item = draw(items())
    return item, draw(filings_of("earlier" in item))


outcomes = st.dictionaries(
    st.sampled_from(MARKETS),
    st.builds(MarketOutcome, action=st.sampled_from(MEASURES), recommended=st.sampled_from([None, *MEASURES])),
)


def words_of(value: Any) -> set[str]:
    return set(re.findall(r"\w+", json.dumps(value, ensure_ascii=False)))


def check(item: dict[str, Any], decision: Decision, filing: Filing) -> None:
    try:
        record = ENGINE.dsa_record(decision, item, filing)
    except DsaIncomplete:
        return
    if record is not None:
        assert dsa_problems(record) == ()
        assert words_of(record).isdisjoint({*PRIVATE, *WORDS})
        assert set(record["territorial_scope"]) <= set(decision.markets)
        assert "order" not in str(item.get("case", {}).get("trigger"))


@given(filed_items())
def test_a_record_of_a_decision_is_accepted_and_holds_no_word_of_the_content(
    filed: tuple[dict[str, Any], Filing],
) -> None:
    item, filing = filed
    check(item, ENGINE.evaluate(item, at=AT), filing)


@given(filed_items(), outcomes)
def test_so_is_one_of_a_decision_that_this_engine_would_not_make(
    filed: tuple[dict[str, Any], Filing], markets: dict[str, MarketOutcome]
) -> None:
    item, filing = filed
    check(item, ENGINE.evaluate(item, at=AT).with_changes(markets=markets), filing)


@given(items(), st.sampled_from(DECIDERS), st.sampled_from(["en", "ko"]))
def test_a_statement_is_made_exactly_where_something_was_restricted(
    item: dict[str, Any], decided_by: Any, locale: str
) -> None:
    decision = ENGINE.evaluate(item, at=AT)
    restricted = {
        (each.recommended or each.action) if decided_by == "confirmed" else each.action
        for each in decision.markets.values()
    } - {"allow"}
    try:
        statement = ENGINE.statement(decision, item, decided_by=decided_by, locale=locale)
    except StatementError:
        return
    assert (statement is not None) == bool(restricted)
    if statement is not None:
        assert {each.measure for each in statement.measures} >= restricted
        assert all(quote in statement.text for fact in statement.facts for quote in fact.quotes)

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
MARKETS = ("DE", "FR", "IS", "JP", "KR", "TH")
MEASURES = ("allow", "metadata_fix", "advisory", "age_gate", "limit_reach", "remove")

markets = st.lists(st.sampled_from(MARKETS), unique=True, max_size=4)
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
    item = {"id": PRIVATE[1], "kind": draw(st.sampled_from(KINDS)), "title": draw(texts), "markets": draw(markets)}
    return {**item, **{name: draw(value) for name, value in optional.items() if draw(st.booleans())}}


filings = st.builds(
    Filing,
    puid=st.one_of(st.just("s-1"), st.text(max_size=4)),
    decided_by=st.sampled_from(DECIDERS),
    application_date=days,
    content_date=st.none() | days,
    end_date=st.none() | days,
    account_measure=st.sampled_from([None, "warning", "pause", "suspension"]),
    account_end_date=st.none() | days,
    notifier=st.sampled_from([None, "A society of authors"]),
    reference_url=st.sampled_from([None, "https://rules.example/1", "rules"]),
)
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


@given(items(), filings)
def test_a_record_of_a_decision_is_accepted_and_holds_no_word_of_the_content(
    item: dict[str, Any], filing: Filing
) -> None:
    check(item, ENGINE.evaluate(item, at=AT), filing)


@given(items(), filings, outcomes)
def test_so_is_one_of_a_decision_that_this_engine_would_not_make(
    item: dict[str, Any], filing: Filing, markets: dict[str, MarketOutcome]
) -> None:
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

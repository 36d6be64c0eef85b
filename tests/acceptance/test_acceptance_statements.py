"""What people are told, as the shipped words say it in every locale.

`pytest tests/acceptance/test_acceptance_statements.py --update-golden` accepts what is said now; read it aloud first.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyengine import PolicyEngine, Statement
from policyengine.model.statement import Decider

FOLDER = Path(__file__).parents[1] / "golden" / "statements"
LOCALES = ("en", "ko", "ja")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
LISTS = {"kr_youth_harmful": ["KRAB12600019"]}


class Told(NamedTuple):
    """An item, who decided on it, and the measure on the account if there is one."""

    item: dict[str, Any]
    decided_by: Decider = "automatic"
    account_measure: str | None = None


CASES: dict[str, Told] = {
    "removal-everywhere": Told(
        {
            "id": "comment-4471",
            "kind": "comment",
            "body": "Refugees should be shot at the border.",
            "language": "en",
        },
        "confirmed",
    ),
    "age-restriction-in-one-country": Told(
        {
            "id": "track-2205",
            "kind": "track",
            "title": "항구의 불빛",
            "language": "ko",
            "ids": {"isrc": "KRAB12600019"},
            "markets": ["JP", "KR", "SG"],
        },
    ),
    "limited-reach": Told(
        {
            "id": "track-9001",
            "kind": "track",
            "title": "Track 88",
            "duration": 31,
            "account": {"uploads_today": 240, "age_days": 3, "verified": False},
        },
    ),
    "corrected-title": Told(
        {"id": "episode-118", "kind": "episode", "title": "Episode 9 - use promo code NIGHT10", "language": "en"},
    ),
    "advisory-in-its-context": Told(
        {
            "id": "episode-77",
            "kind": "episode",
            "title": "The camera next door",
            "description": "A documentary about the boom of live sex cams.",
            "language": "en",
        },
        "confirmed",
    ),
    "two-clauses": Told(
        {
            "id": "track-31",
            "kind": "track",
            "title": "Rain - use promo code NIGHT10",
            "lyrics": "fuck the rain, fuck the wind",
            "explicit": False,
            "language": "en",
        },
    ),
    "removal-and-account": Told(
        {
            "id": "comment-4472",
            "kind": "comment",
            "body": "Refugees should be shot at the border.",
            "language": "en",
            "account": {"history": []},
        },
        "confirmed",
        "account_suspension",
    ),
    "account-only": Told(
        {
            "id": "comment-4473",
            "kind": "comment",
            "body": "Buy Spotify streams, fast and safe",
            "language": "en",
            "account": {"history": [{"at": "2026-09-01T00:00:00Z"}]},
            "earlier": {"action": "allow", "at": "2026-11-22T10:00:00+09:00"},
        },
        "person",
        "account_limits",
    ),
    "masked-address": Told({"id": "show-8", "kind": "show", "title": "Lessons, mail to anna@lessons.example"}),
    "decided-by-a-person-after-a-notice": Told(
        {
            "id": "playlist-5",
            "kind": "playlist",
            "title": "I Hate Immigrants",
            "language": "en",
            "markets": ["AU", "JP", "KR", "SG"],
            "case": {"trigger": "notice", "received_at": "2026-11-20T08:00:00+09:00", "by": "user"},
            "earlier": {"action": "remove", "at": "2026-11-22T10:00:00+09:00", "markets": ["AU", "JP", "SG"]},
        },
        "person",
    ),
}


@pytest.fixture(scope="module")
def engine() -> PolicyEngine:
    return PolicyEngine.load(lists=LISTS, inference="native")


def stated(engine: PolicyEngine, told: Told, locale: str) -> Statement | None:
    decision = engine.evaluate(told.item, at=AT)
    return engine.statement(
        decision, told.item, decided_by=told.decided_by, locale=locale, account_measure=told.account_measure
    )


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", CASES)
def test_what_is_told_is_what_was_accepted(case: str, locale: str, engine: PolicyEngine, golden: Any) -> None:
    statement = stated(engine, CASES[case], locale)
    assert statement is not None
    golden.check(FOLDER / f"{case}.{locale}.txt", statement.text)


def test_every_accepted_text_has_its_case() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{case}.{locale}.txt" for case in CASES for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_told_where_nothing_was_restricted(locale: str, engine: PolicyEngine) -> None:
    recommended = Told(CASES["removal-everywhere"].item, "automatic")
    innocent = Told({"id": "t1", "kind": "track", "title": "Harbour Lights"})
    assert stated(engine, recommended, locale) is None
    assert stated(engine, innocent, locale) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", CASES)
def test_the_text_tells_all_that_the_statement_says(case: str, locale: str, engine: PolicyEngine) -> None:
    statement = stated(engine, CASES[case], locale)
    assert statement is not None
    parts = [each.text for each in statement.measures]
    parts += [each.title for each in statement.reasons] + [each.clause for each in statement.reasons]
    parts += [quote for fact in statement.facts for quote in fact.quotes]
    parts += [*statement.redress, statement.content_id]
    assert [part for part in parts if part not in statement.text] == []
    assert "{" not in statement.text

"""The field table of content: what is text, what is a fact, in which order texts are read."""

from __future__ import annotations

import pytest
from policy_sets import track
from pydantic import ValidationError

from policyengine import Content
from policyengine.model.content import ACCOUNT_FACTS, CONTENT_FACTS, LIST_FIELDS, TEXT_FIELDS, text_parts
from policyengine.signals.facts import FactKey, fact_type, known_names, reader

FULL = {
    "id": "a",
    "kind": "episode",
    "language": "ko",
    "title": "1",
    "name": {"text": "2", "language": "ja"},
    "handle": "3",
    "artists": ["4", {"text": "5", "language": "EN"}],
    "description": "6",
    "body": "7",
    "lyrics": "8",
    "transcript": [{"text": "9", "start": 0}, {"text": "10", "language": "zh-hant"}],
    "tags": ["11"],
    "urls": ["12"],
    "credits": [{"name": "13"}],
    "members": [{"title": "14", "artists": ["not judged"]}],
    "localized_titles": {"th": "15"},
}


def test_every_text_is_read_in_the_order_of_the_table() -> None:
    parts = text_parts(Content.model_validate(FULL))
    assert [each.text for each in parts] == [str(number) for number in range(1, 16)]
    assert {each.field for each in parts} == set(TEXT_FIELDS)
    assert list(dict.fromkeys(each.field for each in parts)) == list(TEXT_FIELDS)


def test_a_text_is_in_its_own_language_or_the_item_s() -> None:
    languages = {each.text: each.language for each in text_parts(Content.model_validate(FULL))}
    assert languages["1"] == "ko"
    assert languages["2"] == "ja"
    assert languages["5"] == "en"
    assert languages["9"] == "ko"
    assert languages["10"] == "zh-Hant"
    assert languages["15"] == "th"


def test_what_is_empty_is_no_text() -> None:
    assert text_parts(Content.model_validate(track(tags=[], description="", title=""))) == []


def test_tags_and_markets_have_one_form() -> None:
    item = Content.model_validate(track(language="kor-kr", markets=["KR", "JP", "KR"]))
    assert (item.language, item.markets) == ("ko-KR", ("JP", "KR"))


def test_content_is_closed_and_does_not_change() -> None:
    item = Content.model_validate(track("x"))
    with pytest.raises(ValidationError):
        setattr(item, "title", "y")  # noqa: B010 - what is to be refused here, the type checker refuses too
    with pytest.raises(ValidationError):
        Content.model_validate(track(extra=1))


def test_tables_follow_the_model() -> None:
    assert set(CONTENT_FACTS) == {"explicit", "published_at", "duration"}
    assert set(ACCOUNT_FACTS) == {"age_days", "followers", "verified", "strikes", "uploads_today", "high_profile"}
    assert {"artists", "transcript", "tags", "urls", "credits", "members", "localized_titles"} == LIST_FIELDS


def test_known_facts_have_a_type_and_are_read() -> None:
    item = Content.model_validate(
        track(
            "x", explicit=True, published_at="1970-01-01T00:01:00Z", account={"age_days": 3}, reports={"a": 1, "b": 2}
        )
    )
    assert fact_type(FactKey("content", "colour")) is None
    assert known_names("account") == tuple(sorted(ACCOUNT_FACTS))
    read = {
        FactKey("kind", ""): "track",
        FactKey("language", ""): None,
        FactKey("content", "explicit"): True,
        FactKey("content", "published_at"): 60.0,
        FactKey("content", "title"): True,
        FactKey("content", "body"): None,
        FactKey("account", "age_days"): 3,
        FactKey("account", "strikes"): None,
        FactKey("reports", "total"): 3,
        FactKey("reports", "a"): 1,
    }
    for key, value in read.items():
        assert reader(key)(item, 0.0) == value, key


def test_explicit_members_are_counted_where_a_label_is_known() -> None:
    def members(*labels: bool | None) -> int | float | str | bool | None:
        listed = [{"title": "x"} if label is None else {"title": "x", "explicit": label} for label in labels]
        return reader(FactKey("content", "explicit_members"))(Content.model_validate(track(members=listed)), 0.0)

    assert (members(), members(None), members(False, None), members(True, False, True)) == (None, None, 0, 2)
    assert fact_type(FactKey("content", "explicit_members")) == "number"
    assert FactKey("content", "explicit_members").pointer == "/members"


def test_no_reports_are_unknown_and_not_none_at_all() -> None:
    assert reader(FactKey("reports", "total"))(Content.model_validate(track()), 0.0) is None
    assert reader(FactKey("reports", "total"))(Content.model_validate(track(reports={"a": 0})), 0.0) == 0


@pytest.mark.parametrize(
    ("key", "pointer"),
    [
        (FactKey("kind", ""), "/kind"),
        (FactKey("content", "duration"), "/duration"),
        (FactKey("account", "strikes"), "/account/strikes"),
        (FactKey("score", "a/b"), "/scores/a~1b"),
        (FactKey("attribute", "a~b"), "/attributes/a~0b"),
        (FactKey("reports", "total"), "/reports"),
        (FactKey("reports", "spam"), "/reports/spam"),
        (FactKey("moment", ""), ""),
    ],
)
def test_pointers_of_facts(key: FactKey, pointer: str) -> None:
    assert key.pointer == pointer

"""Records for the DSA Transparency Database: each field as it was decided, and refusal where something is missing."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from policy_sets import AT, area, clause, load, policy_set, rule, ruleset, track
from regulated_set import CLAUSES, HATE, regulated

from policyengine import DsaIncomplete, Filing, PolicyEngine, dsa_problems
from policyengine.statements.shortening import shortened


@pytest.fixture(scope="module")
def engine() -> PolicyEngine:
    return load(regulated())


def item(title: str, **fields: Any) -> dict[str, Any]:
    given = {"markets": ["DE", "FR"], "language": "en", "published_at": "2026-02-20T09:00:00Z", **fields}
    return track(title, **{name: value for name, value in given.items() if value is not None})


def filing(**fields: Any) -> Filing:
    return Filing(**{"puid": "s-1", "decided_by": "automatic", "application_date": date(2026, 3, 1), **fields})


def filed(engine: PolicyEngine, title: str, filing_: Filing | None = None, /, **fields: Any) -> dict[str, Any] | None:
    content = item(title, **fields)
    return engine.dsa_record(engine.evaluate(content, at=AT), content, filing_ or filing())


def record(engine: PolicyEngine, title: str, filing_: Filing | None = None, /, **fields: Any) -> dict[str, Any]:
    made = filed(engine, title, filing_, **fields)
    assert made is not None
    assert dsa_problems(made) == ()
    return made


def problems(engine: PolicyEngine, title: str, filing_: Filing | None = None, /, **fields: Any) -> dict[str, str]:
    with pytest.raises(DsaIncomplete) as caught:
        filed(engine, title, filing_, **fields)
    return {each.field: each.message for each in caught.value.problems}


def test_a_whole_record(engine: PolicyEngine) -> None:
    assert record(engine, "a one b", filing(reference_url="https://rules.example/1")) == {
        "application_date": "2026-03-01",
        "automated_decision": "AUTOMATED_DECISION_FULLY",
        "automated_detection": "Yes",
        "category": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        "category_specification": ["KEYWORD_HATE_SPEECH"],
        "content_date": "2026-02-20",
        "content_language": "EN",
        "content_type": ["CONTENT_TYPE_AUDIO"],
        "decision_facts": "Automated means found 1 indication of what DEM-1 is about, in an item of the kind track, in "
        "checks on the platform's own initiative. Fields of the item: title. No person was involved in the decision.",
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "decision_ground_reference_url": "https://rules.example/1",
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "incompatible_content_explanation": "Text of DEM-1",
        "incompatible_content_ground": "DEM-1 Title of DEM-1, version 1",
        "puid": "s-1",
        "source_type": "SOURCE_VOLUNTARY",
        "territorial_scope": ["DE", "FR"],
    }


def test_none_is_owed_where_nothing_was_restricted(engine: PolicyEngine) -> None:
    assert filed(engine, "harmless") is None


def test_none_is_owed_outside_of_the_european_economic_area(engine: PolicyEngine) -> None:
    assert filed(engine, "one", markets=["GB", "KR"]) is None
    assert filed(engine, "one", markets=None) is None  # the markets of the policy set are JP, KR, TH


def test_none_is_owed_for_what_was_restricted_elsewhere_only(engine: PolicyEngine) -> None:
    assert filed(engine, "eight", markets=["FR", "KR"]) is None
    assert filed(engine, "eight", markets=["DE", "KR"]) is not None


def test_none_is_owed_for_orders(engine: PolicyEngine) -> None:
    case = {"trigger": "order", "received_at": "2026-02-28T09:00:00Z", "by": "court"}
    assert filed(engine, "one", case=case) is None


def test_none_is_owed_for_clauses_that_say_so(engine: PolicyEngine) -> None:
    assert filed(engine, "four") is None
    assert filed(engine, "four six") is None  # the item is gone, so nothing of it was corrected
    told = record(engine, "four one")
    assert told["incompatible_content_ground"] == "DEM-1 Title of DEM-1, version 1"
    assert "DEM-4" not in str(told)


def test_what_is_only_recommended_restricts_nothing_until_a_person_confirms(engine: PolicyEngine) -> None:
    assert filed(engine, "five") is None
    told = record(engine, "five", filing(decided_by="confirmed"))
    assert told["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_REMOVED"]
    assert told["automated_decision"] == "AUTOMATED_DECISION_PARTIALLY"


@pytest.mark.parametrize(
    ("title", "measures"),
    [
        ("one", ["DECISION_VISIBILITY_CONTENT_REMOVED"]),
        ("two", ["DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED"]),
        ("two six", ["DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED", "DECISION_VISIBILITY_OTHER"]),
        ("one two six", ["DECISION_VISIBILITY_CONTENT_REMOVED"]),
        ("nine beta", ["DECISION_VISIBILITY_CONTENT_LABELLED"]),
        ("eight two", ["DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED", "DECISION_VISIBILITY_CONTENT_DISABLED"]),
    ],
)
def test_measures_by_the_names_of_the_database(title: str, measures: list[str], engine: PolicyEngine) -> None:
    assert record(engine, title)["decision_visibility"] == measures


def test_a_measure_that_the_database_has_no_word_for_is_told_by_its_title(engine: PolicyEngine) -> None:
    assert record(engine, "six")["decision_visibility_other"] == "Correction of the metadata"


def test_removal_in_some_markets_is_disabled_there(engine: PolicyEngine) -> None:
    told = record(engine, "eight", markets=["DE", "FR", "KR"])
    assert told["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert told["territorial_scope"] == ["DE"]


def test_removal_in_every_state_but_not_elsewhere_is_disabled_too(engine: PolicyEngine) -> None:
    told = record(engine, "eight", markets=["DE", "KR"])
    assert told["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]


def test_only_states_of_the_european_economic_area_are_in_scope(engine: PolicyEngine) -> None:
    assert record(engine, "one", markets=["IS", "DE", "GB", "KR"])["territorial_scope"] == ["DE", "IS"]


def test_local_law_is_the_legal_ground(engine: PolicyEngine) -> None:
    told = record(engine, "three", markets=["DE"])
    assert told["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert told["illegal_content_legal_ground"] == "Criminal Code"
    assert told["illegal_content_explanation"] == "DEM-3 Title of DEM-3, version 1: Text of DEM-3"
    assert not any(name.startswith("incompatible") for name in told)


def test_a_platform_rule_beside_a_law_is_told_to_be_illegal_as_well(engine: PolicyEngine) -> None:
    assert "incompatible_content_illegal" not in record(engine, "one", markets=["DE"])
    assert record(engine, "one three", markets=["DE"])["incompatible_content_illegal"] == "Yes"


def test_further_categories_and_all_keywords_are_told(engine: PolicyEngine) -> None:
    told = record(engine, "two six")
    assert told["category"] == "STATEMENT_CATEGORY_VIOLENCE"
    assert told["category_addition"] == ["STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"]
    assert told["category_specification"] == ["KEYWORD_HATE_SPEECH", "KEYWORD_INCITEMENT_VIOLENCE_HATRED"]


@pytest.mark.parametrize(
    ("case", "source"),
    [
        (None, "SOURCE_VOLUNTARY"),
        ({"trigger": "notice", "by": "user"}, "SOURCE_ARTICLE_16"),
        ({"trigger": "notice"}, "SOURCE_ARTICLE_16"),
        ({"trigger": "notice", "by": "trusted_flagger"}, "SOURCE_TRUSTED_FLAGGER"),
        ({"trigger": "complaint", "by": "affected_person"}, "SOURCE_TYPE_OTHER_NOTIFICATION"),
        ({"trigger": "designation", "by": "authority"}, "SOURCE_TYPE_OTHER_NOTIFICATION"),
    ],
)
def test_the_source_is_what_reached_the_service(case: Any, source: str, engine: PolicyEngine) -> None:
    given = None if case is None else {**case, "received_at": "2026-02-28T09:00:00Z"}
    told = record(engine, "one", filing(notifier="A society of authors"), case=given)
    assert told["source_type"] == source
    assert told.get("source_identity") == (None if case is None else "A society of authors")


@pytest.mark.parametrize(
    ("decided_by", "automated", "told"),
    [
        ("automatic", "AUTOMATED_DECISION_FULLY", "No person was involved in the decision."),
        ("confirmed", "AUTOMATED_DECISION_PARTIALLY", "A person reviewed what was found and confirmed the decision."),
        ("person", "AUTOMATED_DECISION_NOT_AUTOMATED", "A person took the decision."),
    ],
)
def test_automation_by_who_decided(decided_by: Any, automated: str, told: str, engine: PolicyEngine) -> None:
    earlier = {"action": "remove", "at": "2026-02-28T09:00:00Z"} if decided_by == "person" else None
    made = record(engine, "one", filing(decided_by=decided_by), earlier=earlier)
    assert (made["automated_detection"], made["automated_decision"]) == ("Yes", automated)
    assert made["decision_facts"].endswith(told)


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("track", "AUDIO"), ("episode", "AUDIO"), ("audiobook", "AUDIO"), ("playlist", "TEXT"), ("album", "AUDIO")],
)
def test_the_type_of_content(kind: str, type_: str, engine: PolicyEngine) -> None:
    assert record(engine, "one", kind=kind)["content_type"] == [f"CONTENT_TYPE_{type_}"]


@pytest.mark.parametrize(
    ("language", "code"),
    [("ko", "KO"), ("zh-Hant", "ZH"), ("tl", "TL"), ("fil", "TL"), ("hi-Latn", "HI"), ("yue", None), (None, None)],
)
def test_the_language_is_iso_639_1_or_left_out(language: str | None, code: str | None, engine: PolicyEngine) -> None:
    assert record(engine, "one", language=language).get("content_language") == code


def test_the_day_of_the_content_is_that_of_the_filing_before_that_of_the_item(engine: PolicyEngine) -> None:
    assert record(engine, "one", filing(content_date=date(2025, 5, 1)))["content_date"] == "2025-05-01"


def test_the_end_of_the_measure(engine: PolicyEngine) -> None:
    told = record(engine, "one", filing(end_date=date(2026, 4, 1)))
    assert told["end_date_visibility_restriction"] == "2026-04-01"


def test_an_account_measure_beside_the_measure_on_the_content(engine: PolicyEngine) -> None:
    told = record(
        engine,
        "one",
        filing(decided_by="confirmed", account_measure="suspension", account_end_date=date(2026, 6, 1)),
    )
    assert told["decision_account"] == "DECISION_ACCOUNT_SUSPENDED"
    assert told["end_date_account_restriction"] == "2026-06-01"
    assert "end_date_visibility_restriction" not in told


def test_an_account_measure_alone_holds_wherever_the_item_is_available(engine: PolicyEngine) -> None:
    earlier = {"action": "allow", "at": "2026-02-28T09:00:00Z"}
    asked = filing(decided_by="person", account_measure="pause", end_date=date(2026, 4, 1))
    told = record(engine, "one", asked, earlier=earlier, markets=["DE", "FR", "KR"])
    assert told["decision_provision"] == "DECISION_PROVISION_PARTIAL_SUSPENSION"
    assert told["territorial_scope"] == ["DE", "FR"]
    assert not any("visibility" in name for name in told)


def test_a_warning_restricts_nothing(engine: PolicyEngine) -> None:
    earlier = {"action": "allow", "at": "2026-02-28T09:00:00Z"}
    assert filed(engine, "one", filing(decided_by="person", account_measure="warning"), earlier=earlier) is None


def test_an_exception_that_made_it_milder_is_told(engine: PolicyEngine) -> None:
    assert "made the measure milder" in record(engine, "nine beta")["decision_facts"]
    assert "milder" not in record(engine, "one beta")["decision_facts"]


def test_all_that_is_missing_is_told_at_once(engine: PolicyEngine) -> None:
    assert problems(engine, "seven", filing(puid=""), published_at=None) == {
        "category": "is missing: give DEM-7 a `dsa_category` under `taxonomy`",
        "content_date": "is missing: give `content_date` with the filing, or `published_at` with the item",
        "puid": "is missing: give `puid` with the filing",
    }


def test_a_measure_that_no_finding_explains_is_refused(engine: PolicyEngine) -> None:
    earlier = {"action": "remove", "at": "2026-02-28T09:00:00Z"}
    told = problems(engine, "harmless", filing(decided_by="person"), earlier=earlier)
    assert told["decision_ground"] == "is missing: no finding says why this was restricted"


@pytest.mark.parametrize(
    ("fields", "earlier", "told"),
    [
        ({"decided_by": "person"}, None, "the decision does not say what the person decided"),
        ({}, "remove", "a person decided remove on 2026-02-28, so it was not decided automatically"),
        ({"account_measure": "suspension"}, None, "`suspension` waits for a person"),
        ({"decided_by": "confirmed", "account_measure": "ban"}, None, "this policy set has no side action `ban`"),
    ],
)
def test_what_contradicts_the_decision_is_refused(
    fields: Any, earlier: str | None, told: str, engine: PolicyEngine
) -> None:
    given = None if earlier is None else {"action": earlier, "at": "2026-02-28T09:00:00Z"}
    assert told in problems(engine, "one", filing(**fields), earlier=given)["automated_decision"]


def test_a_decision_of_another_policy_set_is_refused_or_filed_by_what_it_says(engine: PolicyEngine) -> None:
    content = item("one")
    decision = engine.evaluate(content, at=AT)
    other = load(policy_set([rule("asked", "text: {lexicon: alpha}", clause="OTH-1")], [clause("OTH-1")]))
    with pytest.raises(DsaIncomplete, match="category"):
        other.dsa_record(decision, content, filing())
    plain = load({**regulated(), "demo/policy.yaml": area(*CLAUSES), "demo/rules.yaml": ruleset()})
    assert plain.dsa_record(decision, content, filing()) is not None


def test_long_texts_are_cut_where_a_word_ends() -> None:
    long = clause("DEM-1", "{action: remove}", also=HATE).replace("Text of DEM-1", "wordy " * 600 + "end")
    changed = load(policy_set([rule("asked", "text: {lexicon: alpha}")], [long]))
    told = record(changed, "alpha")["incompatible_content_explanation"]
    assert len(told) <= 2000
    assert told.endswith(" wordy…")


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("four words stand here", 21, "four words stand here"),
        ("four words stand here", 20, "four words stand…"),
        ("four words stand here", 17, "four words stand…"),
        ("four words stand here", 16, "four words…"),
        ("a" + "b" * 40, 10, "abbbbbbbb…"),
        ("差別語は認めません", 6, "差別語は認…"),
    ],
)
def test_cutting(text: str, limit: int, cut: str) -> None:
    assert shortened(text, limit) == cut
    assert len(cut) <= limit


def test_the_error_survives_pickling(engine: PolicyEngine) -> None:
    with pytest.raises(DsaIncomplete) as caught:
        filed(engine, "seven")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.problems, str(copy)) == (caught.value.problems, str(caught.value))

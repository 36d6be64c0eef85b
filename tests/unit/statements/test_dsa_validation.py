"""What the DSA Transparency Database accepts, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from policyengine import dsa_problems
from policyengine.model import dsa_vocabulary

RECORD: dict[str, Any] = {
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "HAT-3 Slurs against people, version 1",
    "incompatible_content_explanation": "We do not allow slurs.",
    "content_type": ["CONTENT_TYPE_AUDIO"],
    "category": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    "territorial_scope": ["DE", "FR"],
    "content_date": "2026-11-01",
    "application_date": "2026-11-22",
    "decision_facts": "Automated means found what the clause is about.",
    "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "Yes",
    "automated_decision": "AUTOMATED_DECISION_FULLY",
    "puid": "statement-1",
}
GONE = object()
"""Leaves a field out."""
ILLEGAL = {
    "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
    "illegal_content_legal_ground": "Criminal Code, Section 130",
    "illegal_content_explanation": "It incites hatred.",
    "incompatible_content_ground": GONE,
    "incompatible_content_explanation": GONE,
}


def record(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in {**RECORD, **changes}.items() if value is not GONE}


ACCEPTED: dict[str, dict[str, Any]] = {
    "as it is": {},
    "illegal content": ILLEGAL,
    "an account only": {"decision_visibility": GONE, "decision_account": "DECISION_ACCOUNT_SUSPENDED"},
    "the service only": {"decision_visibility": GONE, "decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION"},
    "payments only": {"decision_visibility": GONE, "decision_monetary": "DECISION_MONETARY_TERMINATION"},
    "another payment measure": {
        "decision_monetary": "DECISION_MONETARY_OTHER",
        "decision_monetary_other": "Shares are held back",
    },
    "two measures on visibility": {
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_LABELLED", "DECISION_VISIBILITY_CONTENT_DEMOTED"]
    },
    "another measure on visibility": {
        "decision_visibility": ["DECISION_VISIBILITY_OTHER"],
        "decision_visibility_other": "Correction of the metadata",
    },
    "another type of content": {"content_type": ["CONTENT_TYPE_OTHER"], "content_type_other": "Playlist"},
    "the type of an account": {"account_type": "ACCOUNT_TYPE_BUSINESS"},
    "every state": {"territorial_scope": sorted(dsa_vocabulary.TERRITORIES)},
    "Greece": {"territorial_scope": ["GR"]},
    "Korean": {"content_language": "KO"},
    "Tagalog": {"content_language": "TL"},
    "a keyword": {"category_specification": ["KEYWORD_HATE_SPEECH"]},
    "a keyword that no category lists": {"category_specification": ["KEYWORD_STALKING"]},
    "another keyword": {
        "category_specification": ["KEYWORD_OTHER"],
        "category_specification_other": "Names in a title",
    },
    "a second category": {"category_addition": ["STATEMENT_CATEGORY_VIOLENCE"]},
    "also illegal": {"incompatible_content_illegal": "Yes"},
    "the address of the clause": {"decision_ground_reference_url": "https://rules.example/hate#3"},
    "an end on the first day": {"end_date_visibility_restriction": "2026-11-22"},
    "no end": {"end_date_account_restriction": None},
    "a notifier": {"source_type": "SOURCE_ARTICLE_16", "source_identity": "A society of authors"},
    "the longest facts": {"decision_facts": "x" * 5000},
    "the longest explanation": {"incompatible_content_explanation": "x" * 2000},
    "the longest ground": {"incompatible_content_ground": "x" * 500},
    "the longest number": {"puid": "x" * 500},
    "the first days": {"content_date": "2000-01-01", "application_date": "2020-01-01"},
    "the last day": {"end_date_visibility_restriction": "2038-01-01"},
    "an article number": {"content_id": {"EAN-13": "4006381333931"}},
}

REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no restriction": ({"decision_visibility": GONE}, "decision_visibility", "is missing, and so is every other"),
    "an empty restriction": ({"decision_visibility": []}, "decision_visibility", "is missing"),
    "an unknown measure": ({"decision_visibility": ["REMOVED"]}, "decision_visibility", "`REMOVED` is not one"),
    "a measure that is no list": (
        {"decision_visibility": "DECISION_VISIBILITY_CONTENT_REMOVED"},
        "decision_visibility",
        "is not a list",
    ),
    "a list within a list": ({"territorial_scope": [["DE"]]}, "territorial_scope", "is not one of its values"),
    "another measure without words": (
        {"decision_visibility": ["DECISION_VISIBILITY_OTHER"]},
        "decision_visibility_other",
        "is missing",
    ),
    "words for another measure without it": (
        {"decision_visibility_other": "Correction"},
        "decision_visibility_other",
        "goes only with `DECISION_VISIBILITY_OTHER`",
    ),
    "words that are too long": (
        {"decision_visibility": ["DECISION_VISIBILITY_OTHER"], "decision_visibility_other": "x" * 501},
        "decision_visibility_other",
        "has 501 characters, and 500 are accepted",
    ),
    "another payment measure without words": (
        {"decision_monetary": "DECISION_MONETARY_OTHER"},
        "decision_monetary_other",
        "is missing",
    ),
    "an unknown provision": ({"decision_provision": "PAUSED"}, "decision_provision", "`PAUSED` is not one"),
    "an unknown account measure": ({"decision_account": "WARNED"}, "decision_account", "`WARNED` is not one"),
    "an unknown type of account": ({"account_type": "ACCOUNT_TYPE_ARTIST"}, "account_type", "is not one"),
    "no ground": (
        {
            "decision_ground": GONE,
            "incompatible_content_ground": GONE,
            "incompatible_content_explanation": GONE,
        },
        "decision_ground",
        "is missing",
    ),
    "illegal without the law": (
        {**ILLEGAL, "illegal_content_legal_ground": GONE},
        "illegal_content_legal_ground",
        "is missing",
    ),
    "illegal without an explanation": (
        {**ILLEGAL, "illegal_content_explanation": " "},
        "illegal_content_explanation",
        "is missing",
    ),
    "both grounds at once": (
        {"illegal_content_legal_ground": "Criminal Code"},
        "illegal_content_legal_ground",
        "goes only with `DECISION_GROUND_ILLEGAL_CONTENT`",
    ),
    "a clause without an explanation": (
        {"incompatible_content_explanation": GONE},
        "incompatible_content_explanation",
        "is missing",
    ),
    "an explanation that is too long": (
        {"incompatible_content_explanation": "x" * 2001},
        "incompatible_content_explanation",
        "has 2,001 characters, and 2,000 are accepted",
    ),
    "a ground that is too long": ({"incompatible_content_ground": "x" * 501}, "incompatible_content_ground", "501"),
    "illegal is neither yes nor no": ({"incompatible_content_illegal": True}, "incompatible_content_illegal", "`True`"),
    "an address without a host": (
        {"decision_ground_reference_url": "rules.example"},
        "decision_ground_reference_url",
        "is no address on the web",
    ),
    "an address that cannot be read": (
        {"decision_ground_reference_url": "https://[rules"},
        "decision_ground_reference_url",
        "is no address on the web",
    ),
    "an address that is too long": (
        {"decision_ground_reference_url": "https://rules.example/" + "x" * 500},
        "decision_ground_reference_url",
        "are accepted",
    ),
    "no type of content": ({"content_type": []}, "content_type", "is missing"),
    "another type without words": ({"content_type": ["CONTENT_TYPE_OTHER"]}, "content_type_other", "is missing"),
    "no category": ({"category": GONE}, "category", "is missing"),
    "an unknown category": ({"category": "HATE"}, "category", "`HATE` is not one"),
    "a category that is a list": ({"category": ["STATEMENT_CATEGORY_VIOLENCE"]}, "category", "is not one"),
    "the same category twice": (
        {"category_addition": [RECORD["category"]]},
        "category_addition",
        "repeats the category",
    ),
    "an unknown keyword": ({"category_specification": ["KEYWORD_SPAM"]}, "category_specification", "`KEYWORD_SPAM`"),
    "another keyword without words": (
        {"category_specification": ["KEYWORD_OTHER"]},
        "category_specification_other",
        "is missing",
    ),
    "no state": ({"territorial_scope": []}, "territorial_scope", "is missing"),
    "a state that is no member": ({"territorial_scope": ["DE", "KR"]}, "territorial_scope", "`KR` is not one"),
    "Greece by its old code": ({"territorial_scope": ["EL"]}, "territorial_scope", "`EL` is not one"),
    "a state twice": ({"territorial_scope": ["DE", "DE"]}, "territorial_scope", "names a value twice"),
    "a language in small letters": ({"content_language": "ko"}, "content_language", "is no ISO 639-1 code in capitals"),
    "a language of three letters": ({"content_language": "FIL"}, "content_language", "is no ISO 639-1"),
    "a language with its script": ({"content_language": "ZH-HANT"}, "content_language", "is no ISO 639-1"),
    "a language that does not exist": ({"content_language": "XX"}, "content_language", "is no ISO 639-1"),
    "no day of the content": ({"content_date": GONE}, "content_date", "is missing"),
    "a day with a time": ({"content_date": "2026-11-01T09:00:00Z"}, "content_date", "is no day"),
    "a day that does not exist": ({"content_date": "2026-02-30"}, "content_date", "is no day"),
    "content of another century": ({"content_date": "1999-12-31"}, "content_date", "lies outside of 2000-01-01"),
    "no day of the measure": ({"application_date": GONE}, "application_date", "is missing"),
    "a measure before there was a law": ({"application_date": "2019-12-31"}, "application_date", "lies outside"),
    "an end before the start": (
        {"end_date_visibility_restriction": "2026-11-21"},
        "end_date_visibility_restriction",
        "lies before the application date",
    ),
    "an end that is too far": ({"end_date_account_restriction": "2038-01-02"}, "end_date_account_restriction", "2038"),
    "no facts": ({"decision_facts": ""}, "decision_facts", "is missing"),
    "facts that are too long": ({"decision_facts": "x" * 5001}, "decision_facts", "5,001"),
    "facts that are no text": ({"decision_facts": ["hate"]}, "decision_facts", "is not a text"),
    "no source": ({"source_type": GONE}, "source_type", "is missing"),
    "an unknown source": ({"source_type": "SOURCE_USER"}, "source_type", "`SOURCE_USER` is not one"),
    "a notifier of one's own checks": (
        {"source_identity": "A society"},
        "source_identity",
        "goes with no voluntary investigation",
    ),
    "nothing said of detection": ({"automated_detection": GONE}, "automated_detection", "is missing"),
    "detection as true": ({"automated_detection": True}, "automated_detection", "`True` is not one"),
    "nothing said of the decision": ({"automated_decision": GONE}, "automated_decision", "is missing"),
    "a decision answered by yes": ({"automated_decision": "Yes"}, "automated_decision", "`Yes` is not one"),
    "no number": ({"puid": GONE}, "puid", "is missing"),
    "a number with a dot": ({"puid": "2026.1"}, "puid", "holds more than letters, digits, `-` and `_`"),
    "a number in Hangul": ({"puid": "통지-1"}, "puid", "holds more than letters"),
    "a number that is too long": ({"puid": "x" * 501}, "puid", "501"),
    "another article number": ({"content_id": {"ISRC": "KRAB12600019"}}, "content_id", "something else than"),
    "an article number of twelve digits": ({"content_id": {"EAN-13": "123456789012"}}, "content_id", "thirteen digits"),
    "a field of another interface": ({"url": "https://service.example/t1"}, "url", "there is no such field"),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_accepted(case: str) -> None:
    assert dsa_problems(record(**ACCEPTED[case])) == ()


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    """For this one reason, told at its field."""
    changes, field, told = REFUSED[case]
    problems = dsa_problems(record(**changes))
    assert [each.field for each in problems] == [field], problems
    assert told in problems[0].message


def test_every_problem_is_told_by_field() -> None:
    fields = [each.field for each in dsa_problems({})]
    assert fields == [
        "application_date",
        "automated_decision",
        "automated_detection",
        "category",
        "content_date",
        "content_type",
        "decision_facts",
        "decision_ground",
        "decision_visibility",
        "puid",
        "source_type",
        "territorial_scope",
    ]


def test_the_states_are_those_of_the_european_economic_area() -> None:
    assert len(dsa_vocabulary.TERRITORIES) == 30
    assert {"IS", "LI", "NO"} <= dsa_vocabulary.TERRITORIES
    assert dsa_vocabulary.TERRITORIES.isdisjoint({"CH", "GB", "EL", "EU"})

"""The catalogue that the demo screens: realistic, of every kind, and mostly innocent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from policyengine import Content, Decision, PolicyEngine
from policyengine.model.content import Kind

EXAMPLES = Path(__file__).parents[3] / "examples"
ITEMS = [
    Content.model_validate_json(line)
    for line in (EXAMPLES / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
]
FLAGGED = {
    "trk-1033": "metadata_fix",
    "trk-1034": "allow",
    "trk-1035": "metadata_fix",
    "trk-1036": "limit_reach",
    "alb-1037": "metadata_fix",
    "alb-1038": "metadata_fix",
    "ply-1039": "metadata_fix",
    "ply-1040": "remove",
    "com-1041": "allow",
    "ep-1042": "allow",
    "art-1043": "allow",
    "com-1044": "remove",
}


@pytest.fixture(scope="module")
def decisions() -> dict[str, Decision]:
    names = (EXAMPLES / "protected_names.txt").read_text(encoding="utf-8").splitlines()
    engine = PolicyEngine.load(lists={"protected_names": names})
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return {item.id: engine.evaluate(item, at=at) for item in ITEMS}


def test_every_kind_and_many_languages_are_there() -> None:
    assert {item.kind for item in ITEMS} == set(get_args(Kind))
    assert {item.language for item in ITEMS} >= {"en", "ko", "ja", "zh-Hant", "th", "vi", "id", "ms", "hi"}
    assert len({item.id for item in ITEMS}) == len(ITEMS)


def test_what_is_flagged_and_what_is_done(decisions: dict[str, Decision]) -> None:
    flagged = {
        content_id: decision.action
        for content_id, decision in decisions.items()
        if decision.action != "allow" or decision.review.required
    }
    assert flagged == FLAGGED


def test_counter_speech_and_talk_about_words_are_only_noted(decisions: dict[str, Decision]) -> None:
    for content_id in ("ep-1020", "com-1032"):
        findings = decisions[content_id].findings
        assert {finding.kind for finding in findings} == {"note"}

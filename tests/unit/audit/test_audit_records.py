"""Audit records: what they keep, what they leave out, and that they say how the decision was made."""

from __future__ import annotations

import json
from typing import Any

import pytest
from policy_sets import AT, load, policy_set, refused, rule, track

from policyengine import AuditRecord

RULES = [
    rule("word", "text: {lexicon: alpha}"),
    rule("young", "all: [{text: {lexicon: beta}}, {account: {age_days: {below: 7}}}, {score: {spam: {above: 0.5}}}]"),
]
MASK = "audit: {mask: [/handle, /account/id, /scores]}"
ITEM = track(
    "alpha beta",
    handle="alpha_person",
    account={"id": "u1", "age_days": 3, "followers": 12},
    scores={"spam": 0.9, "toxicity": 0.1},
    duration=180,
)


def recorded(item: dict[str, Any] = ITEM, manifest: str = "") -> AuditRecord:
    return load(policy_set(RULES, manifest=manifest)).audit(item, at=AT)


def test_a_record_keeps_what_was_read_and_names_what_was_not() -> None:
    record = recorded()
    assert record.content == {
        "id": ITEM["id"],
        "kind": "track",
        "title": "alpha beta",
        "handle": "alpha_person",
        "account": {"age_days": 3},
        "scores": {"spam": 0.9},
    }
    assert record.left_out == ("/account/followers", "/account/id", "/duration", "/scores/toxicity")


def test_the_decision_is_the_one_that_evaluate_makes() -> None:
    engine = load(policy_set(RULES))
    assert engine.audit(ITEM, at=AT, locale="ko").decision == engine.evaluate(ITEM, at=AT, locale="ko")


def test_what_is_masked_stands_nowhere_in_the_record() -> None:
    record = recorded(manifest=MASK)
    written = record.to_json()
    assert record.masked == ("/handle", "/scores")
    assert "alpha_person" not in written
    assert "0.9" not in written
    handle = [each for finding in record.decision.findings for each in finding.evidence if each.pointer == "/handle"]
    assert [(each.text, each.masked, each.start, each.end) for each in handle] == [(None, True, 0, 5)]


def test_a_record_says_how_the_decision_was_made() -> None:
    record = load(policy_set(RULES), inference="native").audit(ITEM, at=AT, acted_today={"demo/word": 4})
    assert (record.inference, record.evidence, record.locale) == ("native", "full", "en")
    assert record.acted_today == {"demo/word": 4}
    assert "/account/age_days" in record.read


def test_a_record_is_canonical_and_reads_back() -> None:
    written = recorded().to_json()
    assert written == json.dumps(json.loads(written), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert AuditRecord.model_validate_json(written).to_json() == written


@pytest.mark.parametrize("pointer", ["handle", "/nothing", "/id", "/kind"])
def test_a_mask_that_means_nothing_is_refused(pointer: str) -> None:
    (problem,) = refused(policy_set(manifest=f"audit: {{mask: [{pointer}]}}"))
    assert "JSON Pointer" in problem.message

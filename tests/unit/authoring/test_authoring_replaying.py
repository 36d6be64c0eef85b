"""Decisions made again from their records: the same, different, or not at all, and why."""

from __future__ import annotations

from typing import Any

from policy_sets import AT, Files, clause, load, policy_set, request, rule, track

from policyengine import PolicyEngine
from policyengine.authoring.replaying import Change, Replay, Replayer
from policyengine.loading import load_program
from policyengine.model.audit_record import AuditRecord

ALPHA = rule("word", "text: {lexicon: alpha}")
FOLLOWED = rule("followed", "all: [{text: {lexicon: alpha}}, {account: {followers: {above: 10}}}]")


def replayed(record: AuditRecord, files: Files) -> Replay:
    loaded = load_program(request(files))
    assert loaded.program is not None
    return Replayer(PolicyEngine(loaded, "native"), loaded.program).replay(record)


def record(files: Files, **item: Any) -> AuditRecord:
    return load(files).audit(track("alpha", **item), at=AT)


def test_the_policy_set_that_decided_decides_the_same() -> None:
    files = policy_set([ALPHA])
    told = replayed(record(files, account={"followers": 20}), files)
    assert (told.standing, told.changes, told.unfaithful) == ("same", (), False)


def test_another_policy_set_is_told_part_by_part() -> None:
    told = replayed(record(policy_set([ALPHA])), policy_set([ALPHA], [clause(asks="{action: advisory}")]))
    assert told.standing == "different"
    assert Change("action", "remove", "advisory") in told.changes
    assert Change("market KR", "remove", "advisory") in told.changes
    assert not told.unfaithful


def test_a_fact_that_was_not_kept_is_in_the_way() -> None:
    told = replayed(record(policy_set([ALPHA]), account={"followers": 20}), policy_set([ALPHA, FOLLOWED]))
    assert told.standing == "cannot"
    assert told.reasons == ("/account/followers is read now and was not when the record was made, so it was not kept",)


def test_a_fact_that_the_item_never_had_is_not_in_the_way() -> None:
    told = replayed(record(policy_set([ALPHA])), policy_set([ALPHA, FOLLOWED]))
    assert told.standing == "same"


def test_what_the_record_masks_is_in_the_way_where_it_is_read() -> None:
    files = policy_set([ALPHA], manifest="audit: {mask: [/handle]}")
    assert replayed(record(files), files).standing == "same"
    told = replayed(record(files, handle="alpha"), files)
    assert (told.standing, told.reasons) == ("cannot", ("/handle is read, and the record masks it",))


def test_an_item_that_can_no_longer_be_judged_says_why() -> None:
    case = {"trigger": "notice", "received_at": AT.isoformat(), "classes": ["scam"]}
    made = record(policy_set([ALPHA], manifest="content_classes: {scam: a test}"), case=case)
    told = replayed(made, policy_set([ALPHA]))
    assert told.standing == "cannot"
    assert "there are: none" in told.reasons[0]


def test_a_record_that_its_own_policy_set_contradicts_is_called_unfaithful() -> None:
    files = policy_set([ALPHA])
    made = record(files)
    forged = made.model_copy(update={"decision": made.decision.with_changes(recommended="remove")})
    told = replayed(forged, files)
    assert told.unfaithful
    assert told.changes == (Change("recommended", "remove", "none"),)

"""What `docs/law.md` says of the laws is what the overlays hold."""

from __future__ import annotations

import law_tables
import pytest
from document_blocks import ROOT

from policyengine import shipped
from policyengine.loading import load_program, read_request
from policyengine.model.overlay import Overlay

DOCUMENT = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def overlays() -> dict[str, Overlay]:
    policy_set = load_program(read_request([shipped()])[0]).policy_set
    assert policy_set is not None
    return {name: placed.value for name, placed in policy_set.overlays.items()}


@pytest.mark.parametrize("table", [law_tables.duties, law_tables.laws], ids=lambda each: each.__name__)
def test_the_tables_are_those_of_the_overlays(table: law_tables.Table, overlays: dict[str, Overlay]) -> None:
    made = table(overlays)
    assert made in DOCUMENT, f"docs/law.md should hold this table:\n{made}"


def test_an_overlay_is_named_after_its_jurisdiction(overlays: dict[str, Overlay]) -> None:
    assert [name for name, each in overlays.items() if each.jurisdiction.lower() != name] == []


def test_nothing_under_local_law_is_removed_everywhere(overlays: dict[str, Overlay]) -> None:
    """A clause of local law has a territory, and none of those that are shipped removes."""
    for overlay in overlays.values():
        for clause in overlay.clauses:
            assert (clause.territory or overlay.reaches) != ()
            assert "remove" not in (clause.outcome.action, clause.outcome.recommend)


def test_what_is_not_verified_says_what_is_open(overlays: dict[str, Overlay]) -> None:
    for overlay in overlays.values():
        for law_id, law in overlay.laws.items():
            assert law.verified != "unverified" or law.note, law_id


def test_only_the_overlays_in_depth_compute_deadlines(overlays: dict[str, Overlay]) -> None:
    computing = {name for name, each in overlays.items() if any(duty.stated is None for duty in each.duties)}
    assert computing == {"au", "eu", "in", "jp", "sg"}


def test_duties_are_worded_in_every_locale(overlays: dict[str, Overlay]) -> None:
    for overlay in overlays.values():
        for duty in overlay.duties:
            assert sorted(duty.does) == ["en", "ja", "ko"], duty.id

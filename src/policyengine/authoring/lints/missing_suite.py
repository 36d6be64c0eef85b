"""PE503: areas whose decisions nothing tests."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import fixtures
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.source.definitions import SHARED


def areas_without_suite(subject: Subject) -> Iterator[Diagnostic]:
    """An area whose decisions nothing tests."""
    tested = {entry.area for entry in subject.policy_set.suites}
    for area, placed in subject.policy_set.areas.items():
        if area not in tested and area != SHARED:
            message = f"the area `{area}` has no suite"
            help_ = f"add `{area}/{area}.test.yaml`"
            yield diagnose(fixtures.AREA_WITHOUT_SUITE, message, placed.span(), help=help_)

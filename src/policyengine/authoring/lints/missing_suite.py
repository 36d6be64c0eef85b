"""PE503: areas whose decisions nothing tests."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import fixtures
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.source.definitions import SHARED


def areas_without_suite(subject: Subject) -> Iterator[Diagnostic]:
    """An area or overlay that no suite with cases stands beside, and that none names under `areas`."""
    suites = [entry for entry in subject.policy_set.suites if entry.suite.value.cases]
    tested = {name for entry in suites for name in (entry.area, *entry.suite.value.areas)}
    for area, placed in subject.policy_set.areas.items():
        if area not in tested and area != SHARED:
            overlay = area in subject.policy_set.overlays
            message = f"the {'overlay' if overlay else 'area'} `{area}` has no suite"
            help_ = f"add `{'overlays' if overlay else area}/{area}.test.yaml`"
            yield diagnose(fixtures.AREA_WITHOUT_SUITE, message, placed.span(), help=help_)

"""Whether this version of the package is new enough for a policy set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyengine.diagnostics.codes import policy_set as set_codes
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.model.manifest import Layer, Manifest
from policyengine.source.definitions import Placed


def check_requirements(manifests: Iterable[Placed[Manifest] | Placed[Layer]], package: str) -> Iterator[Diagnostic]:
    """Whether this version of the package is new enough for each manifest."""
    for placed in manifests:
        wanted = placed.value.requires
        if wanted is not None and _release(package) < _release(wanted.removeprefix(">=")):
            message = f"this policy set requires policyengine {wanted}, and {package} is installed"
            span = placed.span("requires")
            yield diagnose(set_codes.NEWER_PROGRAM_NEEDED, message, span, help="install a newer version")


def _release(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")[:3] if part.isdigit()]
    return tuple(numbers + [0] * (3 - len(numbers)))

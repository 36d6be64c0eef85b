"""A policy set that was loaded, for a service of which a suite says more."""

from __future__ import annotations

from dataclasses import replace

from policyengine.authoring.cases import Said
from policyengine.compile import duties
from policyengine.loading import Loaded


def serving(loaded: Loaded, service: Said) -> Loaded:
    """What was loaded, with what is said of the service on top, as a layer would say it. The digest stays."""
    if not service:
        return loaded
    assert loaded.program is not None
    setting = loaded.program.setting
    said = {name: dict(statuses) for name, statuses in service}
    setting = replace(setting, duties=duties.serving(setting.duties, said))
    return replace(loaded, program=replace(loaded.program, setting=setting))

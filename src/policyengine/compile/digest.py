"""The digest: one hash over everything that can change a decision, however it was laid out in files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Literal

from pydantic import BaseModel

from policyengine.compile.vocabulary import Lists
from policyengine.source.definitions import PolicySet

EvidenceMode = Literal["full", "masked", "offsets"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a policy set was loaded."""

    areas: tuple[str, ...] | None
    languages: tuple[str, ...] | None
    evidence: EvidenceMode


def digest(policy_set: PolicySet, lists: Lists, options: Options) -> str:
    """SHA-256 over canonical JSON of all definitions, lists and options, in hexadecimal.

    The release of the holiday calendars counts where a law counts working days. Examples and suppressions decide
    nothing, so they are left out.
    """
    everything = {
        "manifest": _plain(policy_set.manifest.value),
        "layers": policy_set.layers,
        "params": dict(policy_set.params),
        "lists": {name: _plain(value) for name, value in policy_set.lists.items()},
        "queues": {name: _plain(value, exclude={"title"}) for name, value in policy_set.queues.items()},
        "clauses": {name: [entry.area, _plain(entry.clause.value)] for name, entry in policy_set.clauses.items()},
        "areas": {
            name: _plain(placed.value, exclude={"clauses", "suppress"}) for name, placed in policy_set.areas.items()
        },
        "rules": {
            name: [entry.language, _plain(entry.rule.value, exclude={"examples", "suppress"})]
            for name, entry in policy_set.rules.items()
        },
        "lexicons": {
            str(name): _plain(placed.value, exclude=_OF_LEXICON) for name, placed in policy_set.lexicons.items()
        },
        "patterns": {str(name): _plain(placed.value) for name, placed in policy_set.patterns.items()},
        "conditions": {"/".join(name): _plain(placed.value) for name, placed in policy_set.conditions.items()},
        "overlays": {
            name: _plain(placed.value, exclude={"clauses", "rules", "suppress"})
            for name, placed in policy_set.overlays.items()
        },
        "service": policy_set.service,
        "holidays": holidays_version(policy_set),
        "disabled": {name: _plain(placed.value) for name, placed in policy_set.disabled.items()},
        "supplied": {name: sorted(set(values)) for name, values in lists.items()},
        "options": [options.areas, options.languages, options.evidence],
    }
    canonical = json.dumps(everything, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def holidays_version(policy_set: PolicySet) -> str | None:
    """The release of the calendars, if any duty counts working days."""
    overlays = (placed.value for placed in policy_set.overlays.values())
    counted = any(duty.working_days is not None for overlay in overlays for duty in overlay.duties)
    return version("holidays") if counted else None


_SUPPRESS = {"suppress"}
_OF_LEXICON = {"suppress": True, "terms": {"__all__": _SUPPRESS}}


def _plain(value: BaseModel, exclude: Any = _SUPPRESS) -> Any:
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=exclude)

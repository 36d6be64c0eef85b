"""What loads and is still not as it should be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from policyengine.authoring.lints.registry import LINTS
from policyengine.authoring.lints.subject import Subject
from policyengine.authoring.lints.suppression import Suppressed, sift
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import TABLE
from policyengine.loading import Loaded


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, sorted: what stands, and what is suppressed with a reason."""

    findings: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()


def check(loaded: Loaded, today: date, codes: Collection[str] = frozenset(TABLE)) -> Checked:
    """Everything there is to say of what was loaded `as_tested`: why it does not load, or what the lints find.

    So drafts are looked at too, and rules that read a list for which the manifest gives examples. Of warnings, only
    those of `codes` are told; errors are told always.
    """
    said = [each for each in loaded.diagnostics if each.level == "error" or each.code in codes]
    written = loaded.read.policy_set  # in which a draft is still one
    if loaded.program is None or written is None:
        return Checked(tuple(said))
    subject = Subject(written, loaded.program, today)
    said += [finding for lint in LINTS for finding in lint(subject) if finding.code in codes]
    standing, suppressed = sift(written, dict.fromkeys(said), codes)
    kept = [each for each in dict.fromkeys(standing) if each.level == "error" or each.code in codes]
    ordered = sorted(suppressed, key=lambda each: each.finding.sort_key)
    return Checked(tuple(sorted(kept)), tuple(ordered))

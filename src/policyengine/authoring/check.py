"""What loads and is still not as it should be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from policyengine.authoring.lints.registry import LINTS
from policyengine.authoring.lints.subject import Subject
from policyengine.authoring.lints.suppression import Suppressed, sift
from policyengine.authoring.reproducing import needs_stand_ins
from policyengine.authoring.testing import with_stand_ins
from policyengine.compile.compiler import compile_policy_set
from policyengine.compile.digest import Options
from policyengine.compile.program import Program
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import TABLE
from policyengine.loading import Loaded
from policyengine.source.select import with_drafts


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, sorted: what stands, and what is suppressed with a reason."""

    findings: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()


def check(loaded: Loaded, today: date, codes: Collection[str] = frozenset(TABLE)) -> Checked:
    """Everything there is to say of what was loaded: why it does not load, or what the lints find.

    The rules are looked at as they are tested: drafts too, and those that read a list for which the manifest gives
    examples. Of warnings, only those of `codes` are told; errors are told always.
    """
    program, problems = _as_tested(loaded)
    said = [each for each in problems if each.level == "error" or each.code in codes]
    if program is None or loaded.policy_set is None:
        return Checked(tuple(said))
    subject = Subject(loaded.policy_set, program, today)
    said += [finding for lint in LINTS for finding in lint(subject) if finding.code in codes]
    standing, suppressed = sift(loaded.policy_set, dict.fromkeys(said), codes)
    kept = [each for each in dict.fromkeys(standing) if each.level == "error" or each.code in codes]
    ordered = sorted(suppressed, key=lambda each: each.finding.sort_key)
    return Checked(tuple(sorted(kept)), tuple(ordered))


def _as_tested(loaded: Loaded) -> tuple[Program | None, tuple[Diagnostic, ...]]:
    if loaded.program is None or loaded.policy_set is None or not needs_stand_ins(loaded.policy_set):
        return loaded.program, loaded.diagnostics
    request = with_stand_ins(loaded)
    options = Options(request.areas, request.languages, request.evidence)
    program, problems = compile_policy_set(with_drafts(loaded.policy_set), dict(request.lists), options)
    return program, tuple(sorted(dict.fromkeys((*loaded.diagnostics, *problems))))

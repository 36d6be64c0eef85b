"""PE301: forms whose letters are written in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import is_normalized

from policyengine.authoring.lints.forms import all_forms, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose


def forms_not_nfc(subject: Subject) -> Iterator[Diagnostic]:
    """A headword, variant or allow-phrase that is not in Unicode form NFC."""
    for term in placed_terms(subject.policy_set):
        for form in all_forms(term):
            if not is_normalized("NFC", form.form):
                message = f"`{form.form}` is not in Unicode form NFC"
                yield diagnose(wording.NOT_NFC, message, form.span, help="type it anew, or normalise the file to NFC")

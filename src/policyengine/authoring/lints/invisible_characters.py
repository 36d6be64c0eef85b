"""PE302: forms with something in them that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from policyengine.authoring.lints.forms import all_forms, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose
from policyengine.text.folding.fold import has_invisible


def invisible_characters(subject: Subject) -> Iterator[Diagnostic]:
    """A headword, variant or allow-phrase that holds a character which folding removes."""
    for term in placed_terms(subject.policy_set):
        for form in all_forms(term):
            if form.form.isascii() or not has_invisible(form.form):
                continue
            found = next(char for char in form.form if has_invisible(char))
            visible = "".join(char for char in form.form if not has_invisible(char))
            message = f"`{visible}` holds an invisible U+{ord(found):04X} ({name(found, 'unnamed').lower()})"
            yield diagnose(wording.INVISIBLE_IN_TERM, message, form.span, help="delete it, or type the term anew")

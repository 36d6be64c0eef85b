"""PE309: forms in a script that the language of their file is not written in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex
from langcodes import Language

from policyengine.authoring.lints.forms import matched_forms, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose

# ISO 15924 codes that stand for several scripts, as Unicode names them.
_SEVERAL = {
    "Hans": ("Han", "Bopomofo"),
    "Hant": ("Han", "Bopomofo"),
    "Jpan": ("Han", "Hiragana", "Katakana"),
    "Kore": ("Han", "Hangul"),
}
_NAMED = {"Deva": "Devanagari", "Cyrl": "Cyrillic", "Arab": "Arabic", "Grek": "Greek", "Hebr": "Hebrew", "Thai": "Thai"}


def forms_in_foreign_script(subject: Subject) -> Iterator[Diagnostic]:
    """A headword or variant with letters that are neither Latin nor of the language's script."""
    for term in placed_terms(subject.policy_set):
        strangers = _strangers(term.provider.language) if term.provider.language else None
        for form in matched_forms(term) if strangers else ():
            assert strangers is not None
            found = strangers.search(form.form)
            if found is not None:
                message = f"`{form.form}` is not written in a script of `{term.provider.language}`: `{found[0]}`"
                help_ = "move it to the file of its language"
                yield diagnose(wording.FOREIGN_SCRIPT, message, form.span, help=help_)


@lru_cache(maxsize=256)
def _strangers(tag: str) -> regex.Pattern[str] | None:
    """Words of letters that the language has no use for; Latin ones are at home everywhere. Single letters of another
    alphabet inside a word are not the writing of another language."""
    script = Language.get(tag).maximize().script or ""
    own = _SEVERAL.get(script) or ((_NAMED[script],) if script in _NAMED else ())
    if not own and script != "Latn":
        return None
    known = "".join(rf"\p{{Script={name}}}" for name in ("Latin", "Common", "Inherited", *own))
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])[^{known}]+(?![\p{{L}}\p{{M}}])")

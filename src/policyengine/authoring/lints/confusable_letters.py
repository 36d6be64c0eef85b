"""PE303: words with a letter of another alphabet that looks like one of their own."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from policyengine.authoring.lints.forms import all_forms, placed_terms
from policyengine.authoring.lints.subject import Subject
from policyengine.diagnostics.codes import wording
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.diagnostics.table import diagnose

_word = regex.compile(r"[\p{L}\p{M}]+")
_alphabets = {each: regex.compile(rf"\p{{Script={each}}}") for each in ("Latin", "Greek", "Cyrillic")}
# Han characters that look like katakana, where katakana stand on both sides; and the kana that look like each other.
_kana = (
    ("Han", regex.compile(r"(?<=[\u30a1-\u30fa\u30fc])[一二三力口工夕卜八才千](?=[\u30a1-\u30fa\u30fc])")),
    (
        "hiragana",
        regex.compile(r"(?<=[\u30a1-\u30d7\u30db-\u30fa\u30fc])[へべぺ](?=[\u30a1-\u30d7\u30db-\u30fa\u30fc])"),
    ),
    ("katakana", regex.compile(r"(?<=[\u3041-\u3096])[ヘベペ](?=[\u3041-\u3096])")),
)


def confusable_letters(subject: Subject) -> Iterator[Diagnostic]:
    """A headword, variant or allow-phrase with such a word."""
    for term in placed_terms(subject.policy_set):
        for form in all_forms(term):
            found = None if form.form.isascii() else _stranger(form.form)
            if found is not None:
                letter, script = found
                message = f"`{form.form}` holds the {script} letter `{letter}` (U+{ord(letter):04X}) inside a word"
                help_ = "type the word anew in one alphabet; disguises are found without writing them down"
                yield diagnose(wording.CONFUSABLE_IN_TERM, message, form.span, help=help_)


def _stranger(form: str) -> tuple[str, str] | None:
    """The letter of the alphabet that is rarer in its word, and which one that is."""
    for word in _word.findall(form):
        present = {name: alphabet.findall(word) for name, alphabet in _alphabets.items() if alphabet.search(word)}
        if len(present) > 1:
            script = min(present, key=lambda name: (len(present[name]), name))
            return present[script][0], script
    return next(((found[0], script) for script, shape in _kana if (found := shape.search(form))), None)

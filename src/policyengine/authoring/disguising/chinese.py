"""Ways to disguise a word in Han characters."""

from __future__ import annotations

from policyengine.authoring.disguising.way import Way
from policyengine.authoring.disguising.words import inside
from policyengine.text.han import simplified, traditional


def _other_form(text: str) -> str:
    """Traditional characters as simplified ones; where there are none, simplified characters as traditional ones."""
    simple = simplified(text)
    return simple if simple != text else "".join(traditional(each)[0] for each in text)


HAN = (
    Way("other_form", frozenset({"han"}), _other_form, "han"),
    Way("punctuated", frozenset({"separated"}), inside("/"), "han"),
)

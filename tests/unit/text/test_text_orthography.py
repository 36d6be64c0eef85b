"""Languages in which a word has several correct spellings."""

from __future__ import annotations

import pytest

from policyengine.text.languages.orthography import orthographies
from policyengine.text.scanner import Scanner, Term


@pytest.mark.parametrize(
    ("form", "language", "others"),
    [
        ("aam", "hi", {"am"}),
        ("achchha", "hi", {"achcha"}),
        ("kutta", "hi", {"kuta"}),
        (
            "phool wala",
            "hi",
            {"phul wala", "fool wala", "ful wala", "phool vala", "phul vala", "fool vala", "ful vala"},
        ),
        ("zameen", "hi", {"jameen", "zamin", "jamin"}),
        ("आम", "hi", set()),
        ("hoà", "vi", {"hòa"}),
        ("hòa", "vi", {"hoà"}),
        ("thuý", "vi", {"thúy"}),
        ("hoàn", "vi", set()),
        ("quả", "vi", set()),
        ("aam", "en", set()),
        ("aam", None, set()),
    ],
)
def test_other_spellings(form: str, language: str | None, others: set[str]) -> None:
    texts = orthographies(form, language)
    assert texts[0] == form
    assert set(texts[1:]) == others
    assert len(texts) == len(set(texts))


def test_another_spelling_is_no_disguise() -> None:
    term = Term("test/words@hi", "phoolwala", ("phoolwala",), (), None, "hi", False)
    found = Scanner([term], []).scan("a phulvala sings")
    assert found is not None
    assert [(hit.start, hit.end, hit.disguises) for hit in found.hits] == [(2, 10, ())]


def test_an_allow_phrase_excuses_in_every_spelling() -> None:
    term = Term("test/words@hi", "phool", ("phool",), ("phool mandi",), None, "hi", False)
    scanner = Scanner([term], [])
    assert scanner.scan("ful mandi") is None
    assert scanner.scan("ful bazaar") is not None

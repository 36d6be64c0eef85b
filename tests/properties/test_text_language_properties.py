"""Language identification on arbitrary text: it never raises, and says the same twice, of what is in question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyengine.text.folding.fold import flat
from policyengine.text.languages.identification import identify
from policyengine.text.languages.words import SURE, UNSURE

LANGUAGES = ("ar", "de", "en", "hi", "id", "ja", "ko", "mr", "ms", "ru", "th", "tl", "vi", "zh")
WORDS = sorted({word for table in (SURE, UNSURE) for words in table.values() for word in words.split()})
TEXTS = st.one_of(
    st.text(max_size=100),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=12).map(" ".join),
)
DECLARED = st.one_of(st.none(), st.sampled_from(LANGUAGES), st.text(max_size=8))


@given(TEXTS, DECLARED, st.sets(st.sampled_from(LANGUAGES)))
def test_the_answer_is_stable_and_among_the_languages_in_question(
    text: str, declared: str | None, loaded: set[str]
) -> None:
    answer = identify(flat(text), declared, loaded)
    assert answer <= loaded
    assert identify(flat(text), declared, sorted(loaded, reverse=True)) == answer
    assert identify(flat(text), declared, LANGUAGES) & loaded == answer
    assert identify(text, declared, loaded) <= loaded

"""The disguises that a term tolerates: as declared, or by category and tier."""

from __future__ import annotations

import pytest
from policy_sets import AT, layer, lexicon, load, only_problem, policy_set, rule, track

from policyengine.compile.entries import scanned_term
from policyengine.model.ruleset import Lexicon
from policyengine.source.definitions import ProviderId

DISGUISED = ("spam s.p.a.m sp4m", "바보 바.보 바ㅏ보", "苹果汁 蘋果汁 苹.果.汁", "みかん、ミカン、み.か.ん")


def found(words: str) -> list[str]:
    """What a lexicon finds in the texts above."""
    engine = load(policy_set(lexicons=[words]))
    return [str(match.text) for text in DISGUISED for match in engine.scan(text)]


def words(*, category: str = "profanity", tier: str = "sure", disguises: str = "", also: str = "") -> str:
    stated = f", disguises: {disguises}" if disguises else ""
    terms = (f"{{term: {each}, tier: {tier}{stated}}}" for each in ("spam", "바보", "苹果汁", "みかん"))
    return lexicon("words", *terms, category=category, also=also)


PLAIN = ["spam", "바보", "苹果汁", "みかん"]
OTHER_FORMS = ["spam", "바보", "바ㅏ보", "苹果汁", "蘋果汁", "みかん", "ミカン"]
ALL = [
    "spam", "s.p.a.m", "sp4m", "바보", "바.보", "바ㅏ보",
    "苹果汁", "蘋果汁", "苹.果.汁", "みかん", "ミカン", "み.か.ん",
]  # fmt: skip


@pytest.mark.parametrize("category", ["profanity", "slur", "sexual", "threat", "drugs"])
def test_a_sure_term_tolerates_everything(category: str) -> None:
    assert found(words(category=category)) == ALL


@pytest.mark.parametrize("tier", ["ambiguous", "reclaimed", "homonym"])
def test_a_term_that_needs_a_clean_match_is_found_in_other_forms_of_its_script(tier: str) -> None:
    assert found(words(tier=tier)) == OTHER_FORMS


@pytest.mark.parametrize("category", ["context", "spam"])
@pytest.mark.parametrize("tier", ["sure", "ambiguous"])
def test_nobody_disguises_words_of_blameless_categories(category: str, tier: str) -> None:
    assert found(words(category=category, tier=tier)) == PLAIN


def tolerated(language: str, category: str) -> frozenset[str]:
    """What a sure term tolerates of which nothing is declared."""
    made = Lexicon.model_validate({"category": category, "reviewed_by": "none yet", "terms": ["word"]})
    return scanned_term(ProviderId("demo", "words", language), made, 0).tolerates


@pytest.mark.parametrize("category", ["context", "spam"])
def test_traditional_characters_are_no_disguise_of_chinese(category: str) -> None:
    assert {tag: sorted(tolerated(tag, category)) for tag in ("zh", "ja", "vi")} == {"zh": ["han"], "ja": [], "vi": []}


def test_another_accent_is_another_word_in_vietnamese() -> None:
    assert tolerated("tl", "slur") - tolerated("vi", "slur") == {"accented"}


@pytest.mark.parametrize("category", ["profanity", "context"])
@pytest.mark.parametrize("tier", ["sure", "ambiguous"])
def test_what_is_declared_counts_whatever_category_and_tier(category: str, tier: str) -> None:
    assert found(words(category=category, tier=tier, disguises="[]")) == PLAIN
    assert found(words(category=category, tier=tier, disguises="[leet]")) == ["spam", "sp4m", *PLAIN[1:]]
    assert found(words(category=category, tier=tier, disguises="han")) == [*PLAIN[:3], "蘋果汁", "みかん"]
    assert found(words(category=category, tier=tier, also="disguises: []")) == PLAIN


def test_a_term_is_nearer_than_its_lexicon() -> None:
    assert found(words(disguises="[separated]", also="disguises: []")) == [
        "spam", "s.p.a.m", "바보", "바.보", "苹果汁", "苹.果.汁", "みかん", "み.か.ん",
    ]  # fmt: skip


def test_names_of_lists_are_never_disguised() -> None:
    names = "lists: {acts: {holds: names, why: a test}}"
    files = policy_set([rule("asked", "list: {name: acts, in: title, match: within}")], manifest=names)
    engine = load(files, lists={"acts": ["Blue Kite"]})
    assert engine.evaluate(track("Blue Kite"), at=AT).findings
    for title in ("B.l.u.e K.i.t.e", "BlueKite", "Blue Kiteeee", "Blu3 K1te"):
        assert not engine.evaluate(track(title), at=AT).findings


def test_a_layer_s_terms_tolerate_as_the_lexicon_does() -> None:
    base = policy_set(lexicons=[lexicon("words", "spam", also="disguises: [leet]")])
    ours = layer("extend: [{lexicon: demo/words, add: [numbskull]}]")
    engine = load(base, ours)
    assert [match.text for match in engine.scan("numb$kull n.u.m.b.s.k.u.l.l sp4m")] == ["numb$kull", "sp4m"]


def test_an_unknown_disguise_is_refused() -> None:
    problem = only_problem(policy_set(lexicons=[lexicon("words", "{term: spam, disguises: [mirrored]}")]))
    assert "mirrored" in problem.message

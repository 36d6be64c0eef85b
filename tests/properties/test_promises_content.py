"""Promises 2, 4 and 10: exact places, no surprises on any input, and no way round by misdeclaring the language."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from policy_sets import AT, lexicon, load, policy_set, rule, ruleset, track

from policyengine import ContentError, Decision, PolicyEngine
from policyengine.model.content import KINDS, Content
from policyengine.text.folding.fold import flat

TERMS = {
    "en": ("badword", "straße"),
    "ko": ("나쁜말", "몹쓸"),
    "ja": ("バナナ", "林檎"),
    "th": ("คำหยาบ",),
    "hi": ("गाली",),
}
OWN = [
    lexicon(
        "words",
        *(f"{{term: {term}, own_language_only: {str(term != 'straße').lower()}, boundary: none}}" for term in terms),
    )
    for terms in TERMS.values()
]
FILES = policy_set(
    [rule("asked", "text: {lexicon: words}"), rule("young", "account: {age_days: {below: 7}}", clause="DEM-1")],
    files={f"demo/{tag}.yaml": ruleset(lexicons=[words], language=tag) for tag, words in zip(TERMS, OWN, strict=True)},
)
ENGINE = load(
    {**FILES, "policyengine.yaml": FILES["policyengine.yaml"].replace("[en, ko, ja]", "[en, ko, ja, th, hi]")}
)
PLAIN = load(
    policy_set(
        [rule("asked", "text: {lexicon: words}")],
        lexicons=[lexicon("words", *(f"{{term: {t}, boundary: none}}" for terms in TERMS.values() for t in terms))],
    )
)
ALL = [term for terms in TERMS.values() for term in terms]
unicode = st.text(st.characters(exclude_categories=["Cs"]), max_size=25)


def disguised(term: str, how: str) -> str:
    return {
        "plain": term,
        "upper": term.upper(),
        "invisible": "\u200b".join(term),
        "wide": "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in term),
    }[how]


@settings(max_examples=200)
@given(st.sampled_from(ALL), st.sampled_from(("plain", "upper", "invisible", "wide")), unicode, unicode)
def test_a_planted_term_is_cited_exactly(term: str, how: str, before: str, after: str) -> None:
    planted = disguised(term, how)
    text = f"{before} {planted} {after}"
    (finding,) = PLAIN.evaluate(track(description=text), at=AT).findings
    places = {(each.start, each.end) for each in finding.evidence}
    assert (len(before) + 1, len(before) + 1 + len(planted)) in places


@settings(max_examples=200)
@given(st.lists(st.one_of(unicode, st.sampled_from(ALL)), max_size=6).map("".join))
def test_every_citation_is_what_stands_there(text: str) -> None:
    decision = PLAIN.evaluate(track(description=text), at=AT)
    for finding in decision.findings:
        for each in finding.evidence:
            assert each.start is not None
            assert each.end is not None
            assert each.term is not None
            assert text[each.start : each.end] == each.text
            assert flat(each.term) in flat(each.text or "")
    scanned = [(each.start, each.end, each.text) for each in PLAIN.scan(text)]
    cited = [(each.start, each.end, each.text) for finding in decision.findings for each in finding.evidence]
    assert scanned[:20] == cited


json_like = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=8) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
# Tags and codes are written into messages; texts that are none of them have a test of their own.
FIELDS = sorted(set(Content.model_fields) - {"language", "markets"})
shaped = st.fixed_dictionaries(
    {"id": st.just("a") | json_like, "kind": st.sampled_from(KINDS) | json_like},
    optional={name: json_like for name in FIELDS if name not in ("id", "kind")},
)


@settings(max_examples=300)
@given(
    st.one_of(shaped, st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), json_like, max_size=5), json_like)
)
@example({})
@example({"int": None})
@example({"id": "a", "kind": "track", "title": "\ud800"})
@example({"id": "a", "kind": "track", "account": {"age_days": 2**70}})
@example({"id": "a", "kind": "track", "attributes": {"": ""}, "published_at": "0001-01-01T00:00:00+14:00"})
def test_any_json_is_judged_or_refused_with_reasons(item: Any) -> None:
    answer = judged_or_refused(item)
    if isinstance(answer, Decision):
        assert Decision.model_validate_json(answer.to_json()) == answer
    else:
        assert answer.problems
        assert all(each.message and (not each.pointer or each.pointer[0] == "/") for each in answer.problems)


def judged_or_refused(item: Any) -> Decision | ContentError:
    """What comes of an item; any other exception fails the test."""
    try:
        return ENGINE.evaluate(item, at=AT)
    except ContentError as error:
        return error


@settings(max_examples=100)
@given(st.text(max_size=8))
def test_any_text_is_a_language_or_is_refused(tag: str) -> None:
    answer = judged_or_refused(track("x", language=tag))
    if isinstance(answer, Decision):
        assert answer.action == "allow"
    else:
        assert {each.pointer for each in answer.problems} == {"/language"}


SCRIPTS = {"ko": "이것은 나쁜말 이다", "ja": "これはバナナです", "th": "นี่คือคำหยาบ", "hi": "यह गाली है"}
TAGS = ("en", "ko", "ja", "th", "hi", "hi-Latn", "zh", "zh-Hant", "vi", "id", "ms", "tl", "fr", "ru", "ar", "und")


@pytest.mark.parametrize("language", sorted(SCRIPTS))
@pytest.mark.parametrize("declared", TAGS)
def test_a_declared_language_does_not_switch_off_another_script(language: str, declared: str) -> None:
    text = SCRIPTS[language]
    found = [each.lexicon for each in ENGINE.scan(text, declared)]
    same_script = {declared.partition("-")[0], language} <= {"hi", "mr", "ne"} and declared != "hi-Latn"
    assert found == [f"demo/words@{language}"] or same_script
    assert ENGINE.evaluate(track(text, language=declared), at=AT).findings


@given(st.sampled_from(ALL), st.sampled_from((None, *TAGS)))
def test_a_term_that_is_not_bound_to_its_language_counts_in_every_one(term: str, declared: str | None) -> None:
    item = track(term) if declared is None else track(term, language=declared)
    assert PLAIN.evaluate(item, at=AT).action == "remove"


def test_an_ordinary_word_elsewhere_counts_only_in_its_language() -> None:
    """What the gate is for, so that the tests above are known to test it."""
    sentence = "badword here"
    assert [each.lexicon for each in ENGINE.scan(sentence, "en")] == ["demo/words@en"]
    assert ENGINE.scan(sentence, "vi") == ()


def test_no_disk_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    engine: PolicyEngine = PLAIN
    item = track("나쁜말 badword", language="ko")
    expected = engine.evaluate(item, at=AT)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("evaluation opened a file")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("io.open", refuse)
    monkeypatch.setattr("os.open", refuse)
    monkeypatch.setattr("socket.socket", refuse)
    assert engine.evaluate(item, at=AT) == expected

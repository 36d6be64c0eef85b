"""The scanner: boundaries, allow-phrases, language gate, overlaps, patterns."""

from __future__ import annotations

import pytest

from policyengine.model.matching import Boundary
from policyengine.text.automaton import Automaton
from policyengine.text.patterns.pattern import Pattern
from policyengine.text.scanner import Found, Hit, PatternEntry, Scanner, Term


def term(
    *forms: str,
    allow: tuple[str, ...] = (),
    boundary: Boundary | None = None,
    language: str | None = None,
    gated: bool = False,
) -> Term:
    return Term("test/words", forms[0], forms, allow, boundary, language, gated)


def pattern(source: str, language: str | None = None, gated: bool = False) -> PatternEntry:
    return PatternEntry("test/patterns", Pattern(source), language, gated)


def originals(found: Found | None) -> list[tuple[int, str]]:
    if found is None:
        return []
    return [(hit.entry, found.view.original[slice(*found.view.span(hit.start, hit.end))]) for hit in found.hits]


def scan(terms: list[Term], text: str, language: str | None = None) -> list[tuple[int, str]]:
    return originals(Scanner(terms, []).scan(text, language))


@pytest.mark.parametrize("text", ["", "a clean title", "깨끗한 제목", "spammer", "\u200b"])
def test_nothing_found_is_none(text: str) -> None:
    assert Scanner([term("spam")], []).scan(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spam!", "Spam"),
        ("ＳＰＡＭ", "ＳＰＡＭ"),
        ("s\u200bpam\u200b", "s\u200bpam"),
        ("say spam입니다", "spam"),
        ("𝐬𝐩𝐚𝐦", "𝐬𝐩𝐚𝐦"),
    ],
)
def test_evidence_is_the_original(text: str, expected: str) -> None:
    assert scan([term("spam")], text) == [(0, expected)]


def test_variants_belong_to_one_entry() -> None:
    assert scan([term("spam", "span", "스팸")], "span 스팸은 spam") == [(0, "span"), (0, "스팸"), (0, "spam")]


def test_different_terms_may_overlap() -> None:
    assert scan([term("red apple"), term("apple"), term("apple pie")], "red apple pie") == [
        (0, "red apple"), (1, "apple"), (2, "apple pie"),
    ]  # fmt: skip


def test_one_term_overlapping_itself_counts_once_longest_first() -> None:
    words = term("가나", "나다라", "라마", boundary="none")
    assert scan([words], "가나다라마") == [(0, "나다라")]
    assert scan([term("가가", boundary="none")], "가가가가가") == [(0, "가가"), (0, "가가")]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("시작", 1),
        ("시작은 반이다", 1),
        ("시작점에서 만나", 0),
        ("시작역 앞", 0),
        ("시작점 말고 시작", 1),
        ("시작 점", 1),
        ("시작\u200b점", 0),
    ],
)
def test_allow_phrases_cancel_what_they_contain(text: str, hits: int) -> None:
    words = term("시작", allow=("시작점", "시작역"), boundary="none")
    assert len(scan([words], text)) == hits


def test_allow_phrase_cancels_only_its_own_term_and_only_inside() -> None:
    first, second = term("apple", allow=("apple pie",)), term("apple", "pie apple")
    assert scan([first, second], "apple pie apple") == [(1, "apple"), (1, "pie apple"), (0, "apple")]


def test_shared_allow_phrases_make_one_cover() -> None:
    terms = [term(f"word{n}", allow=("my word1 here", "my word2 here")) for n in range(50)]
    assert scan(terms, "my word1 here, word1, my word2 here, word3") == [(1, "word1"), (3, "word3")]


def test_two_allow_phrases_do_not_add_up() -> None:
    assert scan([term("나다", allow=("가나", "다라"), boundary="none")], "가나다라") == [(0, "나다")]


def test_gated_term_counts_only_in_its_language() -> None:
    words = [term("gift", language="de", gated=True), term("gift", language="en")]
    assert scan(words, "a gift", "de") == [(0, "gift"), (1, "gift")]
    assert scan(words, "a gift", "en") == [(1, "gift")]
    assert scan(words, "a gift") == [(1, "gift")]
    assert scan([words[0]], "gift 선물입니다 여러분", "ko") == []
    assert scan([words[0]], "gift 선물입니다 여러분", "de") == [(0, "gift")]


def test_language_is_told_only_where_it_mattered() -> None:
    found = Scanner([term("gift", language="de", gated=True)], []).scan("gift", "de-AT")
    assert found is not None
    assert found.languages == {"de"}
    ungated = Scanner([term("gift")], []).scan("gift", "de")
    assert ungated is not None
    assert ungated.languages == frozenset()


def test_a_declared_language_never_switches_off_another_script() -> None:
    assert scan([term("사과", language="ko")], "사과", "en") == [(0, "사과")]
    assert scan([term("사과", language="ko", gated=True)], "사과", "en") == [(0, "사과")]


def test_gated_terms_of_all_languages_of_a_mixed_text_count() -> None:
    words = [term("gift", language="en", gated=True), term("사과", language="ko", gated=True)]
    assert scan(words, "a gift for you (사과)") == [(0, "gift"), (1, "사과")]
    assert scan(words, "gift 사과") == [(1, "사과")]


def test_patterns_are_numbered_after_terms() -> None:
    scanner = Scanner([term("spam")], [pattern(r"spam \d{1,3}"), pattern(r"eggs\?")])
    assert originals(scanner.scan("SPAM 12, ＥＧＧＳ？")) == [(0, "SPAM"), (1, "SPAM 12"), (2, "ＥＧＧＳ？")]
    assert scanner.scan("spamming 12") is None


def test_gated_pattern() -> None:
    scanner = Scanner([], [pattern(r"gift \d", "de", True)])
    assert originals(scanner.scan("gift 1", "de")) == [(0, "gift 1")]
    assert scanner.scan("gift 1", "en") is None


def test_hits_are_sorted_and_share_one_view() -> None:
    found = Scanner([term("b"), term("a"), term("a b")], []).scan("a b")
    assert found is not None
    assert found.hits == (Hit(1, 0, 1), Hit(2, 0, 3), Hit(0, 2, 3))
    assert found.view.original == "a b"


def test_no_match_crosses_a_line() -> None:
    assert scan([term("red apple")], "red\napple, red\u2028apple, red\tapple") == [(0, "red\tapple")]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (term("spam", "\u200b"), "nothing visible"),
        (term("spam", allow=("",)), "nothing visible"),
        (term("red\napple"), "line break"),
        (term("a\ud800"), "lone surrogate"),
        (term("gift", gated=True), "states none"),
    ],
)
def test_entries_that_cannot_match_are_refused(bad: Term, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Scanner([bad], [])


def test_lone_surrogate_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        Scanner([term("spam")], []).scan("spam \ud800")


def test_automaton_finds_overlapping_needles_by_code_point() -> None:
    automaton = Automaton(("b😀", "😀c", "😀"))
    assert sorted(automaton.find("ab😀c")) == [(0, 1, 3), (1, 2, 4), (2, 2, 3)]
    assert Automaton(()).find("abc") == []


@pytest.mark.parametrize("needles", [("a", "a"), ("a", "")])
def test_automaton_refuses_repeated_and_empty_needles(needles: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="needles"):
        Automaton(needles)


def test_many_matches_take_no_quadratic_time() -> None:
    words = [term("가가", "가", allow=("나가나", "가가가나"), boundary="none"), term("가가가", boundary="none")]
    found = Scanner(words, [pattern("가가.{0,3}다")]).scan("가" * 60_000)
    assert found is not None
    assert len(found.hits) == 50_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lean spam fritters", False),
        ("lean spams fritters", True),
        ("clean spam fritters", True),
        ("lean spam frittersauce", True),
        ("lean spam frittersing", False),
    ],
)
def test_an_allow_phrase_does_not_begin_or_end_inside_a_latin_word(text: str, found: bool) -> None:
    term = Term("test/words@en", "spam", ("spam", "spams"), ("lean spam fritters",), None, "en", False)
    assert (Scanner([term], []).scan(text) is not None) is found


def test_a_phrase_excuses_for_every_term_in_whose_spellings_it_stands() -> None:
    terms = [
        Term("test/words@zh", "苹果", ("苹果",), ("蘋果派",), "none", "zh", False, frozenset({"han"})),
        Term("test/words@zh", "果派", ("果派",), ("苹果派",), "none", "zh", False),
    ]
    assert Scanner(terms, []).scan("苹果派") is None
    assert Scanner(terms[:1], []).scan("苹果派") is None
    assert Scanner(terms, []).scan("苹果汁") is not None

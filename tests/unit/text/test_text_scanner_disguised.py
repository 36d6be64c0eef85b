"""Plain and disguised hits together: which of them stand for a word, and what excuses them."""

from __future__ import annotations

import pytest
from scanning import Seen, seen, term

from policyengine.model.matching import DISGUISES
from policyengine.text.scanner import Scanner, Term


def told(found: list[Seen]) -> list[str]:
    return [" ".join((hit.text, hit.certainty, *hit.disguises)) for hit in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spam sp4m SPAM", ["spam sure", "sp4m likely leet", "SPAM sure"]),
        ("sp4m s p a m", ["sp4m likely leet", "s p a m possible separated"]),
        ("s.p.a.m.s.p.a.m", []),
        ("s.p.a.m s.p.a.m", ["s.p.a.m likely separated"] * 2),
    ],
)
def test_each_word_is_one_hit(text: str, expected: list[str]) -> None:
    assert told(seen("spam", text)) == expected


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("りんご", "りんごー", ["りんごー sure lengthened"]),
        ("りんご", "りんごりんごー", ["りんご sure", "りんごー sure lengthened"]),
        ("사과", "사과과과과", ["사과과과과 likely repeated"]),
        ("사과", "사과 사.과", ["사과 sure", "사.과 likely separated"]),
    ],
)
def test_a_longer_disguised_hit_stands_for_the_plain_one_inside_it(word: str, text: str, expected: list[str]) -> None:
    assert told(seen(term(word, boundary="none"), text)) == expected


@pytest.mark.parametrize("text", ["가게에", "가게에 갔다", "가게에 가.게"])
def test_a_particle_is_no_vowel_drawn_out(text: str) -> None:
    assert told(seen("가게", text))[0] == "가게 sure"


@pytest.mark.parametrize("text", ["trái cây xoài!", "trái cây xoài!!! s.p", "trái cây xoài1", "trái cây xoài|ok"])
def test_a_sign_after_a_word_is_no_part_of_it(text: str) -> None:
    assert told(seen("trái cây xoài", text)) == ["trái cây xoài sure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("t4xi!", "t4xi"), ("tax1!", "tax1"), ("tax!", "tax!"), ("t4x!!!", "t4x!"), ("tax1! tax1", "tax1")],
)
def test_exclamation_marks_behind_a_word_are_no_part_of_it(text: str, expected: str) -> None:
    assert seen("taxi", f"{text} x-y")[0].text == expected


def test_another_form_of_the_term_is_no_disguise_of_it() -> None:
    assert told(seen(term("バナナ", "ばなな"), "ばなな バナナ")) == ["ばなな sure", "バナナ sure"]
    assert told(seen(term("蘋果", "苹果"), "苹果")) == ["苹果 sure"]
    assert told(seen(term("spam", "spaam"), "spaam spaaam")) == ["spaam sure", "spaaam likely repeated"]


def test_of_hits_that_overlap_the_most_certain_counts_and_then_the_longest() -> None:
    words = term("red apple", "apple pie", "apple")
    assert told(seen(words, "r.e.d a.p.p.l.e p.i.e")) == ["r.e.d a.p.p.l.e sure separated"]
    assert told(seen(words, "appple")) == ["appple likely repeated"]
    assert told(seen(term("red apple", "redapple"), "red-apple")) == ["red-apple sure separated"]


def test_different_terms_may_be_found_in_the_same_letters() -> None:
    found = Scanner([term("hopping"), term("hoping")], []).scan("h.o.p.p.i.n.g")
    assert found is not None
    assert [(hit.entry, hit.certainty) for hit in found.hits] == [(0, "sure"), (1, "likely")]


@pytest.mark.parametrize(
    ("word", "phrase", "excused", "counted"),
    [
        ("사과", "사과 나무", ["사과 나무", "사과나무"], ["사과", "사.과 나무", "사과 나아무"]),
        ("cà phê sữa", "quán cà phê sữa", ["quan ca phe sua", "quáncàphêsữa"], ["ca phe sua", "quần ca phe sua"]),
        ("苹果汁", "青苹果汁", ["青苹果汁", "青蘋果汁"], ["蘋果汁", "青苹○汁"]),
        ("りんご", "青りんご", ["青りんご", "青リンゴ"], ["リンゴ", "青い リンゴ"]),
        ("spam", "canned spam", ["canned spam", "cannedspam"], ["canned s.p.a.m", "sp4m"]),
    ],
)
def test_an_allow_phrase_excuses_its_other_spellings_too(
    word: str, phrase: str, excused: list[str], counted: list[str]
) -> None:
    words = term(word, allow=(phrase,))
    assert [text for text in excused if seen(words, text)] == []
    assert [text for text in counted if not seen(words, text)] == []


def test_a_disguised_hit_inside_an_allow_phrase_is_excused() -> None:
    words = term("林檎", allow=("林*檎酒",))
    assert seen(words, "林*檎酒") == []
    assert told(seen(words, "林*檎")) == ["林*檎 likely separated"]


def test_disguises_of_a_gated_term_count_only_in_its_language() -> None:
    gated = term("gift", language="de")
    scanner = Scanner([type(gated)("t", "gift", ("gift",), (), None, "de", True, gated.tolerates)], [])
    assert scanner.scan("ein g.i.f.t", "de") is not None
    assert scanner.scan("a g.i.f.t", "en") is None


def test_hits_of_other_terms_change_nothing() -> None:
    both = Scanner([term("spam"), term("사과")], []).scan("sp4m, 사.과")
    assert both is not None
    assert [(hit.entry, hit.start, hit.end) for hit in both.hits] == [(0, 0, 4), (1, 6, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "#FreeSpamMail",
        "#Free\u200bSpam\u2060Mail",
        "#FreeSpamMail, ½",
        "#FreeSpamMail, cafe\u0301",
        "ﬁne #FreeSpamMail",
    ],
)
def test_humps_mark_words_whatever_else_is_folded(text: str) -> None:
    assert [hit.text.strip("\u200b\u2060") for hit in seen("spam", text)] == ["Spam"]


def test_a_zero_width_space_before_a_mark_is_no_edge() -> None:
    text = "e\u200b\u0301 แม่\u200bม้า\u200bน"
    assert [hit.text for hit in seen(term("ม้า", boundary="segment"), text)] == ["ม้า"]


def test_many_disguised_hits_take_no_quadratic_time() -> None:
    words = [term("spam", "sp*m"), term("사과")]
    found = Scanner(words, []).scan("spam s.p.a.m, sp4m; 사.과 " * 3_000)
    assert found is not None
    assert len(found.hits) == 12_000


@pytest.mark.parametrize("long", ["_" * 100_000 + "/", "a_" * 50_000 + "/", "4_" * 50_000, "_" * 100_000])
def test_a_long_handle_takes_no_quadratic_time(long: str) -> None:
    assert [hit.text for hit in seen("spam", f"{long} my_sp4m")] == ["sp4m"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sp4m", ["sp4m likely leet"]),
        ("#my_sp4m_song", ["sp4m likely leet"]),
        ("dj_sp4m", ["sp4m likely leet"]),
        ("spаm_01", ["spаm likely lookalike"]),
        ("my_spam_song", ["spam sure"]),
        ("s_p_a_m", ["s_p_a_m likely separated"]),
        ("my_xsp4mx_song", []),
    ],
)
def test_underscores_keep_the_words_of_handles_and_tags_apart(text: str, expected: list[str]) -> None:
    assert told(seen("spam", text)) == expected


@pytest.mark.parametrize("text", ["official_aurora_kestrel", "aurora_kestrel_official", "@the_real_aurora_kestrel"])
def test_a_name_is_found_inside_a_handle(text: str) -> None:
    name = Term(
        "list:acts", "Aurora Kestrel", ("Aurora Kestrel",), (), None, None, False, frozenset(DISGUISES), name=True
    )
    found = Scanner([name], []).scan(text)
    assert found is not None
    assert [text[hit.start : hit.end] for hit in found.hits] == ["aurora_kestrel"]

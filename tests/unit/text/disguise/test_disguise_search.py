"""Disguised terms in texts: what is found, exactly where and how certain; and what is something else."""

from __future__ import annotations

import pytest
from scanning import Seen, seen, term

from policyengine.model.matching import Disguise


@pytest.mark.parametrize(
    ("word", "text", "evidence", "told"),
    [
        # letters kept apart
        ("spam", "say S.P.A.M. now", "S.P.A.M", "likely separated"),
        ("spam", "say s_p_a_m!", "s_p_a_m", "likely separated"),
        ("spam", "s★p★a★m", "s★p★a★m", "likely separated"),
        ("spam", "say s p a m now", "s p a m", "possible separated"),
        ("spam", "sp-am", "sp-am", "possible separated"),
        ("numbskull", "n u m b s k u l l!", "n u m b s k u l l", "sure separated"),
        ("numbskull", "a numb-skull", "numb-skull", "sure separated"),
        ("red apple", "r.e.d a.p.p.l.e", "r.e.d a.p.p.l.e", "sure separated"),
        ("사과", "그 사.과는", "사.과", "likely separated"),
        ("사과", "사1과", "사1과", "likely separated"),
        ("사과", "사 과", "사 과", "possible separated"),
        ("사과", "ㅋㅋ사.과ㅋㅋ", "사.과", "likely separated"),
        ("멍텅구리", "멍 텅 구 리", "멍 텅 구 리", "sure separated"),
        ("바나나", "바.나.나", "바.나.나", "sure separated"),
        ("がが虫", "が・が・虫", "が・が・虫", "sure separated"),
        ("バナナ", "バ・ナ・ナを", "バ・ナ・ナ", "sure separated"),
        ("林檎", "青林*檎園", "林*檎", "likely separated"),
        ("แอปเปิล", "แ.อ.ป.เ.ป.ิ.ล", "แ.อ.ป.เ.ป.ิ.ล", "sure separated"),
        # words run together
        ("red apple", "a redapple", "redapple", "likely joined"),
        ("red apple", "a red.apple", "red.apple", "likely joined"),
        ("re sign", "i resign", "resign", "possible joined"),
        ("cà phê sữa", "càphêsữa", "càphêsữa", "likely joined"),
        ("cà phê sữa", "caphesua", "caphesua", "possible joined toneless"),
        # letters repeated
        ("spam", "spammmm", "spammmm", "likely repeated"),
        ("spam", "sppaamm", "sppaamm", "possible repeated"),
        ("numbskull", "nuuumbskulllll", "nuuumbskulllll", "sure repeated"),
        ("사과", "사과과과는", "사과과과", "likely repeated"),
        ("バナナ", "バナナナナ", "バナナナナ", "sure repeated"),
        # other letters and signs
        ("spam", "ѕраm", "ѕраm", "likely lookalike"),
        ("spam", "🆂🅿🅰🅼", "🆂🅿🅰🅼", "possible lookalike"),
        ("numbskull", "numbѕkull", "numbѕkull", "sure lookalike"),
        ("カニ", "カ二", "カ二", "likely lookalike"),
        ("カニ", "力二", "力二", "possible lookalike"),
        ("แอปเปิล", "เเอปเปิล", "เเอปเปิล", "sure lookalike"),
        ("spam", "$p4m", "$p4m", "likely leet"),
        ("slime", "s1ime", "s1ime", "likely leet"),
        ("slime", "sl|me", "sl|me", "likely leet"),
        ("spin", "sp!n", "sp!n", "likely leet"),
        ("goggles", "9066l35", "9066l35", "possible leet"),
        ("spam", "S.P4.M", "S.P4.M", "possible leet separated"),
        # one letter masked
        ("spam", "sp*m", "sp*m", "likely masked"),
        ("spam", "an sp♥m", "sp♥m", "likely masked"),
        ("numbskull", "n#mbskull", "n#mbskull", "likely masked"),
        ("バナナ", "バ○ナ", "バ○ナ", "likely masked"),
        ("バナナ", "○ナナ", "○ナナ", "likely masked"),
        ("バナナ", "ばな〇", "ばな〇", "likely kana masked"),
        ("苹果汁", "蘋○汁", "蘋○汁", "likely han masked"),
        # accents and tones
        ("spam", "spám", "spám", "likely accented"),
        ("numbskull", "ñúmbskull", "ñúmbskull", "sure accented"),
        ("spam", "s\u0336p\u0336a\u0336m\u0336", "s\u0336p\u0336a\u0336m\u0336", "likely accented"),
        ("cà phê", "ca phe", "ca phe", "possible toneless"),
        ("trái cây", "trai cay", "trai cay", "possible toneless"),
        ("cà phê sữa đá", "ca phê sưa da", "ca phê sưa da", "likely toneless"),
        # Hangul
        ("바보", "바ㅂㅗ", "바ㅂㅗ", "sure"),
        ("바보", "바ㅏ보", "바ㅏ보", "likely jamo"),
        ("사과", "사ㄱㅗㅏ", "사ㄱㅗㅏ", "likely jamo"),
        ("사과", "사아과", "사아과", "likely lengthened"),
        ("사과", "사~과", "사~과", "likely lengthened"),
        ("바보", "바보오", "바보오", "likely lengthened"),
        ("멍텅구리", "멍텅구우리", "멍텅구우리", "sure lengthened"),
        # kana and Han
        ("バナナ", "私はばななが好き", "ばなな", "sure kana"),
        ("りんご", "赤リンゴ", "リンゴ", "sure kana"),
        ("りんご", "りんゴ", "りんゴ", "sure kana"),
        ("りんご", "りーんごー!", "りーんごー", "sure lengthened"),
        ("バナナ", "バナナ〜〜", "バナナ〜〜", "sure lengthened"),
        ("苹果", "吃蘋果了", "蘋果", "sure han"),
        ("蘋果", "吃苹果了", "苹果", "sure han"),
    ],
)  # fmt: skip
def test_found(word: str, text: str, evidence: str, told: str) -> None:
    certainty, *disguises = told.split()
    assert [(each.text, each.certainty, list(each.disguises)) for each in seen(word, text)] == [
        (evidence, certainty, disguises)
    ]


@pytest.mark.parametrize("before", ["", "x ", "그 ", "word " * 9, "word " * 13, "word " * 60, "한마디 " * 50])
@pytest.mark.parametrize("after", ["", " x", " 나", " word" * 9, " word" * 60, " 한마디" * 50])
def test_found_wherever_it_stands_in_a_long_text(before: str, after: str) -> None:
    for word, written in (("spam", "$pa.m"), ("사과", "사.과"), ("numbskull", "n u m b s k u l l"), ("spam", "sp*m")):
        (hit,) = seen(word, f"{before}, {written}, {after}")
        assert hit.text == written


@pytest.mark.parametrize(
    ("word", "texts"),
    [
        # other words of the same skeleton
        ("하나", ["한나", "한.나", "우리 한 나라"]),
        ("가까", ["각가", "각.가", "가각ㅏ"]),
        ("바보", ["밥오", "밥.오", "바부", "바.부"]),
        ("cà phê", ["cá phê", "cà phẽ", "cã phê", "cá p.h.ê"]),
        ("trái cây", ["trãi cây", "trái cay", "trại cây", "trãi c.â.y"]),
        ("hoping", ["hopping", "hooping"]),
        ("apple", ["aple", "a.p.l.e", "äple"]),
        ("バナナ", ["ハナナ", "パナナ", "ハ・ナ・ナ", "バナ", "バッナナ"]),
        ("苹果", ["萍果", "萍.果"]),
        ("แปลง", ["เปลง", "เ.ป.ล.ง"]),
        ("เปลง", ["แปลง", "แ.ป.ล.ง"]),
        # letters that make another word, or belong to one
        ("spam", ["spaam", "sspam", "speem", "spasm", "s.p.a.s.m", "xs.p.a.m", "s.p.a.mmer", "as.p.a.m", "w$pam"]),
        ("spam", ["sp4mmer", "asp4m", "spa", "s.p.a", "5p4", "s p a", "spam\u0301er"]),
        ("사과", ["풋사.과", "사.과나무", "사와 과", "사x과", "삭와", "코사.과"]),
        ("バナナ", ["チョコバ・ナ・ナ", "あばなな"]),
        # initials and what is counted
        ("spam", ["S. P. Adams", "a s.p.a.m.b", "q s p a m", "1s 2p 3a 4m"]),
        ("numbskull", ["n u m b s k u l l s", "i n u m b s k u l l"]),
        # masks
        ("spam", ["s**m", "*pam", "spa*", "○pam", "s*a*m", "xsp*m", "sp*ms", "s*m"]),
        ("사과", ["사*", "사○", "○과", "*과"]),
        ("林檎", ["林○", "○檎", "林*", "林〇"]),
        ("バナナ", ["*ナナ", "バナ*", "バ○○", "ゴ○ナ"]),
        # too short, or with digits
        ("egg", ["3gg", "e.g.g", "eggg", "é.g.g", "е.g.g"]),
        ("배", ["ㅂ.ㅐ", "배애"]),
        ("24karat", ["2-4karat", "24kkkarat", "z4karat", "2 4 k a r a t"]),
    ],
)  # fmt: skip
def test_something_else(word: str, texts: list[str]) -> None:
    assert [text for text in texts if [hit for hit in seen(word, text) if hit.certainty != "possible"]] == []


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("하나", "우리 하 나 무"),
        ("사과", "그 사 과 는"),
        ("林檎", "木 林 檎 園"),
        ("spam", "sp-am"),
        ("apple", "ap-ple"),
        ("re sign", "re-sign"),
    ],
)
def test_what_happens_by_accident_is_only_possible(word: str, text: str) -> None:
    assert [hit.certainty for hit in seen(word, text)] == ["possible"]


@pytest.mark.parametrize(
    "barrier", [",", "!", "?", ";", ":", '"', "(", ")", "]", "、", "。", "」", "“", "’", "«", "\n"]
)
@pytest.mark.parametrize(
    ("word", "letters"),
    [("spam", "s.p|.a.m"), ("spam", "s p| a m"), ("사과", "사|과"), ("사과", "사|.과"), ("バナナ", "バ・ナ|ナ"),
     ("林檎", "林| 檎"), ("red apple", "red|apple"), ("numbskull", "n.u.m|b.s.k.u.l.l"), ("spam", "sp|*m")],
)  # fmt: skip
def test_no_word_goes_on_across_the_end_of_a_clause(word: str, letters: str, barrier: str) -> None:
    assert seen(word, letters.replace("|", barrier)) == []


TRIED: dict[Disguise, tuple[str, str]] = {
    "separated": ("numbskull", "n.u.m.b.s.k.u.l.l"),
    "joined": ("red apple", "redapple"),
    "repeated": ("spam", "spammm"),
    "lookalike": ("spam", "ѕpаm"),
    "leet": ("spam", "sp4m"),
    "masked": ("spam", "sp*m"),
    "accented": ("spam", "spám"),
    "toneless": ("trái cây", "trai cay"),
    "jamo": ("사과", "사ㄱㅗㅏ"),
    "lengthened": ("사과", "사아과"),
    "kana": ("りんご", "リンゴ"),
    "han": ("苹果", "蘋果"),
}


@pytest.mark.parametrize("disguise", TRIED)
def test_each_disguise_is_found_only_where_it_is_tolerated(disguise: Disguise) -> None:
    word, text = TRIED[disguise]
    others = [each for each in TRIED if each != disguise]
    assert [hit.disguises for hit in seen(term(word, tolerates=[disguise]), text)] == [(disguise,)]
    assert seen(term(word, tolerates=others), text) == []
    assert seen(term(word, tolerates=[]), text) == []
    assert seen(term(word, tolerates=[]), word) == [Seen(word, "sure", ())]


def test_all_disguises_of_a_match_must_be_tolerated() -> None:
    assert seen(term("numbskull", tolerates=["leet"]), "numb$k.ull") == []
    assert seen(term("numbskull", tolerates=["leet", "separated"]), "numb$k.ull") == [
        Seen("numb$k.ull", "likely", ("leet", "separated"))
    ]


def test_a_short_word_is_found_in_its_other_characters() -> None:
    assert seen("国", "國") == [Seen("國", "sure", ("han",))]


def test_variants_are_disguised_too() -> None:
    assert [hit.text for hit in seen(term("spam", "numbskull"), "sp4m, numbskulll")] == ["sp4m", "numbskulll"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("sp4m", ["sp4m"]), ("sp4mbot", ["sp4m"]), ("antisp4m", []), ("s.p.a.m.b.o.t", ["s.p.a.m"])],
)
def test_the_start_of_a_word(text: str, expected: list[str]) -> None:
    assert [hit.text for hit in seen(term("spam", boundary="start"), text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("kuc1ng", ["kuc1ng"]), ("kuc1ngnya", ["kuc1ng"]), ("kuc1ngan", ["kuc1ng"]), ("kuc1ngs", [])],
)
def test_endings_may_follow_a_disguised_stem(text: str, expected: list[str]) -> None:
    assert [hit.text for hit in seen(term("kucing", boundary="stem", language="id"), text)] == expected


def test_anywhere() -> None:
    assert [hit.text for hit in seen(term("spam", boundary="none"), "xsp4mx")] == ["sp4m"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("กินแอปเปิลลลทุกวัน", ["แอปเปิลลล"]), ("กิน\u200bแอปเปิลลล\u200bทุกวัน", ["แอปเปิลลล"])],
)
def test_segments(text: str, expected: list[str]) -> None:
    assert [hit.text for hit in seen(term("แอปเปิล", boundary="segment"), text)] == expected


def test_terms_of_one_skeleton_are_told_apart() -> None:
    assert [hit.text for hit in seen(term("hoping", "hopping"), "h.o.p.i.n.g, h.o.p.p.i.n.g")] == [
        "h.o.p.i.n.g", "h.o.p.p.i.n.g",
    ]  # fmt: skip

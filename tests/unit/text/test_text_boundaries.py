"""Where terms of each script may begin and end."""

from __future__ import annotations

import pytest

from policyengine.model.matching import Boundary
from policyengine.text.boundaries import Written, excuses, natural_boundary, stands
from policyengine.text.folding.fold import flat
from policyengine.text.languages.profiles import ENDINGS


def found(term: str, text: str, boundary: Boundary | None = None, language: str = "en") -> bool:
    folded, needle = flat(text), flat(term)
    start = folded.index(needle)
    written = Written(text, folded)
    return stands(written, start, start + len(needle), boundary or natural_boundary(flat(term)), ENDINGS.get(language))


@pytest.mark.parametrize(
    ("term", "boundary"),
    [
        ("spam", "word"),
        ("Äpfel", "word"),
        ("яблоко", "word"),
        ("सेब", "word"),
        ("2024", "word"),
        ("사과", "stem"),
        ("k팝", "stem"),
        ("ㅅㄱ", "stem"),
        ("バナナ", "word"),
        ("サボる", "word"),
        ("りんご", "none"),
        ("林檎", "none"),
        ("แอปเปิล", "none"),
        ("!!!", "none"),
        ("", "none"),
    ],
)
def test_natural_boundary(term: str, boundary: Boundary) -> None:
    assert natural_boundary(flat(term)) == boundary


@pytest.mark.parametrize(
    "text",
    [
        "spam",
        "no spam!",
        "SPAM's",
        "l'spam",
        "spam입니다",
        "のspamが",
        "ไม่spamนะ",
        "_spam_",
        "spam-free",
        "#spam",
        "spam2",
        "24spam!",
        "spam2024 now",
    ],
)
def test_spaced_word_stands(text: str) -> None:
    assert found("spam", text)


@pytest.mark.parametrize("text", ["spammer", "antispam", "spam2go", "a24spam", "éspam", "spam\u0336", "spamй", "spamअ"])
def test_spaced_word_does_not_stand_inside_another(text: str) -> None:
    assert not found("spam", text)


@pytest.mark.parametrize(
    "text",
    [
        "사과", "사과가", "사과를 먹다", "사과들은", "사과에게는", "사과까지만도", "사과이라고", "사과라고는",
        "사과한테서", "사과입니다", "사과예요", "사과야", "사과인데", "사과였다", "사과네", "사과하다",
        "사과해", "사과했다", "사과하고", "사과한", "사과같은", "사과처럼", "사과들에게서도", "spam사과",
        "사과spam", "사과ㅋㅋㅋ", "ㅋㅋ사과", "사과은ㅠㅠ", "林檎사과", "사과!", "사과부터요",
    ],
)  # fmt: skip
def test_korean_stem_with_endings_stands(text: str) -> None:
    assert found("사과", text)


@pytest.mark.parametrize(
    "text", ["풋사과", "사과나무", "사과즙", "사과맛", "사과잼은", "사과밭에서", "사과는나무다" * 3]
)
def test_korean_compounds_do_not_stand(text: str) -> None:
    assert not found("사과", text)


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("バナナ", "バナナを食べる", True),
        ("バナナ", "黄色バナナ色", True),
        ("バナナ", "バナナー", False),
        ("バナナ", "チョコバナナ", False),
        ("バナナ", "バナナ・チョコ", True),
        ("ﾊﾞﾅﾅ", "バナナです", True),
        ("サボる", "サボるな", True),
        ("サボる", "ノサボる", False),
        ("林檎", "青林檎園", True),
        ("りんご", "あおりんごの", True),
        ("แอปเปิล", "กินแอปเปิลทุกวัน", True),
        ("spam広告", "spam広告主", True),
        ("spam広告", "xspam広告主", False),
        ("ㅅㄱ", "ㅅㄱㅋㅋ", True),
        ("ㅅㄱ", "ㅅㄱㄷ", False),
        ("!!!", "wow!!!!", True),
    ],
)
def test_other_scripts(term: str, text: str, expected: bool) -> None:
    assert found(term, text) is expected


@pytest.mark.parametrize(
    ("term", "text", "boundary", "expected"),
    [
        ("spam", "spammer", "start", True),
        ("spam", "antispam", "start", False),
        ("spam", "antispammer", "none", True),
        ("spam", "spammer", "stem", False),
        ("spam", "spams", "stem", True),
        ("spam", "spambots", "stem", False),
        ("spam", "spam24", "stem", True),
        ("spa", "spa24", "stem", False),
        ("사과", "사과나무", "start", True),
        ("사과", "풋사과", "start", False),
        ("사과", "사과가", "word", False),
        ("林檎", "青林檎園", "word", False),
        ("林檎", "青い林檎の", "word", True),
    ],
)
def test_stated_boundary(term: str, text: str, boundary: Boundary, expected: bool) -> None:
    assert found(term, text, boundary) is expected


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("spam", "#FreeSpamMail", True),
        ("spam", "#FreeSpammail", False),
        ("spam", "#freespamMail", False),
        ("ม้า", "แม่ม้าน", False),
        ("ม้า", "แม่\u200bม้า\u200bน", True),
        ("spam", "an\u200bspam\u200bm", False),
    ],
)
def test_writers_mark_edges_with_humps_and_zero_width_spaces(term: str, text: str, expected: bool) -> None:
    assert found(term, text, "segment" if term == "ม้า" else None) is expected


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("บ้าน", "อยู่บ้านทุกวัน", True),
        ("操心", "我操心孩子", True),
        ("操", "我操心孩子", False),
        ("バカ", "アバカス", False),
        ("言葉", "伝えたい言葉", True),
        ("えた", "覚えたようです", False),
        ("操場", "操場上的人", True),
    ],
)
def test_segments_are_words_of_scripts_without_spaces(term: str, text: str, expected: bool) -> None:
    assert found(term, text, "segment") is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "kucingnya", True),
        ("id", "kucing2nyalah", True),
        ("id", "kucingmulah", True),
        ("id", "kucinglahnya", False),
        ("tl", "kucingng", True),
        ("th", "kucingnya", False),
    ],
)
def test_stems_take_the_endings_of_their_language(language: str, text: str, expected: bool) -> None:
    assert found("kucing", text, "stem", language) is expected


@pytest.mark.parametrize(
    ("text", "stands_there"),
    [
        ("ยาดมกลิ่นส้ม", True),
        ("ดมดอกไม้", True),
        ("ดมะลิ", False),
        ("ดมี", False),
        ("ดม้า", False),
        ("ดมำ", False),
        ("เดม", False),
        ("แดม", False),
        ("ไดม", False),
        ("ดมม", True),
    ],
)
def test_thai_syllables_are_never_cut(text: str, stands_there: bool) -> None:
    """A letter that a vowel of its own follows begins a syllable, and does not end the one before."""
    assert found("ดม", text, "none") == stands_there


@pytest.mark.parametrize(("term", "text"), [("ระยำ", "ระยำำำ"), ("ดี", "ดีีีมาก"), ("ค่า", "ค่าาา")])
def test_thai_vowels_may_be_drawn_out(term: str, text: str) -> None:
    assert found(term, text, "none")


@pytest.mark.parametrize(("text", "excused"), [("ยาดมใหม่", True), ("ยาดมาก", False), ("ยาดม้าน้ำ", False)])
def test_an_allow_phrase_cuts_no_thai_syllable(text: str, excused: bool) -> None:
    phrase = flat("ยาดม")
    assert excuses(Written(text, flat(text)), 0, len(phrase), None) == excused

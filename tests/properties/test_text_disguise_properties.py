"""Disguises of random words: found exactly, nothing else found, and no text takes long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scanning import term

from policyengine.authoring.disguising import disguised, ways_for
from policyengine.text.disguise import search
from policyengine.text.disguise.comparison import compare, groups
from policyengine.text.disguise.skeleton import CLOSE, LETTERS, SIGNS_AS_I, SIGNS_AS_L, skeleton, trace
from policyengine.text.folding.fold import flat
from policyengine.text.scanner import Found, Hit, Scanner

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノマミムメモヤユヨラリルレロワンガギグバビブパピプ"
HAN = "林檎果汁紅酒書本花鳥風月山川雲雨海空犬猫魚茶飯愛國龍"


def _words(letters: str, least: int, most: int) -> st.SearchStrategy[str]:
    """Words whose letters are all different, so that no two ways to write one fall together."""
    return st.lists(st.sampled_from(letters), min_size=least, max_size=most, unique=True).map("".join)


# A sign at the edge of a word is looked for only beside a letter.
LATIN = _words("abcefghijlmnopqrstuvwxyz", 4, 8).map(lambda letters: f"k{letters}d")
# ㅋ and ㅎ alone are laughter, so they give nothing away.
SYLLABLES = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 not in (24, 27))
VIETNAMESE = ("trái", "cây", "cà", "phê", "sữa", "đá", "bánh", "mì", "phở", "chè", "xoài", "dừa")
SCRIPTS = {
    "latin": LATIN,
    "phrase": st.tuples(LATIN, LATIN).map(" ".join),
    "hangul": st.lists(
        st.sampled_from(SYLLABLES), min_size=3, max_size=5, unique_by=lambda each: (ord(each) - 0xAC00) // 28
    ).map("".join),
    "kana": _words(KANA, 3, 6),
    "han": _words(HAN, 3, 5),
    "vietnamese": st.lists(st.sampled_from(VIETNAMESE), min_size=3, max_size=4, unique=True).map(" ".join),
}


@pytest.mark.parametrize("script", SCRIPTS)
@settings(max_examples=50)
@given(st.data())
def test_a_disguised_word_is_found_exactly_where_it_is(script: str, data: st.DataObject) -> None:
    word = data.draw(SCRIPTS[script])
    ways = [way for way in ways_for(word) if way.write(word) != word]
    way = data.draw(st.sampled_from(ways))
    written = way.write(word)
    before = data.draw(st.sampled_from(("", "… ", "okay: ", "「", "x, " * 30, "\n")))
    after = data.draw(st.sampled_from(("", "! ok", "」", ", x" * 60)))
    found = Scanner([term(word, boundary="none")], []).scan(before + written + after)
    assert found is not None
    (hit,) = found.hits
    if way.name == "lengthened" and not hit.disguises:  # what follows the word is one of its particles, too
        assert written.startswith(word)
        return
    assert found.view.span(hit.start, hit.end) == (len(before), len(before) + len(written))
    # Letters of Hangul that were typed apart make syllables again, but for some final consonants.
    assert set(hit.disguises) == way.wears or (way.wears == {"jamo"} and not hit.disguises)


WORDS = (
    "spam",
    "numbskull",
    "red apple",
    "사과",
    "멍텅구리",
    "バナナ",
    "りんご",
    "林檎",
    "苹果汁",
    "cà phê sữa",
    "แอปเปิล",
)
TERMS = [term(word) for word in WORDS]
SCANNER = Scanner(TERMS, [])
WRITTEN = st.sampled_from(sorted({text for word in WORDS for text in (word, *disguised(word).values())}))
INVISIBLE = "\u00ad\u2060\u200d\ufe0f\u034f\ufeff"
"""All but the zero-width space, which marks an edge in scripts without spaces."""


def entries(text: str) -> list[int]:
    found = SCANNER.scan(text)
    return [hit.entry for hit in found.hits] if found is not None else []


@settings(max_examples=200)
@given(WRITTEN, st.sampled_from(("", "a ", "#My", "나의 ", "ああ")), st.data())
def test_invisible_characters_never_change_which_terms_are_found(text: str, before: str, data: st.DataObject) -> None:
    text = f"{before}{text}"
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=5).map(sorted))
    hidden = text
    for place in reversed(places):
        hidden = hidden[:place] + data.draw(st.sampled_from(INVISIBLE)) + hidden[place:]
    assert entries(hidden) == entries(text)


@settings(max_examples=100)
@given(st.sampled_from([word for word in WORDS if word not in ("แอปเปิล", "りんご", "林檎", "苹果汁")]), st.data())
def test_zero_width_spaces_hide_nothing_where_words_have_spaces(word: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(sorted({word, *disguised(word).values()})))
    place = data.draw(st.integers(0, len(text)))
    assert entries(f"{text[:place]}\u200b{text[place:]}") == entries(text)


def test_a_zero_width_space_between_thai_words_is_a_boundary() -> None:
    horse = Scanner([term("ม้า", boundary="segment")], [])
    assert horse.scan("แม่ม้าน") is None
    assert horse.scan("แม่\u200bม้า\u200bน") is not None
    assert horse.scan("แม่\u2060ม้า\u2060น") is None


INNOCENT = st.sampled_from(
    ("sp", "am", "pam", "s", "p", "a", "m", "s.p", "a.m", "numb", "skull", "n u m b", "red", "apple", "사", "과",
     "사과나무", "과 사", "멍텅", "구리", "バ", "ナナ", "バナ", "りん", "ご", "林", "檎", "苹果", "汁", "苹", "果 汁",
     "cà", "phê", "sữa", "cà phê", "แอป", "เปิล", "s*", "sp4", "4m", "○ナ", "$")
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(INNOCENT, min_size=1, max_size=12), st.sampled_from("\n\r\u2028\v"))
def test_innocents_on_lines_of_their_own_are_innocent_together(lines: list[str], line_break: str) -> None:
    assume(not any(entries(line) for line in lines))
    assert entries(line_break.join(lines)) == []


PIECES = st.lists(
    st.one_of(WRITTEN, INNOCENT, st.text(st.sampled_from("\n  .-*○ーaé가ㅏか\u0301\u200b7!,"), max_size=3)), max_size=8
).map("".join)


def _ways_to_read(folded: str, hit: Hit) -> Iterator[str]:
    """The slice, or with a letter in the place of its mask."""
    if "masked" not in hit.disguises:
        yield folded
        return
    letters = sorted({letter for form in TERMS[hit.entry].forms for letter in flat(form)})
    for index, character in enumerate(folded):
        if not character.isalpha():
            yield from (folded[:index] + letter + folded[index + 1 :] for letter in letters)


def is_its_term(found: Found, hit: Hit) -> bool:
    """Whether a hit holds, letter by letter, one of the forms of its term under just the disguises it names."""
    folded = found.view.folded[hit.start : hit.end]
    forms = [flat(form) for form in TERMS[hit.entry].forms]
    if not hit.disguises:
        return folded in forms
    named = set(hit.disguises) - {"masked", "joined"}
    for text in _ways_to_read(folded, hit):
        for table in (LETTERS, CLOSE, SIGNS_AS_I, SIGNS_AS_L):
            for form in forms:
                for own in (LETTERS, CLOSE):
                    likeness = compare(groups(text, table), groups(form, own))
                    if likeness is not None and likeness.disguises - {"joined"} == named:
                        return True
    return False


@settings(max_examples=300)
@given(PIECES)
def test_every_match_folds_back_to_its_term(text: str) -> None:
    found = SCANNER.scan(text)
    for hit in found.hits if found is not None else ():
        assert found is not None
        assert is_its_term(found, hit), (hit, found.view.folded[hit.start : hit.end])
        assert "\n" not in found.view.folded[hit.start : hit.end]
        assert set(hit.disguises) <= TERMS[hit.entry].tolerates
    assert found is None or _disjoint_by_entry(found)


def _disjoint_by_entry(found: Found) -> bool:
    last: dict[int, int] = {}
    for hit in found.hits:
        if last.get(hit.entry, 0) > hit.start:
            return False
        last[hit.entry] = hit.end
    return True


AWKWARD = st.sampled_from(
    "aabpéạđßаѕ🅰1!|$4가각과까ㄱㅏᅪᆨᆹᄒはばぱバパッーっヷヴ八口工蘋苹แเ"
    "\u0301\u0323\u3099\u0e48\u093c\u0901ब林½²,.、 \n*○~〜_-😀\u200b\ud800"
)


@settings(max_examples=500)
@given(st.text(st.one_of(AWKWARD, AWKWARD, st.characters(exclude_categories=())), max_size=25))
@example("ᅪ.ᅪ")
@example("ば1ば\u3099゙")
def test_traces_are_as_long_as_skeletons_and_lead_back_in_order(text: str) -> None:
    for folded in (flat(text), text):
        for table in (LETTERS, CLOSE, SIGNS_AS_I, SIGNS_AS_L):
            bones, at = skeleton(folded, table), trace(folded, table)
            assert len(at.starts) == len(at.ends) == len(bones)
            assert at.starts == sorted(at.starts)
            assert at.ends == sorted(at.ends)
            assert all(0 <= start < end <= len(folded) for start, end in zip(at.starts, at.ends, strict=True))


@settings(max_examples=300)
@given(st.text(st.one_of(AWKWARD, st.characters(exclude_categories=["Cs"])), max_size=60), st.integers(0, 3))
def test_any_text_is_scanned(text: str, times: int) -> None:
    text = text.replace("\ud800", "") + " spam" * times
    found = SCANNER.scan(text)
    for hit in found.hits if found is not None else ():
        assert found is not None
        start, end = found.view.span(hit.start, hit.end)
        assert 0 <= start < end <= len(text)
    assert SCANNER.scan(text) == found


HOSTILE: dict[str, Callable[[int], str]] = {
    "marks": lambda n: "s" + "\u0301" * n + "pam",
    "marks on every letter": lambda n: "s\u0336p\u0301a\u0323m\u0302" * (n // 8),
    "masks": lambda n: "s" + "*" * n + "am",
    "masked words": lambda n: "sp*m バ○ナ " * (n // 8),
    "circles": lambda n: "○" * n,
    "separators": lambda n: "s" + ".-_ " * (n // 4) + "pam",
    "spaced letters": lambda n: "s p a m " * (n // 8),
    "spaced letters of one kind": lambda n: "s " * (n // 2),
    "spaced syllables": lambda n: "사 과 " * (n // 4),
    "dotted letters": lambda n: "s.p.a.m " * (n // 8),
    "dotted and plain": lambda n: "spam s.p.a.m " * (n // 13),
    "one letter": lambda n: "a" * n,
    "one letter drawn out": lambda n: "spa" + "a" * n + "m",
    "one syllable": lambda n: "사" * n,
    "vowels drawn out": lambda n: "나" + "아" * n,
    "long marks": lambda n: "バ" + "ー" * n + "ナナ",
    "kana": lambda n: "バナ" * (n // 2),
    "jamo": lambda n: "ㅅㅏㄱㅗㅏ" * (n // 5),
    "signs": lambda n: "5p4m" * (n // 4),
    "double letters": lambda n: "aabb " * (n // 5),
    "barriers": lambda n: "s,p!a?m" * (n // 7),
    "zero-width spaces": lambda n: "แอป\u200b" * (n // 4),
    "humps": lambda n: "aSpam" * (n // 5),
    "accents": lambda n: "áb" * (n // 2),
    "other Han": lambda n: "蘋果" * (n // 2),
}
COUNTED = ("skeleton", "trace", "groups", "compare", "stands", "certainty_of", "keep")


def _work(text: str, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each step of the search was taken for a text, and how many characters it was given."""
    counts: Counter[str] = Counter()

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(first: Any, *others: Any, **options: Any) -> Any:
            counts[name] += 1
            if isinstance(first, str):
                counts[f"characters of {name}"] += len(first)
            return function(first, *others, **options)

        return counted

    with monkeypatch.context() as patched:
        for name in COUNTED:
            patched.setattr(search, name, counting(name, getattr(search, name)))
        SCANNER.scan(text)
    return counts


@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_with_the_text_and_no_faster(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = (_work(HOSTILE[kind](n), monkeypatch) for n in (2500, 10_000))
    for step, count in large.items():
        assert count <= 4.5 * small[step] + 500, step
        assert count <= 4 * 10_000, step

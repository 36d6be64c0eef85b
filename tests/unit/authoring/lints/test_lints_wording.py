"""PE3xx: what is said of terms, and what is not."""

from __future__ import annotations

import pytest
from linted import checked, codes, findings
from policy_sets import MANIFEST, lexicon, policy_set, rule, ruleset


def said(*terms: str, language: str = "ko", category: str = "slur", also: str = "") -> list[str]:
    words = ruleset(lexicons=[lexicon("words", *terms, category=category, also=also)], language=language)
    manifest = MANIFEST.replace("[en, ko, ja]", "[en, ko, ja, zh, th, vi, tl, hi]")
    return codes(policy_set(files={"policyengine.yaml": manifest, f"demo/{language}.yaml": words}))


@pytest.mark.parametrize(
    ("language", "term", "code"),
    [
        ("ko", '"\u1112\u1161\u11ab글"', "PE301"),
        ("ko", '"한\u200b글"', "PE302"),
        ("en", "sp\u0430m", "PE303"),
        ("ja", "テ一プ", "PE303"),
        ("ko", "{term: 비속어, boundary: word}", "PE304"),
        ("th", "{term: ขยะ, boundary: word}", "PE304"),
        ("zh", "{term: 垃圾, boundary: word}", "PE304"),
        ("ko", "{term: 쓰레기, boundary: segment}", "PE304"),
        ("tl", "{term: tanga, allow: [tanga]}", "PE305"),
        ("en", "{term: spammer, variants: [Spammer]}", "PE307"),
        ("en", "{term: spammer, variants: [spammers], boundary: stem}", "PE307"),
        ("ko", "{term: 쓰레기, variants: [쓰레기들]}", "PE307"),
        ("hi", "{term: zindabad, variants: [jindabad]}", "PE307"),
        ("ja", "쓰레기", "PE309"),
        ("en", "小日本", "PE309"),
        ("tl", "{term: tanga, allow: [Republic of Tanzania]}", "PE311"),
        ("zh", "{term: 垃圾, allow: [圾垃]}", "PE311"),
    ],
)
def test_what_is_found(language: str, term: str, code: str) -> None:
    assert said(term, language=language) == [code]


@pytest.mark.parametrize(
    ("language", "term"),
    [
        ("ko", "K-팝"),
        ("ja", "SNSウザい"),
        ("ja", "ノート"),
        ("ja", "{term: 土民, boundary: word}"),
        ("ko", "{term: 죽어라, boundary: word}"),
        ("ko", "{term: 비속어, boundary: stem}"),
        ("tl", '{term: tanga, allow: ["tanga, tanzania"]}'),
        ("vi", '{term: xấu, variants: ["{rất|quá} xấu"], allow: [rất xấu]}'),
        ("zh", "{term: cnm, own_language_only: true}"),
        ("en", "{term: spammer, variants: [spammers]}"),
        ("ko", "{term: 나치, variants: [나치 독일]}"),
        ("hi", "gandu"),
        ("en", "{term: tit, allow: [titular]}"),
        ("en", "{term: spammer, allow: [s.p.a.m.m.e.r song]}"),
        ("en", '{term: spammer, variants: [spam], allow: ["{spam|ham} musubi"]}'),
    ],
)
def test_what_is_let_be(language: str, term: str) -> None:
    assert said(term, language=language) == []


def test_a_phrase_of_the_lexicon_switches_a_term_off_as_well() -> None:
    assert said("쓰레기", "바보", also="allow: [바보]") == ["PE305"]


def test_one_form_in_two_terms() -> None:
    assert said("바보", "{term: 멍청이, variants: [바보]}") == ["PE307"]
    assert said("바보", "{term: 멍청이, tier: ambiguous, variants: [바보]}") == ["PE306"]


def test_a_term_is_named_with_the_innocent_text_it_stands_in() -> None:
    words = {"demo/en.yaml": ruleset(lexicons=[lexicon("words", "pikey", category="slur")], language="en")}
    clean = {
        "clean/en.jsonl": '{"id": "a", "kind": "track", "title": "Song"}\n'
        '{"id": "b", "kind": "track", "title": "Pikey lane"}\nnot JSON\n'
    }
    (found,) = findings(policy_set(files={**words, **clean}))
    assert found.message == "`pikey` is sure and stands in innocent text: `Pikey` at base/clean/en.jsonl:2"
    ambiguous = ruleset(lexicons=[lexicon("words", "{term: pikey, tier: ambiguous}", category="slur")], language="en")
    assert codes(policy_set(files={"demo/en.yaml": ambiguous, **clean})) == []


def test_a_finding_in_a_lexicon_that_a_layer_changed_points_at_the_lexicon() -> None:
    base = policy_set([rule("one", "text: {lexicon: alpha}")])
    ours = {
        "policyengine.yaml": 'format: 1\nlayer: ours\nversion: "2"\nextend:\n'
        '  - {lexicon: demo/alpha@en, add: ["sp\u0430m"]}\n'
    }
    (found,) = checked(base, ours).findings
    assert found.span is not None
    assert (found.code, found.span.file) == ("PE303", "base/demo/en.yaml")

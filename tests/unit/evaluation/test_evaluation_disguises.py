"""Disguised matches in decisions: what was done and how certain it is; and what stays masked."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from policy_sets import AT, lexicon, load, policy_set, rule, track

from policyengine import PolicyEngine
from policyengine.compile.digest import EvidenceMode
from policyengine.engine import InferenceName
from policyengine.inference import available

WORDS = lexicon("words", "spam", "numbskull", "red apple", "바보", "バナナ", "苹果汁", "cà phê sữa đá")
SECRET = lexicon("secret", "numbskull", category="slur", also="mask: true")
TEXTS = {
    "spam": ("sure", ()),
    "SPAM": ("sure", ()),
    "sp4m": ("likely", ("leet",)),
    "s.p.a.m": ("likely", ("separated",)),
    "s p a m": ("possible", ("separated",)),
    "sp*m": ("likely", ("masked",)),
    "ѕpám": ("likely", ("accented", "lookalike")),
    "numbskullll": ("sure", ("repeated",)),
    "numb\u200bskull": ("sure", ("invisible",)),
    "n\u00ad.u.m.b.s.k.u.l.l": ("sure", ("invisible", "separated")),
    "ｓｐａｍ": ("sure", ("width",)),
    "𝐬𝐩𝐚𝐦": ("sure", ("styled",)),
    "𝐬𝐩4𝐦": ("likely", ("leet", "styled")),
    "redapple": ("likely", ("joined",)),
    "바.보": ("likely", ("separated",)),
    "바ㅂㅗ": ("sure", ("decomposed",)),
    normalize("NFD", "바보"): ("sure", ("decomposed",)),
    "바ㅏ보": ("likely", ("jamo",)),
    "바아보": ("likely", ("lengthened",)),
    "ばなな": ("sure", ("kana",)),
    "ﾊﾞﾅﾅ": ("sure", ("width",)),
    "バ○ナ": ("likely", ("masked",)),
    "蘋果汁": ("sure", ("han",)),
    "ca phe sua da": ("likely", ("toneless",)),
}


def engine(when: str, evidence: EvidenceMode = "full", inference: InferenceName = "native") -> PolicyEngine:
    files = policy_set([rule("asked", when)], lexicons=[WORDS, SECRET])
    return load(files, evidence=evidence, inference=inference)


POSSIBLE = "text: {lexicon: words, certainty: possible}"


@pytest.mark.parametrize("text", TEXTS)
def test_evidence_and_scan_tell_the_same_of_every_disguise(text: str) -> None:
    loaded = engine(POSSIBLE)
    title = f"«{text}»"
    (finding,) = loaded.evaluate(track(title), at=AT).findings
    told = [(each.text, each.start, each.end, (each.certainty, each.disguises)) for each in finding.evidence]
    assert told == [(text, 1, 1 + len(text), TEXTS[text])]
    (match,) = (each for each in loaded.scan(title) if each.lexicon == "demo/words")
    assert (match.text, match.start, match.end, (match.certainty, match.disguises)) == told[0]


def test_a_fact_has_neither_certainty_nor_disguises() -> None:
    (finding,) = engine("account: {strikes: 2}").evaluate(track(account={"strikes": 2}), at=AT).findings
    assert [(each.certainty, each.disguises) for each in finding.evidence] == [(None, ())]


HIDDEN = (
    "n.u.m.b.s.k.u.l.l", "n u m b s k u l l", "numbskullll", "numb$kull", "n*mbskull", "númbskull", "numbѕkull",
    "numb\u200bskull", "ｎｕｍｂｓｋｕｌｌ", "𝐧𝐮𝐦𝐛𝐬𝐤𝐮𝐥𝐥",
)  # fmt: skip


@pytest.mark.parametrize("text", HIDDEN)
@pytest.mark.parametrize("mode", ["full", "masked", "offsets"])
def test_a_masked_lexicon_keeps_its_words_under_every_disguise(text: str, mode: EvidenceMode) -> None:
    loaded = engine("text: {lexicon: secret, certainty: possible}", mode)
    decision = loaded.evaluate(track(f"so {text}"), at=AT)
    (finding,) = decision.findings
    (match,) = finding.evidence
    assert (match.start, match.end, match.text, match.term, match.masked) == (3, 3 + len(text), None, None, True)
    assert match.certainty is not None
    assert text not in decision.to_json()
    assert "numbskull" not in decision.to_json()
    scanned = next(each for each in loaded.scan(f"so {text}") if each.lexicon == "demo/secret")
    assert (scanned.start, scanned.end, scanned.text, scanned.term) == (3, 3 + len(text), None, None)


@pytest.mark.parametrize("when", [
    "text: {lexicon: secret, certainty: sure, use: mentioned}",
    "text: {lexicon: secret, with: {lexicon: alpha}}",
    "all: [{text: {lexicon: secret}}, {text: {lexicon: alpha}}]",
    "text: {lexicon: secret}",
])  # fmt: skip
@pytest.mark.parametrize("text", [*HIDDEN, "numbskull"])
def test_explanations_keep_masked_words_too(when: str, text: str) -> None:
    explanation = engine(when).explain(track(f"so {text}"), at=AT)
    told = "; ".join(each.because or "" for each in explanation.rules)
    assert text not in told
    assert "numbskull" not in told
    assert text not in explanation.decision.to_json()


@pytest.mark.parametrize("mode", ["masked", "offsets"])
def test_explanations_keep_what_the_evidence_mode_keeps(mode: EvidenceMode) -> None:
    (near,) = engine("text: {lexicon: words, use: mentioned}", mode).explain(track("sp4m"), at=AT).rules
    assert near.because == "a match of demo/words in /title is used, not mentioned"


@pytest.mark.parametrize(
    ("when", "title", "because"),
    [
        (
            "text: {lexicon: words}",
            "s p a m",
            "`s p a m` in /title is disguised: that it is the term is possible, not likely",
        ),
        (
            "text: {lexicon: words, certainty: sure}",
            "a sp4m",
            "`sp4m` in /title is disguised: that it is the term is likely, not sure",
        ),
        (
            "text: {lexicon: secret, certainty: sure}",
            "n*mbskull",
            "a match of demo/secret in /title is disguised: that it is the term is likely, not sure",
        ),
        ("text: {lexicon: words, use: used}", 'so "sp4m" it is', "`sp4m` in /title is mentioned, not used"),
        (
            "text: {lexicon: words, certainty: possible, with: {lexicon: alpha}}",
            "s p a m",
            "`s p a m` in /title matched, but not as asked: match of words that is at least possible with alpha in the "
            "same sentence in any text",
        ),
    ],
)
def test_why_a_disguised_match_did_not_count(when: str, title: str, because: str) -> None:
    loaded = engine(when)
    explanation = loaded.explain(track(title), at=AT)
    assert [(each.standing, each.because) for each in explanation.rules] == [("not fired", because)]
    assert not loaded.evaluate(track(title), at=AT).findings


@pytest.mark.skipif(not available(), reason="durable-rules is not installed")
def test_every_inference_decides_the_same_bytes() -> None:
    asked = (
        "any: [{all: [{text: {lexicon: words, certainty: sure}}, {text: {lexicon: secret}}]}, "
        "{text: {lexicon: words, certainty: likely}}, "
        "{count: {of: matches, lexicon: words, certainty: possible, at_least: 2}}]"
    )
    native, durable = (engine(asked, inference=name) for name in ("native", "durable"))
    items = [track(text) for text in (*TEXTS, *HIDDEN)]
    items += [track(", ".join(TEXTS), description="\n".join(HIDDEN)), track("s p a m", description="a n*mbskull")]
    for item in items:
        decision = native.evaluate(item, at=AT)
        assert decision.to_json() == durable.evaluate(item, at=AT).to_json()
    assert any(native.evaluate(item, at=AT).findings for item in items)

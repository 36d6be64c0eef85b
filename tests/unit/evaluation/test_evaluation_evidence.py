"""What decisions cite: places, words, labels; and what they keep to themselves."""

from __future__ import annotations

from typing import Any

import pytest
from policy_sets import AT, lexicon, load, policy_set, rule, track

from policyengine import PolicyEngine
from policyengine.compile.digest import EvidenceMode
from policyengine.model.decision import Evidence

IDS = "lists: {partners: {holds: ids, why: a test}}"
SECRET = lexicon("secret", "{term: omega, tier: ambiguous}", category="slur", also="mask: true")


def engine(when: str, evidence: EvidenceMode = "full", **parts: Any) -> PolicyEngine:
    files = policy_set([rule("asked", when)], lexicons=[SECRET], manifest=IDS, **parts)
    return load(files, lists={"partners": ["K1"]}, evidence=evidence)


def cited(when: str, item: dict[str, Any], evidence: EvidenceMode = "full") -> tuple[Evidence, ...]:
    (finding,) = engine(when, evidence).evaluate(item, at=AT).findings
    return finding.evidence


def test_a_match_is_cited_with_its_place_and_its_term() -> None:
    (match,) = cited("text: {lexicon: fruit}", track(tags=["x", "그 사과는"]))
    assert (match.pointer, match.start, match.end, match.text) == ("/tags/1", 2, 4, "사과")
    assert (match.lexicon, match.term, match.category, match.tier) == ("demo/fruit@ko", "사과", "profanity", "sure")
    assert (match.use, match.masked, match.condition, match.label) == ("used", False, None, None)


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        ({"title": {"text": "alpha", "language": "en"}}, "/title/text"),
        ({"transcript": [{"text": "x"}, {"text": "alpha", "start": 1.5}]}, "/transcript/1/text"),
        ({"credits": [{"name": "alpha", "role": "writer"}]}, "/credits/0/name"),
        ({"credits": [{"name": {"text": "alpha", "language": "en"}}]}, "/credits/0/name/text"),
        ({"members": [{"title": "alpha", "artists": ["x"]}]}, "/members/0/title"),
        ({"localized_titles": {"zh-Hant": "alpha"}}, "/localized_titles/zh-Hant"),
    ],
)
def test_pointers_lead_to_the_very_text(item: dict[str, Any], pointer: str) -> None:
    (match,) = cited("text: {lexicon: alpha}", {**track(), **item})
    assert match.pointer == pointer
    value: Any = {**track(), **item}
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value[key]
    assert value == "alpha"


def test_a_fact_is_cited_with_its_value_and_the_comparison() -> None:
    item = track("alpha", account={"age_days": 3}, attributes={"a/b~c": "x"})
    text, account, attribute = cited(
        "all: [{text: {lexicon: alpha}}, {account: {age_days: {below: 7}}}, {attribute: {a/b~c: x}}, {kind: track}]",
        item,
    )
    assert text.pointer == "/title"
    assert (account.pointer, account.text, account.condition) == ("/account/age_days", "3", "account.age_days below 7")
    assert (account.start, account.end) == (None, None)
    assert attribute.pointer == "/attributes/a~1b~0c"


def test_evidence_stands_in_the_order_of_the_item_and_once() -> None:
    item = track("beta alpha", description="alpha")
    places = cited("any: [{text: {lexicon: alpha}}, {text: {lexicon: beta}}, {text: {lexicon: [alpha, beta]}}]", item)
    assert [(each.pointer, each.start) for each in places] == [("/title", 0), ("/title", 5), ("/description", 0)]


def test_every_way_in_which_a_rule_holds_is_cited() -> None:
    both = cited(
        "any: [{text: {lexicon: alpha}}, {account: {verified: false}}]", track("alpha", account={"verified": False})
    )
    assert [each.pointer for each in both] == ["/title", "/account/verified"]


@pytest.mark.parametrize(("matches", "shown"), [(19, 19), (20, 20), (21, 20), (300, 20)])
def test_evidence_is_cut_at_twenty_and_the_total_told(matches: int, shown: int) -> None:
    (finding,) = engine("text: {lexicon: alpha}").evaluate(track(" ".join(["alpha"] * matches)), at=AT).findings
    assert (len(finding.evidence), finding.matches_total) == (shown, matches)
    assert [each.start for each in finding.evidence] == [6 * number for number in range(shown)]


def test_shadow_evidence_is_cut_too() -> None:
    files = policy_set([rule("asked", "text: {lexicon: alpha}", also="status: shadow")])
    (held,) = load(files).evaluate(track(" ".join(["alpha"] * 30)), at=AT).shadow
    assert len(held.evidence) == 20


MIXED = "all: [{text: {lexicon: [alpha, secret]}}, {list: {name: partners, id: account}}, {account: {strikes: 2}}]"
ITEM = track("alpha omega", account={"id": "K1", "strikes": 2})


@pytest.mark.parametrize(
    ("mode", "texts"),
    [
        ("full", ["alpha", None, "K1", "2"]),
        ("masked", [None, None, None, "2"]),
        ("offsets", [None, None, None, None]),
    ],
)
def test_what_each_mode_shows(mode: EvidenceMode, texts: list[str | None]) -> None:
    found = cited(MIXED, ITEM, mode)
    assert [(each.pointer, each.start, each.end) for each in found] == [
        ("/title", 0, 5),
        ("/title", 6, 11),
        ("/account/id", None, None),
        ("/account/strikes", None, None),
    ]
    assert [each.text for each in found] == texts
    assert [each.masked for each in found] == [text is None for text in texts]
    assert [each.term for each in found[:2]] == ["alpha" if mode == "full" else None, None]


@pytest.mark.parametrize("mode", ["full", "masked", "offsets"])
def test_a_masked_lexicon_never_shows_its_words(mode: EvidenceMode) -> None:
    loaded = engine("text: {lexicon: secret}", mode)
    assert "omega" not in loaded.evaluate(track("omega"), at=AT).to_json()
    (match,) = loaded.scan("an omega")
    assert (match.start, match.end, match.text, match.term, match.lexicon) == (3, 8, None, None, "demo/secret")


def test_what_is_reached_through_a_label_says_so() -> None:
    rules = [
        rule("label", "text: {lexicon: [beta, fruit]}", clause=None, also="label: made.here"),
        rule("asked", "all: [{text: {lexicon: alpha}}, {label: made.here}]"),
    ]
    (finding,) = load(policy_set(rules)).evaluate(track("alpha 사과"), at=AT).findings
    assert [(each.text, each.label) for each in finding.evidence] == [("alpha", None), ("사과", "made.here")]
    assert finding.rules == ("demo/asked@en",), "only what the rule itself matched names its language"


def test_a_chain_of_labels_is_followed_to_the_text() -> None:
    rules = [
        rule("first", "text: {lexicon: alpha}", clause=None, also="label: made.first"),
        rule("second", "label: made.first", clause=None, also="label: made.second"),
        rule("asked", "label: made.second"),
    ]
    (finding,) = load(policy_set(rules)).evaluate(track("alpha"), at=AT).findings
    assert [(each.text, each.label) for each in finding.evidence] == [("alpha", "made.first")]


def test_what_must_be_absent_is_no_evidence() -> None:
    found = cited("all: [{text: {lexicon: alpha}}, {none: [{text: {lexicon: beta}}]}]", track("alpha"))
    assert [each.text for each in found] == ["alpha"]


def test_a_name_of_a_list_is_cited_as_such() -> None:
    names = "lists: {acts: {holds: names, why: a test}}"
    files = policy_set([rule("asked", "list: {name: acts, in: title, match: within}")], manifest=names)
    loaded = load(files, lists={"acts": ["Blue Kite"]})
    (finding,) = loaded.evaluate(track("my blue kite"), at=AT).findings
    (match,) = finding.evidence
    assert (match.lexicon, match.term, match.text, match.tier) == ("list:acts", "Blue Kite", "blue kite", None)
    assert loaded.scan("my blue kite") == (), "names of supplied lists are nobody else's business"


def test_scanning_finds_matches_without_any_rule() -> None:
    loaded = load(
        policy_set(
            lexicons=[lexicon("graded", "{term: unsure, tier: ambiguous, allow: [unsure footing]}")],
            patterns="p: {regex: 'call [0-9]{3}', category: spam, description: a test}",
        )
    )
    found = loaded.scan('"alpha" call 555 unsure, unsure footing')
    assert [(each.lexicon, each.text, each.tier, each.category, each.use) for each in found] == [
        ("demo/alpha@en", "alpha", "sure", "profanity", "mentioned"),
        ("demo/p", "call 555", None, "spam", "used"),
        ("demo/graded", "unsure", "ambiguous", "profanity", "used"),
    ]
    assert loaded.scan("nothing") == ()
    assert loaded.scan("") == ()

"""The digest covers everything that can change a decision, and nothing of how it is written down."""

from __future__ import annotations

import pytest
from policy_sets import WORDS, Files, clause, exception, layer, lexicon, load, policy_set, rule, ruleset

from policyengine.compile.digest import EvidenceMode

LISTS = "params: {most: 7}\nlists: {partners: {holds: ids, why: a test}}"
RULES = [rule("one", "account: {age_days: {below: $most}}"), rule("two", "text: {lexicon: [alpha, beta]}")]
BASE = policy_set(
    RULES,
    [clause(also=f"exceptions: [{exception('why', 'text: {lexicon: beta}', 'advisory')}]")],
    manifest=LISTS,
    patterns="p: {regex: omega, category: spam, description: a test}",
    conditions="c: {kind: track}",
)


def changed(path: str, old: str, new: str) -> Files:
    assert old in BASE[path], old
    return {**BASE, path: BASE[path].replace(old, new, 1)}


def digest(*layers: Files) -> str:
    return load(*layers).digest


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("policyengine.yaml", 'version: "1"', 'version: "1.1"'),
        ("policyengine.yaml", "name: demo", "name: other"),
        ("policyengine.yaml", "most: 7", "most: 8"),
        ("policyengine.yaml", "[JP, KR, TH]", "[JP, KR]"),
        ("policyengine.yaml", "within: 4h", "within: 5h"),
        ("policyengine.yaml", "locales: [en, ko]", "locales: [en]"),
        ("demo/policy.yaml", "owner: owners", "owner: others"),
        ("demo/policy.yaml", "severity: medium", "severity: high"),
        ("demo/policy.yaml", "version: 1", "version: 2"),
        ("demo/policy.yaml", "action: remove", "action: age_gate"),
        ("demo/policy.yaml", "en: Text of DEM-1", "en: Other text"),
        ("demo/policy.yaml", "soften_to: advisory", "soften_to: allow"),
        ("demo/policy.yaml", "lexicon: beta", "lexicon: gamma"),
        ("demo/rules.yaml", "id: one", "id: won"),
        ("demo/rules.yaml", "why: a test", "why: another test"),
        ("demo/rules.yaml", "below: $most", "at_most: $most"),
        ("demo/rules.yaml", "lexicon: [alpha, beta]", "lexicon: [alpha]"),
        ("demo/rules.yaml", "regex: omega", "regex: omegas"),
        ("demo/rules.yaml", "c: {kind: track}", "c: {kind: show}"),
        ("demo/en.yaml", "terms: [alpha]", "terms: [{term: alpha, tier: ambiguous}]"),
        ("demo/en.yaml", "terms: [alpha]", "terms: [{term: alpha, variants: [alphas]}]"),
        ("demo/en.yaml", "category: profanity", "category: slur"),
    ],
)
def test_every_change_that_matters_changes_it(path: str, old: str, new: str) -> None:
    assert digest(changed(path, old, new)) != digest(BASE)


@pytest.mark.parametrize(
    "changes",
    [
        "",
        "params: {most: 9}",
        "disable: [{rule: demo/two, reason: noise, owner: owners, until: 2027-01-01}]",
        "extend: [{lexicon: demo/alpha@en, add: [{term: omega}]}]",
        "lists: {more: {holds: ids, why: a test}}",
        "replace: [{rule: demo/two, reason: a test, with_rule: {clause: DEM-1, why: x, when: {kind: track}}}]",
    ],
)
def test_every_layer_changes_it(changes: str) -> None:
    seen = {digest(BASE), digest(BASE, layer()), digest(BASE, layer(changes))}
    assert len(seen) == (3 if changes else 2)


def test_lists_and_options_change_it() -> None:
    digests = [load(BASE).digest, load(BASE, areas=["demo"]).digest, load(BASE, languages=["en"]).digest]
    digests += [load(BASE, lists={"partners": values}).digest for values in ([], ["a"], ["a", "b"])]
    modes: tuple[EvidenceMode, ...] = ("masked", "offsets")
    digests += [load(BASE, evidence=mode).digest for mode in modes]
    assert len(set(digests)) == len(digests)


def test_the_order_and_layout_of_files_do_not() -> None:
    backwards = dict(reversed(BASE.items()))
    spread = {
        **BASE,
        "demo/rules.yaml": BASE["demo/rules.yaml"].replace(RULES[1].replace("\n", "\n  ").strip(), "").rstrip(),
    }
    spread["demo/rules.yaml"] = ruleset(
        RULES[::-1],
        patterns="p:\n  description: a test   # moved\n  category: spam\n  regex: omega",
        conditions="c:\n  kind:\n    - track",
    )
    rewritten = {
        **BASE,
        "demo/en.yaml": "# a note\n\n" + BASE["demo/en.yaml"].replace("terms: [alpha]", 'terms: ["alpha"]'),
    }
    assert {digest(each) for each in (backwards, spread, rewritten)} == {digest(BASE)}


def test_the_order_of_lexicons_and_languages_does_not() -> None:
    upside_down = [lexicon("fruit", "apple"), *(lexicon(word, word) for word in reversed(WORDS))]
    moved = {**BASE, "demo/en.yaml": ruleset(lexicons=upside_down, language="en")}
    assert digest(moved) == digest(BASE)


def test_the_order_and_repetition_of_a_list_do_not() -> None:
    one, other = (load(BASE, lists={"partners": values}).digest for values in (["a", "b"], ["b", "a", "a"]))
    assert one == other


def test_examples_and_suites_do_not() -> None:
    exampled = changed("demo/rules.yaml", "id: two", "id: two\n    examples: {flag: [alpha], pass: [innocent]}")
    suite = "suite: x\ncases: [{name: z, item: {id: a, kind: track}, expect: allow}]\n"
    assert digest({**exampled, "demo/demo.test.yaml": suite}) == digest(BASE)


def test_the_inference_does_not() -> None:
    assert load(BASE, inference="auto").digest == load(BASE, inference="native").digest


OVERLAY = """\
jurisdiction: KR
title: {en: Law}
owner: owners
time_zone: Asia/Seoul
calendar: {country: KR}
laws: {act: {title: Act, source: gazette, as_of: "2026-01-01", verified: secondary}}
statuses: {large: {question: whether it is large}}
duties: [{id: answer, law: act, does: {en: Answer}, trigger: notice, applies_if: large, within: 24h}]
"""


def under(law: str = OVERLAY, *layers: Files) -> str:
    return digest({**BASE, "overlays/kr.yaml": law}, *layers)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within: 24h", "within: 23h"),
        ("Asia/Seoul", "Asia/Tokyo"),
        ("verified: secondary", "verified: primary"),
        ("trigger: notice", "trigger: order"),
        (", applies_if: large", ""),
        ("within: 24h", "working_days: 1"),
    ],
)
def test_every_change_of_a_law_changes_it(old: str, new: str) -> None:
    assert old in OVERLAY
    assert under(OVERLAY.replace(old, new)) != under()
    assert under() != digest(BASE)


def test_what_a_layer_says_of_the_service_changes_it() -> None:
    said = [layer("service: {kr: {large: true}}"), layer("service: {kr: {large: false}}"), layer()]
    assert len({under(OVERLAY, each) for each in said}) == 3


def test_a_part_of_a_queue_that_a_layer_adds_changes_it() -> None:
    added = "queues: {korean: {title: {en: Korean}, of: general, languages: ko}}"
    assert (
        len({digest(BASE, layer(added)), digest(BASE, layer(added.replace("ko}", "ja}"))), digest(BASE, layer())}) == 3
    )


def test_the_release_of_the_holidays_changes_it_only_where_working_days_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = OVERLAY.replace("within: 24h", "working_days: 1")
    before = under(), under(counted)
    monkeypatch.setattr("policyengine.compile.digest.version", lambda _: "0.0")
    assert under() == before[0]
    assert under(counted) != before[1]

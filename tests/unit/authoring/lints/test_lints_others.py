"""PE4xx, PE5xx and PE6xx: near misses of the golden cases, and suppressions."""

from __future__ import annotations

from datetime import date

import pytest
from linted import checked, codes
from policy_sets import clause, compiled, lexicon, policy_set, rule, ruleset

from policyengine.text.patterns.pattern import admit

ALPHA = "text: {lexicon: alpha}"
SUITE = "suite: all\nitems:\n  song: {kind: track, title: Song}\ncases:\n"


def pattern(regex: str) -> str:
    return f"shape:\n  regex: '{regex}'\n  category: spam\n  description: a test\n"


@pytest.mark.parametrize(
    ("severity", "asks", "told"),
    [
        ("low", "{action: remove}", True),
        ("low", "{recommend: remove}", False),
        ("critical", "{recommend: remove}", False),
        ("critical", "{review: true}", False),
        ("critical", "{finding: note}", True),
    ],
)
def test_severity_against_action(severity: str, asks: str, told: bool) -> None:
    found = codes(policy_set([rule("one", ALPHA)], [clause(asks=asks, severity=severity)]))
    assert found == (["PE403"] if told else [])


@pytest.mark.parametrize(("read", "told"), [("2025-03-01", False), ("2025-02-01", True), ("2026-04-01", True)])
def test_a_law_is_read_once_a_year(read: str, told: bool) -> None:
    law = f"territory: [KR]\nlaw: {{title: Act, source: gazette, as_of: {read}, verified: secondary}}"
    assert codes(policy_set([rule("one", ALPHA)], [clause(also=law)])) == (["PE405"] if told else [])


def test_a_clause_that_retires_later_still_has_rules() -> None:
    files = policy_set([rule("one", ALPHA)], [clause(also="retired: 2026-06-01")])
    assert codes(files, today=date(2026, 5, 31)) == []
    assert codes(files, today=date(2026, 6, 1)) == ["PE406"]


def test_cases_that_differ_in_a_patch_or_a_moment_are_not_identical() -> None:
    cases = (
        "  - {name: a, item: song, expect: allow}\n"
        "  - {name: b, item: song, with: {title: Other}, expect: allow}\n"
        '  - {name: c, item: song, at: "2026-02-01T00:00:00Z", expect: allow}\n'
    )
    assert codes(policy_set([rule("one", ALPHA)], files={"demo/a.test.yaml": SUITE + cases})) == []


def test_an_example_that_must_fire_and_must_not() -> None:
    both = rule("one", ALPHA, also="examples:\n  flag: [alpha]\n  pass: [{text: alpha, because: in doubt}]")
    assert codes(policy_set([both])) == ["PE504"]


@pytest.mark.parametrize(
    ("regex", "found"),
    [
        ("[a-z]{0,9}[a-z]{0,9} offer", ["PE601"]),
        ("offer (?:[0-9]{1,12}|x)[ ]?[0-9]{1,12}", []),
        ("offer [a-z]{1,12}-?[a-z]{1,12}", ["PE601"]),
        ("offer [a-z]{1,12}-[a-z]{1,12}", []),
        ("offer \\d{1,12}[a-z]{1,12}", []),
        ("offer \\S{1,12}.{1,12}", ["PE601"]),
        ("\\d{1,3} kg", ["PE602"]),
        ("가나 \\d{1,3}", []),
    ],
)
def test_patterns(regex: str, found: list[str]) -> None:
    assert admit(regex) == []
    assert codes(policy_set([rule("one", "text: {pattern: shape}")], patterns=pattern(regex))) == found


def test_a_suppression_counts_where_it_stands_and_says_why() -> None:
    words = lexicon(
        "words",
        "{term: 바보, boundary: word}",
        "{term: 쓰레기, boundary: word, suppress: [{code: PE304, reason: only alone}]}",
        category="slur",
    )
    outcome = checked(policy_set(files={"demo/ko.yaml": ruleset(lexicons=[words], language="ko")}))
    assert [each.message.split("`")[3] for each in outcome.findings] == ["바보"]
    assert [each.reason for each in outcome.suppressed] == ["only alone"]


def test_of_two_suppressions_the_narrower_is_used_and_the_other_is_reported() -> None:
    words = lexicon(
        "words", "{term: 바보, boundary: word, suppress: [{code: PE304, reason: only alone}]}", category="slur"
    )
    files = {"demo/ko.yaml": ruleset(lexicons=[words], language="ko")}
    outcome = checked(policy_set(manifest="suppress: [{code: PE304, reason: everywhere}]", files=files))
    assert [(each.code, each.message) for each in outcome.findings] == [("PE407", "nothing here has PE304")]


def test_suppressions_decide_nothing_so_the_digest_is_the_same() -> None:
    plain = policy_set([rule("one", ALPHA)])
    noted = policy_set([rule("one", ALPHA, also="suppress: [{code: PE501, reason: later}]")])
    assert compiled(plain).digest == compiled(noted).digest

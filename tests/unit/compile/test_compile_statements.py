"""What is wrong with the words of statements, beyond what their shape says."""

from __future__ import annotations

from datetime import date

import pytest
from policy_sets import clause, exception, layer, only_problem, policy_set, refused, request
from statement_words import FILES as WORDS
from statement_words import words

from policyengine.authoring.check import check
from policyengine.loading import load

EN = WORDS["statements/en.yaml"]
STRIKES = """\
side_actions: {pause: {why: a test, confirm: true}}
strikes: {expires: 90d, from_action: limit_reach, points: {high: 1}, steps: [{points: 1, measure: pause}]}
"""


def spoken(**files: str) -> dict[str, str]:
    return {f"statements/{locale}.yaml": text for locale, text in files.items()}


def without(line: str) -> str:
    assert f"{line}\n" in EN
    return EN.replace(f"{line}\n", "")


def test_a_policy_set_may_have_no_words_at_all() -> None:
    assert load(request(policy_set())).diagnostics == ()


def test_whole_words_are_no_problem() -> None:
    assert load(request(policy_set(files=WORDS))).diagnostics == ()


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("  comment: comment", "`kinds: comment`"),
        ("  lyrics: Lyrics", "`fields: lyrics`"),
        ("  remove: We have removed your {kind}.", "`measures: remove`"),
        ("  notice: We received a notice about this {kind}.", "`origins: notice`"),
        ("greeting: Hello,", "`greeting`"),
    ],
)
def test_what_has_no_words_is_told(line: str, missing: str) -> None:
    problem = only_problem(policy_set(files=spoken(en=without(line))))
    assert problem.code == "PE121"
    assert problem.message == f"statements in `en` have no words for {missing}"


def test_measures_on_accounts_need_words() -> None:
    problem = only_problem(policy_set(files=spoken(en=EN), manifest=STRIKES))
    assert problem.message == "statements in `en` have no words for `account_measures: pause`"
    complete = f"{EN}account_measures: {{pause: You cannot add content.}}\n"
    assert load(request(policy_set(files=spoken(en=complete), manifest=STRIKES))).diagnostics == ()


def test_a_layer_may_have_only_what_it_changes() -> None:
    ours = layer(files=spoken(en="greeting: Dear artist,\n"))
    assert load(request(policy_set(files=WORDS), ours)).diagnostics == ()
    alone = only_problem(policy_set(), ours)
    assert alone.message.endswith(" more")


@pytest.mark.parametrize(
    ("addition", "told", "help_"),
    [
        ("measures", "there is no measure to be told of, `remvoe`", "did you mean `remove`?"),
        ("measures", "there is no measure to be told of, `geo_restrict`", "there are: advisory, age_gate"),
        ("fields", "there is no field `lyric`", "did you mean `lyrics`?"),
        ("exceptions", "there is no exception `nws`", "did you mean `news`?"),
        ("account_measures", "there is no side action `pause`", "there are: none"),
    ],
)
def test_words_for_what_does_not_exist_are_told(addition: str, told: str, help_: str) -> None:
    name = told.split("`")[1]
    clauses = [clause(also=f"exceptions: [{exception('news', 'text: {lexicon: alpha}', 'allow')}]")]
    ours = layer(files=spoken(en=f"{addition}: {{{name}: Words.}}\n"))
    problem = only_problem(policy_set(clauses=clauses, files=WORDS), ours)
    assert problem.code == "PE140"
    assert problem.message == told
    assert str(problem.help).startswith(help_)
    assert problem.span is not None
    assert problem.span.file == "layer1/statements/en.yaml"


def test_what_may_stand_in_a_file_that_cannot_be_read_is_not_missed() -> None:
    ours = layer(files=spoken(en="exceptions: {news: It is part of a report.}\n"))
    broken = policy_set(files={**spoken(en=f"{EN}{{"), "demo/policy.yaml": "title: {"})
    assert {each.code for each in refused(broken, ours)} == {"PE110"}


def test_a_locale_that_the_manifest_does_not_name() -> None:
    problems = refused(policy_set(files=spoken(ja=words("ja"))))
    assert [(each.code, each.message) for each in problems] == [("PE129", "the manifest does not name the locale `ja`")]


def test_a_locale_in_which_statements_are_mute_is_a_finding_of_check() -> None:
    loaded = load(request(policy_set(files=spoken(en=EN))))
    messages = [each.message for each in check(loaded, date(2026, 3, 1)).findings]
    assert "statements have no words in `ko`" in messages
    loaded = load(request(policy_set(files=WORDS)))
    messages = [each.message for each in check(loaded, date(2026, 3, 1)).findings]
    assert not any("statements" in each for each in messages)

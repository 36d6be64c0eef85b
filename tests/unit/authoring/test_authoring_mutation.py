"""Mutants of small policy sets: what can be changed, which cases notice, and what nothing can notice."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from policy_sets import Files, as_tested, clause, exception, lexicon, policy_set, request, rule, ruleset, written

from policyengine.authoring.cases import all_cases
from policyengine.authoring.mutation.cases import Bench
from policyengine.authoring.mutation.changed import NotTold, changed_lines, within
from policyengine.authoring.mutation.mutant import Mutant
from policyengine.authoring.mutation.run import Report, Result, all_mutants, run, sample
from policyengine.loading import load_program
from policyengine.source.definitions import PolicySet

TODAY = date(2026, 3, 1)


def loaded(files: Files) -> PolicySet:
    made = load_program(request(files)).policy_set
    assert made is not None
    return made


def mutants_of(files: Files, **lists: list[str]) -> tuple[Mutant, ...]:
    base = Bench(as_tested(files, lists=lists)).base(None)
    return all_mutants(base.policy_set, base.program)


def report(files: Files, kind: str | None = None, **lists: list[str]) -> Report:
    mutants = [each for each in mutants_of(files, **lists) if kind is None or each.kind == kind]
    return run(Bench(as_tested(files, lists=lists)), list(all_cases(loaded(files), TODAY)), mutants, len(mutants))


def fates(files: Files, kind: str | None = None, **lists: list[str]) -> dict[str, str]:
    return {each.mutant.told: each.fate for each in report(files, kind, **lists).results}


def examples(flag: str, passes: str = "") -> str:
    return f"examples: {{flag: [{flag}], pass: [{passes}]}}"


def one_rule(when: str, flag: str, passes: str = "", **options: object) -> Files:
    return policy_set([rule("r", when, also=examples(flag, passes))], **options)  # type: ignore[arg-type]


def test_all_that_becomes_any_is_noticed_by_the_near_miss_only() -> None:
    when = "all: [{text: {lexicon: alpha}}, {text: {lexicon: beta}}]"
    told = "in `demo/r` `all` becomes `any`"
    assert fates(one_rule(when, "alpha beta"))[told] == "survived"
    assert fates(one_rule(when, "alpha beta", "alpha"))[told] == "noticed"


def test_each_member_of_a_join_is_dropped_in_turn() -> None:
    when = "all: [{text: {lexicon: alpha}}, {text: {lexicon: beta}}]"
    found = fates(one_rule(when, "alpha beta", "alpha"))
    assert found["in `demo/r` `text` of beta is dropped from `all`"] == "noticed"
    assert found["in `demo/r` `text` of alpha is dropped from `all`"] == "survived"


def test_a_negated_condition_is_noticed() -> None:
    found = fates(one_rule("all: [{text: {lexicon: alpha}}, {kind: track}]", "alpha"))
    assert found["in `demo/r` `kind: track` is negated"] == "noticed"


def test_a_change_that_does_not_load_is_not_counted() -> None:
    found = report(one_rule("text: {lexicon: alpha}", "alpha"), "condition")
    assert [each.fate for each in found.results] == ["refused"]
    assert found.score() is None


@pytest.mark.parametrize(("flag", "passes", "expected"), [(3, 0, ["survived", "survived"]), (2, 1, ["noticed"] * 2)])
def test_thresholds_are_noticed_by_cases_on_either_side(flag: int, passes: int, expected: list[str]) -> None:
    when = "count: {of: matches, lexicon: alpha, at_least: 2}"
    files = one_rule(when, " ".join(["alpha"] * flag), " ".join(["alpha"] * passes) or "beta")
    found = [each for each in report(files, "threshold").results if each.fate != "refused"]
    assert [each.fate for each in found] == expected[: len(found)]


def test_shares_move_by_a_tenth() -> None:
    when = "all: [{text: {lexicon: alpha}}, {shape: {in: title, capitals: {above: 0.5}}}]"
    found = fates(one_rule(when, "ALPHA", "alpha"), "threshold")
    assert found == {
        "in `demo/r` `capitals above` is 0.4 instead of 0.5": "survived",
        "in `demo/r` `capitals above` is 0.6 instead of 0.5": "survived",
    }


def test_a_field_that_no_example_uses_survives() -> None:
    found = fates(one_rule("text: {lexicon: alpha, in: [title, body]}", "alpha"), "field")
    assert found == {
        "in `demo/r` `title` is no longer looked at": "noticed",
        "in `demo/r` `body` is no longer looked at": "survived",
    }


def test_an_only_field_becomes_any() -> None:
    files = one_rule("text: {lexicon: alpha, in: title}", "alpha", "{text: alpha, in: description}")
    assert fates(files, "field") == {"in `demo/r` `title` becomes any text": "noticed"}


def test_what_is_said_of_a_match_is_dropped_part_by_part() -> None:
    when = """
    text:
      lexicon: alpha
      use: used
      with: {lexicon: beta, within: 2, side: after}
      without: {lexicon: gamma}
    """
    found = fates(one_rule(when, "alpha beta", "alpha"))
    assert found["in `demo/r` `with` beta is dropped"] == "noticed"
    assert found["in `demo/r` `within` is 1 instead of 2"] == "survived"
    for told in ("`use: used` is dropped", "`without` gamma is dropped", "`side: after` is dropped"):
        assert found[f"in `demo/r` {told}"] == "survived"


def test_a_look_alike_becomes_the_same_name() -> None:
    asked = "list: {name: acts, in: title, confusable: true}"
    files = one_rule(asked, "Blu3 Kite", manifest="lists: {acts: {holds: names, why: a test}}")
    found = fates(files, "condition", acts=["Blue Kite"])
    assert found["in `demo/r` `confusable` is dropped"] == "noticed"
    assert found["in `demo/r` `match` is `within`"] == "survived"


def test_actions_move_along_the_ladder_past_what_is_never_asked_for() -> None:
    then = "then: {action: limit_reach}\n" + examples("alpha")
    found = fates(policy_set([rule("r", "text: {lexicon: alpha}", also=then)]), "action")
    assert found["in `demo/r` `action` is `remove` instead of `limit_reach`"] == "survived"
    assert found["in `demo/r` `action` is `age_gate` instead of `limit_reach`"] == "survived"
    assert "in DEM-1 `action` is `limit_reach` instead of `remove`" in found


SUITE = """
suite: demo
cases:
  - name: softened
    item: {kind: track, title: alpha beta}
    expect: {action: advisory, violations: DEM-1, exceptions: quoted}
"""


@pytest.mark.parametrize(("files", "fate"), [({"demo/demo.test.yaml": SUITE}, "noticed"), ({}, "survived")])
def test_a_dropped_exception_is_noticed_by_a_suite_only(files: Files, fate: str) -> None:
    softened = clause(also=f"exceptions: [{exception('quoted', 'text: {lexicon: beta}', 'advisory')}]")
    judged = rule("r", "text: {lexicon: alpha}", also=examples("alpha"))
    found = fates(policy_set([judged], [softened], files=files), "exception")
    assert found["in DEM-1 the exception `quoted` is dropped"] == fate


@pytest.mark.parametrize(("kinds", "count"), [("episode", 0), ("episode, comment", 1)])
def test_how_far_an_exception_softens_is_tried_only_where_a_decision_tells(kinds: str, count: int) -> None:
    when = f"all: [{{kind: [{kinds}]}}, {{text: {{lexicon: beta}}}}]"
    also = f"text_can_clear: false\nexceptions: [{exception('quoted', when, 'metadata_fix')}]"
    files = policy_set(
        [rule("r", "text: {lexicon: alpha}", also=examples("alpha"))],
        [clause(asks="{recommend: remove}", also=also)],
    )
    assert sum("softens to" in told for told in fates(files, "exception")) == count


def test_words_that_no_rule_reads_are_not_tried() -> None:
    told = [each.told for each in mutants_of(one_rule("text: {lexicon: alpha}", "alpha"))]
    assert "the term `alpha` of `demo/alpha@en` is dropped" in told
    assert not any("demo/beta@en" in each for each in told)


def test_an_allow_phrase_is_dropped_as_it_is_written() -> None:
    allowed = words('{term: omega, allow: ["omega {point|sign}"]}')
    found = fates(one_rule("text: {lexicon: slurs}", "omega", "omega sign", files=allowed), "allow-phrase")
    assert found == {"the allow-phrase `omega {point|sign}` of `omega` is dropped": "noticed"}


def test_dates_are_widened() -> None:
    also = "effective: {from: 2026-02-01, until: 2026-04-01}\n" + examples("alpha")
    found = fates(policy_set([rule("r", "text: {lexicon: alpha}", also=also)]), "dates")
    assert found == {"in `demo/r` `from` is dropped": "survived", "in `demo/r` `until` is dropped": "survived"}


def test_parameters_and_named_conditions_are_changed_where_they_stand() -> None:
    when = "all: [{text: {lexicon: alpha}}, {use: new}]"
    flag, passes = (f"{{content: {{title: alpha, account: {{age_days: {days}}}}}}}" for days in (6, 7))
    files = one_rule(
        when, flag, passes, manifest="params: {days: 7}", conditions="new: {account: {age_days: {below: $days}}}"
    )
    found = fates(files)
    assert found["the parameter `days` is 6 instead of 7"] == "noticed"
    assert found["the parameter `days` is 8 instead of 7"] == "noticed"
    assert found["in the condition `demo/new` `account` age_days is negated"] == "noticed"


# vocabulary


def words(*terms: str, also: str = "") -> Files:
    """Only these words, in all languages."""
    empty = {f"demo/{language}.yaml": f"language: {language}\n" for language in ("ko", "ja")}
    return {**empty, "demo/en.yaml": ruleset(lexicons=[lexicon("slurs", *terms, also=also)], language="en")}


def test_a_term_is_noticed_where_a_case_has_it() -> None:
    files = one_rule("text: {lexicon: slurs}", "omega", files=words("omega", "sigma"))
    assert fates(files, "term") == {
        "the term `omega` of `demo/slurs@en` is dropped": "noticed",
        "the term `sigma` of `demo/slurs@en` is dropped": "uncovered",
    }


def test_tiers_count_only_where_a_rule_asks_for_them() -> None:
    told = "`omega` of `demo/slurs@en` is ambiguous instead of sure"
    assert fates(one_rule("text: {lexicon: slurs, tier: sure}", "omega", files=words("omega")), "tier") == {
        told: "noticed",
        "in `demo/r` `tier: sure` is dropped": "equivalent",
    }
    assert fates(one_rule("text: {lexicon: slurs}", "omega", files=words("omega")), "tier") == {}


def test_an_allow_phrase_is_noticed_by_a_case_with_the_phrase() -> None:
    allowed = words("{term: omega, allow: [omega point, omega sign]}")
    found = fates(one_rule("text: {lexicon: slurs}", "omega", "the omega point", files=allowed), "allow-phrase")
    assert found == {
        "the allow-phrase `omega point` of `omega` is dropped": "noticed",
        "the allow-phrase `omega sign` of `omega` is dropped": "uncovered",
    }


def test_an_allow_phrase_that_excuses_nothing_is_not_counted() -> None:
    allowed = words("{term: omega, allow: [the sigma point]}", also="allow: [no match in this]")
    assert fates(one_rule("text: {lexicon: slurs}", "omega", files=allowed), "allow-phrase") == {}


def test_the_allow_phrase_of_a_lexicon_is_dropped_for_its_terms() -> None:
    allowed = words("omega", also="allow: [omega point]")
    files = one_rule("text: {lexicon: slurs}", "omega", "omega point", files=allowed)
    assert set(fates(files, "allow-phrase").values()) == {"noticed"}


def test_declined_disguises_are_noticed_by_a_disguised_example() -> None:
    assert set(fates(one_rule("text: {lexicon: slurs}", "omega", files=words("omega")), "disguise").values()) == {
        "survived"
    }
    files = one_rule("text: {lexicon: slurs}", "omega, o.m.e.g.a", files=words("omega"))
    assert set(fates(files, "disguise").values()) == {"noticed"}


def test_a_dropped_pattern_is_noticed() -> None:
    files = one_rule(
        "text: {pattern: call}", "call 123", patterns='call: {regex: "call [0-9]{3}", category: spam, description: a}'
    )
    assert set(fates(files, "pattern").values()) == {"noticed"}


# the report


def test_terms_are_scored_apart() -> None:
    found = report(one_rule("text: {lexicon: slurs}", "omega", files=words("omega", "sigma")))
    assert found.score() == 0.5  # the rule is missed if dropped; the clause's action is not looked at
    assert found.score(apart=True) == pytest.approx(1 / 3)


def test_cases_that_fail_anyway_are_left_out_and_told() -> None:
    found = report(one_rule("text: {lexicon: alpha}", "omega"))
    assert found.cases == 0
    assert [each.partition(" (")[0] for each in found.failing] == ["demo/r flag 1"]


def test_a_sample_is_the_same_for_the_same_seed_and_even_over_the_kinds() -> None:
    mutants = mutants_of(one_rule("text: {lexicon: alpha, in: [title, body]}", "alpha"))
    assert sample(mutants, 4, 1) == sample(mutants, 4, 1)
    assert len({each.kind for each in sample(mutants, 4, 1)}) == 4
    assert set(sample(mutants, 4, 1)) <= set(mutants)


def test_every_mutant_has_a_place_of_its_own_sentence() -> None:
    mutants = mutants_of(one_rule("text: {lexicon: [alpha, beta], in: [title, body]}", "alpha"))
    assert len({(each.place, each.told) for each in mutants}) == len(mutants)
    assert all(each.span.start.line > 0 for each in mutants)


def test_a_rule_that_is_changed_is_also_tried_on_cases_that_do_not_touch_it() -> None:
    clean = {"clean/en.jsonl": '{"id": "c1", "title": "omega"}\n'}
    found = report(one_rule("all: [{kind: track}, {text: {lexicon: alpha}}]", "alpha", files=clean))
    told = "in `demo/r` `text` of alpha is dropped from `all`"
    dropped = next(each for each in found.results if each.mutant.told == told)
    assert (dropped.fate, dropped.by and dropped.by.name) == ("noticed", "clean c1")


# changed since


def git(directory: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, "-C", str(directory), *arguments], check=True, capture_output=True)


def changed(directory: Path, revision: str = "HEAD") -> list[str]:
    files = one_rule("text: {lexicon: alpha}", "alpha")
    mutants = [replaced(each, directory) for each in mutants_of(files)]
    return [each.told for each in within(mutants, changed_lines([directory], revision))]


def replaced(mutant: Mutant, directory: Path) -> Mutant:
    """The mutant as if the files were read from the directory."""
    from dataclasses import replace

    file = str(directory / mutant.span.file.removeprefix("base/"))
    return replace(mutant, span=replace(mutant.span, file=file))


def test_only_lines_that_changed_since_a_revision(tmp_path: Path) -> None:
    files = one_rule("text: {lexicon: alpha}", "alpha")
    written({**files, "demo/en.yaml": "language: en\n"}, tmp_path)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "a")
    assert changed(tmp_path) == []
    written(files, tmp_path)
    told = changed(tmp_path)
    assert "the term `alpha` of `demo/alpha@en` is dropped" in told
    assert not any("demo/r" in each for each in told)


def test_new_files_changed_as_a_whole(tmp_path: Path) -> None:
    written({"policyengine.yaml": ""}, tmp_path)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "a")
    written(one_rule("text: {lexicon: alpha}", "alpha"), tmp_path)
    assert "`demo/r` is dropped" in changed(tmp_path)


def test_a_revision_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotTold, match="not a git repository"):
        changed_lines([tmp_path], "HEAD")
    git(tmp_path, "init")
    with pytest.raises(NotTold, match="`nowhere` is no revision"):
        changed_lines([tmp_path], "nowhere")


def test_results_tell_which_case_noticed() -> None:
    found: tuple[Result, ...] = report(one_rule("text: {lexicon: alpha}", "alpha"), "rule").results
    assert [(each.fate, each.by and each.by.name) for each in found] == [("noticed", "demo/r flag 1")]


def test_a_vocabulary_text_notices_tiers_and_allow_phrases() -> None:
    words = [lexicon("words", "{term: gamma, allow: [gamma rays]}", "{term: delta, tier: ambiguous}")]
    when = "any: [{text: {lexicon: words, tier: sure}}, {text: {lexicon: words, tier: ambiguous, in: body}}]"

    def found(texts: str) -> dict[str, str]:
        suite = {"demo/words.test.yaml": f"suite: words\nvocabulary: {texts}\n"} if texts else {}
        files = policy_set(
            [rule("r", when, also=examples("gamma"))],
            files={"demo/en.yaml": ruleset(lexicons=words, language="en"), **suite},
        )
        return fates(files)

    tier = "`delta` of `demo/words@en` is sure instead of ambiguous"
    phrase = "the allow-phrase `gamma rays` of `gamma` is dropped"
    assert (found("")[tier], found("")[phrase]) == ("uncovered", "uncovered")
    assert found("[{text: a delta, finds: {delta: ambiguous}}]")[tier] == "noticed"
    assert found("[a song of gamma rays]")[phrase] == "noticed"
    assert found("[a song of alpha rays]")[phrase] == "uncovered"

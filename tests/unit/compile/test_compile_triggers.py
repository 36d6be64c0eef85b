"""The way past the engine never passes over a rule that would hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from policy_sets import AT, WORDS, clause, exception, load, policy_set, rule, track

from policyengine import Content, PolicyEngine
from policyengine.evaluation.intake import take_in

LEAVES = (
    *(f"{{text: {{lexicon: {word}}}}}" for word in WORDS),
    "{text: {lexicon: alpha, use: used}}",
    "{text: {lexicon: beta, without: {lexicon: gamma}}}",
    "{count: {of: matches, lexicon: [alpha, beta], at_least: 2}}",
    "{account: {age_days: {below: 7}}}",
    "{account: {verified: true}}",
    "{kind: [track, comment]}",
    "{shape: {in: title, length: {above: 12}}}",
    "{same: [title, description]}",
    "{label: made.first}",
    "{label: made.second}",
)


counted = st.lists(st.sampled_from(LEAVES), min_size=1, max_size=3, unique=True).flatmap(
    lambda of: st.integers(1, len(of)).map(lambda n: f'{{at_least: {{"n": {n}, of: [{", ".join(of)}]}}}}')
)


def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3, unique=True)
    verbs = st.sampled_from(("all", "any", "none"))
    return st.builds(lambda verb, of: f"{{{verb}: [{', '.join(of)}]}}", verbs, several)


conditions = st.recursive(st.sampled_from(LEAVES) | counted, joined, max_leaves=5)
rulesets = st.lists(conditions, min_size=1, max_size=3)
titles = st.lists(st.sampled_from((*WORDS, '"alpha"', "x", ".")), max_size=4).map(" ".join)
items = st.builds(
    lambda title, description, account, kind: track(title, description=description, account=account, kind=kind),
    titles,
    titles,
    st.fixed_dictionaries({}, optional={"age_days": st.integers(0, 10), "verified": st.booleans()}),
    st.sampled_from(("track", "comment", "show")),
)


def engine(asked: list[str]) -> PolicyEngine:
    """Rules over labels that texts make; every rule wants at least a word or a kind, so that all of them load."""
    some = "{any: [{kind: [track, comment, show]}, {text: {lexicon: delta}}]}"
    rules = [rule(f"r{number}", f"all: [{some}, {when}]") for number, when in enumerate(asked)]
    labels = [
        rule("first", "text: {lexicon: alpha}", clause=None, also="label: made.first"),
        rule("second", "all: [{label: made.first}, {text: {lexicon: beta}}]", clause=None, also="label: made.second"),
    ]
    excused = clause(also=f"exceptions: [{exception('why', 'text: {lexicon: gamma}', 'advisory')}]")
    return load(policy_set([*rules, *labels], [excused]))


@settings(max_examples=150)
@given(rulesets, st.lists(items, min_size=3, max_size=6))
def test_where_every_trigger_is_closed_no_rule_holds(asked: list[str], contents: list[dict[str, object]]) -> None:
    loaded = engine(asked)
    evaluator = loaded._evaluator
    heads = {each.head for each in evaluator.program.rules if each.clause is not None}
    for item in contents:
        _, skipped, conclusion = evaluator.conclude(take_in(item), AT)
        _, full = evaluator.conclude_fully(take_in(item), AT)
        assert not skipped
        if conclusion is None:
            assert heads.isdisjoint(full.true)
        else:
            assert conclusion == full


def test_a_trigger_is_closed_by_a_fact_alone() -> None:
    program = load(policy_set([rule("new", "all: [{text: {lexicon: alpha}}, {account: {age_days: {below: 7}}}]")]))
    evaluator = program._evaluator
    for age, expected in ((3, False), (9, True)):
        item = Content.model_validate(track("alpha", account={"age_days": age}))
        assert (evaluator.conclude(item, AT)[2] is None) == expected


def test_a_rule_over_labels_is_reached_through_them() -> None:
    labels = [
        rule("first", "text: {lexicon: alpha}", clause=None, also="label: made.first"),
        rule("second", "all: [{label: made.first}]", clause=None, also="label: made.second"),
    ]
    loaded = load(policy_set([*labels, rule("last", "label: made.second")]))
    assert [each.rules for each in loaded.evaluate(track("alpha"), at=AT).findings] == [("demo/last",)]
    assert loaded.evaluate(track("beta"), at=AT).findings == ()


def test_a_rule_that_only_counts_is_reached_through_any_that_it_counts() -> None:
    loaded = load(
        policy_set([rule("two", 'at_least: {"n": 2, of: [{text: {lexicon: alpha}}, {text: {lexicon: beta}}]}')])
    )
    assert loaded.evaluate(track("alpha beta"), at=AT).findings
    three = ", ".join(f"{{text: {{lexicon: {word}}}}}" for word in WORDS[:3])
    loaded = load(policy_set([rule("two", f'at_least: {{"n": 2, of: [{three}]}}')]))
    assert loaded.evaluate(track("alpha gamma"), at=AT).findings

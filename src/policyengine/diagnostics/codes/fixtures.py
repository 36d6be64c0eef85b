"""PE5xx: examples and suites that are missing, or prove nothing."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

RULE_WITHOUT_FLAG = Code(
    id="PE501",
    title="a rule has no example that it flags",
    means="There is nothing under `examples: flag:` of this rule.",
    why="A rule that can never fire would pass every test.",
    fix="Add an item that the rule must flag.",
    bad="examples:\n  pass: [Spring Day]",
    good="examples:\n  flag: [Buy 5000 followers now]\n  pass: [Spring Day]",
    level="warning",
)

RULE_WITHOUT_PASS = Code(
    id="PE502",
    title="a rule has no example that it lets pass",
    means="There is nothing under `examples: pass:` of this rule.",
    why="A rule that fires on everything would pass every test. False accusations are failures of the product.",
    fix="Add the nearest innocent item you can think of.",
    bad="examples:\n  flag: [Buy 5000 followers now]",
    good="examples:\n  flag: [Buy 5000 followers now]\n  pass: [Thank you for 5000 followers]",
    level="warning",
)

AREA_WITHOUT_SUITE = Code(
    id="PE503",
    title="an area has no suite",
    means="No `*.test.yaml` stands beside this area or overlay, and none names it under `areas`.",
    why="Examples test one rule at a time. Only a suite says what the whole decision should be.",
    fix="Add a suite with the items that matter most, and as many innocent ones.",
    bad="hate/policy.yaml\nhate/rules.yaml",
    good="hate/policy.yaml\nhate/rules.yaml\nhate/hate.ko.test.yaml",
    level="warning",
)

IDENTICAL_CASES = Code(
    id="PE504",
    title="the same case twice",
    means="Two cases of a suite, or two examples of a rule, have the same item.",
    why="The second one proves nothing. Most often a copy was meant to be changed.",
    fix="Change one of them or remove it.",
    bad="examples:\n  pass: [Spring Day, Spring Day]",
    good="examples:\n  pass: [Spring Day, Autumn Day]",
    level="warning",
)

ASSERTS_NOTHING = Code(
    id="PE505",
    title="a case that cannot fail",
    means="The item holds no text and no fact, and nothing is expected of it.",
    why="It passes whatever the rules say.",
    fix="Give the item the text that must stay allowed.",
    bad="cases:\n  - {name: a song, item: {kind: track}, expect: allow}",
    good="cases:\n  - {name: a song, item: {kind: track, title: Spring Day}, expect: allow}",
    level="warning",
)

ITEM_UNUSED = Code(
    id="PE506",
    title="an item of a suite that no case uses",
    means="The suite names an item under `items`, and no case takes it.",
    why="It looks as if it were tested.",
    fix="Use it in a case or remove it.",
    bad="items:\n  song: {kind: track, title: Spring Day}",
    good="items:\n  song: {kind: track, title: Spring Day}\ncases:\n  - {name: a song, item: song, expect: allow}",
    level="warning",
)

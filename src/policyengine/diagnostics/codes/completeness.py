"""PE2xx, PE4xx and PE5xx: what loads, and is still not finished."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

UNUSED = Code(
    id="PE201",
    title="this is defined and never used",
    means="No rule names this lexicon, pattern, condition, list or parameter.",
    why="It looks as if it did something. Often a rule was meant to use it and names another by mistake.",
    fix="Use it in a rule, or remove it.",
    bad="conditions:\n  new_account: {account: {age_days: {below: 7}}}\nrules: []",
    good="conditions:\n  new_account: {account: {age_days: {below: 7}}}\nrules:\n  - when: {use: new_account}",
    level="warning",
)

CLAUSE_WITHOUT_RULE = Code(
    id="PE401",
    title="no rule enforces this clause",
    means="The policy has a clause that no rule of the policy set names.",
    why="Readers take it for enforced. If it is left to people on purpose, that is worth saying in its text.",
    fix="Add a rule, at first as a `draft`, or retire the clause.",
    bad="clauses:\n  - id: HAT-6",
    good="rules:\n  - id: denial\n    clause: HAT-6",
    level="warning",
)

LOCALE_MISSING = Code(
    id="PE402",
    title="a clause has no text in a declared locale",
    means="The manifest promises clause texts in this locale, and this clause has none.",
    why="The person whose content is judged would read the reason in another language.",
    fix="Add the text, or take the locale out of the manifest.",
    bad="title: {en: Slur at a person}",
    good="title: {en: Slur at a person, ko: 사람을 향한 비하 표현}",
    level="warning",
)

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
    means="There is no `*.test.yaml` in the directory of this area.",
    why="Examples test one rule at a time. Only a suite says what the whole decision should be.",
    fix="Add a suite with the items that matter most, and as many innocent ones.",
    bad="hate/policy.yaml\nhate/rules.yaml",
    good="hate/policy.yaml\nhate/rules.yaml\nhate/hate.ko.test.yaml",
    level="warning",
)

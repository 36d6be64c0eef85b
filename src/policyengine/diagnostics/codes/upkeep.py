"""PE4xx: the policy that rules enforce, and who looks after it."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

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
    title="there are no words in a declared locale",
    means="The manifest promises texts in this locale, and this clause or duty has none; or statements have words in "
    "other locales and not in this one.",
    why="The person whose content is judged would read the reason in another language.",
    fix="Add the text, or take the locale out of the manifest.",
    bad="title: {en: Slur at a person}",
    good="title: {en: Slur at a person, ko: 사람을 향한 비하 표현}",
    level="warning",
)

SEVERITY_AGAINST_ACTION = Code(
    id="PE403",
    title="severity and outcome disagree",
    means="What is rated low asks for the strongest measure, or what is rated critical asks for nothing.",
    why="Severity decides how soon and by whom it is reviewed; the outcome decides what happens. Readers "
    "expect them to go together.",
    fix="Change the severity or the outcome.",
    bad="severity: low\noutcome: {action: remove}",
    good="severity: low\noutcome: {action: metadata_fix}",
    level="warning",
)

NO_OWNER = Code(
    id="PE404",
    title="nobody owns this",
    means="The owner is a word that stands for nobody.",
    why="When the rule accuses wrongly, nobody knows whom to ask.",
    fix="Name a team or a person.",
    bad="owner: TODO",
    good="owner: hate-policy",
    level="warning",
)

REVIEW_OVERDUE = Code(
    id="PE405",
    title="the text of a law has not been read for a year",
    means="`as_of` of the law lies more than a year back, or in the future.",
    why="Laws change, and a decision cites this one.",
    fix="Read the law again and set `as_of` to that day.",
    bad="law: {title: Act 1, source: official gazette, as_of: 2019-01-01, verified: primary}",
    good="law: {title: Act 1, source: official gazette, as_of: 2026-06-01, verified: primary}",
    level="warning",
)

RETIRED_CLAUSE = Code(
    id="PE406",
    title="a rule of a clause that is retired",
    means="The clause is no longer enforced, and the rule still names it.",
    why="The rule has not acted since the clause retired.",
    fix="Set `status: retired`, or name the clause that took its place.",
    bad="clauses:\n  - {id: HAT-6, retired: 2020-01-01}\nrules:\n  - {id: denial, clause: HAT-6}",
    good="clauses:\n  - {id: HAT-6, retired: 2020-01-01}\nrules:\n  - {id: denial, clause: HAT-7}",
    level="warning",
)

SUPPRESSION_UNUSED = Code(
    id="PE407",
    title="a suppression that suppresses nothing",
    means="Nothing here has the code that is suppressed.",
    why="It would hide the next such problem, for a reason that no longer exists.",
    fix="Remove the suppression, or correct its code.",
    bad="suppress: [{code: PE999, reason: misspelt}]",
    good="suppress: [{code: PE502, reason: every text breaks this clause}]",
    level="warning",
)

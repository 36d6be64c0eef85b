"""PE2xx: conditions and rules that do not do what they seem to."""

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

DUPLICATE_RULE = Code(
    id="PE202",
    title="two rules say the same",
    means="Another rule of the same clause has the same condition and asks for the same.",
    why="Whoever changes one of them will believe the change made, and the other still acts.",
    fix="Remove one, and keep its id under `was` of the other.",
    bad="rules:\n  - {id: one, clause: HAT-3, when: {text: {lexicon: slurs}}}\n  - {id: two, clause: HAT-3, "
    "when: {text: {lexicon: slurs}}}",
    good="rules:\n  - {id: one, was: two, clause: HAT-3, when: {text: {lexicon: slurs}}}",
    level="warning",
)

SHADOWED_RULE = Code(
    id="PE203",
    title="a wider rule always fires too",
    means="Whenever this rule holds, another one of the same clause holds that asks for the same.",
    why="The rule changes no decision. Often the wider rule was meant to leave something out.",
    fix="Narrow the wider rule, give this one an outcome of its own, or remove it.",
    bad="rules:\n  - {id: any_slur, clause: HAT-3, when: {text: {lexicon: slurs}}}\n  - {id: slur_in_title, "
    "clause: HAT-3, when: {text: {lexicon: slurs, in: title}}}",
    good="rules:\n  - {id: any_slur, clause: HAT-3, when: {text: {lexicon: slurs}}}",
    level="warning",
)

CONTRADICTION = Code(
    id="PE204",
    title="a condition that can never hold",
    means="Two of the conditions that must hold together exclude each other.",
    why="The rule, or this part of it, never fires, and looks as if it protected somebody.",
    fix="Correct the one that is wrong, or ask for `any` instead of `all`.",
    bad="all:\n  - account: {age_days: {below: 7}}\n  - account: {age_days: {above: 30}}",
    good="any:\n  - account: {age_days: {below: 7}}\n  - account: {age_days: {above: 30}}",
    level="warning",
)

ALWAYS_TRUE = Code(
    id="PE205",
    title="a condition that always holds",
    means="It is true of every value that the fact can have.",
    why="It narrows nothing. The number or the list is most often not the one that was meant.",
    fix="Correct the value, or remove the condition.",
    bad="account: {strikes: {at_least: 0}}",
    good="account: {strikes: {at_least: 1}}",
    level="warning",
)

OUT_OF_REACH = Code(
    id="PE206",
    title="a threshold that no value reaches",
    means="The fact has a smallest or a largest value, and the threshold lies beyond it.",
    why="The condition never holds. Shares run from 0 to 1 and are easily taken for percentages.",
    fix="Write a threshold within the range that the message names.",
    bad="shape: {in: title, capitals: {above: 80}}",
    good="shape: {in: title, capitals: {above: 0.8}}",
    level="warning",
)

IDLE_EXCEPTION = Code(
    id="PE207",
    title="an exception that can never apply",
    means="No rule of the clause leaves it room: none admits it, or none asks for more than it softens to.",
    why="The policy promises a context that nobody is ever granted.",
    fix="Let a rule admit it, soften to something weaker, or remove it.",
    bad="outcome: {action: advisory}\nexceptions:\n  - {id: news, when: {label: context.news}, soften_to: "
    "remove, why: reports may quote}",
    good="outcome: {action: remove}\nexceptions:\n  - {id: news, when: {label: context.news}, soften_to: "
    "advisory, why: reports may quote}",
    level="warning",
)

NEVER_IN_FORCE = Code(
    id="PE208",
    title="the days of a rule are over, or there are none",
    means="The dates of the rule, of its clause and of a layer that disables it leave no day that is still to come.",
    why="It reads as if it were in force.",
    fix="Correct the dates, or set `status: retired`.",
    bad="effective: {until: 2020-01-01}",
    good="effective: {until: 2030-01-01}",
    level="warning",
)

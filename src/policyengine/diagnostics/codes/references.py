"""PE14x and PE15x: names that lead nowhere, and rules whose logic cannot work."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

UNKNOWN_REFERENCE = Code(
    id="PE140",
    title="nothing has this name",
    means="Something is referred to that is declared nowhere in the policy set.",
    why="A rule that waits for something that does not exist would be silent for ever.",
    fix="Take the spelling that is suggested, or declare the name.",
    bad="queue: hte",
    good="queue: hate",
)

UNKNOWN_CLAUSE = Code(
    id="PE141",
    title="no clause has this id",
    means="The rule cites a clause that `policy.yaml` of its area does not have.",
    why="Every decision cites the sentence of the policy that it rests on.",
    fix="Correct the id, or add the clause to `policy.yaml` with its title and text.",
    bad="clause: HATE-3",
    good="clause: HAT-3",
)

UNKNOWN_LEXICON = Code(
    id="PE142",
    title="no lexicon has this name",
    means="No ruleset of this area, in any language that is loaded, and nothing in `shared/` provides a lexicon of "
    "that name.",
    why="Without words to look for, the condition could never hold.",
    fix="Correct the name, or add the lexicon to the ruleset of at least one language.",
    bad="text: {lexicon: slur}",
    good="text: {lexicon: slurs}",
)

UNKNOWN_CONDITION = Code(
    id="PE143",
    title="no condition has this name",
    means="`use` refers to a named condition that neither this area nor `shared/` has.",
    why="The rule cannot be understood without it.",
    fix="Correct the name, or write the condition under `conditions`.",
    bad="use: is_quotd",
    good="use: is_quoted",
)

UNKNOWN_LIST = Code(
    id="PE144",
    title="no list has this name",
    means="The rule looks something up in a list that the manifest does not declare.",
    why="A list that does not exist must not be taken for an empty one.",
    fix="Correct the name, or declare the list under `lists` in `policyengine.yaml`.",
    bad="list: {name: protected_name, in: [title]}",
    good="list: {name: protected_names, in: [title]}",
)

UNKNOWN_PARAM = Code(
    id="PE145",
    title="no param has this name",
    means="A value that starts with `$` refers to a named threshold, and there is none of that name.",
    why="Without its threshold the comparison has no meaning.",
    fix="Correct the name, or add it under `params` in the manifest with its value.",
    bad="account: {age_days: {below: $new_acount_days}}",
    good="account: {age_days: {below: $new_account_days}}",
)

UNKNOWN_FIELD = Code(
    id="PE146",
    title="content has no such field",
    means="The rule looks at a field that an item of content does not have.",
    why="An absent field is unknown, and a comparison with something unknown never holds.",
    fix="Take the spelling that is suggested. With the schema that `policyengine schema` writes, an editor completes "
    "the names while you type.",
    bad="text: {lexicon: slurs, in: [titel]}",
    good="text: {lexicon: slurs, in: [title]}",
)

UNKNOWN_LABEL = Code(
    id="PE147",
    title="no rule derives this label",
    means="A condition waits for a label that no loaded rule ever sets.",
    why="The condition could never hold. In an exception, that means content is judged too harshly.",
    fix="Correct the name, or load the area that derives the label.",
    bad="label: context.new",
    good="label: context.news",
)

REPEATED_ID = Code(
    id="PE150",
    title="two things have the same id",
    means="The same id is declared in two places. The message names both.",
    why="A decision that cites the id could not say which of the two it means.",
    fix="Rename one of them. If the second is meant to change the first, say so with `replace`, `extend` or `disable`.",
    bad="- id: slur_at_target\n- id: slur_at_target",
    good="- id: slur_at_target\n- id: slur_in_name",
)

CONDITION_CYCLE = Code(
    id="PE151",
    title="named conditions refer to each other in a circle",
    means="A condition uses a condition that, directly or over others, uses the first again.",
    why="There is no end to it, so nobody could say whether it holds.",
    fix="Write what both have in common as a condition of its own, and let both use that.",
    bad="conditions:\n  a: {use: b}\n  b: {use: a}",
    good="conditions:\n  a: {use: b}\n  b: {language: ko}",
)

LABEL_CYCLE = Code(
    id="PE152",
    title="labels depend on each other in a circle through `none`",
    means="A label is derived only when another is absent, and that other one depends on the first.",
    why="Whether the label is set would depend on which rule is asked first. Decisions must not depend on that.",
    fix="Remove one of the steps that the message lists. Usually one of the two should look at the text and not at "
    "the label.",
    bad="- {label: context.news, when: {none: [{label: context.satire}]}}\n"
    "- {label: context.satire, when: {none: [{label: context.news}]}}",
    good="- {label: context.news, when: {text: {lexicon: news_cues}}}\n"
    "- {label: context.satire, when: {text: {lexicon: satire_cues}}}",
)

NOTHING_POSITIVE = Code(
    id="PE153",
    title="a branch says only what must be absent",
    means="At least one way for the condition to hold consists of `none` alone.",
    why="It would hold for nearly all content, and there would be no words to show as evidence.",
    fix="Add what must be there beside what must not.",
    bad="when:\n  none: [{language: ko}]",
    good="when:\n  all:\n    - text: {lexicon: slurs}\n    - none: [{language: ko}]",
)

EXCUSE_IN_CONDITION = Code(
    id="PE154",
    title="what excuses belongs under the exceptions of the clause",
    means="`none` is used with a `context.` label, such as news or education.",
    why="Inside `none` the finding would vanish without a trace. As an exception it is softened, and the decision "
    "says by what.",
    fix="Move it to `exceptions` of the clause in `policy.yaml`, and say what the outcome is softened to.",
    bad="none: [{label: context.news}]",
    good="exceptions:\n  - {id: news, when: {label: context.news}, soften_to: advisory, why: reports repeat it}",
)

EXCEPTION_WIDENED = Code(
    id="PE155",
    title="a rule gives more excuses than its clause",
    means="The rule names an exception that its clause does not have.",
    why="What is excused is decided once, for the clause. Otherwise two rules under one sentence would judge "
    "differently.",
    fix="Change the clause, or let the rule name fewer exceptions than its clause.",
    bad="exceptions: [news, parody]   # the clause has only news",
    good="exceptions: [news]",
)

CONDITION_TOO_LARGE = Code(
    id="PE156",
    title="the condition is too large",
    means="Written out, the condition has more combinations than the engine takes for one rule.",
    why="Each item has to be judged within a fixed time, however many rules there are.",
    fix="Give parts of it names, or let a rule derive a label and build on that.",
    bad="at_least: {n: 3, of: [{at_least: {n: 3, of: [{label: signs.a}]}}]}   # and forty more of the kind",
    good="all: [{label: signs.many}, {text: {lexicon: bets}}]",
)

IDS_REUSED = Code(
    id="PE157",
    title="a retired id is used again",
    means="The id stands in the `was` list of another rule: it was the name of that one before.",
    why="Old decisions cite the id. They must never seem to speak of something else.",
    fix="Choose a new id.",
    bad="- {id: slur_in_name, was: [slur_at_target]}\n- {id: slur_at_target}",
    good="- {id: slur_in_name, was: [slur_at_target]}\n- {id: slur_at_person}",
)

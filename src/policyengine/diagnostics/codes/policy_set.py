"""PE16x and PE17x: the folders, layers and lists that a policy set is loaded from."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

PATH_ESCAPES = Code(
    id="PE160",
    title="the path leads out of the policy set",
    means="The folder holds a link to a file or folder outside of it.",
    why="A policy set must mean the same on every computer, so it may not depend on what lies around it.",
    fix="Put the file itself into the folder of the policy set, in place of the link.",
    bad="hate/ko.yaml -> ../../drafts/ko.yaml",
    good="hate/ko.yaml",
)

UNKNOWN_FILE = Code(
    id="PE161",
    title="a file that has no place in a policy set",
    means="The folder holds a file whose name or ending is none of those a policy set knows.",
    why="A ruleset called `ko.yml` or `kr.yaml` would be left out, and nobody would notice.",
    fix="Rename the file as the message suggests, or move it elsewhere.",
    bad="hate/ko.yml",
    good="hate/ko.yaml",
)

NO_MANIFEST = Code(
    id="PE162",
    title="the policy set has no manifest",
    means="The folder has no `policyengine.yaml`.",
    why="The manifest says which format the files have, and which languages, markets and actions there are.",
    fix="Check that you named the right folder, the one that holds the folders of the areas, or add the manifest.",
    bad="ours/hate/rules.yaml",
    good="ours/policyengine.yaml\nours/hate/rules.yaml",
)

UNKNOWN_FORMAT = Code(
    id="PE163",
    title="the format of the policy set is not known",
    means="`format` in the manifest is a number that this version of the program does not read.",
    why="Keys may mean something else in another format.",
    fix="Update the program, or correct the number.",
    bad="format: 7",
    good="format: 1",
)

NEWER_PROGRAM_NEEDED = Code(
    id="PE164",
    title="the policy set needs another version of the program",
    means="`requires` in the manifest asks for a version other than the one that is installed.",
    why="An older program would not understand all rules and would have to leave some out.",
    fix="Install a version that fits, or correct `requires`.",
    bad='requires: ">=2.0"',
    good='requires: ">=0.1"',
)

NO_POLICY = Code(
    id="PE165",
    title="an area has rules but no policy",
    means="The folder holds rulesets but no `policy.yaml` with the clauses that they enforce.",
    why="No rule may act without a sentence of the policy to cite.",
    fix="Add `policy.yaml`, or correct the name of the folder if the rulesets belong to another area.",
    bad="hate/ko.yaml",
    good="hate/policy.yaml\nhate/ko.yaml",
)

UNKNOWN_TARGET = Code(
    id="PE167",
    title="a layer changes something that does not exist",
    means="`disable`, `replace` or `extend` names an id that no lower layer has.",
    why="The change you rely on would not happen.",
    fix="Take the spelling that is suggested. The id has to be complete: `hate/slur_at_target`. If it was renamed, "
    "use the new one.",
    bad="disable: [{rule: slur_at_target, reason: too noisy, owner: apac, until: 2027-06-01}]",
    good="disable: [{rule: hate/slur_at_target, reason: too noisy, owner: apac, until: 2027-06-01}]",
)

DISABLE_EXPIRED = Code(
    id="PE168",
    title="a rule that was disabled is active again",
    means="The date under `until` has passed, so the rule acts again.",
    why="Disabling is meant to buy time for a repair, not to switch a rule off for ever unseen.",
    fix="Delete the entry if the rule is in order. If not, decide again and set a new date.",
    bad="disable: [{rule: hate/slur_at_target, reason: noisy, owner: apac, until: 2020-01-01}]",
    good="disable: [{rule: hate/slur_at_target, reason: noisy, owner: apac, until: 2027-06-01}]",
    level="warning",
)

LAYERS_CONFLICT = Code(
    id="PE169",
    title="two layers change the same thing",
    means="The same rule or lexicon is changed twice in ways that cannot both be meant.",
    why="Which of them wins would depend on the order in which folders are named.",
    fix="Keep one of the two changes. The message names both places.",
    bad="ours/policyengine.yaml   disable: hate/slur_at_target\nmine/policyengine.yaml   disable: hate/slur_at_target",
    good="ours/policyengine.yaml   disable: hate/slur_at_target",
)

LIST_NOT_DECLARED = Code(
    id="PE171",
    title="a list was given that the manifest does not declare",
    means="The program that loads the policy set supplied a list under a name that the manifest does not have.",
    why="Most often the name is misspelt, and the list that was meant is missing.",
    fix="Take the spelling that is suggested, or declare the list in the manifest.",
    bad='PolicyEngine.load("rulesets/", lists={"protected_name": ["새벽기차"]})',
    good='PolicyEngine.load("rulesets/", lists={"protected_names": ["새벽기차"]})',
)

INVALID_LIST_ITEM = Code(
    id="PE172",
    title="an item of a list holds nothing to look for",
    means="The item is empty, or consists of spaces and invisible characters.",
    why="It could never be found, so it would protect or block nobody.",
    fix="Remove the item, or write the name that was meant.",
    bad='lists={"protected_names": ["새벽기차", "\\u200b"]}',
    good='lists={"protected_names": ["새벽기차"]}',
)

UNKNOWN_SELECTION = Code(
    id="PE173",
    title="an area or language was asked for that the policy set does not have",
    means="`areas` or `languages` at load names something that no layer provides.",
    why="You would believe that content is judged by rules that are not there.",
    fix="Take the spelling that is suggested, or add the layer that provides it.",
    bad='PolicyEngine.load("rulesets/", languages=["kr"])',
    good='PolicyEngine.load("rulesets/", languages=["ko"])',
)

"""PE10x: a file that cannot be read as text or as YAML at all."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

UNREADABLE = Code(
    id="PE101",
    title="the file cannot be read",
    means="The file is not there, is a folder, or this computer does not let you open it.",
    why="A policy set is loaded whole or not at all: leaving a file out would switch its rules off without a word.",
    fix="Check the spelling of the path, capital letters included, and that you may read the file.",
    bad="$ policyengine check ruleset\nrulesets/policyengine.yaml",
    good="$ policyengine check rulesets\nrulesets/policyengine.yaml",
)

NOT_UTF8 = Code(
    id="PE102",
    title="the file is not UTF-8 text",
    means="The file was saved in another encoding (often UTF-16, EUC-KR, Shift JIS or a Windows code page), "
    "or it is not a text file.",
    why="In the wrong encoding the words of a lexicon turn into other characters and would never match anything.",
    fix='Open the file in your editor and save it again with the encoding "UTF-8". The message names the first place '
    "that is not UTF-8.",
    bad="# saved as EUC-KR\nterms: [도박]",
    good="# saved as UTF-8\nterms: [도박]",
)

TOO_LARGE = Code(
    id="PE103",
    title="the file is too large",
    means="One file of a policy set may hold at most 2 MiB.",
    why="Nobody can review a file of that size, and loading has to stay quick.",
    fix="Put each language into a file of its own, or divide the area. Data that changes often, such as names or "
    "identifiers, belongs into a list given at load.",
    bad="hate/all.yaml   3.4 MiB",
    good="hate/ko.yaml    0.2 MiB\nhate/ja.yaml    0.3 MiB",
)

EMPTY = Code(
    id="PE104",
    title="the file is empty",
    means="The file holds nothing, or nothing but comments.",
    why="An empty file is more often a save that went wrong than a wish. It is not taken for an empty ruleset.",
    fix="Write the content, or delete the file.",
    bad="# rules for Korean",
    good="# rules for Korean\nlanguage: ko",
)

CONTROL_CHARACTER = Code(
    id="PE105",
    title="the file holds an invisible control character",
    means="Somewhere in the file stands a character that has no shape, such as a NUL, a backspace or a Unicode line "
    "separator. It usually arrives with pasted text.",
    why="You cannot see it, but it would be part of a term, and the term would then never match.",
    fix="Delete it. Retyping the line is the surest way. If a test needs a Unicode line separator, write it inside "
    'double quotes as "\\u2028".',
    bad="terms: [casino\u2028]",
    good="terms: [casino]",
)

TOO_DEEP = Code(
    id="PE106",
    title="values are nested too deeply",
    means="Lists and mappings may stand inside each other at most 64 levels deep.",
    why="No rule needs that. It is the mark of a file that was damaged, or made to bring the program down.",
    fix="Give parts of the condition names and refer to them with `use: name`.",
    bad="when: {all: [{any: [{all: [{any: [text: {lexicon: bets}]}]}]}]}   # and so on, 65 levels",
    good="when: {use: bets_in_title}",
)

TOO_MANY = Code(
    id="PE107",
    title="too many values in a file, or too many files",
    means="One file may hold at most 200,000 keys and values, and one folder at most 10,000 policy files.",
    why="Loading has to stay quick, and nobody can review that much.",
    fix="Divide the area, or move data into a list given at load. If it is files, check that you named the right "
    "folder.",
    bad="hate/ko.yaml   240,000 values",
    good="hate/ko.yaml   120,000 values\nnames.txt      120,000 lines, given at load",
)

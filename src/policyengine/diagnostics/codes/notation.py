"""PE11x: YAML that cannot be read, or that other readers of YAML would read otherwise."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

SYNTAX = Code(
    id="PE110",
    title="this is not YAML",
    means="The file breaks the rules of YAML at this place, so what follows cannot be read either.",
    why="Indentation, colons, dashes, quotes and brackets are all that tells what belongs to what.",
    fix="Look at the marked place and at the line above it. Usual causes: no space after a colon or a dash, a line "
    "that stands too far left or right, a quote or bracket that is never closed, text with a colon in it that needs "
    "quotes. Mend this one first; later problems show once it is gone.",
    bad="then: {recommend: remove",
    good="then: {recommend: remove}",
)

TAB = Code(
    id="PE111",
    title="a tab stands where only spaces may",
    means="The line is indented with a tab, or a tab stands between a colon or dash and what follows.",
    why="A tab is as wide as each editor likes, so YAML cannot tell how deep the line stands and forbids it.",
    fix='Replace the tab with spaces, two for each level. Most editors can do that: look for "insert spaces" or '
    '"convert indentation".',
    bad="then:\n\trecommend: remove",
    good="then:\n  recommend: remove",
)

DUPLICATE_KEY = Code(
    id="PE112",
    title="the same key stands twice",
    means="One mapping has the same key two times. The message names both places.",
    why="Most readers of YAML keep the last one without a word. Half of what you wrote would be lost.",
    fix="Merge the two, or rename one. Often a dash is missing that should begin a new list item.",
    bad="clause: HAT-3\nstatus: live\nclause: HAT-4",
    good="clause: HAT-3\nstatus: live",
)

KEY_NOT_TEXT = Code(
    id="PE113",
    title="a key is not text",
    means="A key must be a word. This one is a number, true or false, nothing, a list or a mapping.",
    why="Programs read such keys in different ways, so the entry could not be found again.",
    fix='Put the key in quotes: "1" instead of 1.',
    bad="levels:\n  1: low",
    good='levels:\n  "1": low',
)

ANCHOR = Code(
    id="PE114",
    title="anchors, aliases and merges are not used here",
    means="`&name` marks a piece of YAML, `*name` repeats it and `<<` merges it into another. A plain `*` or `&` at "
    "the start of a text means the same to YAML.",
    why="What a rule says must be readable where the rule stands, and a change in one place must not change another "
    "unseen.",
    fix="Write the content out, or give a condition a name and refer to it with `use: name`. If you meant the "
    "character itself, put the text in quotes.",
    bad="first: &kinds [track, album]\nsecond: *kinds",
    good="first: [track, album]\nsecond: [track, album]",
)

TAG = Code(
    id="PE115",
    title="tags are not used here",
    means="A word that starts with `!`, such as `!!str`, tells YAML what type a value has. A plain `!` at the start "
    "of a text means the same to YAML.",
    why="The type of every value is already known from its key.",
    fix="Delete the tag. If you meant the character itself, put the text in quotes.",
    bad="term: !hot",
    good='term: "!hot"',
)

SEVERAL_DOCUMENTS = Code(
    id="PE116",
    title="the file holds more than one YAML document",
    means="A line `---` in the middle of the file starts a second document; a line that starts with `%` gives orders "
    "to the YAML reader.",
    why="One file is one thing with one name. Everything after the line would be overlooked.",
    fix="Delete the line, or move the second part into a file of its own.",
    bad="language: ko\n---\nlanguage: ja",
    good="language: ko",
)

AMBIGUOUS_WORD = Code(
    id="PE117",
    title="a plain word that many programs take for true or false",
    means="Without quotes, `no`, `yes`, `on`, `off`, `y` and `n` are text to some readers of YAML and true or false "
    "to others.",
    why="The language code `no` (Norwegian) in a list of languages is the famous case: half of all tools read it as "
    "false.",
    fix='Write `"no"` in quotes if you mean the word. Write `true` or `false` if you mean that.',
    bad="languages: [ko, ja, no]",
    good='languages: [ko, ja, "no"]',
)

AMBIGUOUS_NUMBER = Code(
    id="PE118",
    title="a plain value that programs take for different numbers",
    means="Without quotes, `010` is ten to some readers and eight to others, `12:30` is text or 750, `1_000` is text "
    "or a thousand.",
    why="A code, a time or a spelling like `010` in a lexicon would silently become another number.",
    fix="Put it in quotes if you mean the characters. Write an ordinary number (`10`, `750`, `1000`) if you mean the "
    "number.",
    bad="at: 12:30",
    good='at: "12:30"',
)

ESCAPED_CONTROL = Code(
    id="PE119",
    title="a double-quoted text holds a control character",
    means="Inside double quotes a backslash starts an escape: `\\b` is a backspace, `\\f` a form feed, `\\0` a NUL.",
    why='A pattern written as "\\bword\\b" holds two backspaces instead of two word boundaries and never matches.',
    fix="Use single quotes for patterns: in them a backslash is just a backslash.",
    bad='regex: "\\bbet\\b"',
    good="regex: '\\bbet\\b'",
)

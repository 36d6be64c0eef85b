"""PE12x and PE13x: well-formed YAML that does not have the shape a policy set asks for."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

UNKNOWN_KEY = Code(
    id="PE120",
    title="this key is not known here",
    means="There is no such key at this place. It may be misspelt, or it may belong one level further out or in.",
    why="A key that is passed over is a condition that does not hold anything back, or an outcome that never comes.",
    fix="Take the spelling that is suggested, or look up which keys this place has.",
    bad="id: slur_at_target\nowners: hate-policy",
    good="id: slur_at_target\nowner: hate-policy",
)

MISSING_KEY = Code(
    id="PE121",
    title="a key is missing",
    means="Something that must be stated is not stated.",
    why="Nothing is assumed where a decision would depend on it, and a rule that does not say what it is for cannot be "
    "reviewed.",
    fix="Add the key. If it is there, check that it is indented as far as its neighbours.",
    bad="- id: slur_at_target\n  clause: HAT-3",
    good="- id: slur_at_target\n  clause: HAT-3\n  why: slurs aimed at people, beyond quotation",
)

WRONG_TYPE = Code(
    id="PE122",
    title="another kind of value is expected",
    means="A text stands where a list belongs, a list where a mapping belongs, nothing where something belongs, and "
    "so on.",
    why="Guessing what was meant would make the rule do something that nobody wrote.",
    fix="A list is written `[a, b]` or with a dash on each line; a mapping is written as `key: value` lines, indented. "
    "If nothing stands after the colon, write the value or remove the key.",
    bad="terms: jackpot",
    good="terms: [jackpot]",
)

NUMBER_FOR_TEXT = Code(
    id="PE123",
    title="a plain number stands where text is expected",
    means="Without quotes, `1.10` is the number 1.1 and `2024` is a number too. Here text is wanted.",
    why="The last zero of a version would be lost, and a term made of digits would not be the term you wrote.",
    fix='Put it in quotes: `"1.10"`.',
    bad="version: 1.10",
    good='version: "1.10"',
)

VALUE_NOT_ALLOWED = Code(
    id="PE124",
    title="the value is none of those allowed",
    means="This key takes one of a fixed set of words.",
    why="A status or an action that nobody knows cannot be acted on.",
    fix="Choose one of the words that the message lists.",
    bad="status: active",
    good="status: live",
)

OUT_OF_RANGE = Code(
    id="PE125",
    title="the number is out of range",
    means="The number is smaller or larger than this key can take.",
    why="A threshold that can never be reached switches a rule off; one that is always reached flags everything.",
    fix="Write a number within the limits that the message states.",
    bad="high: {within: 4h, level: 0}",
    good="high: {within: 4h, level: 1}",
)

WRONG_LENGTH = Code(
    id="PE126",
    title="too short or too long",
    means="The text or the list has fewer or more characters or items than this key can take.",
    why="An empty list or text would say nothing, and one without an end could not be shown or reviewed.",
    fix="Keep to the limit that the message states, or remove the key if there is nothing to say.",
    bad="terms: []",
    good="terms: [jackpot]",
)

INVALID_VALUE = Code(
    id="PE127",
    title="the value cannot be accepted",
    means="The value has the right kind but breaks a rule of its own, which the message states.",
    why="Values are checked when they are written, so that nothing has to fail while content is judged.",
    fix="Follow the message.",
    bad="effective: {from: 2026-05-01, until: 2026-04-01}",
    good="effective: {from: 2026-05-01, until: 2026-06-01}",
)

INVALID_ID = Code(
    id="PE128",
    title="this cannot be an id or a name",
    means="An id has small Latin letters, digits and underscores and begins with a letter. Clause ids have the form "
    "`HAT-3`.",
    why="Ids stand in decisions, logs and file names, where spaces, capitals and other scripts get lost or confused.",
    fix="Rename it. An id is never reused: when you rename a rule that was live, keep its old id under `was`.",
    bad="id: Slur at target",
    good="id: slur_at_target",
)

INVALID_LANGUAGE = Code(
    id="PE129",
    title="this is not a language tag",
    means="Languages are written as BCP 47 tags: `ko`, `ja`, `zh-Hant`, `hi-Latn`.",
    why="A ruleset under a wrong tag is loaded for a language that no content has.",
    fix="Use the two-letter code, followed by the script only where the language has several. Country codes are not "
    "language codes: Korean is `ko`, not `kr`; Japanese is `ja`, not `jp`; Chinese is `zh-Hans` or `zh-Hant`, not "
    "`cn` or `tw`.",
    bad="language: kr",
    good="language: ko",
)

INVALID_DATE = Code(
    id="PE130",
    title="this is not a date",
    means="Dates are written year-month-day with two digits for month and day: `2026-03-01`.",
    why="`3/1/2026` is the third of January to some and the first of March to others.",
    fix="Write the date as `2026-03-01`; check that the day exists in that month.",
    bad="until: 3/1/2026",
    good="until: 2026-03-01",
)

INVALID_PATTERN = Code(
    id="PE131",
    title="this pattern cannot be used",
    means="The pattern has a mistake, or uses something that could make it very slow: `*`, `+`, back-references, or "
    "repeats inside repeats.",
    why="Content is judged within a time limit. A pattern without bounds lets a single title use all of it.",
    fix="Give each repeat a limit (`{0,40}` instead of `*`), and let the pattern hold at least one fixed piece of "
    "text. Plain words belong into a lexicon, which is faster and sees through disguises.",
    bad="regex: 'win.*prize'",
    good="regex: 'win.{0,40}prize'",
)

CONFLICTING_KEYS = Code(
    id="PE132",
    title="keys that do not go together, or too many or too few of them",
    means="This place takes exactly one of several keys, or two of the keys rule each other out.",
    why="With both there would be two meanings, and only one of them could be followed.",
    fix="Keep one. To combine conditions, make each its own list item under `all` or `any`.",
    bad="when:\n  all: [{use: bets}]\n  any: [{use: prizes}]",
    good="when:\n  all:\n    - use: bets\n    - any: [{use: prizes}]",
)

INVALID_MARKET = Code(
    id="PE133",
    title="this is not a market code",
    means="Markets are written as two capital letters after ISO 3166: `KR`, `JP`, `TW`.",
    why="Law and enforcement depend on the market; a wrong code would restrict nobody or the wrong people.",
    fix='Use the country code in capitals and in quotes where YAML needs them. Norway is `"NO"`.',
    bad="territory: [kor]",
    good="territory: [KR]",
)

INVALID_DURATION = Code(
    id="PE134",
    title="this is not a length of time",
    means="A length of time is a whole number with a unit: `30m`, `24h`, `7d`.",
    why="A bare number could be minutes, hours or days, and a deadline hangs on it.",
    fix="Write the number and the unit without a space.",
    bad="within: 24 hours",
    good="within: 24h",
)

TYPES_DO_NOT_COMPARE = Code(
    id="PE136",
    title="this field cannot be compared like that",
    means="The comparison does not suit the field: `below` on a text, or a word for a field that holds a number.",
    why="Such a comparison would never hold, so the rule would never act.",
    fix="Use a comparison that suits the field: `below`, `above`, `at_least`, `at_most` for numbers and dates, `is` "
    "and `in` for words, `true` or `false` for yes-or-no facts.",
    bad="account: {age_days: {is: young}}",
    good="account: {age_days: {below: 30}}",
)

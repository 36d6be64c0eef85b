"""PE3xx: terms and phrases that are not found as their writer expects."""

from __future__ import annotations

from policyengine.diagnostics.code import Code

NOT_NFC = Code(
    id="PE301",
    title="a term is not in Unicode form NFC",
    means="Letters and their marks, or the parts of a Hangul syllable, are written as separate characters.",
    why="It looks like any other text and is found alike, but no search in the file finds it, and nobody can "
    "compare it.",
    fix="Type the term anew, or normalise the file to NFC.",
    bad='terms: ["cafe\\u0301"]',
    good='terms: ["café"]',
    level="warning",
)

INVISIBLE_IN_TERM = Code(
    id="PE302",
    title="a term holds an invisible character",
    means="A character without any appearance, such as a zero-width space, stands in the term.",
    why="Folding removes it, so it does nothing; most often it was copied by accident.",
    fix="Delete it, and type the term anew if need be.",
    bad='terms: ["spam\\u200bmer"]',
    good="terms: [spammer]",
    level="warning",
)

CONFUSABLE_IN_TERM = Code(
    id="PE303",
    title="a word mixes letters that look alike",
    means="Within one word stands a letter of another alphabet that looks like one of the word's own.",
    why="The word as people write it is not what is looked for. Disguised letters are found without writing them down.",
    fix="Type the word anew in one alphabet.",
    bad='terms: ["sp\\u0430m"]',
    good="terms: [spam]",
    level="warning",
)

BOUNDARY_UNSUITED = Code(
    id="PE304",
    title="a boundary that does not suit the script",
    means="The stated boundary asks for something that the script of the term does not have.",
    why="Korean puts particles right behind a word, and Chinese, Japanese and Thai put no spaces between "
    "words: most of what is meant is missed.",
    fix="Take the boundary out, so that the script decides, or take the one that the message names.",
    bad="terms: [{term: 비속어, boundary: word}]",
    good="terms: [{term: 비속어}]",
    level="warning",
)

NEVER_FOUND = Code(
    id="PE305",
    title="a term that its own text does not bring up",
    means="A text that is nothing but the term gives no match: an allow-phrase covers it, or its boundary is "
    "never met.",
    why="The term is switched off, and nothing shows it. A comma in an unquoted allow-phrase makes two phrases of it.",
    fix="Quote the allow-phrase, make it longer than the term, or correct the boundary.",
    bad="terms: [{term: tanga, allow: [tanga, tanzania]}]",
    good='terms: [{term: tanga, allow: ["tanga, tanzania"]}]',
    level="warning",
)

TWO_TIERS = Code(
    id="PE306",
    title="one form in two tiers",
    means="The same form belongs to two terms of one lexicon that have different tiers.",
    why="Both match. Rules for the surer tier act on what the other term calls ambiguous.",
    fix="Keep the form in the term where it belongs.",
    bad="terms:\n  - {term: pikey, variants: [piker]}\n  - {term: piker, tier: ambiguous}",
    good="terms:\n  - pikey\n  - {term: piker, tier: ambiguous}",
    level="warning",
)

FORM_TOLD_TWICE = Code(
    id="PE307",
    title="a form that is found anyway",
    means="The lexicon already has this form: written twice, as another spelling, or as the term with an ending.",
    why="It does nothing and makes the list longer to review.",
    fix="Remove the form that is not needed.",
    bad="terms: [{term: spammer, variants: [Spammer, spammers], boundary: stem}]",
    good="terms: [{term: spammer, boundary: stem}]",
    level="warning",
)

INNOCENT_TEXT = Code(
    id="PE308",
    title="a sure term that stands in innocent text",
    means="The clean items hold this term as a match that is used, and its tier is `sure`.",
    why="`sure` says that a word is hardly ever innocent, and rules act on it without asking for more.",
    fix="Give it another tier, or allow the phrase in which it stood.",
    bad="terms: [faggots]",
    good="terms: [{term: faggots, allow: [faggots and peas]}]",
    level="warning",
)

FOREIGN_SCRIPT = Code(
    id="PE309",
    title="a term is not in the script of its language",
    means="The letters of the term belong to a script that the language of the file is not written in.",
    why="Endings, boundaries and the language gate of this file do not fit it. It may stand in the wrong file.",
    fix="Move it to the file of its language.",
    bad="ko.yaml   terms: [クズ]",
    good="ja.yaml   terms: [クズ]",
    level="warning",
)

PROVIDER_MISSING = Code(
    id="PE310",
    title="a declared language without its words",
    means="The manifest promises this language, and the area, or one of its lexicons, has nothing in it.",
    why="Rules that read the lexicon are silent in that language, and nobody is told.",
    fix="Add the lexicon, or suppress with the reason why the language needs none.",
    bad="languages: [en, ko]\nhate/en.yaml",
    good="languages: [en, ko]\nhate/en.yaml\nhate/ko.yaml",
    level="warning",
)

IDLE_PHRASE = Code(
    id="PE311",
    title="an allow-phrase that excuses nothing",
    means="No form of the term stands anywhere in this allow-phrase.",
    why="A match counts unless it lies inside the phrase, so this one never matters. It often stands at a wrong term.",
    fix="Remove it, or move it to the term that it is for.",
    bad="terms: [{term: tanga, allow: [Republic of Tanzania]}]",
    good='terms: [{term: tanga, allow: ["Tanga, Tanzania"]}]',
    level="warning",
)

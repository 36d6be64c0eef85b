"""Rulesets: the rules, lexicons and patterns of one area, in one language or in any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeAlias, get_args

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model import matching
from policyengine.model.base import (
    ClauseId,
    Day,
    Definition,
    LabelName,
    LanguageTag,
    Market,
    Name,
    OneOrMany,
    Suppressions,
    Text,
)
from policyengine.model.conditions import Condition
from policyengine.model.content import TEXT_FIELDS, Kind
from policyengine.model.forms import Form, well_formed
from policyengine.model.policy import Outcome
from policyengine.model.ways import Way

Category = Literal[
    "profanity",
    "slur",
    "sexual",
    "threat",
    "self_harm",
    "harassment",
    "drugs",
    "weapons",
    "gambling",
    "scam",
    "extremism",
    "spam",
    "context",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
Status = Literal["draft", "shadow", "live", "retired"]
Headword = Annotated[StrictStr, Field(min_length=1, max_length=200)]
Disguises = Annotated[
    OneOrMany[matching.Disguise] | None,
    Field(
        description="The disguises under which a term is also found; `[]`: none. By category and tier when not given."
    ),
]
Boundary = Annotated[
    matching.Boundary,
    Field(
        description="Where a term may stand: `word` alone; `stem` with the endings of its language; `start` of a word; "
        "`segment` on the edges of words in a script without spaces; `none` anywhere."
    ),
]


class Term(Definition):
    """A word or phrase of a lexicon."""

    term: Annotated[Headword, Field(description="The headword, as decisions name it.")]
    tier: Annotated[
        matching.Tier,
        Field(
            description="`sure`: hardly ever innocent; `ambiguous`: depends on the sentence; `reclaimed`: also used "
            "by those it names; `homonym`: also an unrelated, innocent word."
        ),
    ] = "sure"
    sense: Annotated[Text | None, Field(description="What the term means where it counts.")] = None
    variants: Annotated[tuple[Form, ...], Field(description="Other spellings and inflected forms.")] = ()
    allow: Annotated[tuple[Form, ...], Field(description="A match inside one of these phrases does not count.")] = ()
    boundary: Annotated[Boundary | None, Field(description="The lexicon's, or by script, when not given.")] = None
    disguises: Disguises = None
    own_language_only: Annotated[
        StrictBool,
        Field(description="Counts only in text known to be in the ruleset's language: an ordinary word elsewhere."),
    ] = False
    suppress: Suppressions = ()


def _term(value: Any) -> Any:
    return value if isinstance(value, dict) else {"term": value}


TermEntry = Annotated[Term, BeforeValidator(_term, json_schema_input_type=Term | str)]


class Lexicon(Definition):
    """A named list of terms of one category."""

    category: Annotated[Category, Field(description="`context` accuses nobody.")]
    description: Text | None = None
    reviewed_by: Annotated[Text, Field(description="The native speaker who reviewed it, or `none yet`.")]
    mask: Annotated[StrictBool, Field(description="Matched text never appears in decisions.")] = False
    marks: Annotated[
        Literal["mention", "use"] | None,
        Field(
            description="A match of this lexicon says that its sentence mentions words (`mention`), or that it means "
            "them whatever else it says (`use`)."
        ),
    ] = None
    boundary: Annotated[Boundary | None, Field(description="The boundary of its terms that state none.")] = None
    disguises: Disguises = None
    allow: Annotated[tuple[Form, ...], Field(description="Allow-phrases for every term.")] = ()
    suppress: Suppressions = ()
    terms: Annotated[tuple[TermEntry, ...], Field(min_length=1)]


class Pattern(Definition):
    """A regular expression over folded text (lower case, NFKC). Repeats must be bounded."""

    regex: Annotated[StrictStr, Field(min_length=1, max_length=2000)]
    category: Category
    description: Text
    mask: StrictBool = False
    suppress: Suppressions = ()


class Effective(Definition):
    """The days on which a rule is in force: from the start of `from` until the start of `until`, UTC."""

    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is not None and self.until is not None and self.until <= self.from_:
            context = {"until": self.until, "from": self.from_, "help": "`until` is the first day without the rule"}
            raise PydanticCustomError("never_in_force", "`until: {until}` is not after `from: {from}`", context)
        return self


EVERY = "every"
if TYPE_CHECKING:
    ExampleField: TypeAlias = str
    ExampleKind: TypeAlias = str
else:
    ExampleField = Literal[(*TEXT_FIELDS, EVERY)]
    ExampleKind = Literal[(*get_args(Kind), EVERY)]


class Example(Definition):
    """An example of a rule: a text put into a field, or a whole item."""

    text: Annotated[
        StrictStr | None,
        AfterValidator(lambda text: text if text is None else well_formed(text)),
        Field(description="`{a|b}` stands for either: the example is run with each."),
    ] = None
    in_: Annotated[
        OneOrMany[ExampleField],
        Field(
            alias="in",
            description="The example is run in each of these fields; `every`: in each that the rule names. The first "
            "that the rule names when not given.",
        ),
    ] = ()
    kind: Annotated[
        OneOrMany[ExampleKind],
        Field(
            description="The example is run as each of these kinds; `every`: as each that the rule names. The first "
            "that the rule names, or `track`, when not given."
        ),
    ] = ()
    language: LanguageTag | None = None
    content: Annotated[dict[str, Any] | None, Field(description="An item; `id` and `kind` may be left out.")] = None
    with_: Annotated[
        tuple[Way, ...],
        Field(alias="with", description="Also with the words that match disguised, in each of these ways."),
    ] = ()
    todo: Annotated[
        Text | None,
        Field(description="Why the example does not hold yet. It is run, and fails on the day it holds."),
    ] = None
    because: Annotated[Text | None, Field(description="Why the outcome is right.")] = None

    @model_validator(mode="after")
    def _has_something(self) -> Self:
        if self.text is None and self.content is None:
            raise PydanticCustomError(
                "empty_example",
                "this example has neither `text` nor `content`",
                {"help": "write the text itself"},
            )
        return self


def _example(value: Any) -> Any:
    return value if isinstance(value, dict) else {"text": value}


ExampleEntry = Annotated[Example, BeforeValidator(_example, json_schema_input_type=Example | str)]


class Examples(Definition):
    """Items on which the rule must fire, and near misses on which it must not."""

    flag: tuple[ExampleEntry, ...] = ()
    pass_: Annotated[tuple[ExampleEntry, ...], Field(alias="pass")] = ()


class RuleBody(Definition):
    """A rule without its id: what replaces a rule in a layer."""

    clause: Annotated[ClauseId | None, Field(description="The clause that the rule enforces.")] = None
    label: Annotated[LabelName | None, Field(description="The label that the rule derives, instead of a clause.")] = (
        None
    )
    status: Annotated[
        Status,
        Field(description="`draft` is only checked; `shadow` is evaluated and reported but never acts."),
    ] = "live"
    effective: Effective = Effective()
    owner: Annotated[Text | None, Field(description="The area's owner when not given.")] = None
    why: Annotated[Text, Field(description="What the rule is for, in one sentence.")]
    was: Annotated[OneOrMany[Name], Field(description="Former ids. An id is never used again.")] = ()
    territory: Annotated[tuple[Market, ...], Field(description="Only in these markets.")] = ()
    exceptions: Annotated[
        tuple[Name, ...] | None,
        Field(description="Only these exceptions of the clause apply; all when not given."),
    ] = None
    when: Condition
    then: Annotated[Outcome | None, Field(description="The clause's outcome when not given.")] = None
    max_per_day: Annotated[
        StrictInt | None,
        Field(ge=1, description="How often it may act in a day; decisions tell when it would exceed that."),
    ] = None
    examples: Examples = Examples()
    suppress: Suppressions = ()

    @model_validator(mode="after")
    def _clause_or_label(self) -> Self:
        if (self.clause is None) == (self.label is None):
            raise PydanticCustomError(
                "clause_or_label",
                "a rule either enforces a `clause` or derives a `label`",
                {"code": "PE132", "help": "give exactly one of the two"},
            )
        if self.label is not None and (self.then is not None or self.exceptions is not None or self.territory):
            raise PydanticCustomError(
                "label_outcome",
                "a rule that derives a label accuses nobody, so it has no `then`, `exceptions` or `territory`",
                {"code": "PE132", "help": "remove them, or give the rule a `clause`"},
            )
        return self


class Rule(RuleBody):
    """`when` a condition holds, `then` an outcome under one clause; or a label is derived."""

    id: Name


class Ruleset(Definition):
    """A file of rules. `language` is given where it is for one language."""

    language: LanguageTag | None = None
    lexicons: dict[Name, Lexicon] = Field(default_factory=dict)
    patterns: dict[Name, Pattern] = Field(default_factory=dict)
    conditions: dict[Name, Condition] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

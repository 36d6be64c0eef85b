"""The grammar of conditions: what may stand under `when`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeAlias

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from policyengine.model.base import Definition, LabelName, LanguageTag, Name, OneOrMany, QualifiedName
from policyengine.model.circumstances import Sender, Trigger
from policyengine.model.comparison import Comparand, Operand
from policyengine.model.content import TEXT_FIELDS, Kind
from policyengine.model.matching import Certainty, Tier, Use

if TYPE_CHECKING:
    TextFieldName: TypeAlias = str
else:
    TextFieldName = Literal[tuple(TEXT_FIELDS)]


LeastCertainty = Annotated[
    Certainty,
    Field(description="Matches at least as certain; `sure` asks for `sure` only, `possible` for all."),
]


class Selection(Definition):
    """Which matches are meant: those of lexicons or patterns, of some tiers."""

    lexicon: Annotated[OneOrMany[QualifiedName], Field(description="Lexicons, every language's provider.")] = ()
    pattern: Annotated[OneOrMany[QualifiedName], Field(description="Patterns, every language's provider.")] = ()
    tier: Annotated[OneOrMany[Tier], Field(description="Only terms of these tiers; all when not given.")] = ()
    certainty: LeastCertainty = "likely"

    @model_validator(mode="after")
    def _selects(self) -> Self:
        if not self.lexicon and not self.pattern:
            raise PydanticCustomError(
                "nothing_selected",
                "neither `lexicon` nor `pattern` is named, so this can match nothing",
                {"help": "add `lexicon: name` or `pattern: name`"},
            )
        if self.tier and not self.lexicon:
            raise PydanticCustomError(
                "tier_of_pattern",
                "`tier` is a property of terms, but no lexicon is named",
                {"help": "remove `tier`"},
            )
        return self


class Companion(Selection):
    """Another match that must (`with`) or must not (`without`) stand near the first, in the same field."""

    within: Annotated[
        Literal["sentence", "field"] | StrictInt,
        Field(description="The same sentence, the same text, or at most so many characters apart."),
    ] = "sentence"
    side: Annotated[
        Literal["before", "after"] | None, Field(description="Where it stands, seen from the first match.")
    ] = None


class TextCondition(Selection):
    """A match in a text; everything it says must hold of the same match."""

    in_: Annotated[OneOrMany[TextFieldName], Field(alias="in", description="Fields; all when not given.")] = ()
    use: Annotated[Use | None, Field(description="Only matches that are used, or only mentioned.")] = None
    with_: Annotated[OneOrMany[Companion], Field(alias="with")] = ()
    without: OneOrMany[Companion] = ()


class CountCondition(Definition):
    """How many matches, distinct terms or list items there are, over all the named fields together."""

    of: Literal["matches", "terms", "items"]
    lexicon: OneOrMany[QualifiedName] = ()
    pattern: OneOrMany[QualifiedName] = ()
    tier: OneOrMany[Tier] = ()
    certainty: LeastCertainty = "likely"
    in_: Annotated[OneOrMany[TextFieldName], Field(alias="in")] = ()
    at_least: Operand = None
    at_most: Operand = None

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("no_threshold", "this count has no threshold", {"help": "add `at_least: 3`"})
        if self.of == "items":
            if self.lexicon or self.pattern or self.tier or not self.in_:
                raise PydanticCustomError(
                    "items_of",
                    "`of: items` counts the items of list fields",
                    {"help": "write `count: {of: items, in: [tags], at_least: 30}`"},
                )
        elif not self.lexicon and not self.pattern:
            raise PydanticCustomError(
                "nothing_selected",
                "neither `lexicon` nor `pattern` is named",
                {"help": "add `lexicon: name`"},
            )
        return self


class ShapeCondition(Definition):
    """The shape of one text, without regard to its words; everything it says must hold of the same text."""

    in_: Annotated[OneOrMany[TextFieldName], Field(alias="in", description="Fields; all when not given.")] = ()
    length: Annotated[Comparand | None, Field(description="Code points.")] = None
    letters: Annotated[Comparand | None, Field(description="Letters of any script.")] = None
    capitals: Annotated[Comparand | None, Field(description="Share of capitals among all letters, 0 to 1.")] = None
    emoji: Annotated[Comparand | None, Field(description="Pictographs.")] = None
    symbols: Annotated[Comparand | None, Field(description="Characters that are no letter, digit or space.")] = None
    separators: Annotated[Comparand | None, Field(description="Parts split by | / , ; · • and the like, less one.")] = (
        None
    )
    invisible: Annotated[Comparand | None, Field(description="Invisible and direction-changing characters.")] = None
    stacked_marks: Annotated[Comparand | None, Field(description="Most combining marks on one letter.")] = None
    longest_run: Annotated[Comparand | None, Field(description="Longest run of one and the same character.")] = None
    mixed_scripts: Annotated[
        Comparand | None, Field(description="Words that mix look-alike scripts (Latin, Greek, Cyrillic).")
    ] = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set - {"in_"}:
            raise PydanticCustomError(
                "empty_comparison",
                "this shape says nothing",
                {"help": "add for example `capitals: {above: 0.8}`"},
            )
        return self


class ListCondition(Definition):
    """An entry of a list that was supplied at load."""

    name: Annotated[Name, Field(description="The list, as declared in the manifest.")]
    in_: Annotated[OneOrMany[TextFieldName], Field(alias="in", description="Text fields, for a list of names.")] = ()
    match: Annotated[
        Literal["whole", "within"], Field(description="The entry is the whole text, or stands within it.")
    ] = "whole"
    confusable: Annotated[
        StrictBool, Field(description="Only what looks like an entry without being the same: under a disguise.")
    ] = False
    certainty: LeastCertainty = "likely"
    except_in: Annotated[
        OneOrMany[TextFieldName],
        Field(description="Entries that also are a whole text of these fields do not count."),
    ] = ()
    id: Annotated[str | None, Field(description="For a list of ids: `content`, `account`, or a key of `ids`.")] = None

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if bool(self.in_) == (self.id is not None):
            raise PydanticCustomError(
                "list_place",
                "a list is looked up either in text fields or by an id",
                {"code": "PE132", "help": "write `in: [title]` for names or `id: isrc` for ids"},
            )
        if self.confusable and self.id is not None:
            raise PydanticCustomError(
                "confusable_ids", "ids are compared exactly, so nothing looks like one", {"help": "remove `confusable`"}
            )
        if "certainty" in self.model_fields_set and not self.confusable:
            raise PydanticCustomError(
                "certainty_of_names",
                "a name that is the same is certain, so there is no `certainty` to ask for",
                {"help": "remove `certainty`, or add `confusable: true`"},
            )
        return self


class AtLeast(Definition):
    """At least `n` of the conditions hold."""

    n: Annotated[StrictInt, Field(ge=1)]
    of: Annotated[tuple[Condition, ...], Field(min_length=1)]


class All(Definition):
    """Every condition holds."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)]


class Any_(Definition):
    """One of the conditions holds."""

    model_config = ConfigDict(title="Any")
    any: Annotated[tuple[Condition, ...], Field(min_length=1)]


class None_(Definition):
    """None of the conditions holds; a condition on an absent fact counts neither way."""

    model_config = ConfigDict(title="None")
    none: Annotated[tuple[Condition, ...], Field(min_length=1)]


class AtLeastOf(Definition):
    at_least: AtLeast


class UseNamed(Definition):
    """A condition that is named under `conditions:` of the area or of `shared`."""

    use: QualifiedName


class TextLeaf(Definition):
    text: TextCondition


class CountLeaf(Definition):
    count: CountCondition


class ShapeLeaf(Definition):
    shape: ShapeCondition


class SameLeaf(Definition):
    """The same words stand in two or more fields."""

    same: Annotated[tuple[TextFieldName, ...], Field(min_length=2)]


class ListLeaf(Definition):
    list: ListCondition


class LabelLeaf(Definition):
    label: LabelName


class KindLeaf(Definition):
    kind: Annotated[OneOrMany[Kind], Field(min_length=1)]


class LanguageLeaf(Definition):
    """The language that the item is declared to be in, by primary subtag."""

    language: Annotated[OneOrMany[LanguageTag], Field(min_length=1)]


class CaseCondition(Definition):
    """The case that the item came with; does not hold of an item without one."""

    trigger: OneOrMany[Trigger] = ()
    by: OneOrMany[Sender] = ()

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.trigger and not self.by:
            raise PydanticCustomError(
                "empty_comparison", "this says nothing of the case", {"help": "add for example `trigger: order`"}
            )
        return self


class CaseLeaf(Definition):
    case: CaseCondition


class ContentLeaf(Definition):
    content: Annotated[dict[str, Comparand], Field(min_length=1)]


class AccountLeaf(Definition):
    account: Annotated[dict[str, Comparand], Field(min_length=1)]


class ScoreLeaf(Definition):
    score: Annotated[dict[str, Comparand], Field(min_length=1)]


class ReportsLeaf(Definition):
    """Reports by reason; `total` is the sum of all."""

    reports: Annotated[dict[str, Comparand], Field(min_length=1)]


class AttributeLeaf(Definition):
    attribute: Annotated[dict[str, Comparand], Field(min_length=1)]


class IdsLeaf(Definition):
    ids: Annotated[dict[str, Comparand], Field(min_length=1)]


VERBS: tuple[str, ...] = (
    "all",
    "any",
    "none",
    "at_least",
    "use",
    "text",
    "count",
    "shape",
    "same",
    "list",
    "label",
    "kind",
    "language",
    "case",
    "content",
    "account",
    "score",
    "reports",
    "attribute",
    "ids",
)


def _verb(value: Any) -> str | None:
    if isinstance(value, dict):
        return next(iter(value)) if len(value) == 1 else None
    fields = getattr(type(value), "model_fields", {})
    return next(iter(fields), None)


Condition: TypeAlias = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[Any_, Tag("any")]
    | Annotated[None_, Tag("none")]
    | Annotated[AtLeastOf, Tag("at_least")]
    | Annotated[UseNamed, Tag("use")]
    | Annotated[TextLeaf, Tag("text")]
    | Annotated[CountLeaf, Tag("count")]
    | Annotated[ShapeLeaf, Tag("shape")]
    | Annotated[SameLeaf, Tag("same")]
    | Annotated[ListLeaf, Tag("list")]
    | Annotated[LabelLeaf, Tag("label")]
    | Annotated[KindLeaf, Tag("kind")]
    | Annotated[LanguageLeaf, Tag("language")]
    | Annotated[CaseLeaf, Tag("case")]
    | Annotated[ContentLeaf, Tag("content")]
    | Annotated[AccountLeaf, Tag("account")]
    | Annotated[ScoreLeaf, Tag("score")]
    | Annotated[ReportsLeaf, Tag("reports")]
    | Annotated[AttributeLeaf, Tag("attribute")]
    | Annotated[IdsLeaf, Tag("ids")],
    Discriminator(
        _verb,
        custom_error_type="condition_verb",
        custom_error_message="this is not a condition: it takes exactly one key, and one that is known",
        custom_error_context={
            "code": "PE132",
            "help": "list several conditions under `all` or `any`; the keys are " + ", ".join(VERBS),
        },
    ),
]

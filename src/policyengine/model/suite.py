"""Suites: items with the whole decision that is expected of them, in `*.test.yaml`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model.base import ClauseId, Day, Definition, LanguageTag, Moment, Name, OneOrMany, Text
from policyengine.model.conditions import TextFieldName
from policyengine.model.forms import well_formed
from policyengine.model.manifest import ServiceStatus
from policyengine.model.matching import Tier
from policyengine.model.ways import Way


class ExpectedEvidence(Definition):
    """A match that must be cited."""

    text: Annotated[StrictStr, Field(description="The matched characters.")]
    in_: Annotated[TextFieldName | None, Field(alias="in")] = None


class ExpectedReview(Definition):
    """Who is called. Only what is named is compared."""

    queue: Name
    level: StrictInt | None = None
    due: Moment | None = None
    reviewers: StrictInt | None = None
    sign_off: OneOrMany[Name] | None = None


class Expectation(Definition):
    """The whole outcome within the areas of the suite. What is not named must not be there."""

    action: Name
    recommended: Name | None = None
    violations: Annotated[OneOrMany[ClauseId], Field(description="Clauses found broken.")] = ()
    notes: Annotated[OneOrMany[ClauseId], Field(description="Clauses noted.")] = ()
    rules: Annotated[
        OneOrMany[StrictStr] | None,
        Field(description="Rules that fired, in full; not compared when not given."),
    ] = None
    shadow: Annotated[OneOrMany[StrictStr], Field(description="Shadow rules that held.")] = ()
    review: Annotated[ExpectedReview | Literal[False], Field(description="The queue, or `false` for none.")] = False
    exceptions: Annotated[OneOrMany[Name], Field(description="Exceptions that softened.")] = ()
    markets: Annotated[dict[str, Name] | None, Field(description="Outcome of the markets named.")] = None
    evidence: Annotated[
        tuple[ExpectedEvidence, ...], Field(description="Matches that must be among the evidence.")
    ] = ()
    side_actions: Annotated[OneOrMany[Name] | None, Field(description="Side actions; not compared when not given.")] = (
        None
    )
    deadlines: Annotated[
        dict[StrictStr, Literal["stated"] | Moment],
        Field(
            description="Deadlines of law that are the service's, by duty: the moment, or `stated` where the law "
            "gives no number."
        ),
    ] = Field(default_factory=dict)
    questions: Annotated[
        dict[StrictStr, OneOrMany[StrictStr]],
        Field(description="Deadlines that may be the service's, by duty: what must be answered first."),
    ] = Field(default_factory=dict)
    account: Annotated[
        Name | None, Field(description="The measure that the account has reached; not compared when not given.")
    ] = None


class Case(Definition):
    """One item, and what is expected of it."""

    name: Text
    item: Annotated[str | dict[str, Any], Field(description="The name of an item of the suite, or an item.")]
    with_: Annotated[
        dict[str, Any] | tuple[Way, ...],
        Field(
            alias="with",
            description="Fields that replace those of the item, null removes; or a list of disguises: the case is then "
            "also run with the words that match disguised in each of these ways.",
        ),
    ] = Field(default_factory=dict)
    matrix: Annotated[
        dict[str, Annotated[tuple[Any, ...], Field(min_length=1)]],
        Field(description="Fields with several values each: the case is run with every combination."),
    ] = Field(default_factory=dict)
    at: StrictStr | None = None
    service: Annotated[
        ServiceStatus, Field(description="What the service is in this case, over what the suite says.")
    ] = Field(default_factory=dict)
    todo: Annotated[
        Text | None,
        Field(description="Why the case does not pass yet. It is run, and fails on the day it passes."),
    ] = None
    expect: Annotated[Expectation | Literal["allow"], Field(description="`allow`: nothing is found at all.")]
    because: Text | None = None

    @property
    def patch(self) -> dict[str, Any]:
        """The fields that replace those of the item."""
        return self.with_ if isinstance(self.with_, dict) else {}

    @property
    def ways(self) -> tuple[Way, ...]:
        """The disguises in which the case is also run."""
        return () if isinstance(self.with_, dict) else self.with_


class VocabularyText(Definition):
    """A text, and every term that is found in it before any rule is asked."""

    text: Annotated[
        Text,
        AfterValidator(well_formed),
        Field(description="`{a|b}` stands for either: the same must be found in each."),
    ]
    language: Annotated[LanguageTag | None, Field(description="The suite's when not given.")] = None
    finds: Annotated[
        dict[StrictStr, OneOrMany[Tier]],
        Field(description="Each term that is found, by its headword, with its tier; nothing when not given."),
    ] = Field(default_factory=dict)


def _vocabulary_text(value: Any) -> Any:
    return value if isinstance(value, dict) else {"text": value}


VocabularyEntry = Annotated[
    VocabularyText, BeforeValidator(_vocabulary_text, json_schema_input_type=VocabularyText | str)
]


class Suite(Definition):
    """A file of cases. It is complete over its areas: anything more that fires, or is found, is a failure."""

    suite: Text
    areas: Annotated[
        OneOrMany[Name], Field(description="The directory's area by default; `all` means every area.")
    ] = ()
    at: Annotated[StrictStr, Field(description="The moment of the decision, ISO 8601 with a time zone.")] = (
        "2026-01-01T00:00:00Z"
    )
    service: Annotated[
        ServiceStatus,
        Field(description="What the service is in the eyes of each law, over what the manifest and layers say."),
    ] = Field(default_factory=dict)
    items: dict[Name, dict[str, Any]] = Field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    language: Annotated[LanguageTag | None, Field(description="What its vocabulary texts are declared to be in.")] = (
        None
    )
    lexicons: Annotated[
        OneOrMany[Name],
        Field(description="The lexicons that vocabulary texts are about; all but those of category `context` if none."),
    ] = ()
    vocabulary: Annotated[
        tuple[VocabularyEntry, ...],
        Field(description="Texts with the terms that are found in them. A text alone: nothing is found in it."),
    ] = ()

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not self.cases and not self.vocabulary:
            raise PydanticCustomError(
                "empty_suite",
                "this suite has neither `cases` nor `vocabulary`",
                {"code": "PE121", "help": "write at least one case"},
            )
        return self

    @model_validator(mode="after")
    def _names(self) -> Self:
        names = [case.name for case in self.cases]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise PydanticCustomError(
                "case_repeated",
                "two cases are named `{name}`",
                {"name": repeated[0], "help": "give each its own name"},
            )
        return self


class Allowance(Definition):
    """A clean item that is flagged for now, with who answers for it and until when."""

    item: StrictStr
    rule: StrictStr
    reason: Text
    owner: Text
    expires: Annotated[Day, Field(description="From this day on the item may not be flagged.")]


class Baseline(Definition):
    """`clean/baseline.yaml`: the clean items that may be flagged for now. Strike entries that no longer apply."""

    allowances: tuple[Allowance, ...] = ()

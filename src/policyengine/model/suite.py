"""Suites: items with the whole decision that is expected of them, in `*.test.yaml`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model.base import ClauseId, Day, Definition, Moment, Name, OneOrMany, Text
from policyengine.model.conditions import TextFieldName
from policyengine.model.manifest import ServiceStatus
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


class Suite(Definition):
    """A file of cases. It is complete over its areas: anything more that fires is a failure."""

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
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]

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

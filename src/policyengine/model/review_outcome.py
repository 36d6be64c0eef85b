"""What became of a decision when a person looked: one record for each, as a reviewers' tool writes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StrictFloat, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model.base import ClauseId, LanguageTag, OneOrMany
from policyengine.model.decision import Part

ErrorClass = Literal["false_positive", "false_negative", "wrong_clause", "wrong_action", "technical"]


class ReviewOutcome(Part):
    """A decision upheld or overturned, and if overturned, what was wrong with it."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)

    schema_: Annotated[Literal[1], Field(alias="schema", description="Version of this record.")] = 1
    decision: Annotated[StrictStr | dict[str, Any], Field(description="The decision's `id`, or the whole decision.")]
    outcome: Literal["upheld", "overturned"]
    error: Annotated[
        ErrorClass | None,
        Field(
            description="`false_positive`: innocent; `false_negative`: something was missed; `wrong_clause`; "
            "`wrong_action`; `technical`: the decision was not at fault."
        ),
    ] = None
    wrong: Annotated[
        OneOrMany[ClauseId], Field(description="The clauses that were wrong; all that were cited when not given.")
    ] = ()
    missed: Annotated[OneOrMany[ClauseId], Field(description="The clauses that should have been cited.")] = ()
    seconds: Annotated[StrictInt | StrictFloat | None, Field(ge=0, description="Time that the reviewer took.")] = None
    language: Annotated[
        LanguageTag | None, Field(description="Of the item; those of the rules that fired when not given.")
    ] = None

    @model_validator(mode="after")
    def _error_where_overturned(self) -> Self:
        if (self.outcome == "overturned") != (self.error is not None):
            raise PydanticCustomError(
                "outcome_error", "`overturned` comes with an `error` that says why, and `upheld` without one"
            )
        return self

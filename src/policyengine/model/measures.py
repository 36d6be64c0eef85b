"""Measures: what can be done about content, and beside it, as a policy set declares them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model import dsa_vocabulary
from policyengine.model.base import Definition, Localized, Name
from policyengine.model.content import Kind


def _visibility(value: str) -> str:
    if value not in dsa_vocabulary.VISIBILITY:
        context = {"value": value, "help": "write such as `DECISION_VISIBILITY_CONTENT_DEMOTED`"}
        raise PydanticCustomError("dsa_visibility", "the DSA Transparency Database knows no `{value}`", context)
    return value


class Measure(Definition):
    """A measure of the ladder, and the kinds of content that it can be taken on."""

    id: Name
    title: Annotated[Localized, Field(description="What it is called.")] = Field(default_factory=dict)
    kinds: Annotated[tuple[Kind, ...], Field(description="What it can be taken on; everything when not given.")] = ()
    otherwise: Annotated[
        Name | None, Field(description="The milder measure that is taken on all other kinds instead.")
    ] = None
    dsa: Annotated[
        Annotated[StrictStr, AfterValidator(_visibility)] | None,
        Field(description="What the DSA Transparency Database calls it."),
    ] = None

    def applies_to(self, kind: str) -> bool:
        """Whether it can be taken on a kind of content."""
        return not self.kinds or kind in self.kinds


def stand_in(ladder: Sequence[Measure], asked: str, kind: str) -> str:
    """The measure that is taken on a kind of content where one is asked for: itself, or the nearest that applies."""
    by_id = {measure.id: measure for measure in ladder}
    measure = by_id[asked]
    while not measure.applies_to(kind) and measure.otherwise is not None:
        measure = by_id[measure.otherwise]
    return measure.id


def _measure(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


MeasureEntry = Annotated[Measure, BeforeValidator(_measure, json_schema_input_type=Measure | str)]


class DsaRestriction(Definition):
    """What the DSA Transparency Database calls a restriction of an account, a service or a payment."""

    field: Literal["decision_account", "decision_provision", "decision_monetary"]
    value: StrictStr

    @model_validator(mode="after")
    def _known(self) -> Self:
        known = {
            "decision_account": dsa_vocabulary.ACCOUNT,
            "decision_provision": dsa_vocabulary.PROVISION,
            "decision_monetary": dsa_vocabulary.MONETARY,
        }[self.field]
        if self.value not in known:
            context = {"field": self.field, "value": self.value, "help": f"it knows: {', '.join(sorted(known))}"}
            raise PydanticCustomError("dsa_restriction", "`{field}` has no value `{value}`", context)
        return self


class SideAction(Definition):
    """Something that is done beside the measure: help offered, evidence kept, the account warned."""

    title: Annotated[Localized, Field(description="What it is called.")] = Field(default_factory=dict)
    why: Annotated[str, Field(min_length=1, description="What it is for, in one sentence.")]
    kinds: Annotated[tuple[Kind, ...], Field(description="What it can be taken on; everything when not given.")] = ()
    otherwise: Annotated[Name | None, Field(description="The side action that is taken on all other kinds.")] = None
    confirm: Annotated[StrictBool, Field(description="Waits for a person, as everything about an account does.")] = (
        False
    )
    queue: Annotated[Name | None, Field(description="The review goes to this queue.")] = None
    level: Annotated[StrictInt | None, Field(ge=1, description="The review is of this level at least.")] = None
    dsa: Annotated[
        DsaRestriction | None, Field(description="What the DSA Transparency Database calls it, if it restricts.")
    ] = None

    def applies_to(self, kind: str) -> bool:
        """Whether it can be taken on a kind of content."""
        return not self.kinds or kind in self.kinds

"""The statement of reasons: what the person whose content was restricted is told."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AwareDatetime, ConfigDict, Field

from policyengine.model.decision import LawCited, Part

Decider = Literal["automatic", "confirmed", "person"]
"""Nobody looked; a person confirmed what was recommended; a person decided by themselves."""
DECIDERS: tuple[Decider, ...] = get_args(Decider)
Origin = Literal["own", "order", "notice", "complaint", "designation"]
"""How the item came to be looked at: in checks of the service's own, or by what reached it (`case`)."""
ORIGINS: tuple[Origin, ...] = get_args(Origin)


class StatedMeasure(Part):
    """One measure that was taken, and where it holds."""

    measure: Annotated[str, Field(description="A measure of the ladder, or a side action on the account.")]
    on: Literal["content", "account"] = "content"
    markets: Annotated[tuple[str, ...], Field(description="Where it holds; empty for a measure on the account.")] = ()
    everywhere: Annotated[bool, Field(description="It holds wherever the item is available.")] = True
    until: Annotated[date | None, Field(description="The day on which it ends; no end when not given.")] = None
    text: Annotated[str, Field(description="What was done, as the person is told.")]


class StatedReason(Part):
    """The clause that a measure rests on, as it read when it was applied, and the law behind it if there is one."""

    clause: str
    version: int
    title: str
    text: str
    locale: Annotated[str, Field(description="The locale that title and text are in.")]
    law: LawCited | None = None
    exceptions: Annotated[tuple[str, ...], Field(description="Contexts that made the measure milder.")] = ()
    accused: Annotated[bool, Field(description="The clause was broken, and no context softened that.")] = True


class StatedFact(Part):
    """A field that was looked at, and the words in it that count; none where they are masked, or where it is a fact."""

    field: str
    quotes: tuple[str, ...] = ()
    masked: Annotated[bool, Field(description="There are words that are not repeated.")] = False


class Statement(Part):
    """What was done, where, why, from which facts, by whom, and what can be done about it."""

    model_config = ConfigDict(extra="ignore", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    schema_: Annotated[Literal[1], Field(alias="schema", description="Version of this record.")] = 1
    locale: str
    decision: Annotated[str, Field(description="The `id` of the decision.")]
    content_id: str
    at: AwareDatetime
    measures: tuple[StatedMeasure, ...]
    reasons: tuple[StatedReason, ...]
    ordered: Annotated[bool, Field(description="An order is the reason for a measure, and no clause.")] = False
    facts: tuple[StatedFact, ...]
    origin: Origin
    automated_detection: Annotated[bool, Field(description="Automated means were used to find it.")]
    decided_by: Decider
    redress: Annotated[tuple[str, ...], Field(description="What the person can do, the general way first.")]
    text: Annotated[str, Field(description="The whole, as it can be sent.")]

    def to_json(self) -> str:
        """The record as one line of JSON."""
        return self.model_dump_json(by_alias=True)

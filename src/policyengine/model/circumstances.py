"""The circumstances in which content is judged: the case it came with, what a person decided before, past strikes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, AwareDatetime, Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model.base import ClauseId, Market, Model, Name

Trigger = Literal["order", "notice", "complaint", "designation"]
TRIGGERS: tuple[Trigger, ...] = get_args(Trigger)
Sender = Literal["court", "authority", "trusted_flagger", "affected_person", "user"]
SENDERS: tuple[Sender, ...] = get_args(Sender)


def _countable(moment: datetime) -> datetime:
    if not 1 < moment.year < 9000:
        raise PydanticCustomError("year", "it lies in the year {year}", {"year": moment.year})
    return moment


Instant = Annotated[AwareDatetime, AfterValidator(_countable)]
"""A moment with a time zone, so far from the ends of the calendar that times can be counted from it."""


class Case(Model):
    """What started a clock: an order, a notice, a complaint or a designation that reached the service.

    Deadlines of law run from `received_at`, never from the moment of a decision. `due_at` is a time that the order
    itself sets; it is passed on, and nothing is computed.
    """

    trigger: Annotated[
        Trigger,
        Field(
            description="`order` binds; `notice` says that content is illegal; `complaint` asks for help; "
            "`designation` puts an item on an official list."
        ),
    ]
    received_at: Annotated[Instant, Field(description="When it reached the service.")]
    due_at: Annotated[
        Instant | None, Field(description="By when it is to be followed, where it says so itself: the specified time.")
    ] = None
    by: Annotated[
        Sender | None, Field(description="Who sent it; whoever acts for an affected person counts as one.")
    ] = None
    jurisdictions: Annotated[
        tuple[Market, ...], Field(description="Under whose law; that of every market of the item when not given.")
    ] = ()
    classes: Annotated[
        tuple[Name, ...], Field(description="What it says the content is, by the content classes of the manifest.")
    ] = ()
    reference: Annotated[StrictStr | None, Field(max_length=500, description="Your number of the case.")] = None

    @model_validator(mode="after")
    def _due_after_receipt(self) -> Case:
        if self.due_at is not None and self.due_at < self.received_at:
            raise PydanticCustomError(
                "due_before_receipt",
                "`due_at` lies before `received_at`",
                {"help": "check the dates, and the time zones"},
            )
        return self


class EarlierDecision(Model):
    """What a person decided on this very content before. Rules never contradict it silently."""

    action: Annotated[Name, Field(description="The measure that the person chose; `remove` for one in some markets.")]
    at: Annotated[Instant, Field(description="When.")]
    markets: Annotated[
        tuple[Market, ...], Field(description="The markets it was decided for; all when not given.")
    ] = ()
    decision: Annotated[StrictStr | None, Field(description="The `id` of the decision that the person confirmed.")] = (
        None
    )
    rules_asked: Annotated[
        Name | None,
        Field(
            description="The strictest measure that rules asked for or recommended when the person decided. As long as "
            "they ask for no more, under the same `clauses`, nobody is called again."
        ),
    ] = None
    clauses: Annotated[tuple[ClauseId, ...], Field(description="The clauses that had been found then.")] = ()

    @model_validator(mode="after")
    def _of_one_market(self) -> EarlierDecision:
        if self.action == "geo_restrict":
            raise PydanticCustomError(
                "earlier_geo_restrict",
                "`geo_restrict` is what removal in some markets only amounts to",
                {"help": "say `remove`, and name the `markets`"},
            )
        return self


class PastStrike(Model):
    """A strike that an account was given before."""

    at: Annotated[Instant, Field(description="When it was given.")]
    points: Annotated[StrictInt, Field(ge=0, description="How much it counted.")] = 1
    clause: ClauseId | None = None
    legal: Annotated[StrictBool, Field(description="Given for a removal under local law.")] = False

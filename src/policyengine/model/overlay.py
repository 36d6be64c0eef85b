"""Overlays: the local law of one jurisdiction, as written in `overlays/*.yaml`."""

from __future__ import annotations

from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model.base import Definition, Duration, Localized, Market, Name, OneOrMany, Suppressions, Text
from policyengine.model.circumstances import Sender, Trigger
from policyengine.model.policy import Clause, Law
from policyengine.model.ruleset import Rule


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError(
            "time_zone", "`{value}` is no time zone", {"value": value, "help": "write such as `Asia/Seoul`"}
        ) from None
    return value


TimeZone = Annotated[StrictStr, AfterValidator(_known_zone), Field(description="A name of the IANA database.")]


class Calendar(Definition):
    """Whose public holidays count where a law speaks of working days."""

    country: Market
    region: Annotated[StrictStr | None, Field(description="A subdivision by ISO 3166-2, without the country.")] = None

    @model_validator(mode="after")
    def _known(self) -> Self:
        from holidays import list_supported_countries

        regions = list_supported_countries(include_aliases=True).get(self.country)
        if regions is None or (self.region is not None and self.region not in regions):
            place = f"{self.country} {self.region}" if self.region else self.country
            context = {"place": place, "help": "use an ISO 3166-1 code, and a region that has holidays of its own"}
            raise PydanticCustomError("calendar", "no public holidays are known for {place}", context)
        return self


class Status(Definition):
    """What a law makes of the service: a question that only its user can answer."""

    question: Annotated[Text, Field(description="Answered with true or false under `service:` of the manifest.")]


class Duty(Definition):
    """What the law asks of the service once something has reached it, and by when.

    The time is given in one of four ways: `within` runs on without a break; `days` ends with the last day, local time;
    `working_days` skips weekends and holidays; `stated` is for a time that the law does not put in numbers, or that
    nobody has verified. With `as_ordered`, a time that the order itself sets goes before.
    """

    id: Name
    law: Annotated[Name, Field(description="One of the `laws` of this overlay.")]
    does: Annotated[Localized, Field(description="What must be done, in our words.")]
    trigger: OneOrMany[Trigger]
    by: Annotated[OneOrMany[Sender], Field(description="Only when sent by these; by anybody when not given.")] = ()
    classes: Annotated[
        OneOrMany[Name], Field(description="Only for these classes of content; for any when not given.")
    ] = ()
    applies_if: Annotated[OneOrMany[Name], Field(description="Statuses of the service, all of which must hold.")] = ()
    within: Duration | None = None
    days: Annotated[StrictInt | None, Field(ge=1, le=3650, description="After the day of receipt.")] = None
    working_days: Annotated[StrictInt | None, Field(ge=1, le=1000, description="After the day of receipt.")] = None
    stated: Annotated[Text | None, Field(description="The time in words, such as: without delay.")] = None
    as_ordered: Annotated[
        StrictBool, Field(description="The order may set a time of its own, `due_at` of the case, which then counts.")
    ] = False

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        given = [each for each in ("within", "days", "working_days", "stated") if getattr(self, each) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "one_time",
                "a duty states its time in exactly one way",
                {"code": "PE132", "help": "give one of `within`, `days`, `working_days` and `stated`"},
            )
        return self


class LocalClause(Clause):
    """A clause that rests on local law. It applies in the territory of the overlay."""

    law: Annotated[Name, Field(description="One of the `laws` of this overlay.")]  # type: ignore[assignment]

    @model_validator(mode="after")
    def _law_has_a_territory(self) -> Self:
        return self  # the overlay has it


class Overlay(Definition):
    """The law of one jurisdiction. Its id is the name of its file."""

    jurisdiction: Annotated[Market, Field(description="ISO 3166-1 alpha-2, or `EU`.")]
    territory: Annotated[
        tuple[Market, ...], Field(description="The markets that it reaches; the jurisdiction itself when not given.")
    ] = ()
    title: Localized
    owner: Text
    queue: Annotated[
        Name | None, Field(description="The review queue of clauses and deadlines; the default queue when not given.")
    ] = None
    time_zone: TimeZone
    calendar: Calendar | None = None
    laws: Annotated[dict[Name, Law], Field(min_length=1)]
    statuses: dict[Name, Status] = Field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    clauses: tuple[LocalClause, ...] = ()
    rules: tuple[Rule, ...] = ()
    redress: Annotated[
        Localized,
        Field(description="How a decision can be contested under this law; told in statements of reasons."),
    ] = Field(default_factory=dict)
    suppress: Suppressions = ()

    @property
    def reaches(self) -> tuple[str, ...]:
        """The markets that it reaches."""
        return self.territory or (self.jurisdiction,)

    @model_validator(mode="after")
    def _known_laws(self) -> Self:
        for duty in self.duties:
            law = self.laws.get(duty.law)
            if law is None:
                self._unknown("law", duty.law, list(self.laws))
            elif law.verified == "unverified" and duty.stated is None:
                raise PydanticCustomError(
                    "unverified_deadline",
                    "`{duty}` computes a deadline from a law that is not verified",
                    {"duty": duty.id, "help": "verify it, or tell the time in words with `stated`"},
                )
            for status in duty.applies_if:
                if status not in self.statuses:
                    self._unknown("status", status, list(self.statuses))
            if duty.working_days is not None and self.calendar is None:
                raise PydanticCustomError(
                    "no_calendar",
                    "`{duty}` counts working days, and the overlay names no `calendar`",
                    {"duty": duty.id, "help": "add for example `calendar: {country: KR}`"},
                )
        for clause in self.clauses:
            if clause.law not in self.laws:
                self._unknown("law", str(clause.law), list(self.laws))
        return self

    @staticmethod
    def _unknown(what: str, name: str, known: list[str]) -> None:
        context = {"what": what, "name": name, "help": f"there are: {', '.join(known) or 'none'}"}
        raise PydanticCustomError("overlay_reference", "this overlay has no {what} `{name}`", context)

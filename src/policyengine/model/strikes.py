"""Strike ladders: what repeated violations add up to."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model.base import Definition, Duration, Name, OneOrMany
from policyengine.model.policy import Severity


class Step(Definition):
    """What an account has reached with so many points."""

    points: Annotated[StrictInt, Field(ge=1)]
    measure: Annotated[Name, Field(description="A side action of the manifest, which a person confirms.")]


class StrikeLadder(Definition):
    """Points for violations that were acted on, and what they add up to within a window of time."""

    expires: Annotated[Duration, Field(description="How long a strike counts.")]
    from_action: Annotated[Name, Field(description="The mildest measure that earns points.")]
    points: Annotated[dict[Severity, StrictInt], Field(description="Points by severity; none for those not named.")]
    steps: Annotated[tuple[Step, ...], Field(min_length=1, description="The highest step reached counts.")]
    severe: Annotated[
        OneOrMany[Severity], Field(description="Violations of these severities reach the last step at once.")
    ] = ()
    legal: Annotated[StrictBool, Field(description="Whether removals under local law earn points.")] = False

    @model_validator(mode="after")
    def _rising(self) -> Self:
        points = [step.points for step in self.steps]
        if points != sorted(set(points)):
            raise PydanticCustomError(
                "steps_rise", "the steps must rise: each asks for more points than the one before", {}
            )
        return self

"""One line that asks for a statement of reasons: a decision, its item, and what only the service knows."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from policyengine.model.content import Content
from policyengine.model.decision import Decision, Part
from policyengine.model.filing import Filing
from policyengine.model.statement import Decider


class StatementRequest(Part):
    """A decision with its item. An audit record is one, too: what it says besides is not needed here."""

    decision: Decision
    content: Content
    filing: Annotated[Filing | None, Field(description="For the DSA Transparency Database.")] = None
    decided_by: Annotated[Decider | None, Field(description="Who decided, where there is no filing.")] = None
    account_measure: Annotated[
        str | None,
        Field(description="A side action that a person confirmed, where there is no filing."),
    ] = None
    until: Annotated[date | None, Field(description="The day on which the content is free again.")] = None

"""What only the service knows of a statement of reasons that it files with the DSA Transparency Database."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StrictStr

from policyengine.model.base import Model
from policyengine.model.statement import Decider


class Filing(Model):
    """The service's number of the statement, who decided, from when on, and what became of the account."""

    puid: Annotated[
        StrictStr, Field(description="Your number of the statement: letters, digits, `-` and `_`; never used twice.")
    ]
    decided_by: Annotated[
        Decider,
        Field(
            description="`automatic`: nobody looked; `confirmed`: a person confirmed what was recommended; `person`: a "
            "person decided by themselves."
        ),
    ]
    application_date: Annotated[date, Field(description="The day from which the restrictions apply.")]
    content_date: Annotated[
        date | None,
        Field(description="The day from which you hosted the content; that of `published_at` when not given."),
    ] = None
    end_date: Annotated[
        date | None, Field(description="The day on which the content is free again; no end when not given.")
    ] = None
    account_measure: Annotated[
        StrictStr | None, Field(description="The side action on the account that a person confirmed.")
    ] = None
    account_end_date: Annotated[
        date | None, Field(description="The day on which that ends; no end when not given.")
    ] = None
    notifier: Annotated[
        StrictStr | None,
        Field(description="Who notified, only where it is needed to see that content is illegal; never a person."),
    ] = None
    reference_url: Annotated[StrictStr | None, Field(description="Where the clause or the law can be read.")] = None

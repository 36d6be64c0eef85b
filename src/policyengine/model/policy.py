"""The policy: areas and their clauses, as written in `policy.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.diagnostics.suggest import did_you_mean
from policyengine.model import dsa_vocabulary
from policyengine.model.base import ClauseId, Day, Definition, Localized, Market, Name, OneOrMany, Suppressions, Text
from policyengine.model.conditions import Condition

Severity = Literal["low", "medium", "high", "critical"]
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high", "critical")


class Outcome(Definition):
    """What a rule asks for. `action` is taken at once; `recommend` waits for a person, who is then called."""

    action: Annotated[Name | None, Field(description="A measure of the ladder that may be taken now.")] = None
    recommend: Annotated[Name | None, Field(description="A measure that a person may confirm.")] = None
    review: Annotated[StrictBool | None, Field(description="A person must look, even if nothing is recommended.")] = (
        None
    )
    severity: Annotated[Severity | None, Field(description="Where it differs from the clause's.")] = None
    also: Annotated[
        OneOrMany[Name], Field(description="Side actions of the manifest, beside those of the clause.")
    ] = ()
    finding: Annotated[
        Literal["violation", "note"], Field(description="`note`: worth saying, but the clause is not broken.")
    ] = "violation"


class Exception_(Definition):
    """A context that softens what a clause asks for."""

    id: Name
    when: Condition
    soften_to: Annotated[Name, Field(description="The measure that remains; the weaker of this and the current.")]
    why: Text


class Taxonomy(Definition):
    """Ids of the clause in public taxonomies."""

    dsa_category: StrictStr | None = None
    dsa_keywords: OneOrMany[StrictStr] = ()
    mlcommons: StrictStr | None = None
    tspa: StrictStr | None = None

    @model_validator(mode="after")
    def _known_to_the_database(self) -> Self:
        """A keyword may stand under another category: the database accepts it, and says only where it is expected."""
        for known, values in (
            (dsa_vocabulary.CATEGORIES, (self.dsa_category,) if self.dsa_category is not None else ()),
            (dsa_vocabulary.KEYWORDS, self.dsa_keywords),
        ):
            for value in values:
                if value not in known:
                    guess = did_you_mean(value, sorted(known))
                    context = {"value": value, "help": f"did you mean `{guess}`?" if guess else "see its documentation"}
                    raise PydanticCustomError(
                        "dsa_identifier", "the DSA Transparency Database knows no `{value}`", context
                    )
        return self


class Law(Definition):
    """The local law that a clause rests on."""

    title: Text
    called: Annotated[
        Localized, Field(description="What the law is called in other locales; told in statements of reasons.")
    ] = Field(default_factory=dict)
    source: Annotated[Text, Field(description="Where the text was read.")]
    as_of: Annotated[
        Day, Field(description="The day whose state of the law this is; where the source is older, `note` says so.")
    ]
    verified: Annotated[
        Literal["primary", "secondary", "unverified"],
        Field(description="The text of the law itself was read; or somebody's account of it; or neither."),
    ]
    note: Annotated[
        Text | None, Field(description="What the reader should know: by whom it was read, what is open.")
    ] = None


class Clause(Definition):
    """One citable sentence of the policy."""

    id: ClauseId
    version: Annotated[StrictInt, Field(ge=1, description="Raised whenever the text changes its meaning.")]
    title: Localized
    text: Localized
    severity: Severity
    outcome: Outcome
    text_can_clear: Annotated[
        StrictBool,
        Field(description="Whether words alone can excuse; if not, softening leaves a recommendation and a review."),
    ] = True
    classes: Annotated[
        OneOrMany[Name], Field(description="The content classes it is about; laws name them in their duties.")
    ] = ()
    exceptions: tuple[Exception_, ...] = ()
    law: Annotated[Law | None, Field(description="Local law; the platform's own rule when not given.")] = None
    territory: Annotated[
        tuple[Market, ...], Field(description="Only in these markets; everywhere when not given.")
    ] = ()
    taxonomy: Taxonomy = Taxonomy()
    statement: Annotated[
        StrictBool,
        Field(
            description="Whether a statement of reasons is owed; not for deceptive commercial content in high volumes "
            "(Regulation (EU) 2022/2065, Article 17(2))."
        ),
    ] = True
    retired: Annotated[Day | None, Field(description="No longer enforced from this day on.")] = None
    suppress: Suppressions = ()

    @model_validator(mode="after")
    def _law_has_a_territory(self) -> Self:
        if self.law is not None and not self.territory:
            raise PydanticCustomError(
                "law_without_territory",
                "a clause of local law needs the `territory` that the law has",
                {"help": "add for example `territory: [KR]`"},
            )
        return self


class Area(Definition):
    """A chapter of the policy. Its id is the name of its directory."""

    title: Localized
    owner: Text
    queue: Annotated[Name | None, Field(description="The review queue; the default queue when not given.")] = None
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)]
    suppress: Suppressions = ()

"""The decision: the answer for one item, with the clauses it rests on."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, ConfigDict, Field

from policyengine.model.base import Model
from policyengine.model.matching import Certainty, Disguise, Dress
from policyengine.model.policy import Severity

SCHEMA_VERSION: Literal[1] = 1
EVIDENCE_LIMIT = 20


class Part(Model):
    """A part of a decision. Within a major version keys are only added, so readers ignore those they do not know."""

    model_config = ConfigDict(extra="ignore")


class PolicySetStamp(Part):
    """The policy set that decided."""

    name: str
    version: str
    digest: Annotated[str, Field(description="Covers every layer, list and option that can change a decision.")]


class ClauseCited(Part):
    """The clause, as it read when it was applied."""

    area: str
    id: str
    version: int
    title: str
    text: str
    locale: Annotated[str, Field(description="The locale that title and text are in.")]


class Evidence(Part):
    """What the rule saw: a match in a text, or a fact."""

    pointer: Annotated[str, Field(description="JSON Pointer (RFC 6901) into the content.")]
    role: Annotated[
        Literal["match", "company", "fact"],
        Field(description="`company` is what a match had to stand with; a `fact` is no match of a text."),
    ] = "match"
    start: Annotated[int | None, Field(description="Code points into the text as received; none for a fact.")] = None
    end: int | None = None
    text: Annotated[
        str | None, Field(description="Exactly these code points, or the fact's value; none if masked.")
    ] = None
    masked: bool = False
    lexicon: Annotated[str | None, Field(description="The lexicon, pattern or list that matched.")] = None
    term: str | None = None
    category: str | None = None
    tier: str | None = None
    use: Literal["used", "mentioned"] | None = None
    disguises: Annotated[
        tuple[Disguise | Dress, ...], Field(description="What was done to hide the term, sorted.")
    ] = ()
    certainty: Annotated[
        Certainty | None, Field(description="For a match: how certain it is that this is the term.")
    ] = None
    condition: Annotated[str | None, Field(description="For a fact: the comparison that held.")] = None
    label: Annotated[str | None, Field(description="The label through which this supports the rule.")] = None


class Softening(Part):
    """An exception that applied, and what it changed."""

    exception: str
    why: str
    from_action: Annotated[str, Field(description="The strictest measure that was asked for or recommended.")]
    to_action: Annotated[str, Field(description="What is left of it to be done now.")]
    recommended: Annotated[str | None, Field(description="What is left of it for a person to confirm.")] = None
    evidence: Annotated[tuple[Evidence, ...], Field(description="What says that the exception applies.")] = ()


class LawCited(Part):
    """The law that a clause or a deadline rests on, and how far it was verified."""

    title: str
    source: str
    as_of: str
    verified: Literal["primary", "secondary", "unverified"]
    note: str | None = None


class StandIn(Part):
    """A measure that cannot be taken on this kind of content, and the one that is taken instead."""

    asked: str
    taken: str


class Finding(Part):
    """A clause that fired: one entry per clause, kind, ground and territory."""

    kind: Literal["violation", "note"]
    clause: ClauseCited
    rules: Annotated[tuple[str, ...], Field(description="`area/rule`, with `@language` of the provider that matched.")]
    severity: Severity
    ground: Literal["platform", "local_law"]
    territory: Annotated[tuple[str, ...], Field(description="Markets it is limited to; empty means everywhere.")]
    action: Annotated[str, Field(description="What this finding asks for now, after exceptions.")]
    recommended: str | None
    review: bool
    exceptions: tuple[Softening, ...]
    stand_ins: tuple[StandIn, ...] = ()
    also: Annotated[tuple[str, ...], Field(description="Side actions that it asks for, as they are declared.")] = ()
    law: Annotated[LawCited | None, Field(description="For a ground of local law: the law.")] = None
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=EVIDENCE_LIMIT)]
    matches_total: Annotated[int, Field(description="All there was; `evidence` is cut at 20.")]


class MarketOutcome(Part):
    """What happens in one market."""

    action: str
    recommended: str | None = None


class ReviewOrder(Part):
    """Whether a person must look, who, and by when."""

    required: bool = False
    queue: str | None = None
    level: int | None = None
    due: Annotated[
        AwareDatetime | None,
        Field(description="`at` plus the service level of the gravest reason, or an earlier deadline of law."),
    ] = None
    due_by: Annotated[
        str | None,
        Field(description="`service level`, or what comes before: a duty by its deadline, the `case` by its time."),
    ] = None
    reviewers: Annotated[int, Field(description="How many must look, each for themselves.")] = 0
    sign_off: Annotated[tuple[str, ...], Field(description="Roles that must agree before anything is done.")] = ()
    languages: Annotated[tuple[str, ...], Field(description="Languages that the reviewer should read.")] = ()
    reasons: tuple[str, ...] = ()


class OpenQuestion(Part):
    """Something that nobody has said, and that decides whether a duty is the service's."""

    name: Annotated[str, Field(description="A status of the service, or a field of the case.")]
    question: str


class Deadline(Part):
    """What a law asks of the service, and by when. It runs from what reached the service, never from detection."""

    duty: Annotated[str, Field(description="`overlay/duty`.")]
    jurisdiction: str
    law: LawCited
    does: Annotated[str, Field(description="What must be done.")]
    trigger: str
    received_at: AwareDatetime
    due: Annotated[AwareDatetime | None, Field(description="None where the law gives no number; see `stated`.")] = None
    stated: Annotated[str, Field(description="The time in words: what the law counts.")]
    time_zone: str
    open_questions: Annotated[
        tuple[OpenQuestion, ...], Field(description="While there are any, the deadline may not be the service's.")
    ] = ()


class SideActionTaken(Part):
    """Something that is done beside the measure."""

    id: str
    title: str
    clauses: tuple[str, ...]
    confirm: Annotated[bool, Field(description="Waits for a person.")] = False
    instead_of: Annotated[
        str | None, Field(description="The side action that this kind of content does not allow.")
    ] = None


class AccountOutcome(Part):
    """What the decision means for the account, once a person has confirmed it."""

    points: Annotated[int | None, Field(description="Points in force; none where no history was given.")]
    adds: Annotated[int, Field(description="Points that this decision adds.")]
    expires: Annotated[AwareDatetime, Field(description="When those would no longer count.")]
    measure: Annotated[str | None, Field(description="The side action that is reached, for a person to confirm.")] = (
        None
    )
    because: str


class WouldExceed(Part):
    """A rule that has acted as often today as it may."""

    rule: str
    max_per_day: int
    today: Annotated[int, Field(description="How often it had acted, as the caller counted.")]


class EarlierStanding(Part):
    """What a person decided on this very content, which stands, and what the rules say now."""

    action: str
    at: AwareDatetime
    decision: str | None = None
    agrees: bool
    rules_ask: Annotated[str, Field(description="The strictest measure that the rules ask for or recommend.")]
    settled: Annotated[
        bool, Field(description="The person knew of as much as the rules ask for now, in every market.")
    ] = False


class ShadowFinding(Part):
    """A rule in `shadow` that held. It changed nothing."""

    rules: Annotated[tuple[str, ...], Field(description="The rule, with `@language` of each provider that matched.")]
    clause: str
    action: str | None
    recommended: str | None
    evidence: tuple[Evidence, ...]


class FailedRule(Part):
    """A rule that could not be evaluated."""

    rule: str
    clause: str | None
    reason: str


class SkippedText(Part):
    """Text that was not read, because the item is over the limit."""

    pointer: str
    start: int
    end: int


class Decision(Part):
    """What to do with one item, where, under which clauses, because of which words, and who must look."""

    schema_: Annotated[Literal[1], Field(alias="schema", description="Version of this record.")] = SCHEMA_VERSION
    id: Annotated[str, Field(description="A hash of all that went in.")]
    content_id: str
    at: AwareDatetime
    policy_set: PolicySetStamp
    package: Annotated[str, Field(description="Version of policyengine.")]
    action: Annotated[str, Field(description="The strictest measure that may be taken now.")]
    actions: Annotated[tuple[str, ...], Field(description="Every measure that may be taken now, mildest first.")] = ()
    recommended: Annotated[str | None, Field(description="The strictest measure that a person may confirm.")] = None
    review: ReviewOrder = ReviewOrder()
    markets: dict[str, MarketOutcome] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    side_actions: tuple[SideActionTaken, ...] = ()
    deadlines: Annotated[tuple[Deadline, ...], Field(description="What laws ask for, the earliest first.")] = ()
    account: AccountOutcome | None = None
    earlier: EarlierStanding | None = None
    would_exceed: tuple[WouldExceed, ...] = ()
    shadow: tuple[ShadowFinding, ...] = ()
    failed: tuple[FailedRule, ...] = ()
    skipped: tuple[SkippedText, ...] = ()
    degraded: Annotated[bool, Field(description="Something failed, so the decision may say too little.")] = False

    model_config = ConfigDict(extra="ignore", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    def with_changes(self, **changes: Any) -> Decision:
        """A copy in which some keys have other values, which are not validated: most decisions are made like this."""
        copy = Decision.__new__(Decision)
        fill = object.__setattr__
        fill(copy, "__dict__", {**self.__dict__, **changes})
        fill(copy, "__pydantic_fields_set__", self.__pydantic_fields_set__)
        fill(copy, "__pydantic_extra__", None)
        fill(copy, "__pydantic_private__", None)
        return copy

    def to_json(self) -> str:
        """The record as one line of JSON; equal decisions give equal bytes."""
        return self.model_dump_json(by_alias=True)

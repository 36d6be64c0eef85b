"""The manifest of a policy set, and the manifest of a layer over one: `policyengine.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictBool, StrictFloat, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from policyengine.model.base import (
    ClauseId,
    Day,
    Definition,
    Duration,
    LanguageTag,
    Localized,
    Market,
    Name,
    OneOrMany,
    RuleId,
    Suppressions,
    Text,
)
from policyengine.model.conditions import Condition
from policyengine.model.content import KINDS, Content
from policyengine.model.measures import MeasureEntry, SideAction, stand_in
from policyengine.model.policy import Clause, Severity
from policyengine.model.ruleset import Headword, RuleBody, TermEntry
from policyengine.model.strikes import StrikeLadder

Version = Annotated[StrictStr, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$", description='Quoted: `"1.0"`.')]
Requires = Annotated[StrictStr, Field(pattern=r"^>=\d+\.\d+(\.\d+)?$", description='Of this package: `">=0.1"`.')]
ParamValue = StrictBool | StrictInt | StrictFloat | StrictStr


FORMAT = 1
"""The format of policy files that this version reads."""


def _known_format(value: int) -> int:
    if value != FORMAT:
        context = {"value": value, "code": "PE163", "help": f"this version reads format {FORMAT}"}
        raise PydanticCustomError("format", "format {value} is not known", context)
    return value


Format = Annotated[StrictInt, AfterValidator(_known_format), Field(json_schema_extra={"const": FORMAT})]


ServiceStatus = Annotated[
    dict[Name, dict[Name, StrictBool]],
    Field(description="What the service is in the eyes of each law, by overlay; what is not said is unknown."),
]


class ListDeclaration(Definition):
    """A list that the user supplies at load."""

    holds: Annotated[Literal["names", "ids"], Field(description="Names are compared folded, ids exactly.")]
    why: Text
    examples: Annotated[tuple[Headword, ...], Field(description="Stand in for the list where rules are tested.")] = ()


class Service(Definition):
    """How soon a person must look, and at which level."""

    within: Duration
    level: Annotated[StrictInt, Field(ge=1, description="1 is a first-line reviewer.")] = 1


class Queue(Definition):
    """A queue of reviewers. One `of` another takes the part of its work that is in its languages and severities."""

    title: Localized
    of: Annotated[Name | None, Field(description="The queue that it is a part of.")] = None
    languages: Annotated[OneOrMany[LanguageTag], Field(description="Only these languages.")] = ()
    severities: Annotated[OneOrMany[Severity], Field(description="Only these severities.")] = ()

    @model_validator(mode="after")
    def _part(self) -> Self:
        if (self.of is None) != (not self.languages and not self.severities):
            raise PydanticCustomError(
                "queue_part",
                "a queue that takes only some languages or severities is part `of` another",
                {"code": "PE132", "help": "give `of` with `languages` or `severities`, or none of them"},
            )
        return self


class Escalation(Definition):
    """Who must look beyond the ordinary, and when, whatever the rules found."""

    id: Name
    when: Condition
    why: Text
    always: Annotated[StrictBool, Field(description="Calls a person even where nothing was found.")] = False
    severity: Annotated[Severity | None, Field(description="The review is at least as urgent.")] = None
    queue: Annotated[Name | None, Field(description="The review goes to this queue.")] = None
    level: Annotated[StrictInt | None, Field(ge=1, description="The review is of this level at least.")] = None
    reviewers: Annotated[StrictInt, Field(ge=1, le=5, description="How many must look, each for themselves.")] = 1
    sign_off: Annotated[OneOrMany[Name], Field(description="Roles that must agree before anything is done.")] = ()


class Review(Definition):
    """Who looks, and by when."""

    default_queue: Name
    queues: dict[Name, Queue]
    severities: Annotated[dict[Severity, Service], Field(description="The internal service level by severity.")]
    escalate: tuple[Escalation, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [severity for severity in ("low", "medium", "high", "critical") if severity not in self.severities]
        if missing:
            raise PydanticCustomError(
                "severity_missing",
                "no service level for `{missing}`",
                {"missing": ", ".join(missing), "help": "add for example `high: {within: 4h, level: 2}`"},
            )
        return self


def _content_pointer(value: str) -> str:
    field = value[1:].partition("/")[0]
    if not value.startswith("/") or field not in Content.model_fields or field in ("id", "kind"):
        context = {"value": value, "help": "write such as `/account/id`; `id` and `kind` are always kept"}
        raise PydanticCustomError("pointer", "`{value}` is no JSON Pointer to a field of content", context)
    return value


class Audit(Definition):
    """What audit records leave out."""

    mask: Annotated[
        tuple[Annotated[StrictStr, AfterValidator(_content_pointer)], ...],
        Field(description="JSON Pointers into content. What lies beneath is left out, and its words in evidence too."),
    ] = ()


class Limits(Definition):
    """Bounds on what is read of one item."""

    text: Annotated[StrictInt, Field(ge=1000, description="Code points over all texts of an item.")] = 200_000


class Manifest(Definition):
    """The manifest of a policy set."""

    format: Format
    requires: Requires | None = None
    name: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
    version: Version
    languages: Annotated[tuple[LanguageTag, ...], Field(min_length=1)]
    locales: Annotated[tuple[LanguageTag, ...], Field(min_length=1, description="Locales of the clause texts.")]
    markets: Annotated[tuple[Market, ...], Field(min_length=1)]
    actions: Annotated[tuple[MeasureEntry, ...], Field(min_length=2, description="The ladder, mildest first.")]
    side_actions: dict[Name, SideAction] = Field(default_factory=dict)
    content_classes: Annotated[
        dict[Name, Text], Field(description="Classes of content that laws speak of, and what they mean.")
    ] = Field(default_factory=dict)
    strikes: StrikeLadder | None = None
    service: ServiceStatus = Field(default_factory=dict)
    review: Review
    params: dict[Name, ParamValue] = Field(default_factory=dict)
    lists: dict[Name, ListDeclaration] = Field(default_factory=dict)
    limits: Limits = Limits()
    audit: Audit = Audit()
    suppress: Suppressions = ()

    @property
    def ladder(self) -> tuple[str, ...]:
        """The names of the measures, mildest first."""
        return tuple(measure.id for measure in self.actions)

    @model_validator(mode="after")
    def _ladder(self) -> Self:
        ladder = self.ladder
        required = {"allow", "geo_restrict", "remove"} - set(ladder)
        if required or ladder[0] != "allow" or len(set(ladder)) != len(ladder):
            raise PydanticCustomError(
                "ladder",
                "the ladder of actions must start with `allow`, hold `geo_restrict` and `remove`, and repeat nothing",
                {"help": "actions: [allow, metadata_fix, advisory, age_gate, limit_reach, geo_restrict, remove]"},
            )
        for rank, measure in enumerate(self.actions):
            if bool(measure.kinds) != (measure.otherwise is not None) or (
                measure.otherwise is not None and measure.otherwise not in ladder[:rank]
            ):
                raise PydanticCustomError(
                    "stand_in",
                    "`{measure}` needs both `kinds` and, for others, a milder measure under `otherwise`; or neither",
                    {"measure": measure.id, "help": f"milder ones are: {', '.join(ladder[:rank]) or 'none'}"},
                )
        for kind in KINDS:
            ranks = [ladder.index(stand_in(self.actions, name, kind)) for name in ladder]
            if ranks != sorted(ranks):
                raise PydanticCustomError(
                    "stand_in_order",
                    "for the kind `{kind}`, a stricter measure would come out milder than a milder one",
                    {"kind": kind, "help": "let `otherwise` name the nearest milder measure that applies"},
                )
        return self

    @model_validator(mode="after")
    def _stand_ins_of_side_actions(self) -> Self:
        for name, action in self.side_actions.items():
            seen = [name]
            while action.kinds:
                following = action.otherwise
                if following is None or following in seen or following not in self.side_actions:
                    raise PydanticCustomError(
                        "side_action_stand_in",
                        "the side action `{name}` names `kinds`, and `otherwise` leads to none that everything allows",
                        {"name": name, "help": "let it lead to a side action that names no `kinds`"},
                    )
                seen.append(following)
                action = self.side_actions[following]
        return self


class Disable(Definition):
    """Switches a rule of a lower layer off."""

    rule: RuleId
    reason: Text
    owner: Text
    until: Annotated[Day, Field(description="The rule comes back on this day.")]


class Replace(Definition):
    """Puts another body in the place of a rule, or another clause in the place of a clause."""

    rule: RuleId | None = None
    clause: ClauseId | None = None
    reason: Text
    with_rule: RuleBody | None = None
    with_clause: Clause | None = None

    @model_validator(mode="after")
    def _paired(self) -> Self:
        rule = self.rule is not None and self.with_rule is not None
        clause = self.clause is not None and self.with_clause is not None
        mixed = (self.rule is None) != (self.with_rule is None) or (self.clause is None) != (self.with_clause is None)
        if rule == clause or mixed:
            raise PydanticCustomError(
                "replace_pair",
                "`replace` takes either `rule` and `with_rule`, or `clause` and `with_clause`",
                {"code": "PE132", "help": "write one entry for each thing that is replaced"},
            )
        return self


class Extend(Definition):
    """Adds terms to a lexicon, or removes terms from it."""

    lexicon: Annotated[
        StrictStr,
        Field(
            pattern=r"^[a-z][a-z0-9_]{0,63}/[a-z][a-z0-9_]{0,63}(@[A-Za-z0-9-]{2,35})?$",
            description="The provider's full id: `hate/slurs@ko`.",
        ),
    ]
    add: tuple[TermEntry, ...] = ()
    remove: Annotated[tuple[Headword, ...], Field(description="Headwords.")] = ()

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.add and not self.remove:
            raise PydanticCustomError(
                "empty_extend", "this adds and removes nothing", {"help": "give `add` or `remove`"}
            )
        return self


class Layer(Definition):
    """The manifest of a layer: what it changes in the layers below it. What it adds stands in its directories."""

    format: Format
    requires: Requires | None = None
    layer: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$", description="The name of the layer.")]
    version: Version
    params: dict[Name, ParamValue] = Field(default_factory=dict)
    lists: dict[Name, ListDeclaration] = Field(default_factory=dict)
    queues: dict[Name, Queue] = Field(default_factory=dict)
    languages: Annotated[tuple[LanguageTag, ...], Field(description="Languages that the layer adds.")] = ()
    service: ServiceStatus = Field(default_factory=dict)
    disable: tuple[Disable, ...] = ()
    replace: tuple[Replace, ...] = ()
    extend: tuple[Extend, ...] = ()

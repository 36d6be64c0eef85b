"""Content: the item that is judged. This class is the field table; schema and compiler read it from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args

from pydantic import AfterValidator, AwareDatetime, Field, StrictBool, StrictFloat, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from policyengine.model.base import LanguageTag, Market, Model
from policyengine.model.circumstances import Case, EarlierDecision, PastStrike

Kind = Literal["track", "album", "artist", "playlist", "show", "episode", "audiobook", "profile", "comment"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Scalar = StrictBool | StrictInt | StrictFloat | StrictStr
Count = Annotated[StrictInt, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class JudgedText:
    """Marks a field of `Content` whose text is matched. `path` leads from one element to its text."""

    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Marks a field that conditions can compare. `type` says with what."""

    type: Literal["number", "truth", "text", "time"]


class LocalText(Model):
    """A text with the language it is in."""

    text: StrictStr
    language: LanguageTag


TextValue = StrictStr | LocalText


class Segment(Model):
    """A piece of a transcript."""

    text: StrictStr
    start: Annotated[float | None, Field(ge=0, description="Seconds from the start of the audio.")] = None
    language: LanguageTag | None = None


class Credit(Model):
    """Somebody who is credited, and for what."""

    name: TextValue
    role: StrictStr | None = None


class Member(Model):
    """One item of a playlist or album."""

    title: TextValue
    id: StrictStr | None = None
    artists: tuple[StrictStr, ...] = ()
    explicit: Annotated[StrictBool | None, Field(description="The explicit label of that item.")] = None


class Account(Model):
    """What the platform knows of the account behind the content. Everything may be absent, which means unknown."""

    id: StrictStr | None = None
    age_days: Annotated[Count | None, Fact("number"), Field(description="Days since the account was made.")] = None
    followers: Annotated[Count | None, Fact("number")] = None
    verified: Annotated[StrictBool | None, Fact("truth")] = None
    strikes: Annotated[Count | None, Fact("number"), Field(description="Strikes in force.")] = None
    uploads_today: Annotated[Count | None, Fact("number"), Field(description="Items added in the last 24 hours.")] = (
        None
    )
    high_profile: Annotated[
        StrictBool | None,
        Fact("truth"),
        Field(description="Handled with a second reviewer, by your own list."),
    ] = None
    history: Annotated[
        tuple[PastStrike, ...] | None,
        Field(description="Strikes that the account was given; strike ladders are computed from it."),
    ] = None


K = TypeVar("K")


def _by_key(mapping: dict[str, K]) -> dict[str, K]:
    """The mapping in the order of its keys, so that equal content is read and told alike."""
    for key in mapping:
        if any("\ud800" <= char <= "\udfff" for char in key):
            raise PydanticCustomError(
                "string_unicode", "a key is no valid Unicode text: it holds half of a surrogate pair"
            )
    return dict(sorted(mapping.items()))


ByKey = AfterValidator(_by_key)


def _market_list(markets: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(markets)))


class Content(Model):
    """The metadata of one piece of content on an audio platform.

    A text is a string, or `{text, language}` where its language differs from that of the item. What is absent is
    unknown: a condition on it holds neither way.
    """

    id: Annotated[StrictStr, Field(min_length=1, max_length=512, description="Your id of the item.")]
    kind: Annotated[Kind, Field(description="What the item is.")]

    title: Annotated[TextValue | None, JudgedText()] = None
    name: Annotated[TextValue | None, JudgedText(), Field(description="The name of an artist or profile.")] = None
    handle: Annotated[TextValue | None, JudgedText(), Field(description="The account's unique handle.")] = None
    artists: Annotated[tuple[TextValue, ...], JudgedText(), Field(description="Artists, authors or hosts.")] = ()
    description: Annotated[TextValue | None, JudgedText()] = None
    body: Annotated[TextValue | None, JudgedText(), Field(description="The text of a comment.")] = None
    lyrics: Annotated[TextValue | None, JudgedText()] = None
    transcript: Annotated[tuple[Segment, ...], JudgedText(("text",))] = ()
    tags: Annotated[tuple[TextValue, ...], JudgedText(), Field(description="Tags and genres.")] = ()
    urls: Annotated[tuple[StrictStr, ...], JudgedText()] = ()
    credits: Annotated[tuple[Credit, ...], JudgedText(("name",))] = ()
    members: Annotated[tuple[Member, ...], JudgedText(("title",)), Field(description="Items of a playlist.")] = ()
    localized_titles: Annotated[dict[LanguageTag, StrictStr], ByKey, JudgedText()] = Field(default_factory=dict)

    language: Annotated[LanguageTag | None, Field(description="The language that the item is declared to be in.")] = (
        None
    )
    markets: Annotated[
        tuple[Market, ...],
        AfterValidator(_market_list),
        Field(description="Where the item is available; empty means every market of the policy set."),
    ] = ()
    explicit: Annotated[StrictBool | None, Fact("truth"), Field(description="The explicit label.")] = None
    published_at: Annotated[AwareDatetime | None, Fact("time")] = None
    duration: Annotated[StrictInt | StrictFloat | None, Fact("number"), Field(ge=0, description="Seconds.")] = None
    ids: Annotated[dict[str, StrictStr], ByKey, Field(description="Identifiers by scheme, such as `isrc`.")] = Field(
        default_factory=dict
    )
    account: Account = Account()
    reports: Annotated[dict[str, Count], ByKey, Field(description="Number of user reports by reason.")] = Field(
        default_factory=dict
    )
    scores: Annotated[
        dict[str, StrictInt | StrictFloat], ByKey, Field(description="Scores of upstream classifiers by name.")
    ] = Field(default_factory=dict)
    attributes: Annotated[dict[str, Scalar], ByKey, Field(description="Anything else a rule may compare.")] = Field(
        default_factory=dict
    )

    case: Annotated[Case | None, Field(description="What started a clock: an order, a notice, a complaint.")] = None
    earlier: Annotated[
        EarlierDecision | None, Field(description="What a person decided on this very content before.")
    ] = None


class TextPart(NamedTuple):
    """One text of an item: the field it is of, its JSON Pointer, its characters and its declared language."""

    field: str
    pointer: str
    text: str
    language: str | None


def _marks(model: type[Model], mark: type[Any]) -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        for item in info.metadata:
            if isinstance(item, mark):
                yield name, item


TEXT_FIELDS: dict[str, JudgedText] = dict(_marks(Content, JudgedText))
CONTENT_FACTS: dict[str, Fact] = dict(_marks(Content, Fact))
ACCOUNT_FACTS: dict[str, Fact] = dict(_marks(Account, Fact))
LIST_FIELDS: frozenset[str] = frozenset(
    name for name in TEXT_FIELDS if Content.model_fields[name].default == () or name == "localized_titles"
)
_READERS: tuple[tuple[str, str | None], ...] = tuple(
    (name, mark.path[0] if mark.path else None) for name, mark in TEXT_FIELDS.items()
)


def _part(field: str, pointer: str, value: Any, language: str | None) -> TextPart:
    if isinstance(value, LocalText):
        return TextPart(field, f"{pointer}/text", value.text, value.language)
    return TextPart(field, pointer, value, language)


def _list_parts(field: str, inner: str | None, values: Any, language: str | None) -> Iterator[TextPart]:
    if isinstance(values, dict):
        for tag, text in values.items():
            yield TextPart(field, f"/{field}/{tag}", text, tag)
        return
    for index, element in enumerate(values):
        if inner is None:
            yield _part(field, f"/{field}/{index}", element, language)
        else:
            own = getattr(element, "language", None) or language
            yield _part(field, f"/{field}/{index}/{inner}", getattr(element, inner), own)


def text_parts(content: Content) -> list[TextPart]:
    """Every text of the item, in the order of the field table and of its lists."""
    parts: list[TextPart] = []
    values = content.__dict__
    language = content.language
    for field, inner in _READERS:
        value = values[field]
        if not value:
            continue
        if isinstance(value, str):
            parts.append(TextPart(field, f"/{field}", value, language))
        elif isinstance(value, LocalText):
            parts.append(_part(field, f"/{field}", value, language))
        else:
            parts.extend(_list_parts(field, inner, value, language))
    return parts

"""The words of statements of reasons in one locale, as written in `statements/*.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Annotated, Any

from pydantic import Field

from policyengine.model.base import Definition, Name
from policyengine.model.content import KINDS, Content, Kind
from policyengine.model.sentences import (
    OfClause,
    OfCountries,
    OfDay,
    OfField,
    OfKind,
    OfLaw,
    OfQuotes,
    OfReference,
    OfTitle,
    OfWords,
    Plain,
)
from policyengine.model.statement import DECIDERS, ORIGINS, Decider, Origin

FIELDS: tuple[str, ...] = tuple(
    name for name in Content.model_fields if name not in ("id", "kind", "markets", "case", "earlier")
)
"""The fields of content that evidence may come from."""
NEVER_TAKEN = ("allow", "geo_restrict")
"""Measures that nobody is told of: the one is none, and the other is removal in some markets."""


class StatementWords(Definition):
    """How a service speaks to people whose content it restricts. A file of a layer has only what it changes.

    `{kind}` may stand in most sentences: what the item is called.
    """

    kinds: Annotated[dict[Kind, Plain], Field(description="What an item of each kind is called.")] = Field(
        default_factory=dict
    )
    fields: Annotated[dict[str, Plain], Field(description="What each field of an item is called.")] = Field(
        default_factory=dict
    )
    measures: Annotated[dict[Name, OfKind], Field(description="What was done, by measure.")] = Field(
        default_factory=dict
    )
    account_measures: Annotated[
        dict[Name, OfKind], Field(description="What was done about the account, by side action.")
    ] = Field(default_factory=dict)
    exceptions: Annotated[
        dict[Name, OfKind], Field(description="What was taken into account, by exception; `softened` for all others.")
    ] = Field(default_factory=dict)
    origins: Annotated[
        dict[Origin, OfKind], Field(description="How the item came to be looked at: `own`, or the trigger of its case.")
    ] = Field(default_factory=dict)
    deciders: Annotated[dict[Decider, OfKind], Field(description="Whether automated means found it and decided.")] = (
        Field(default_factory=dict)
    )

    greeting: Annotated[Plain | None, Field(description="The first line.")] = None
    item: Annotated[
        OfTitle | None,
        Field(description="Which item it is about, if its title can be told."),
    ] = None
    everywhere: Annotated[OfKind | None, Field(description="The measure holds wherever the item is available.")] = None
    only: Annotated[OfCountries | None, Field(description="It holds in these countries only.")] = None
    all_but: Annotated[OfCountries | None, Field(description="It holds everywhere but in these countries.")] = None
    until: Annotated[OfDay | None, Field(description="The day on which it ends, where it does.")] = None
    repeated: Annotated[Plain | None, Field(description="Strikes of the past count in the account measure.")] = None
    reason: Annotated[Plain | None, Field(description="The heading over the clauses.")] = None
    clause: Annotated[OfClause | None, Field(description="The clause that was broken; its text follows.")] = None
    clause_touched: Annotated[
        OfClause | None, Field(description="The clause where an exception softened, or where nobody is accused.")
    ] = None
    law: Annotated[OfLaw | None, Field(description="The law that a clause of local law rests on.")] = None
    softened: Annotated[OfKind | None, Field(description="A context made the measure milder.")] = None
    ordered: Annotated[OfKind | None, Field(description="An order is the reason, and no clause of the policy.")] = None
    facts: Annotated[Plain | None, Field(description="The heading over the fields that were looked at.")] = None
    words_found: Annotated[OfQuotes | None, Field(description="A field, with the words that count.")] = None
    words_masked: Annotated[OfField | None, Field(description="A field whose words are not repeated.")] = None
    fact: Annotated[OfField | None, Field(description="A field that was looked at.")] = None
    quote: Annotated[OfWords | None, Field(description="Words in quotation marks.")] = None
    between_quotes: Annotated[Plain | None, Field(description="What stands between two quotations.")] = None
    means: Annotated[Plain | None, Field(description="The heading over how it was found and decided.")] = None
    by_hand: Annotated[
        OfKind | None, Field(description="A person decided, and no rule found anything; in place of `deciders`.")
    ] = None
    contest: Annotated[Plain | None, Field(description="The heading over what can be done about it.")] = None
    redress: Annotated[
        Plain | None, Field(description="How to contest the decision; overlays add what holds under their law.")
    ] = None
    reference: Annotated[OfReference | None, Field(description="The last line.")] = None


MAPPINGS = ("kinds", "fields", "measures", "account_measures", "exceptions", "origins", "deciders")
SENTENCES: tuple[str, ...] = tuple(name for name in StatementWords.model_fields if name not in MAPPINGS)


def laid_over(files: Iterable[StatementWords]) -> StatementWords:
    """The words of all layers, lowest first: a higher one replaces what it says again, word by word."""
    return reduce(_over, files, StatementWords())


def _over(lower: StatementWords, higher: StatementWords) -> StatementWords:
    merged: dict[str, Any] = {name: {**getattr(lower, name), **getattr(higher, name)} for name in MAPPINGS}
    for name in SENTENCES:
        said = getattr(higher, name)
        merged[name] = getattr(lower, name) if said is None else said
    return StatementWords.model_construct(**merged)


def missing_words(
    words: StatementWords, ladder: Sequence[str], account_measures: Sequence[str]
) -> Iterator[tuple[str, str | None]]:
    """Whatever a statement may need and that has no words: the key, and the name below it."""
    needed: dict[str, Sequence[str]] = {
        "kinds": KINDS,
        "fields": FIELDS,
        "measures": [each for each in ladder if each not in NEVER_TAKEN],
        "account_measures": account_measures,
        "origins": ORIGINS,
        "deciders": DECIDERS,
    }
    for key, names in needed.items():
        yield from ((key, name) for name in names if name not in getattr(words, key))
    yield from ((name, None) for name in SENTENCES if getattr(words, name) is None)

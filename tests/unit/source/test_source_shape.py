from __future__ import annotations

import datetime
import enum
from typing import Annotated, Any, get_args

import pytest
from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, RootModel, Tag
from pydantic_core.core_schema import ErrorType
from typing_extensions import TypeAliasType

from policyengine.diagnostics.diagnostic import Diagnostic, Position
from policyengine.source.fitting.complaints import Complaint
from policyengine.source.fitting.fields import keys_at
from policyengine.source.fitting.messages import said
from policyengine.source.fitting.places import follow
from policyengine.source.fitting.shape import fit, where
from policyengine.source.reading.nodes import Document
from policyengine.source.reading.yaml import parse


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Leaf(Closed):
    colour: Colour = Colour.RED
    size: float | None = None
    grown: datetime.date | None = None


def verb(value: Any) -> str | None:
    return next(iter(value)) if isinstance(value, dict) and len(value) == 1 else None


class Cut(Closed):
    cut: int


class Grow(Closed):
    grow: Annotated[tuple[int, ...], Field(min_length=1)]


Act = Annotated[
    Annotated[Cut, Tag("cut")] | Annotated[Grow, Tag("grow")],
    Discriminator(verb, "no_verb", "this is no act", {"help": "an act is one of: cut, grow"}),
]


class Names(RootModel[dict[str, Leaf]]):
    pass


class Fork(Closed):
    left: Leaf | Fork
    right: Leaf | Fork


Branch = TypeAliasType("Branch", Leaf | Fork)


def as_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


class Tree(Closed):
    crown: Branch | None = None
    named: Names | None = None
    kinds: frozenset[str] = frozenset()
    rings: Annotated[tuple[int, ...], BeforeValidator(as_many)] = ()
    pair: tuple[int, str] | None = None
    acts: tuple[Act, ...] = ()
    code: Annotated[str, Field(pattern="^[a-z]{2}$", description="Two small letters, such as `oa`.")] = "oa"
    from_: str | None = Field(None, alias="from")


def read(text: str) -> Document:
    document = parse(text.encode(), "tree.yaml")
    assert document.root is not None
    return document


def fitted(text: str) -> tuple[Tree | None, tuple[Diagnostic, ...]]:
    document = read(text)
    assert document.root is not None
    return fit(document.root, Tree, document)


def messages(text: str) -> list[str]:
    tree, diagnostics = fitted(text)
    assert tree is None
    return [diagnostic.message for diagnostic in diagnostics]


def test_what_fits_becomes_a_model() -> None:
    tree, diagnostics = fitted(
        "crown: {left: {colour: blue, size: 3}, right: {left: {}, right: {grown: 2026-03-01}}}\n"
        "named: {a: {size: 1.5}}\nkinds: [oak, ash]\nrings: 7\npair: [1, x]\nfrom: 숲\n"
    )
    assert diagnostics == ()
    assert tree == Tree(
        crown=Fork(
            left=Leaf(colour=Colour.BLUE, size=3.0),
            right=Fork(left=Leaf(), right=Leaf(grown=datetime.date(2026, 3, 1))),
        ),
        named=Names({"a": Leaf(size=1.5)}),
        kinds=frozenset(("oak", "ash")),
        rings=(7,),
        pair=(1, "x"),
        **{"from": "숲"},
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("crown: {left: {}, right: {left: {}, rihgt: {}}}", "the key `rihgt` is not known in `right`"),
        ("crown: {left: {}, right: {colour: green}}", "`green` is not a value that `colour` can take"),
        ("crown: {left: {size: big}, right: {}}", "`size` should be a number, not the text `big`"),
        ("crown: 3", "`crown` should be a mapping, not the number `3`"),
        ("named: {a: {sise: 1}}", "the key `sise` is not known in `a`"),
        ("named: [a]", "`named` should be a mapping, not a list"),
        ("kinds: [oak, 1]", "item 2 of `kinds` should be text, but `1` without quotes is a number"),
        ("rings: [1, two]", "item 2 of `rings` should be a whole number, not the text `two`"),
        ("rings: '7'", "`rings` should be a whole number, not the text `7`"),
        ("rings: [true]", "item 1 of `rings` should be a whole number, not `true`"),
        ("pair: [1]", "item 2 of `pair` is missing"),
        ("pair: [1, x, y]", "`pair` should have at most 2 items"),
        ("acts: [{cutt: 1}]", "the key `cutt` is not known in item 1 of `acts`"),
        ("acts: [{saw: 1}]", "this is no act"),
        ("acts: [{cut: 1, grow: [2]}]", "this is no act"),
        ("acts: [{grow: []}]", "`grow` should have at least 1 item"),
        ("acts: [{grow: [x]}]", "item 1 of `grow` should be a whole number, not the text `x`"),
        ("code: Oak", "`code` cannot be `Oak`"),
        ("fron: x", "the key `fron` is not known in the file"),
    ],
)
def test_what_does_not_fit_is_said_once(text: str, message: str) -> None:
    assert messages(text) == [message]


def test_a_pattern_is_explained_by_what_the_model_says() -> None:
    _, (diagnostic,) = fitted("code: Oak")
    assert diagnostic.help == "what belongs here: two small letters, such as `oa`"


def test_a_misspelt_key_is_not_reported_missing_too() -> None:
    document = read("left: {}\nrigth: {}\n")
    assert document.root is not None
    _, diagnostics = fit(document.root, Fork, document)
    assert [(diagnostic.code, diagnostic.help) for diagnostic in diagnostics] == [("PE120", "did you mean `right`?")]


def test_what_the_document_says_already_is_not_said_again() -> None:
    document = read("crown: &a 3\nkinds: [yes, 010]\nrings: no\n")
    assert len(document.diagnostics) == 4
    assert document.root is not None
    assert fit(document.root, Tree, document) == (None, ())


def test_keys_are_found_through_unions_lists_and_recursion() -> None:
    assert keys_at(Tree, ()) == ("crown", "named", "kinds", "rings", "pair", "acts", "code", "from")
    assert keys_at(Tree, ("crown",)) == ("colour", "size", "grown", "left", "right")
    assert keys_at(Tree, ("crown", "Fork", "left", "Leaf")) == ("colour", "size", "grown")
    assert keys_at(Tree, ("named", "any name")) == ("colour", "size", "grown")
    assert keys_at(Tree, ("kinds", 0)) == ()


@pytest.mark.parametrize(
    ("loc", "key", "start"),
    [
        ((), False, (1, 1)),
        (("crown",), False, (2, 3)),
        (("crown",), True, (1, 1)),
        (("crown", "left", "size"), False, (2, 16)),
        (("crown", "left", "size"), True, (2, 10)),
        (("rings", 1), False, (3, 12)),
        (("rings", 1), True, (3, 12)),
        (("rings", 9), False, (3, 8)),
        (("crown", "Fork", "left", "colour"), False, (2, 9)),
        (("nowhere",), False, (1, 1)),
    ],
)
def test_where_a_path_leads(loc: tuple[int | str, ...], key: bool, start: tuple[int, int]) -> None:
    document = read("crown:\n  left: {size: 3}\nrings: [1, 2]\n")
    assert where(document, loc, key=key).start == Position(*start)


def test_a_document_without_a_root_has_a_first_place() -> None:
    document = parse(b"", "tree.yaml")
    assert where(document, ("crown",)).start == Position(1, 1)


@pytest.mark.parametrize("kind", [*get_args(ErrorType), "made_by_a_validator"])
def test_every_error_of_pydantic_has_words_without_internal_names(kind: str) -> None:
    root = read("a: {b: text}\n").root
    assert root is not None
    context = dict.fromkeys(("gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length"), 3)
    complaint = Complaint(kind, follow(root, ("a", "b")), "this is wrong", context, name="c")
    diagnostic = said(complaint)
    assert diagnostic.message
    for word in ("Input", "input", "valid ", "instance", "model", "str", "dict", "tuple", "_"):
        assert word not in diagnostic.message

"""Every file of tests/golden/diagnostics gives exactly the text beside it.

`pytest tests/unit/source/test_source_golden.py --update-golden` accepts what is said now.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator, model_validator
from pydantic_core import PydanticCustomError

from policyengine.diagnostics.render import pretty
from policyengine.source.fitting.shape import fit
from policyengine.source.reading.yaml import Document, read

FOLDER = Path(__file__).parents[2] / "golden" / "diagnostics"
CASES = sorted(FOLDER.glob("*.yaml"))


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Stir(Strict):
    do: Literal["stir"]
    minutes: int = Field(1, ge=1, le=600)


class Bake(Strict):
    do: Literal["bake"]
    minutes: int
    degrees: float = Field(lt=300)


class Grams(Strict):
    grams: float


class Pieces(Strict):
    pieces: int
    peeled: bool = False


def unit(value: Any) -> str | None:
    return next((key for key in ("grams", "pieces") if key in value), None) if isinstance(value, dict) else None


class Ingredient(Strict):
    name: str = Field(min_length=1, max_length=30)
    amount: Annotated[Annotated[Grams, Tag("grams")] | Annotated[Pieces, Tag("pieces")], Discriminator(unit)]


class Recipe(Strict):
    id: str
    version: str = "1"
    made_by: str | None = Field(None, alias="from")
    course: Literal["starter", "main", "dessert"] = "main"
    since: datetime.date | None = None
    vegan: bool = False
    tags: tuple[str, ...] = ()
    steps: tuple[Annotated[Stir | Bake, Field(discriminator="do")], ...] = ()
    needs: tuple[Ingredient | str, ...] = ()
    serves: Grams | Pieces | None = None
    titles: dict[Literal["ko", "ja", "th"], str] = {}

    @field_validator("id")
    @classmethod
    def plain_id(cls, value: str) -> str:
        if not (value.isascii() and value.replace("_", "").isalnum() and value == value.lower()):
            message = "`{id}` cannot be an id"
            context = {"id": value, "code": "PE128", "help": "use small letters, digits and underscores"}
            raise PydanticCustomError("recipe_id", message, context)
        return value

    @model_validator(mode="after")
    def made_of_something(self) -> Recipe:
        if self.steps and not self.needs:
            raise ValueError("a recipe with steps needs ingredients")
        if self.vegan and "butter" in self.needs:
            at = ("needs", self.needs.index("butter"))
            raise PydanticCustomError("vegan", "`butter` is not vegan", {"code": "PE132", "label": "here", "at": at})
        return self


class Book(Strict):
    title: str
    recipes: tuple[Recipe, ...] = Field(max_length=3)


def rendered(document: Document) -> str:
    """All that is said about a file, or a line that says that all is well."""
    diagnostics = document.diagnostics
    if document.root is not None:
        diagnostics = tuple(sorted((*diagnostics, *fit(document.root, Book, document)[1])))
    shown = []
    for diagnostic in diagnostics:
        assert diagnostic.span is not None
        line = diagnostic.span.start.line
        shown.append(pretty(diagnostic, document.lines[line - 1] if line <= len(document.lines) else None))
    return "\n\n".join(shown or ["nothing to say"]) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_said_about_a_file_is_what_was_accepted(path: Path, golden: Any) -> None:
    golden.check(path.with_suffix(".txt"), rendered(read(path, path.name)))


def test_each_golden_text_belongs_to_a_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in CASES}
    assert len(CASES) >= 40

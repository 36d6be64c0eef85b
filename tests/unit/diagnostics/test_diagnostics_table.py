from __future__ import annotations

import re
from types import ModuleType

import pytest
from pydantic import BaseModel, RootModel

from policyengine.diagnostics.code import Code
from policyengine.diagnostics.codes import files, notation, shape
from policyengine.diagnostics.table import MODULES, TABLE, explain, gather
from policyengine.model.conditions import VERBS, Condition
from policyengine.model.manifest import Manifest
from policyengine.model.ruleset import Lexicon, Rule
from policyengine.source.fitting.shape import fit
from policyengine.source.reading.yaml import Mapping, parse


class AnyCondition(RootModel[Condition]):
    pass


CODES = list(TABLE.values())
READ = [code for module in (files, notation) for code in vars(module).values() if isinstance(code, Code)]
SHOWN_AS_YAML = [code for code in READ if code.id >= "PE110" or code in (files.EMPTY, files.CONTROL_CHARACTER)]
CONDITIONS = [code for code in CODES if code.good.partition(":")[0] in (*VERBS, "when")]


def test_ids_are_declared_once_and_in_order() -> None:
    assert list(TABLE) == sorted(TABLE)
    assert all(re.fullmatch(r"PE[1-9]\d\d", id) for id in TABLE)


def test_an_id_cannot_be_declared_twice() -> None:
    again = ModuleType("again")
    again.__dict__["TAB"] = notation.TAB
    with pytest.raises(ValueError, match="PE111 is declared twice"):
        gather((*MODULES, again))


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_every_code_teaches_something(code: Code) -> None:
    assert code.title[0].islower() or not code.title[0].isalpha()
    assert not code.title.endswith(".")
    for text in (code.means, code.why, code.fix):
        assert len(text) >= 15
        assert text.endswith((".", "`.", '".'))
    assert code.bad != code.good


@pytest.mark.parametrize("code", SHOWN_AS_YAML, ids=lambda code: code.id)
def test_the_bad_example_has_the_problem_and_the_good_one_has_none(code: Code) -> None:
    assert code.id in {diagnostic.code for diagnostic in parse(code.bad.encode(), "bad.yaml").diagnostics}
    assert parse(code.good.encode(), "good.yaml").diagnostics == ()


@pytest.mark.parametrize("code", CONDITIONS, ids=lambda code: code.id)
def test_examples_that_are_conditions_are_what_the_grammar_has(code: Code) -> None:
    document = parse(code.good.encode(), code.id)
    assert isinstance(document.root, Mapping)
    assert fit(document.root.get("when") or document.root, AnyCondition, document)[1] == ()


@pytest.mark.parametrize(
    ("model", "code"),
    [
        (Rule, shape.MISSING_KEY),
        (Lexicon, shape.WRONG_TYPE),
        (Lexicon, shape.WRONG_LENGTH),
        (Manifest, shape.NUMBER_FOR_TEXT),
        (Rule, shape.VALUE_NOT_ALLOWED),
        (Rule, shape.UNKNOWN_KEY),
    ],
)
def test_bad_examples_of_shape_have_the_problem_in_the_real_grammar(model: type[BaseModel], code: Code) -> None:
    assert code.id in shape_problems(model, code.bad)
    assert {shape.MISSING_KEY.id, "PE127"} >= shape_problems(model, code.good)


def shape_problems(model: type[BaseModel], text: str) -> set[str]:
    document = parse(text.removeprefix("- ").replace("\n  ", "\n").encode(), "example.yaml")
    assert document.root is not None
    return {diagnostic.code for diagnostic in fit(document.root, model, document)[1]}


def test_the_page_of_a_code() -> None:
    page = explain("pe111")
    assert page is not None
    assert page.startswith("PE111 (error): a tab stands where only spaces may\n\nWhat it means\n  The line")
    assert page.endswith("write\n    then:\n      recommend: remove\n")


def test_there_is_no_page_about_an_unknown_code() -> None:
    assert explain("PE000") is None

"""The public surface: names, loading, copies, processes, threads."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from policy_sets import AT, load, only_problem, policy_set, rule, track, written

import policyengine
from policyengine import ContentError, ContentProblem, Decision, PolicyEngine, PolicyEngineError, RulesetError
from policyengine.inference import available

RULES = [
    rule("asked", "text: {lexicon: alpha}"),
    rule("counted", "count: {of: matches, lexicon: [beta, fruit], at_least: 2}"),
    rule("young", "all: [{account: {age_days: {below: 7}}}, {none: [{text: {lexicon: gamma}}]}]"),
]
FILES = policy_set(RULES)
ITEMS = [
    track("alpha"),
    track("beta apple"),
    track("gamma", account={"age_days": 1}),
    track("x", account={"age_days": 1}),
    track("innocent"),
]


@pytest.fixture(scope="module", params=["native", "durable"] if available() else ["native"])
def engine(request: pytest.FixtureRequest) -> PolicyEngine:
    return load(FILES, inference=request.param)


def answers(engine: PolicyEngine) -> list[str]:
    return [engine.evaluate(item, at=AT).to_json() for item in ITEMS]


def test_the_public_names_are_all_there_are() -> None:
    modules = {name for name, value in vars(policyengine).items() if type(value) is type(sys)}
    public = sorted(name for name in vars(policyengine) if not name.startswith("_") and name not in modules)
    assert sorted(policyengine.__all__) == sorted([*public, "__version__"])
    assert policyengine.__all__ == sorted(policyengine.__all__)


def test_the_items_tell_rules_apart(engine: PolicyEngine) -> None:
    fired = [[name for each in engine.evaluate(item, at=AT).findings for name in each.rules] for item in ITEMS]
    assert fired == [["demo/asked@en"], ["demo/counted@en"], [], ["demo/young"], []]


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_a_copy_is_the_same_engine(engine: PolicyEngine, again: Any) -> None:
    other = again(engine)
    assert other is not engine
    assert (other.digest, other.describe()) == (engine.digest, engine.describe())
    assert answers(other) == answers(engine)


def test_a_pickle_needs_no_disk(tmp_path: Path) -> None:
    directory = written(FILES, tmp_path / "set")
    pickled = pickle.dumps(PolicyEngine.load(directory, inference="native"))
    for file in sorted(directory.rglob("*.yaml")):
        file.unlink()
    assert answers(pickle.loads(pickled)) == answers(load(FILES))


def _answer_into(engine: PolicyEngine, pipe: Any) -> None:
    pipe.send(answers(engine))
    pipe.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_answers_alike(engine: PolicyEngine) -> None:
    expected = answers(engine)
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer_into, args=(engine, there))
    child.start()
    assert here.poll(30)
    assert here.recv() == expected
    child.join(30)
    assert child.exitcode == 0
    assert answers(engine) == expected


def test_threads_answer_alike(engine: PolicyEngine) -> None:
    expected = answers(engine)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: answers(engine), range(40))) == [expected] * 40


def test_one_moment_for_all_of_many(engine: PolicyEngine) -> None:
    results = list(engine.evaluate_many(ITEMS))
    moments = {each.at for each in results if isinstance(each, Decision)}
    assert len(moments) == 1
    assert [each.to_json() for each in engine.evaluate_many(ITEMS, at=AT) if isinstance(each, Decision)] == answers(
        engine
    )


def test_many_are_judged_one_by_one(engine: PolicyEngine) -> None:
    asked: list[str] = []

    def stream() -> Any:
        for item in ITEMS:
            asked.append(item["title"])
            yield item

    results = engine.evaluate_many(stream(), at=AT)
    next(results)
    assert asked == ["alpha"]


def test_a_load_that_fails_changes_nothing(engine: PolicyEngine) -> None:
    before = answers(engine)
    assert only_problem(policy_set([rule("asked", "text: {lexicon: alpa}")])).level == "error"
    assert answers(engine) == before


def test_loading_from_directories(tmp_path: Path) -> None:
    directory = written(FILES, tmp_path)
    by_text, by_path = PolicyEngine.load(str(directory)), PolicyEngine.load(directory)
    assert by_text.digest == by_path.digest == load(FILES).digest
    assert answers(by_path) == answers(load(FILES))


def test_the_shipped_policy_set_is_loaded_by_default() -> None:
    assert policyengine.shipped().is_dir()
    assert (policyengine.shipped() / "policyengine.yaml").is_file()


def test_an_engine_shows_what_it_is() -> None:
    native = load(FILES)
    assert repr(native) == f"<PolicyEngine demo 1, 3 rules, {native.digest[:12]}>"
    assert native.describe().inference == "native"


def test_an_unknown_inference_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown inference `swift`"):
        load(FILES, inference="swift")  # type: ignore[arg-type]


def test_errors_survive_pickling() -> None:
    content = ContentError([ContentProblem("/title", "no", "yes")], "t1")
    again = pickle.loads(pickle.dumps(content))
    assert (again.problems, again.content_id, str(again)) == (content.problems, "t1", "/title: no (yes)")
    with pytest.raises(RulesetError) as refused:
        load(policy_set([rule("asked", "text: {lexicon: alpa}")]))
    loaded = pickle.loads(pickle.dumps(refused.value))
    assert (loaded.diagnostics, str(loaded)) == (refused.value.diagnostics, refused.value.rendered)
    assert isinstance(content, PolicyEngineError)
    assert isinstance(loaded, PolicyEngineError)


@pytest.mark.parametrize("item", ITEMS, ids=range(len(ITEMS)))
def test_a_decision_survives_json_and_pickling(engine: PolicyEngine, item: dict[str, Any]) -> None:
    decision = engine.evaluate(item, at=AT)
    assert Decision.model_validate_json(decision.to_json()) == decision
    assert pickle.loads(pickle.dumps(decision)) == decision
    assert Decision.model_validate({**decision.model_dump(), "of_a_later_version": 1}) == decision

"""Promise 1: the same content, policy set, moment and locale give the same bytes, whatever else differs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fuzzed import assembled, items, policy_sets
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_sets import AT, Files, clause, exception, load, policy_set, request, rule, track, written

from policyengine import Content, Decision, PolicyEngine
from policyengine.cli.main import run
from policyengine.inference import available
from policyengine.loading import load_program

INFERENCES = ("native", "durable") if available() else ("native",)
RULES = [
    rule("both", "text: {lexicon: [alpha, beta, fruit]}"),
    rule("softer", "text: {lexicon: gamma}", clause="DEM-2", also="territory: [KR, JP]"),
    rule("held", "any: [{text: {lexicon: alpha}}, {text: {lexicon: delta}}]", also="status: shadow"),
    rule("label", "text: {lexicon: [delta, fruit]}", clause=None, also="label: made.here"),
    rule("young", "all: [{account: {age_days: {below: 7}}}, {label: made.here}]", clause="DEM-2"),
]
EXCEPTIONS = (exception("a", "label: made.here", "advisory"), exception("b", "text: {lexicon: delta}", "age_gate"))
EXCUSED = f"exceptions: [{', '.join(EXCEPTIONS)}]"
CLAUSES = [clause(also=EXCUSED), clause("DEM-2", "{recommend: remove}", severity="high")]
FILES = policy_set(RULES, CLAUSES)
CORPUS = [
    track("alpha beta apple 사과", language="ko", tags=["gamma", "delta"], markets=["TH", "JP"]),
    track("gamma", account={"age_days": 1, "id": "k"}, scores={"x": 0.25}, description="りんご"),
    track('the "alpha" word', localized_titles={"ja": "beta", "en": "delta"}),
    track("innocent"),
    track("ａｌｐｈａ b\u200beta", urls=["alpha.example"], attributes={"a": 1, "b": True}),
]


def bytes_of(engine: PolicyEngine, corpus: list[dict[str, Any]] = CORPUS) -> list[str]:
    return [engine.evaluate(item, at=AT, locale="ko").to_json() for item in corpus]


@given(policy_sets(), st.lists(items(), min_size=1, max_size=4))
def test_both_inference_engines_give_the_same_bytes(parts: Any, contents: list[dict[str, Any]]) -> None:
    loaded = load_program(request(assembled(*parts)))
    engines = [PolicyEngine(loaded, name) for name in INFERENCES]  # type: ignore[arg-type]
    for item in contents:
        assert len({each.evaluate(item, at=AT).to_json() for each in engines}) == 1


@given(policy_sets(), items(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_rules_does_not_matter(parts: Any, item: dict[str, Any], random: Any) -> None:
    rules, excused, clears = parts
    shuffled = list(rules)
    random.shuffle(shuffled)
    files = list(assembled(shuffled, excused, clears).items())
    random.shuffle(files)
    one, other = load(assembled(rules, excused, clears)), load(dict(files))
    assert one.evaluate(item, at=AT).to_json() == other.evaluate(item, at=AT).to_json()


SCRIPT = """
import json, sys
from datetime import datetime
from policyengine import PolicyEngine
engine = PolicyEngine.load(sys.argv[1], inference=sys.argv[2])
for line in sys.stdin:
    print(engine.evaluate(json.loads(line), at=datetime.fromisoformat(sys.argv[3]), locale="ko").to_json())
"""


@pytest.mark.parametrize("inference", INFERENCES)
def test_the_hash_seed_and_the_process_do_not_matter(tmp_path: Path, inference: str) -> None:
    directory = written(FILES, tmp_path)
    lines = "\n".join(json.dumps(each) for each in CORPUS)
    answers = set()
    for seed in ("0", "1", "12345"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", SCRIPT, str(directory), inference, AT.isoformat()]
        done = subprocess.run(command, input=lines, env=environment, capture_output=True, text=True, check=True)
        answers.add(done.stdout)
    assert answers == {"".join(each + "\n" for each in bytes_of(load(FILES)))}


@given(st.lists(items(), min_size=1, max_size=5), st.booleans())
def test_one_by_one_or_many_at_once(contents: list[dict[str, Any]], as_content: bool) -> None:
    engine = load(FILES)
    asked = [Content.model_validate(each) for each in contents] if as_content else contents
    many = [each.to_json() for each in engine.evaluate_many(asked, at=AT, locale="ko") if isinstance(each, Decision)]
    assert many == bytes_of(engine, contents)


def test_the_command_line_gives_the_same_bytes(tmp_path: Path) -> None:
    directory, feed, out = written(FILES, tmp_path / "set"), tmp_path / "feed.jsonl", tmp_path / "out.jsonl"
    feed.write_text("".join(json.dumps(each) + "\n" for each in CORPUS), encoding="utf-8")
    arguments = ["screen", str(feed), "-r", str(directory), "-o", str(out), "--at", AT.isoformat(), "--locale", "ko"]
    assert run(arguments) == 0
    assert out.read_text(encoding="utf-8").splitlines() == bytes_of(load(FILES))


@settings(max_examples=40)
@given(items(), items())
def test_what_was_judged_before_does_not_matter(first: dict[str, Any], second: dict[str, Any]) -> None:
    engine = load(FILES)
    engine.evaluate(first, at=AT)
    assert bytes_of(engine, [second]) == bytes_of(load(FILES), [second])


def test_the_id_covers_all_that_went_in() -> None:
    def identity(item: dict[str, Any], files: Files = FILES, **options: Any) -> str:
        return load(files, evidence=options.pop("evidence", "full")).evaluate(item, **{"at": AT, **options}).id

    changes: list[dict[str, Any]] = [
        {},
        {"id": "t2"},
        {"kind": "album"},
        {"title": "alpha "},
        {"title": {"text": "alpha", "language": "en"}},
        {"language": "ko"},
        {"markets": ["KR"]},
        {"explicit": False},
        {"account": {"strikes": 0}},
        {"scores": {"x": 0.1}},
        {"reports": {"x": 0}},
        {"attributes": {"x": True}},
        {"attributes": {"x": 1}},
        {"attributes": {"x": "1"}},
        {"ids": {"x": ""}},
        {"case": {"trigger": "notice", "received_at": "2026-02-01T00:00:00Z"}},
        {"earlier": {"action": "allow", "at": "2026-02-01T00:00:00Z"}},
        {"account": {"history": []}},
    ]
    ids = [identity(track("alpha", **each) if "title" not in each else {**track(), **each}) for each in changes]
    ids.append(identity(track("alpha"), at=AT.replace(microsecond=1)))
    ids.append(identity(track("alpha"), locale="ko"))
    ids.append(identity(track("alpha"), acted_today={"demo/one": 1}))
    ids.append(identity(track("alpha"), evidence="masked"))
    ids.append(identity(track("alpha"), files=policy_set(RULES[:-1], CLAUSES)))
    assert len(set(ids)) == len(ids)


def test_the_id_covers_nothing_else() -> None:
    engine = load(FILES)
    item = track("alpha", language="ko", markets=["KR", "JP"])
    same = [
        engine.evaluate(item, at=AT).id,
        load(FILES, inference="auto").evaluate(item, at=AT).id,
        engine.evaluate(Content.model_validate(item), at=AT.astimezone()).id,
        engine.evaluate({**item, "explicit": None, "tags": [], "account": {}}, at=AT).id,
        engine.evaluate({**item, "language": "kor", "markets": ["JP", "KR", "JP"]}, at=AT, locale="EN").id,
    ]
    assert len(set(same)) == 1

"""Small policy sets, written inline.

A test names only what it is about; the rest is one area, `demo`, with one clause, `DEM-1`, that removes, and lexicons
that are named after their only word: `alpha`, `beta`, `gamma` and `delta`. `fruit` has a provider in each language.

    engine = load(policy_set(rules=[rule("alpha", "text: {lexicon: alpha}")]))
    engine.evaluate(track("alpha"), at=AT).action  # 'remove'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from policyengine import PolicyEngine, RulesetError
from policyengine.compile.digest import EvidenceMode
from policyengine.compile.program import Program
from policyengine.diagnostics.diagnostic import Diagnostic
from policyengine.engine import InferenceName
from policyengine.loading import Loaded, Request, load_program
from policyengine.source.files import Source, SourceFile

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LADDER = ("allow", "metadata_fix", "advisory", "age_gate", "limit_reach", "geo_restrict", "remove")
SEVERITIES = ("low", "medium", "high", "critical")

Files = dict[str, str]
"""The text of each file by its path in the policy set."""

MANIFEST = f"""\
format: 1
name: demo
version: "1"
languages: [en, ko, ja]
locales: [en, ko]
markets: [JP, KR, TH]
actions: [{", ".join(LADDER)}]
review:
  default_queue: general
  queues:
    general: {{title: {{en: General}}}}
    experts: {{title: {{en: Experts}}}}
  severities:
    critical: {{within: 1h, level: 3}}
    high: {{within: 4h, level: 2}}
    medium: {{within: 24h, level: 1}}
    low: {{within: 3d, level: 1}}
"""


def _section(name: str, body: str) -> str:
    return f"{name}:\n{indent(_block(body), '  ')}" if body else ""


def _inner(body: str) -> str:
    return indent(_block(body), "  ")


def _block(body: str) -> str:
    return dedent(body).strip("\n") + "\n" if body.strip() else ""


def lexicon(name: str, *terms: str, category: str = "profanity", also: str = "") -> str:
    """A lexicon. Each term is a word, or a flow mapping such as `{term: a, tier: ambiguous}`."""
    head = f"{name}:\n  category: {category}\n  reviewed_by: none yet\n  terms: [{', '.join(terms)}]\n"
    return head + _inner(also)


def rule(name: str, when: str, *, clause: str | None = "DEM-1", also: str = "") -> str:
    """A rule. `when` and what else it says (`also`) are YAML."""
    verdict = f"  clause: {clause}\n" if clause else ""
    return f"- id: {name}\n{verdict}  why: a test\n  when:\n{indent(dedent(when).strip(), '    ')}\n{_inner(also)}"


def clause(name: str = "DEM-1", asks: str = "{action: remove}", *, severity: str = "medium", also: str = "") -> str:
    """A clause with the outcome it asks for."""
    return (
        f"- id: {name}\n  version: 1\n  title: {{en: Title of {name}, ko: 제목 {name}}}\n"
        f"  text: {{en: Text of {name}, ko: 본문 {name}}}\n  severity: {severity}\n  outcome: {asks}\n{_inner(also)}"
    )


def exception(name: str, when: str, soften_to: str) -> str:
    """An exception of a clause, to be listed under `exceptions`."""
    return f"{{id: {name}, when: {{{when}}}, soften_to: {soften_to}, why: a test}}"


def ruleset(
    rules: Sequence[str] = (),
    lexicons: Sequence[str] = (),
    *,
    language: str | None = None,
    patterns: str = "",
    conditions: str = "",
) -> str:
    """A file of rules, in one language or in any."""
    return (
        (f"language: {language}\n" if language else "")
        + _section("lexicons", "".join(lexicons))
        + _section("patterns", patterns)
        + _section("conditions", conditions)
        + _section("rules", "".join(rules))
    ) or "rules: []\n"


def area(*clauses: str, also: str = "") -> str:
    """The `policy.yaml` of an area."""
    return f"title: {{en: Area}}\nowner: owners\n{_block(also)}clauses:\n{''.join(clauses)}"


WORDS = ("alpha", "beta", "gamma", "delta")
ENGLISH = [lexicon(word, word) for word in WORDS] + [lexicon("fruit", "apple")]


def policy_set(
    rules: Sequence[str] = (),
    clauses: Sequence[str] = (clause(),),
    *,
    lexicons: Sequence[str] = (),
    manifest: str = "",
    patterns: str = "",
    conditions: str = "",
    area_also: str = "",
    files: Mapping[str, str] | None = None,
) -> Files:
    """A policy set with the area `demo`. `files` adds files, or replaces those that would be there."""
    made = {
        "policyengine.yaml": MANIFEST + _block(manifest),
        "demo/policy.yaml": area(*clauses, also=area_also),
        "demo/rules.yaml": ruleset(rules, lexicons, patterns=patterns, conditions=conditions),
        "demo/en.yaml": ruleset(lexicons=ENGLISH, language="en"),
        "demo/ko.yaml": ruleset(lexicons=[lexicon("fruit", "사과")], language="ko"),
        "demo/ja.yaml": ruleset(lexicons=[lexicon("fruit", "りんご")], language="ja"),
    }
    return {**made, **(files or {})}


def layer(changes: str = "", files: Mapping[str, str] | None = None) -> Files:
    """A layer over a policy set."""
    return {"policyengine.yaml": f'format: 1\nlayer: ours\nversion: "2"\n{_block(changes)}', **(files or {})}


def request(
    *layers: Files,
    areas: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
    lists: Mapping[str, Iterable[str]] | None = None,
    evidence: EvidenceMode = "full",
) -> Request:
    """What `PolicyEngine.load` would ask for if the files lay in directories named `base`, `layer1`, …"""
    names = ("base", *(f"layer{number}" for number in range(1, len(layers))))
    sources = tuple(
        Source(name, tuple(SourceFile(f"{name}/{path}", path, text.encode()) for path, text in files.items()))
        for name, files in zip(names, layers, strict=True)
    )
    supplied = tuple((name, tuple(values)) for name, values in sorted((lists or {}).items()))
    chosen = [None if each is None else tuple(sorted(set(each))) for each in (areas, languages)]
    return Request(sources, chosen[0], chosen[1], supplied, evidence)


def as_tested(*layers: Files, lists: Mapping[str, Iterable[str]] | None = None) -> Loaded:
    """What was loaded to be tested: with its drafts, and with the manifest's examples for lists."""
    return load_program(request(*layers, lists=lists), as_tested=True)


def load(
    *layers: Files,
    areas: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
    lists: Mapping[str, Iterable[str]] | None = None,
    evidence: EvidenceMode = "full",
    inference: InferenceName = "native",
) -> PolicyEngine:
    """An engine over a policy set and the layers on it, without a detour over the disk."""
    asked = request(*layers, areas=areas, languages=languages, lists=lists, evidence=evidence)
    return PolicyEngine(load_program(asked), inference)


def compiled(*layers: Files, lists: Mapping[str, Iterable[str]] | None = None) -> Program:
    """The program of a policy set."""
    program = load_program(request(*layers, lists=lists)).program
    assert program is not None
    return program


def refused(
    *layers: Files,
    areas: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
    lists: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Diagnostic, ...]:
    """Why a policy set does not load."""
    try:
        load_program(request(*layers, areas=areas, languages=languages, lists=lists))
    except RulesetError as error:
        return error.diagnostics
    raise AssertionError("the policy set loads")


def only_problem(*layers: Files, **options: Any) -> Diagnostic:
    """The one reason why a policy set does not load."""
    problems = refused(*layers, **options)
    assert len(problems) == 1, problems
    return problems[0]


def written(files: Mapping[str, str], directory: Path) -> Path:
    """The directory, with the files in it."""
    for path, text in files.items():
        place = directory / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return directory


def track(title: str = "", **fields: Any) -> dict[str, Any]:
    """A track, in all markets unless it says otherwise."""
    named = {"title": title} if title else {}
    return {"id": "t1", "kind": "track", **named, **fields}

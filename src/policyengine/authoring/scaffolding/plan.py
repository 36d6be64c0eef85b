"""What `new` would write, worked out before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policyengine.authoring.scaffolding import templates
from policyengine.authoring.scaffolding.insertion import NoPlace, with_rule
from policyengine.authoring.schema_files import with_modeline
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.loading import Loaded, Request, load
from policyengine.model.base import canonical_language, primary_language
from policyengine.model.ruleset import Lexicon
from policyengine.source.definitions import SHARED, PolicySet, ProviderId
from policyengine.source.files import CLEAN, MANIFEST, SUITES, Source, SourceFile
from policyengine.source.mentions import texts

_NAME = re.compile(r"[a-z][a-z0-9_]{0,47}")


class Refused(Exception):
    """What was asked for cannot be written: why, and what to do."""


@dataclass(frozen=True)
class Plan:
    """Files to write by their path in the policy set, and what to do next. `changed` are those that are there already
    and get one more rule."""

    files: Mapping[str, str]
    changed: frozenset[str]
    next: tuple[str, ...]


def new_manifest(directory: Path) -> Plan:
    """The manifest of a policy set that has none yet."""
    name = re.sub(r"[^a-z0-9-]+", "-", directory.resolve().name.lower()).strip("-")
    name = name if re.fullmatch(r"[a-z][a-z0-9-]{0,63}", name) else "policy"
    step = f"set languages, locales and markets in {MANIFEST}"
    return Plan({MANIFEST: templates.MANIFEST.format(name=name)}, frozenset(), (step,))


def new_area(policy_set: PolicySet, name: str) -> Plan:
    """An area with a clause, a draft rule, a language and a suite."""
    _named(name)
    if name in (SHARED, SUITES, CLEAN):
        raise Refused(f"`{name}` has a meaning of its own and cannot be an area; choose another name")
    if name in policy_set.areas:
        raise Refused(f"there is an area `{name}` already; add to it with `new rule {name}/NAME`")
    manifest = policy_set.manifest.value
    clause = _free_clause(policy_set, name)
    language = manifest.languages[0]
    word = templates.placeholder(language)
    body = templates.rule("first_rule", clause, "words", word)
    files = {
        f"{name}/policy.yaml": templates.policy(name, clause, manifest.locales),
        f"{name}/rules.yaml": templates.rules(body),
        f"{name}/{language}.yaml": templates.vocabulary(language, "words", "spam", ()),
        f"{name}/{name}.test.yaml": templates.suite(name, f"{name}/first_rule@{language}", word),
    }
    steps = (
        f"write what {clause} does not allow in {name}/policy.yaml, and who owns it",
        f"put the words into {name}/{language}.yaml in place of `{word}`, there and in the examples",
        "run `policyengine check` and `policyengine test`; when they pass, turn `draft` into `shadow`, later `live`",
    )
    return Plan(files, frozenset(), steps)


def new_language(policy_set: PolicySet, tag: str, area: str) -> Plan:
    """The file of a language in an area, with the first of the lexicons that it lacks."""
    _known_area(policy_set, area)
    try:
        language = canonical_language(tag)
    except ValueError:
        raise Refused(f"`{tag}` is not a language tag; write for example `ko` or `zh-Hant`") from None
    declared = policy_set.manifest.value.languages
    if primary_language(language) not in {primary_language(each) for each in declared}:
        told = ", ".join(declared)
        raise Refused(f"the manifest declares {told}, not `{language}`; add it under `languages` in {MANIFEST} first")
    known = {id_.name: placed.value for id_, placed in policy_set.lexicons.items() if id_.area == area}
    wanted = sorted(known.keys() & _mentioned(policy_set, area), key=lambda each: (_is_context(known[each]), each))
    path = f"{area}/{language}.yaml"
    if not wanted:
        return Plan({path: templates.no_vocabulary(language)}, frozenset(), (f"add rules to {path}",))
    text = templates.vocabulary(language, wanted[0], known[wanted[0]].category, wanted[1:])
    steps = (
        f"put words into {path} in place of `{templates.placeholder(language)}`, and have a native speaker review them",
        f"give the rules of {area} examples in `{language}`, and clean/{language}.jsonl innocent titles",
        "run `policyengine check` and `policyengine test`",
    )
    return Plan({path: text}, frozenset(), steps)


def new_rule(
    policy_set: PolicySet, source: Source, name: str, clause: str | None, lexicon: str | None, language: str | None
) -> Plan:
    """A draft rule at the end of its area's rules, or of those of a language."""
    area, _, rule = name.partition("/")
    if not rule:
        raise Refused(f"`{name}` names no area; write `area/{name}`")
    _named(rule)
    _known_area(policy_set, area)
    path = f"{area}/{language or 'rules'}.yaml"
    taken = {each.rule.value.id for each in policy_set.rules.values() if each.area == area}
    if rule in taken:
        raise Refused(f"there is a rule `{name}` already; an id is never used again")
    clauses = [id_ for id_, entry in policy_set.clauses.items() if entry.area == area]
    if clause is not None and clause not in clauses:
        raise Refused(f"{area} has no clause {clause}; it has {', '.join(clauses) or 'none'}")
    if not clauses:
        raise Refused(f"{area} has no clause that a rule could enforce")
    example = "aaaaaaaaaaaaaaaaaaaa" if lexicon is None else _a_term(policy_set, area, lexicon, language)
    body = templates.rule(rule, clause or clauses[0], lexicon, example)
    present = next((file for file in source.files if file.path == path), None)
    if present is None:
        text = f"language: {language}\nrules:\n{body}" if language else templates.rules(body)
    else:
        try:
            text = with_rule(present.data, body, path)
        except NoPlace as reason:
            raise Refused(f"{path} {reason}; add this under `rules:` yourself:\n{body}") from None
    steps: tuple[str, ...] = (
        f"write what `{name}` is for, when it holds, and examples, in {path}",
        f"run `policyengine test -k {name}`, then `policyengine mutate --rule {name}` once it is `shadow` or `live`",
    )
    if lexicon is not None:
        seen = f"a case of a suite that has such words asks for `shadow: {name}` now, because a suite is complete"
        steps = (*steps, seen)
    return Plan({path: text}, frozenset({path} if present else ()), steps)


def new_suite(policy_set: PolicySet, name: str, area: str) -> Plan:
    """A suite of an area, with an ordinary item."""
    _named(name)
    _known_area(policy_set, area)
    path = f"{area}/{name}.test.yaml"
    steps = (f"add the cases that matter to {path}", f'run `policyengine test -k "{name.replace("_", " ")}"`')
    return Plan({path: templates.suite(name)}, frozenset(), steps)


def applied(request: Request, plan: Plan) -> Loaded:
    """The policy set as it would load with the plan carried out in its highest layer."""
    *lower, target = request.sources
    kept = [file for file in target.files if file.path not in plan.files]
    top = Path(target.name)
    made = [SourceFile(str(top / path), path, text.encode()) for path, text in plan.files.items()]
    files = tuple(sorted([*kept, *made], key=lambda file: file.path))
    return load(replace(request, sources=(*lower, Source(target.name, files))), as_tested=True)


def wired(plan: Plan) -> Plan:
    """The plan with a first line in each new file that leads editors to its schema."""
    files = {path: text if path in plan.changed else with_modeline(path, text) for path, text in plan.files.items()}
    return replace(plan, files=files)


def together(first: Plan, second: Plan) -> Plan:
    """Both plans as one."""
    return Plan({**first.files, **second.files}, first.changed | second.changed, (*first.next, *second.next))


def _named(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise Refused(f"`{name}` cannot be a name; use lower-case letters, digits and underscores")


def _known_area(policy_set: PolicySet, area: str) -> None:
    if area not in policy_set.areas:
        guess = did_you_mean(area, sorted(policy_set.areas))
        help_ = f"did you mean `{guess}`?" if guess else f"make it with `new area {area}`"
        raise Refused(f"there is no area `{area}`; {help_}")


def _free_clause(policy_set: PolicySet, area: str) -> str:
    letters = re.sub(r"[^A-Z0-9]", "", area.upper()) + "XX"
    used = {each.partition("-")[0] for each in policy_set.clauses}
    return next(f"{letters[:n]}-1" for n in range(3, 9) if letters[:n] not in used or n == 8)


def _mentioned(policy_set: PolicySet, area: str) -> set[str]:
    conditions = [entry.rule.value.when for entry in policy_set.rules.values() if entry.area == area]
    conditions += [placed.value for (where, _), placed in policy_set.conditions.items() if where == area]
    return set[str]().union(*(texts(each.model_dump(by_alias=True)) for each in conditions))


def _is_context(lexicon: Lexicon) -> bool:
    return lexicon.category == "context"


def _a_term(policy_set: PolicySet, area: str, lexicon: str, language: str | None) -> str:
    """A headword of the lexicon, the surest it has."""
    names: Sequence[str] = (lexicon,) if "/" in lexicon else (f"{area}/{lexicon}", f"{SHARED}/{lexicon}")
    for name in names:
        found = [
            (term.tier != "sure", language_of(id_, language), term.own_language_only, term.term)
            for id_, placed in policy_set.lexicons.items()
            if f"{id_.area}/{id_.name}" == name
            for term in placed.value.terms
        ]
        if found:
            return min(found)[-1]
    known = sorted({id_.name for id_ in policy_set.lexicons if id_.area in (area, SHARED)})
    guess = did_you_mean(lexicon, known)
    help_ = f"did you mean `{guess}`?" if guess else f"there are: {', '.join(known) or 'none'}"
    raise Refused(f"{area} has no lexicon `{lexicon}`; {help_}")


def language_of(provider: ProviderId, wanted: str | None) -> tuple[bool, str]:
    """Sorts providers of the language that is wanted first."""
    return (provider.language != wanted, provider.language or "")

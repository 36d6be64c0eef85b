"""Everything that a policy set promises of itself, as cases: examples of rules, suites, vocabulary, clean items."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from policyengine.authoring.variants import combinations
from policyengine.compile.validity import bounds, midnight
from policyengine.diagnostics.diagnostic import Span
from policyengine.model.conditions import Condition
from policyengine.model.forms import texts_of
from policyengine.model.matching import Tier
from policyengine.model.ruleset import EVERY, Example
from policyengine.model.suite import Case, Expectation
from policyengine.model.ways import Way
from policyengine.source.definitions import SHARED, Placed, PolicySet, RuleEntry, SuiteEntry

DEFAULT_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""When examples are judged, unless their rule is bound to other days."""
EVERY_AREA = "all"
Service = Mapping[str, Mapping[str, bool]]
Said = tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
"""What is said of the service: by overlay, whether each status holds."""
Words = frozenset[tuple[str, Tier]]
"""Terms by headword and tier."""
DEFAULT_FIELD, DEFAULT_KIND = "title", "track"


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """An example of a rule: the rule must fire on the item, or must not.

    `way` is the disguise to put on the words of the item first. A case with `todo` is known not to pass yet.
    """

    name: str
    place: str
    rule: str
    content: Mapping[str, Any]
    at: datetime
    fires: bool
    way: Way | None = None
    todo: str | None = None


@dataclass(frozen=True, slots=True)
class SuiteCase:
    """A case of a suite: the whole decision within some areas (`None`: all); `way` and `todo` as in an example.

    `expected_at` is where the expectation is written, if it is the expectation of this case alone. `service` is what
    the suite says of the service, over what the policy set says.
    """

    name: str
    place: str
    areas: tuple[str, ...] | None
    content: Mapping[str, Any]
    at: datetime
    expect: Expectation
    way: Way | None = None
    todo: str | None = None
    expected_at: Span | None = None
    service: Said = ()


@dataclass(frozen=True, slots=True)
class VocabularyCase:
    """A text of a suite: the terms that are found in it, by headword and tier, of some areas (`None`: all).

    `lexicons` are the names of those that it is about; none: all that are not of category `context`. `expected_at` is
    where the text and its terms are written, if they are those of this case alone.
    """

    name: str
    place: str
    areas: tuple[str, ...] | None
    lexicons: tuple[str, ...]
    text: str
    language: str | None
    finds: Words
    expected_at: Span | None = None
    at: datetime = DEFAULT_MOMENT

    @property
    def content(self) -> Mapping[str, Any]:
        """The text as an item."""
        item = {"id": "case", "kind": "comment", "body": self.text}
        return item if self.language is None else {**item, "language": self.language}


@dataclass(frozen=True, slots=True)
class CleanCase:
    """An innocent item. `allowed` are the rules that may flag it for now."""

    name: str
    place: str
    content: Mapping[str, Any]
    at: datetime
    allowed: frozenset[str]


TestCase = ExampleCase | SuiteCase | VocabularyCase | CleanCase


@dataclass(frozen=True, slots=True)
class BadCase:
    """A case that cannot be run, and why."""

    name: str
    place: str
    reason: str


def all_cases(policy_set: PolicySet, today: date) -> Iterator[TestCase | BadCase]:
    """Every case of the policy set: examples by rule, then suites with their vocabulary, then clean items.

    Of several layers, only the suites of the highest count: what lower ones say of whole decisions is what a layer
    is there to change. An allowance of the baseline that has expired by `today` allows nothing.
    """
    for entry in policy_set.rules.values():
        if entry.rule.value.status != "retired":
            yield from _examples(policy_set, entry)
    for suite in policy_set.suites:
        if suite.layer == policy_set.highest_layer:
            yield from _suite(policy_set, suite)
            yield from _vocabulary(policy_set, suite)
    yield from _clean(policy_set, today)


def _place(span: Span) -> str:
    return f"{span.file}:{span.start.line}"


def _examples(policy_set: PolicySet, entry: RuleEntry) -> Iterator[TestCase | BadCase]:
    rule = entry.rule.value
    at = _moment_in_force(policy_set, entry.id)
    for key, examples, fires in (("flag", rule.examples.flag, True), ("pass", rule.examples.pass_, False)):
        for index, example in enumerate(examples):
            name = f"{entry.id} {key} {index + 1}"
            place = _place(entry.rule.span("examples", key, index))
            if at is None:
                yield BadCase(name, place, "the rule is never in force: its dates exclude each other")
                continue
            for shown, content in _example_contents(policy_set, entry, example):
                plain = ExampleCase(f"{name}{shown}", place, entry.id, content, at, fires, None, example.todo)
                yield plain
                for number, way in enumerate(example.with_):
                    where = _place(entry.rule.span("examples", key, index, "with", number))
                    yield replace(plain, name=f"{plain.name} {way}", place=where, way=way)


def _moment_in_force(policy_set: PolicySet, rule_id: str) -> datetime | None:
    """A moment at which the rule is in force."""
    limits = bounds(policy_set, rule_id)
    earliest = max((midnight(day) for op, day, _ in limits if op == "at_least"), default=None)
    latest = min((midnight(day) for op, day, _ in limits if op == "below"), default=None)
    default = DEFAULT_MOMENT.timestamp()
    if earliest is not None and default < earliest:
        default = earliest
    if latest is not None and default >= latest:
        default = latest - timedelta(days=1).total_seconds()
    if earliest is not None and default < earliest:
        return None
    return datetime.fromtimestamp(default, UTC)


def _example_contents(
    policy_set: PolicySet, entry: RuleEntry, example: Example
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The items that an example stands for, each with what tells it from the others."""
    content: dict[str, Any] = {"id": "example", **(example.content or {})}
    if example.language is not None:
        content.setdefault("language", example.language)
    named_kinds = _named(policy_set, entry.area, entry.rule.value.when, _kinds_of)
    kinds = (content["kind"],) if "kind" in content else _chosen(example.kind, named_kinds, DEFAULT_KIND)
    named_fields = _named(policy_set, entry.area, entry.rule.value.when, _fields_of)
    fields = () if example.text is None else _chosen(example.in_, named_fields, DEFAULT_FIELD)
    texts = () if example.text is None else texts_of(example.text)
    for kind in kinds:
        item, shown = {**content, "kind": kind}, f" as {kind}" if len(kinds) > 1 else ""
        if example.text is None:
            yield shown, item
        for field in fields:
            where = f"{shown} in {field}" if len(fields) > 1 else shown
            for text in texts:
                what = f"{where} [{text}]" if len(texts) > 1 else where
                yield what, {**item, field: _as_field(field, text)}


def _chosen(given: tuple[str, ...], named: Iterator[str], default: str) -> tuple[str, ...]:
    """The kinds or fields that an example is run with: those given, of which `every` stands for those that the rule
    names; or else the first that it names."""
    if given and EVERY not in given:
        return tuple(dict.fromkeys(given))
    every = tuple(dict.fromkeys(named)) or (default,)
    return every if given else every[:1]


def _kinds_of(verb: str, value: Any) -> tuple[str, ...]:
    return value if verb == "kind" else ()


def _fields_of(verb: str, value: Any) -> tuple[str, ...]:
    return value.in_ if verb in ("text", "count", "shape", "list") else ()


def _named(
    policy_set: PolicySet, area: str, when: Condition, names_of: Callable[[str, Any], tuple[str, ...]]
) -> Iterator[str]:
    """The kinds or fields that a condition names outside `none`, and those of the conditions that it uses."""
    verb = next(iter(type(when).model_fields))
    value = getattr(when, verb)
    if verb in ("all", "any", "at_least"):
        for each in value.of if verb == "at_least" else value:
            yield from _named(policy_set, area, each, names_of)
    elif verb == "use":
        home, _, bare = value.rpartition("/")
        for key in ((home or area, bare), (SHARED, bare)):
            if key in policy_set.conditions:
                yield from _named(policy_set, key[0], policy_set.conditions[key].value, names_of)
                return
    else:
        yield from names_of(verb, value)


def _as_field(field: str, text: str) -> Any:
    if field in ("artists", "tags", "urls"):
        return [text]
    wrapped = {
        "transcript": [{"text": text}],
        "members": [{"title": text}],
        "credits": [{"name": text}],
        "localized_titles": {"en": text},
    }
    return wrapped.get(field, text)


def _suite(policy_set: PolicySet, entry: SuiteEntry) -> Iterator[TestCase | BadCase]:
    suite, chosen = entry.suite.value, _areas_of(entry)
    for index, case in enumerate(suite.cases):
        name = f"{suite.suite}: {case.name}"
        place = _place(entry.suite.span("cases", index, "name"))
        item = suite.items.get(case.item) if isinstance(case.item, str) else case.item
        moment = _moment(case.at or suite.at)
        service = _service(suite.service, case.service)
        unknown = _unknown_status(policy_set, service)
        if item is None:
            yield BadCase(name, place, f"the suite has no item `{case.item}`")
        elif moment is None:
            yield BadCase(name, place, f"`{case.at or suite.at}` is not a moment with a time zone")
        elif unknown is not None:
            yield BadCase(name, place, unknown)
        else:
            plain = SuiteCase(name, place, chosen, item, moment, _expectation(case), todo=case.todo, service=service)
            yield from _variants(plain, case, entry.suite.span("cases", index, "expect"))


def _areas_of(entry: SuiteEntry) -> tuple[str, ...] | None:
    areas = entry.suite.value.areas or ((entry.area,) if entry.area else (EVERY_AREA,))
    return None if EVERY_AREA in areas else areas


def _vocabulary(policy_set: PolicySet, entry: SuiteEntry) -> Iterator[VocabularyCase | BadCase]:
    suite, areas = entry.suite.value, _areas_of(entry)
    unknown = set(suite.lexicons) - {each.name for each in policy_set.lexicons if areas is None or each.area in areas}
    for index, written in enumerate(suite.vocabulary):
        span = entry.suite.span("vocabulary", index)
        place, texts = _place(span), texts_of(written.text)
        finds = frozenset((headword, tier) for headword, tiers in written.finds.items() for tier in tiers)
        for text in texts:
            name = f"{suite.suite}: {text}"
            if unknown:
                yield BadCase(name, place, f"its areas have no lexicon `{min(unknown)}`")
                continue
            language = written.language or suite.language
            alone = span if len(texts) == 1 else None
            yield VocabularyCase(name, place, areas, suite.lexicons, text, language, finds, alone)


def _service(suite: Service, case: Service) -> Said:
    merged = {name: {**suite.get(name, {}), **case.get(name, {})} for name in sorted({*suite, *case})}
    return tuple((name, tuple(sorted(statuses.items()))) for name, statuses in merged.items())


def _unknown_status(policy_set: PolicySet, service: Said) -> str | None:
    for name, statuses in service:
        overlay = policy_set.overlays.get(name)
        if overlay is None:
            return f"there is no overlay `{name}`"
        for status, _ in statuses:
            if status not in overlay.value.statuses:
                return f"the overlay `{name}` has no status `{status}`"
    return None


def _expectation(case: Case) -> Expectation:
    return Expectation(action="allow") if case.expect == "allow" else case.expect


def _variants(plain: SuiteCase, case: Case, written: Span) -> Iterator[SuiteCase]:
    """The case with every combination of its matrix, each as it is and in every disguise asked for."""
    ways = case.ways
    alone = not case.matrix and not ways
    for values in combinations(case.matrix):
        patched = {"id": "case", **plain.content, **case.patch, **values}
        content = {key: value for key, value in patched.items() if value is not None}
        shown = ", ".join(f"{key}: {_short(value)}" for key, value in values.items())
        name = f"{plain.name} [{shown}]" if shown else plain.name
        each = replace(plain, name=name, content=content, expected_at=written if alone else None)
        yield each
        yield from (replace(each, name=f"{name} {way}", way=way) for way in ways)


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _clean(policy_set: PolicySet, today: date) -> Iterator[TestCase | BadCase]:
    placed = policy_set.baseline
    allowances = placed.value.allowances if placed is not None else ()
    unused = dict(enumerate(allowances))
    for file in policy_set.clean:
        for number, line in enumerate(file.data.splitlines(), 1):
            if not line.strip():
                continue
            place = f"{file.name}:{number}"
            try:
                item = json.loads(line)
            except (ValueError, RecursionError) as error:
                reason = str(getattr(error, "msg", error)).lower()
                yield BadCase("clean item", place, f"this line is not JSON: {reason}")
                continue
            item_id = str(item.get("id", "")) if isinstance(item, dict) else ""
            standing = [each for each in allowances if each.item == item_id]
            allowed = frozenset(each.rule for each in standing if date.fromisoformat(each.expires) > today)
            unused = {index: each for index, each in unused.items() if each.item != item_id}
            yield CleanCase(f"clean {item_id}", place, item, DEFAULT_MOMENT, allowed)
    yield from _stale(placed, unused)


def _stale(placed: Placed[Any] | None, unused: Mapping[int, Any]) -> Iterator[BadCase]:
    for index, each in unused.items():
        assert placed is not None
        place = _place(placed.span("allowances", index))
        yield BadCase(f"baseline {each.item}", place, "no clean item has this id; strike the entry")

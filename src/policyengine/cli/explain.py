"""`policyengine explain`: an item, a rule, a clause, a duty or a diagnostic code."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding

from policyengine.authoring.judge import Judge
from policyengine.cli import exits
from policyengine.cli.cards import show_card
from policyengine.cli.options import at_option, directories_or_shipped, lists_option, locale_option, rulesets_option
from policyengine.cli.width import columns
from policyengine.compile.duties import CompiledDuty
from policyengine.compile.tree import Leaf, Tree
from policyengine.diagnostics.suggest import did_you_mean
from policyengine.diagnostics.table import TABLE
from policyengine.diagnostics.table import explain as explain_code
from policyengine.enforcement.clocks import stated
from policyengine.engine import PolicyEngine
from policyengine.errors import ContentError
from policyengine.evaluation.intake import take_in
from policyengine.loading import Loaded, load_program, read_request
from policyengine.source.definitions import ClauseEntry


@click.command(short_help="Explain a code, clause, rule or item.")
@click.argument("target")
@rulesets_option
@at_option
@lists_option
@locale_option
@click.option(
    "--as-tested",
    is_flag=True,
    help="Judge an item as `test` does: by drafts too, and with the manifest's examples for lists not given.",
)
def explain(
    target: str,
    directories: tuple[Path, ...],
    at: datetime | None,
    lists: dict[str, list[str]],
    locale: str,
    as_tested: bool,
) -> int:
    """Explain TARGET.

    TARGET is a diagnostic code (`PE120`), a clause (`HAT-3`), a rule (`hate/slur_at_target`), a duty of an overlay
    (`kr/temporary_measure`), or an item: a JSON file, `-` for standard input, or the JSON itself.
    """
    console = Console(highlight=False, markup=False)
    if re.fullmatch(r"PE\d{3}", target, re.IGNORECASE):
        return _code(target)
    sources = directories_or_shipped(directories)
    if target == "-" or target.lstrip().startswith("{") or Path(target).is_file():
        engine = _tested(sources, lists) if as_tested else PolicyEngine.load(*sources, lists=lists)
        return _item(console, engine, _read(target), at, locale)
    request, problems = read_request(sources, lists=lists)
    loaded = load_program(request, problems)
    assert loaded.policy_set is not None
    assert loaded.program is not None
    if target in loaded.policy_set.clauses:
        return _clause(console, loaded, loaded.policy_set.clauses[target], locale)
    if target.partition("@")[0] in loaded.policy_set.rules:
        return _rule(console, loaded, target.partition("@")[0])
    duties = {each.id: each for each in loaded.program.setting.duties}
    if target in duties:
        return _duty(console, loaded, duties[target], locale)
    known = sorted({*loaded.policy_set.rules, *loaded.policy_set.clauses, *duties})
    guess = did_you_mean(target, known)
    hint = f"; did you mean `{guess}`?" if guess else ""
    raise click.UsageError(f"`{target}` is no diagnostic code, clause, rule, duty or file{hint}")


def _tested(sources: tuple[Path, ...], lists: dict[str, list[str]]) -> PolicyEngine:
    request, problems = read_request(sources, lists=lists)
    return Judge(load_program(request, problems, as_tested=True)).engine(None)


def _code(target: str) -> int:
    page = explain_code(target)
    if page is None:
        guess = did_you_mean(target.upper(), sorted(TABLE))
        raise click.UsageError(f"there is no diagnostic `{target}`" + (f"; did you mean `{guess}`?" if guess else ""))
    click.echo("\n".join(map(_wrapped, page.splitlines())))
    return exits.DONE


def _wrapped(line: str) -> str:
    """A line of prose cut to the terminal at its words; examples, which stand further in, stay as they are."""
    indent = line[: len(line) - len(line.lstrip())]
    return line if len(indent) > 2 else textwrap.fill(line, columns(), subsequent_indent=indent)


def _read(target: str) -> dict[str, Any]:
    try:
        if target == "-":
            data = sys.stdin.buffer.read()
        else:
            data = os.fsencode(target) if target.lstrip().startswith("{") else Path(target).read_bytes()
        item = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise click.UsageError(f"`{target}` cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise click.UsageError(f"the item is not UTF-8 at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and error.lineno > 1:
            raise click.UsageError(f"`{target}` holds more than one item; `screen` decides on all of them") from None
        what = error.msg[:1].lower() + error.msg[1:]
        raise click.UsageError(f"the item is not JSON at line {error.lineno}, column {error.colno}: {what}") from None
    except (RecursionError, ValueError):
        raise click.UsageError("the item nests too deeply, or holds a number that is too long") from None
    if not isinstance(item, dict):
        raise click.UsageError("an item is a JSON object")
    return item


def _item(console: Console, engine: PolicyEngine, item: dict[str, Any], at: datetime | None, locale: str) -> int:
    try:
        content = take_in(item)
        explanation = engine.explain(content, at=at)
        decision = engine.evaluate(content, at=explanation.decision.at, locale=locale)
    except ContentError as error:
        raise click.UsageError("\n  ".join(["the item cannot be judged:", *map(str, error.problems)])) from None
    show_card(console, content, decision)
    for step in explanation.resolution:
        console.print(Padding(step, (0, 0, 0, 2), expand=False), style="dim")
    if not explanation.rules:
        console.print("no rule came near: nothing matched")
    for rule in explanation.rules:
        name = f"{rule.rule} → {rule.clause or rule.label}" + (f" ({rule.status})" if rule.status != "live" else "")
        console.print(f"{rule.standing:>9}  {name}", style="bold" if rule.standing == "fired" else None)
        if rule.because:
            console.print(Padding(rule.because, (0, 0, 0, 11), expand=False), style="dim")
    if explanation.waiting:
        console.print(f"\nfacts that were absent: {', '.join(explanation.waiting)}")
    return exits.DONE


def _clause(console: Console, loaded: Loaded, entry: ClauseEntry, locale: str) -> int:
    assert loaded.policy_set is not None
    clause = entry.clause.value
    shown = locale if locale in clause.text else loaded.policy_set.manifest.value.locales[0]
    span = entry.clause.span()
    console.print(f"{clause.id} {clause.title[shown]}  (version {clause.version}, area {entry.area})", style="bold")
    console.print(clause.text[shown])
    console.print(f"\nseverity {clause.severity}, {_asks(clause.outcome)}")
    console.print(f"ground: {'local law: ' + clause.law.title if clause.law else 'platform rule'}")
    if clause.territory:
        console.print(f"territory: {', '.join(clause.territory)}")
    if not clause.text_can_clear:
        console.print("words alone cannot clear it: an exception leaves a recommendation and a review")
    for exception in clause.exceptions:
        console.print(f"exception {exception.id}: softens to {exception.soften_to}; {exception.why}")
    rules = [rule for rule, each in loaded.policy_set.rules.items() if each.rule.value.clause == clause.id]
    console.print(f"rules: {', '.join(rules) or 'none'}")
    console.print(f"{span.file}:{span.start.line}", style="dim", soft_wrap=True)
    return exits.DONE


def _rule(console: Console, loaded: Loaded, rule_id: str) -> int:
    assert loaded.policy_set is not None
    assert loaded.program is not None
    entry = loaded.policy_set.rules[rule_id]
    rule, span = entry.rule.value, entry.rule.span()
    console.print(f"{rule_id} → {rule.clause or rule.label}  ({rule.status})", style="bold")
    console.print(rule.why)
    compiled = next((each for each in loaded.program.rules if each.id == rule_id), None)
    if compiled is None:
        reason = next((each.reason for each in loaded.program.inactive if each.rule == rule_id), "not selected")
        console.print(f"\ninactive: {reason}")
    else:
        console.print("\nwhen")
        _show_tree(console, compiled.tree, 1)
        if compiled.clause is not None:
            asks = f"severity {compiled.severity}, action {compiled.action or 'allow'}"
            console.print(f"then {asks}" + (f", {compiled.recommend} recommended" if compiled.recommend else ""))
        console.print(f"owner {compiled.owner}")
    console.print(f"{span.file}:{span.start.line}", style="dim", soft_wrap=True)
    return exits.DONE


def _duty(console: Console, loaded: Loaded, compiled: CompiledDuty, locale: str) -> int:
    assert loaded.policy_set is not None
    placed = loaded.policy_set.overlays[compiled.overlay]
    duty, law = compiled.duty, compiled.law
    index = placed.value.duties.index(duty)
    span = placed.span("duties", index)
    shown = locale if locale in duty.does else next(iter(duty.does))
    console.print(f"{compiled.id}  ({', '.join(sorted(placed.value.reaches))})", style="bold")
    console.print(duty.does[shown])
    ordered = "; a time that the order sets goes before" if duty.as_ordered else ""
    console.print(f"\ntime: {stated(duty)}{ordered}")
    console.print(f"starts with: {', '.join(duty.trigger)} of {', '.join(duty.by) or 'anybody'}")
    console.print(f"about: {', '.join(duty.classes) or 'any content'}")
    for status in duty.applies_if:
        said = {True: "yes", False: "no", None: "nobody has said"}[compiled.service.get(status)]
        console.print(f"applies if {compiled.overlay}.{status}: {compiled.questions[status]} {said}")
    console.print(f"law: {law.title}")
    console.print(f"source: {law.source}, as of {law.as_of}, verified: {law.verified}")
    if law.note:
        console.print(f"note: {law.note}")
    console.print(f"{span.file}:{span.start.line}", style="dim", soft_wrap=True)
    return exits.DONE


def _asks(outcome: Any) -> str:
    parts = [f"action {outcome.action or 'allow'}"]
    if outcome.recommend:
        parts.append(f"{outcome.recommend} recommended")
    return ", ".join(parts)


def _show_tree(console: Console, tree: Tree, depth: int) -> None:
    indent = "  " * depth
    if isinstance(tree, Leaf):
        console.print(f"{indent}{tree.described}")
        return
    heading = f"at least {tree.n} of" if tree.join == "at_least" else f"{tree.join} of"
    console.print(f"{indent}{heading}")
    for each in tree.of:
        _show_tree(console, each, depth + 1)

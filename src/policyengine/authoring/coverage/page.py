"""Coverage as one page of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from policyengine.authoring.coverage.style import STYLE
from policyengine.authoring.coverage.targets import OUTCOMES, Coverage, Share, Target, TargetKind

_TITLES: dict[TargetKind, tuple[str, str]] = {
    "rule": ("Rules", "fired and stayed silent"),
    "condition": ("Conditions", "seen true and seen false"),
    "exception": ("Exceptions", "applied"),
    "clause": ("Clauses", "cited by a suite"),
    "language": ("Languages", "flagged and let pass, by rule"),
    "term": ("Terms", "matched"),
    "pattern": ("Patterns", "matched"),
}


def page(coverage: Coverage, name: str) -> str:
    """The page for the policy set called `name`."""
    missing = {gap.target: gap.missing for gap in coverage.gaps}
    body = "".join(
        (
            _shares(coverage),
            _section("Rules", _rules(coverage, missing)),
            _section("Clauses and exceptions", _clauses(coverage, missing)),
            _section("Terms and patterns", _words(coverage, missing)),
        )
    )
    title = f"Coverage of {escape(name)}"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{STYLE}</style></head>\n<body><main><h1>{title}</h1>\n{body}</main></body></html>\n"
    )


def _shares(coverage: Coverage) -> str:
    cards = "".join(_card(share) for share in coverage.shares if share.total)
    unread = f'<p class="note">{coverage.unread:,} terms and patterns that no rule reads are not counted.</p>'
    return f'<div class="cards">{cards}</div>\n{unread if coverage.unread else ""}'


def _card(share: Share) -> str:
    title, what = _TITLES[share.kind]
    return (
        f'<div class="card"><b>{share.percent:.1f} %</b><span>{title}</span><small>{what}</small>'
        f'<meter min="0" max="100" value="{share.percent:.1f}"></meter>'
        f"<small>{share.covered:,} of {share.total:,}</small></div>"
    )


def _section(title: str, content: str) -> str:
    return f"<h2>{title}</h2>\n{content}\n" if content else ""


Missing = dict[Target, tuple[str, ...]]


def _rules(coverage: Coverage, missing: Missing) -> str:
    inside: dict[str, list[Target]] = {}
    for each in coverage.targets:
        if each.kind in ("condition", "language"):
            inside.setdefault(each.group, []).append(each)
    rules = [each for each in coverage.targets if each.kind == "rule"]
    return "".join(_rule(rule, inside.get(rule.name, []), missing) for rule in rules)


def _rule(rule: Target, inside: Iterable[Target], missing: Missing) -> str:
    conditions = [each for each in inside if each.kind == "condition"]
    languages = [each for each in inside if each.kind == "language"]
    whole = not any(each in missing for each in (rule, *conditions, *languages))
    marks = _marks(rule, missing)
    rows = "".join(_row(each, each.name, missing) for each in conditions)
    table = f"<table>{rows}</table>" if rows else ""
    chips = "".join(_language(each, missing) for each in languages)
    return (
        f'<details class="{"whole" if whole else "gap"}"{"" if whole else " open"}><summary><code>{escape(rule.name)}'
        f"</code> {marks}{_place(rule)}</summary>{table}"
        + (f'<p class="chips">{chips}</p>' if chips else "")
        + "</details>\n"
    )


def _language(target: Target, missing: Missing) -> str:
    language = target.name.rpartition(" ")[2]
    lacks = missing.get(target, ())
    told = f"never {' or '.join(lacks)}" if lacks else "flagged and let pass"
    return f'<span class="{"no" if lacks else "yes"}" title="{told}">{escape(language)}{_lacking(lacks)}</span>'


def _lacking(lacks: tuple[str, ...]) -> str:
    return f" never {' or '.join(lacks)}" if lacks else ""


def _clauses(coverage: Coverage, missing: Missing) -> str:
    inside: dict[str, list[str]] = {}
    for each in coverage.targets:
        clause, _, exception = each.group.partition(" exception ")
        if each.kind == "exception":
            inside.setdefault(each.group, []).append(_row(each, f"exception {each.name}", missing))
        elif each.kind == "condition" and exception:
            inside.setdefault(clause, []).append(_row(each, f"exception {exception}: {each.name}", missing))
    rows = []
    for each in coverage.targets:
        if each.kind == "clause":
            rows += [_row(each, each.name, missing), *inside.get(each.name, ())]
    return f"<table>{''.join(rows)}</table>" if rows else ""


def _row(target: Target, name: str, missing: Missing) -> str:
    return f"<tr><td>{_place(target)}</td><td>{escape(name)}</td><td class=marks>{_marks(target, missing)}</td></tr>"


def _marks(target: Target, missing: Missing) -> str:
    lacks = missing.get(target, ())
    return " ".join(
        f'<span class="{"no" if each in lacks else "yes"}">{"never " if each in lacks else ""}{each}</span>'
        for each in OUTCOMES[target.kind]
    )


def _words(coverage: Coverage, missing: Missing) -> str:
    groups: dict[str, list[Target]] = {}
    for each in coverage.targets:
        if each.kind in ("term", "pattern"):
            groups.setdefault(each.group, []).append(each)
    return "".join(_lexicon(name, groups[name], missing) for name in sorted(groups))


def _lexicon(name: str, targets: list[Target], missing: Missing) -> str:
    lacking = [each for each in targets if each in missing]
    words = "".join(f'<span class="no" title="{escape(_where(each))}">{escape(each.name)}</span>' for each in lacking)
    share = f"{len(targets) - len(lacking):,} of {len(targets):,} matched"
    kind = "whole" if not lacking else "gap"
    head = f"<summary><code>{escape(name)}</code> {share} {_place(targets[0])}</summary>"
    return f'<details class="{kind}">{head}<p class="chips">{words or "every one"}</p></details>\n'


def _where(target: Target) -> str:
    return f"{target.span.file}:{target.span.start.line}"


def _place(target: Target) -> str:
    return f'<span class="place">{escape(_where(target))}</span>'

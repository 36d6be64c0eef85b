"""Decisions as a person reads them: what, under which clause, because of which words, and who looks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from policyengine.model.content import Content, text_parts
from policyengine.model.decision import Decision, Evidence, Finding, ShadowFinding

_STYLES = {"allow": "green", "metadata_fix": "cyan", "remove": "bold red", "geo_restrict": "red"}
_AROUND = 24
"""Characters of context on either side of a match."""


def show_flagged(console: Console, flagged: Sequence[tuple[Content, Decision]], total: int) -> None:
    """A card for each flagged item, and how many more there are."""
    for content, decision in flagged:
        show_card(console, content, decision)
    if total > len(flagged):
        console.print(f"… and {total - len(flagged):,} more flagged items, which --output holds\n", style="dim")


def show_card(console: Console, content: Content, decision: Decision) -> None:
    """One decision, read from the top: item, outcome, findings with their words, review."""
    texts = {part.pointer: part.text for part in text_parts(content)}
    heading = Text(f"{content.kind} {_clean(content.id)}  ", style="bold")
    heading.append(_clean(_title(content)), style="none")
    console.print(heading, soft_wrap=False, overflow="ellipsis", no_wrap=True)
    console.print(_outcome(decision))
    for finding in decision.findings:
        _show_finding(console, finding, texts)
    for shadow in decision.shadow:
        _show_shadow(console, shadow, texts)
    if decision.review.required:
        review = decision.review
        languages = f", reads {', '.join(review.languages)}" if review.languages else ""
        due = f"{review.due:%Y-%m-%d %H:%M} UTC" if review.due else "no date"
        console.print(f"  review  queue {review.queue}, level {review.level}, due {due}{languages}", highlight=False)
    for failure in decision.failed:
        console.print(f"  failed  {failure.rule}: {failure.reason}", style="red", highlight=False)
    for skipped in decision.skipped:
        console.print(f"  unread  {skipped.pointer} from {skipped.start:,} to {skipped.end:,}", highlight=False)
    console.print()


def _title(content: Content) -> str:
    for value in (content.title, content.name, content.handle, content.body, content.description):
        if value:
            return " ".join((value if isinstance(value, str) else value.text).split())
    return ""


def _outcome(decision: Decision) -> Text:
    line = Text("  ")
    line.append(decision.action, style=_STYLES.get(decision.action, "yellow"))
    others = [action for action in decision.actions if action != decision.action]
    if others:
        line.append(f" and {', '.join(others)}")
    if decision.recommended:
        line.append(f", {decision.recommended} recommended")
    limited = [market for market, outcome in decision.markets.items() if outcome.action != "allow"]
    if limited and len(limited) < len(decision.markets):
        line.append(f" in {', '.join(limited)}")
    return line


def _show_finding(console: Console, finding: Finding, texts: dict[str, str]) -> None:
    line = Text(f"{finding.clause.id} {finding.clause.title}", style="bold" if finding.kind == "violation" else "dim")
    line.append(f"  {finding.kind}, {finding.severity}, {', '.join(finding.rules)}", style="dim not bold")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))
    _show_evidence(console, finding.evidence, texts)
    if finding.matches_total > 5:
        console.print(f"    … {finding.matches_total} in all", style="dim")
    for softening in finding.exceptions:
        change = f"{softening.from_action} → {softening.to_action}"
        if softening.recommended:
            change += f", {softening.recommended} still recommended"
        because = next((f", because of `{each.text}`" for each in softening.evidence if each.text), "")
        line = Text(f"softened by {softening.exception} ({change}){because}: {softening.why}")
        console.print(Padding(line, (0, 0, 0, 4), expand=False))


def _show_shadow(console: Console, shadow: ShadowFinding, texts: dict[str, str]) -> None:
    asked = [shadow.action or "", f"{shadow.recommended} recommended" if shadow.recommended else ""]
    line = Text(f"in shadow  {shadow.clause}  {', '.join([*shadow.rules, *filter(None, asked)])}", style="dim")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))
    _show_evidence(console, shadow.evidence, texts)


def _show_evidence(console: Console, cited: Sequence[Evidence], texts: dict[str, str]) -> None:
    for evidence in cited[:5]:
        console.print(Padding(_evidence(evidence, texts), (0, 0, 0, 4), expand=False))


def _evidence(evidence: Evidence, texts: dict[str, str]) -> Text:
    line = Text(f"{evidence.pointer} ", style="dim")
    if evidence.start is None or evidence.end is None:
        line.append(f"{evidence.text or 'masked'}", style="reverse" if evidence.text else "dim")
        line.append(f"  {evidence.condition or ''}", style="dim")
        return line
    text = texts.get(evidence.pointer, "")
    if evidence.masked:
        line.append("▇" * min(evidence.end - evidence.start, 12), style="dim")
    else:
        line.append(_clean(text[max(0, evidence.start - _AROUND) : evidence.start]), style="not dim")
        line.append(_clean(text[evidence.start : evidence.end]), style="not dim reverse")
        line.append(_clean(text[evidence.end : evidence.end + _AROUND]), style="not dim")
    line.append(f"  [{evidence.start}:{evidence.end}] {evidence.lexicon}", style="dim")
    if evidence.disguises:
        meant = f" for `{evidence.term}`" if evidence.term else ""
        line.append(f"{meant}, {' and '.join(evidence.disguises)}", style="dim")
    if evidence.use == "mentioned":
        line.append(" mentioned", style="dim")
    return line


def _clean(text: str) -> str:
    """Text that cannot disturb a terminal: controls and direction marks shown as a middle dot."""
    return "".join(char if char.isprintable() else "·" for char in text)

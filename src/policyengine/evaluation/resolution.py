"""How the findings became one outcome, step by step, read off the decision itself."""

from __future__ import annotations

from collections.abc import Iterator

from policyengine.compile.program import Setting
from policyengine.enforcement.deadlines import excluded
from policyengine.model.content import Content
from policyengine.model.decision import Deadline, Decision, Finding


def resolution(decision: Decision, content: Content, setting: Setting) -> tuple[str, ...]:
    """Each step from the clauses to the outcome, in the order in which they were taken; nothing where nothing is."""
    return tuple(_steps(decision, content, setting))


def _steps(decision: Decision, content: Content, setting: Setting) -> Iterator[str]:
    for finding in decision.findings:
        yield from _finding(finding, decision)
    yield from _markets(decision)
    if decision.earlier is not None:
        word = "agrees with" if decision.earlier.agrees else "differs from"
        day = decision.earlier.at.date().isoformat()
        yield (
            f"a person decided {decision.earlier.action} on {day}, which stands and {word} "
            f"what the rules ask for: {decision.earlier.rules_ask}"
            + ("; the person knew of that, so nobody is called again" if decision.earlier.settled else "")
        )
    for each in decision.side_actions:
        instead = f" instead of {each.instead_of}" if each.instead_of else ""
        waits = ", waits for a person" if each.confirm else ""
        yield f"beside it: {each.id}{instead}, for {', '.join(each.clauses)}{waits}"
    for deadline in decision.deadlines:
        yield _deadline(deadline)
    if content.case is not None:
        markets = content.markets or setting.markets
        for duty, status in excluded(content.case, markets, setting.duties):
            yield f"{duty}: not the service's, because {status} is false"
    if decision.account is not None:
        reached = decision.account.measure or "no measure"
        yield f"account: {decision.account.because}; {reached} is reached"
    for cap in decision.would_exceed:
        yield f"{cap.rule} has acted {cap.today} times today and may {cap.max_per_day} times"
    if decision.review.required:
        yield _review(decision)


def _finding(finding: Finding, decision: Decision) -> Iterator[str]:
    ground = f"local law in {', '.join(finding.territory)}" if finding.ground == "local_law" else "platform rule"
    asked = _asked(finding.action, finding.recommended)
    yield f"{finding.clause.id} ({ground}, {finding.severity}) asks for {asked}"
    for softening in finding.exceptions:
        left = _asked(softening.to_action, softening.recommended)
        yield f"{finding.clause.id}: {softening.exception} softened {softening.from_action} to {left}"
    for each in finding.stand_ins:
        yield f"{finding.clause.id}: {each.asked} cannot be taken on this kind, so it is {each.taken}"
    if finding.territory and not set(finding.territory) & set(decision.markets):
        yield f"{finding.clause.id}: not available where it applies, so it changes nothing"


def _asked(action: str, recommended: str | None) -> str:
    return action if recommended is None else f"{action}, and recommends {recommended}"


def _markets(decision: Decision) -> Iterator[str]:
    outcomes: dict[tuple[str, str | None], list[str]] = {}
    for market, outcome in decision.markets.items():
        outcomes.setdefault((outcome.action, outcome.recommended), []).append(market)
    if not decision.findings and decision.earlier is None:
        return
    for (action, recommended), markets in outcomes.items():
        yield f"{', '.join(markets)}: {_asked(action, recommended)}"
    overall = ", ".join(decision.actions) or decision.action
    if len(outcomes) > 1 or len(decision.actions) > 1:
        yield f"overall: {_asked(overall, decision.recommended)}"


def _deadline(each: Deadline) -> str:
    when = f"due {each.due.isoformat()}" if each.due is not None else each.stated
    told = f"{each.duty} ({each.law.title}; {each.law.verified}): {each.does}, {when}"
    if not each.open_questions:
        return told
    return f"{told}; only if answered: {'; '.join(f'{q.name}: {q.question}' for q in each.open_questions)}"


def _review(decision: Decision) -> str:
    review = decision.review
    due = f", due {review.due.isoformat()} by {review.due_by}" if review.due is not None else ""
    people = f", {review.reviewers} reviewers" if review.reviewers > 1 else ""
    sign_off = f", signed off by {', '.join(review.sign_off)}" if review.sign_off else ""
    return f"review in {review.queue} at level {review.level}{due}{people}{sign_off}: {'; '.join(review.reasons)}"

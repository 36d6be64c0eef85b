"""What a suite would have to expect for its failing cases to pass, as changes of its file."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyengine.authoring.cases import BadCase, SuiteCase, VocabularyCase, Words
from policyengine.authoring.judge import Verdict
from policyengine.diagnostics.diagnostic import Position, Span
from policyengine.model.decision import Decision
from policyengine.model.suite import Expectation
from policyengine.source.reading.nodes import Document
from policyengine.source.reading.yaml import LINE_END


@dataclass(frozen=True, slots=True)
class Update:
    """A file as it is and as it would be."""

    file: str
    before: str
    after: str

    def diff(self) -> str:
        """The change as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), self.file, self.file, n=2
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)

    def write(self) -> None:
        """Writes the file anew, whole or not at all."""
        path = Path(self.file)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(self.after.encode("utf-8"))
        beside.replace(path)


@dataclass(frozen=True, slots=True)
class Updates:
    """The changes, by file, and the failing cases for which there is none, each with the reason."""

    files: tuple[Update, ...]
    left: tuple[tuple[Verdict, str], ...]


def updates(verdicts: Sequence[Verdict], documents: Mapping[str, Document]) -> Updates:
    """What would have to be accepted for the failing cases to pass. Nothing is written."""
    edits: dict[str, list[tuple[Span, str]]] = {}
    left: list[tuple[Verdict, str]] = []
    for verdict in verdicts:
        if verdict.passed:
            continue
        reason = _why_not(verdict)
        if reason is not None:
            left.append((verdict, reason))
            continue
        assert isinstance(verdict.case, SuiteCase | VocabularyCase)
        assert verdict.case.expected_at is not None
        span = verdict.case.expected_at
        accepted: dict[str, Any] | str
        if isinstance(verdict.case, VocabularyCase):
            assert verdict.words is not None
            accepted = _accepted_words(verdict.case, verdict.words)
        else:
            assert verdict.decision is not None
            accepted = _accepted(verdict.case.expect, verdict.decision)
        edits.setdefault(span.file, []).append((span, _written(accepted, span, documents[span.file])))
    changed = [Update(file, *_edited(file, edits[file])) for file in sorted(edits)]
    return Updates(tuple(changed), tuple(left))


def _why_not(verdict: Verdict) -> str | None:
    if isinstance(verdict.case, BadCase):
        return "it cannot be run"
    if not isinstance(verdict.case, SuiteCase | VocabularyCase):
        return "only what a suite expects can be accepted; here the rule or the item must change"
    if isinstance(verdict.case, SuiteCase) and verdict.case.todo is not None:
        return "strike its `todo`"
    if verdict.decision is None and verdict.words is None:
        return "it was not judged"
    if verdict.case.expected_at is None:
        return "its expectation also serves other variants"
    return None


def _accepted(expect: Expectation, decision: Decision) -> dict[str, Any] | str:
    """What the case would expect: what came out, in as much detail as it was asked for before."""
    rules = sorted({rule for finding in decision.findings for rule in finding.rules})
    cited = {(each.text, each.pointer.split("/")[1]) for finding in decision.findings for each in finding.evidence}
    softened = {each.exception for finding in decision.findings for each in finding.exceptions}
    found: dict[str, Any] = {"action": decision.action, "recommended": decision.recommended}
    for kind in ("violation", "note"):
        found[f"{kind}s"] = sorted({each.clause.id for each in decision.findings if each.kind == kind})
    found["rules"] = rules if expect.rules is not None else None
    found["shadow"] = [rule for each in decision.shadow for rule in each.rules]
    found["review"] = _review(expect, decision) if decision.review.required else None
    found["exceptions"] = sorted(softened)
    found["markets"] = {
        market: decision.markets[market].action for market in sorted(expect.markets or {}) if market in decision.markets
    }
    found["evidence"] = [
        {"text": each.text, **({"in": each.in_} if each.in_ else {})}
        for each in expect.evidence
        if any(each.text == text and each.in_ in (None, field) for text, field in cited)
    ]
    found["side_actions"] = [each.id for each in decision.side_actions] if expect.side_actions is not None else None
    found["deadlines"] = {
        each.duty: each.due.isoformat() if each.due is not None else "stated"
        for each in decision.deadlines
        if not each.open_questions
    }
    found["questions"] = {
        each.duty: sorted(question.name for question in each.open_questions)
        for each in decision.deadlines
        if each.open_questions
    }
    found["account"] = decision.account.measure if decision.account is not None and expect.account is not None else None
    given = {key: value for key, value in found.items() if value not in (None, [], {})}
    return "allow" if given == {"action": "allow"} else given


def _accepted_words(case: VocabularyCase, words: Words) -> dict[str, Any] | str:
    """The text with what was found in it."""
    if not words:
        return _flow(case.text)
    finds = {word: sorted(tier for other, tier in words if other == word) for word, _ in sorted(words)}
    return {"text": case.text, "finds": finds}


def _review(expect: Expectation, decision: Decision) -> dict[str, Any]:
    review = decision.review
    found: dict[str, Any] = {
        "queue": review.queue,
        "level": review.level,
        "due": review.due.isoformat() if review.due is not None else None,
        "reviewers": review.reviewers,
        "sign_off": list(review.sign_off),
    }
    asked = expect.review.model_fields_set if expect.review else frozenset({"queue"})
    return {key: value for key, value in found.items() if key in asked or key == "queue"}


def _written(accepted: dict[str, Any] | str, span: Span, document: Document) -> str:
    """The expectation in YAML: as a block where there was a block, else on one line."""
    if isinstance(accepted, str):
        return accepted
    before = document.lines[span.start.line - 1][: span.start.column - 1]
    if before.strip():
        return _flow(accepted)
    indent = f"\n{before}"
    return indent.join(f"{key}: {_flow(value[0] if _single(key, value) else value)}" for key, value in accepted.items())


def _single(key: str, value: Any) -> bool:
    return isinstance(value, list) and len(value) == 1 and key != "evidence"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        pairs = ((key, each[0] if _single(key, each) else each) for key, each in value.items())
        return "{" + ", ".join(f"{_key(key)}: {_flow(each)}" for key, each in pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, int):
        return str(value)
    return _plain_or_quoted(value, r"[A-Za-z_][\w/@.-]*")


def _key(word: str) -> str:
    return _plain_or_quoted(word, r"[^\W\d_][\w -]*(?<! )")


_NO_TEXTS = frozenset(("false", "n", "no", "null", "off", "on", "true", "y", "yes"))
"""What YAML takes for something else than the text."""


def _plain_or_quoted(text: str, plain: str) -> str:
    is_plain = re.fullmatch(plain, text) and text.lower() not in _NO_TEXTS
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _edited(file: str, edits: Sequence[tuple[Span, str]]) -> tuple[str, str]:
    """The text of a file, and the same with each span replaced."""
    before = Path(file).read_bytes().decode("utf-8")
    starts = [0, *(end.end() for end in LINE_END.finditer(before))]
    mark = 1 if before.startswith("\ufeff") else 0

    def offset(position: Position) -> int:
        return starts[position.line - 1] + position.column - 1 + (mark if position.line == 1 else 0)

    after = before
    for span, text in sorted(edits, key=lambda each: each[0].start, reverse=True):
        start, end = offset(span.start), offset(span.end)
        kept = before[start:end]
        after = after[:start] + text + kept[len(kept.rstrip()) :] + after[end:]
    return before, after

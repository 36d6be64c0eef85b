"""Scores matching on labelled text, and tells which terms fire on catalogue titles.

Every `.jsonl` or `.jsonl.gz` file in the directories is read in place: rows with `text` and `label` (1: should be
flagged) are scored by `scan` (a match of any category but `context` and `spam`) and by decision (the text as a
comment; flagged means an action above `allow`, or a review), by `func` where rows have one; rows with `title` and
without `label` give flag rates. With `--peers`, other filters that are installed are scored on the same rows.

    python benchmarks/matching.py DIRECTORY... [--peers] [--json FILE] [--terms N]
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from policyengine import ContentError, PolicyEngine

AT = datetime(2026, 1, 1, tzinfo=UTC)
ACCUSE_NOBODY = frozenset({"context", "spam"})
LEAST = 100
"""Rows below which the score of a function says little; it is reported all the same."""

Judge = Callable[[str], bool]


@dataclass
class Score:
    """Rows counted by label and outcome."""

    flagged: Counter[int] = field(default_factory=Counter)
    rows: Counter[int] = field(default_factory=Counter)

    def add(self, label: int, flagged: bool) -> None:
        """Counts one row."""
        self.rows[label] += 1
        self.flagged[label] += flagged

    def rate(self, label: int) -> float | None:
        """The share of rows with this label that was flagged: recall for 1, false-positive rate for 0."""
        return self.flagged[label] / self.rows[label] if self.rows[label] else None

    @property
    def precision(self) -> float | None:
        """The share of flagged rows that should be."""
        total = self.flagged[0] + self.flagged[1]
        return self.flagged[1] / total if total else None

    def told(self) -> dict[str, Any]:
        """The score as plain data."""
        return {
            "positive": self.rows[1],
            "negative": self.rows[0],
            "recall": _rounded(self.rate(1)),
            "false_positive_rate": _rounded(self.rate(0)),
            "precision": _rounded(self.precision),
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


@dataclass
class Rows:
    """The rows of one file."""

    name: str
    labelled: list[dict[str, Any]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


def read(paths: Iterable[Path]) -> list[Rows]:
    """Every file's rows."""
    files: list[Rows] = []
    for path in paths:
        rows = Rows(path.name.partition(".")[0])
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if "label" in row:
                    rows.labelled.append(row)
                elif isinstance(row.get("title"), str):
                    rows.titles.append(row["title"])
        files.append(rows)
    return files


def peers() -> dict[str, Judge]:
    """The other filters that are installed here, by name."""
    found: dict[str, Judge] = {}
    for name, module, attribute in (
        ("korcen", "korcen.korcen", "check"),
        ("better-profanity", "better_profanity", "profanity"),
        ("alt-profanity-check", "profanity_check", "predict"),
        ("glin-profanity", "glin_profanity", "Filter"),
    ):
        try:
            thing = getattr(importlib.import_module(module), attribute)
        except (ImportError, AttributeError):
            print(f"not measured: {name} is not installed", file=sys.stderr)
            continue
        found[name] = _peer(name, thing)
    return found


def _peer(name: str, thing: Any) -> Judge:
    if name == "korcen":
        return lambda text: bool(thing(text))
    if name == "better-profanity":
        return lambda text: bool(thing.contains_profanity(text))
    if name == "alt-profanity-check":
        return lambda text: bool(thing([text])[0])
    instance = thing()
    return lambda text: bool(instance.is_profane(text))


class Measurement:
    """Scores of one engine, and the terms that fired."""

    def __init__(self, engine: PolicyEngine) -> None:
        self.engine = engine
        self.terms: dict[tuple[str, str], Score] = defaultdict(Score)

    def scan(self, text: str) -> set[tuple[str, str]]:
        """The accusing terms that match, by lexicon."""
        try:
            found = self.engine.scan(text)
        except ContentError:
            return set()
        return {(each.lexicon, each.term or "masked") for each in found if each.category not in ACCUSE_NOBODY}

    def decides(self, text: str) -> bool:
        """Whether the text as a comment is acted on or sent to a person."""
        try:
            decision = self.engine.evaluate({"id": "row", "kind": "comment", "body": text}, at=AT)
        except ContentError:
            return False
        return decision.action != "allow" or decision.review.required

    def file(self, rows: Rows) -> dict[str, Any]:
        """Everything about one file."""
        by_scan, by_decision = Score(), Score()
        functions: dict[str, Score] = defaultdict(Score)
        started = time.process_time()
        for row in rows.labelled:
            label = int(row["label"])
            fired = self.scan(row["text"])
            by_scan.add(label, bool(fired))
            by_decision.add(label, self.decides(row["text"]))
            if "func" in row:
                functions[row["func"]].add(label, bool(fired))
            for term in fired:
                self.terms[term].add(label, True)
        flagged = sum(bool(self.scan(title)) for title in rows.titles)
        seconds = time.process_time() - started
        told: dict[str, Any] = {"file": rows.name}
        if rows.labelled:
            told |= {"scan": by_scan.told(), "decision": by_decision.told()}
        if functions:
            told["functions"] = {
                name: {
                    "rows": sum(each.rows.values()),
                    "flagged": round(sum(each.flagged.values()) / sum(each.rows.values()), 3),
                }
                for name, each in sorted(functions.items())
            }
        if rows.titles:
            told |= {"titles": len(rows.titles), "titles_flagged": flagged, "title_rate": flagged / len(rows.titles)}
        count = len(rows.labelled) + len(rows.titles)
        told["microseconds_per_row"] = round(seconds / count * 1e6, 1) if count else None
        return told


def show(console: Console, reports: list[dict[str, Any]], others: dict[str, dict[str, Score]]) -> None:
    """The reports as tables."""
    table = Table("file", "rows", "recall", "FPR", "precision", "by decision: recall", "FPR", box=None)
    for each in reports:
        if "scan" in each:
            scan, decision = each["scan"], each["decision"]
            table.add_row(each["file"], str(scan["positive"] + scan["negative"]), *_cells(scan), *_cells(decision)[:2])
            for name, scores in others.items():
                table.add_row(f"  {name}", "", *_cells(scores[each["file"]].told()), "", "")
    console.print(table)
    titles = Table("catalogue", "titles", "with a match", "rate", box=None)
    for each in reports:
        if "titles" in each:
            titles.add_row(
                each["file"], f"{each['titles']:,}", str(each["titles_flagged"]), f"{each['title_rate']:.3%}"
            )
    console.print(titles)
    for each in reports:
        if "functions" in each:
            console.print(each["file"])
            for name, score in each["functions"].items():
                few = "" if score["rows"] >= LEAST else "  (few rows)"
                console.print(f"  {name:32} {score['rows']:5}  flagged {score['flagged']:.3f}{few}")


def _cells(score: dict[str, Any]) -> list[str]:
    shown = (score["recall"], score["false_positive_rate"], score["precision"])
    return ["-" if value is None else f"{value:.3f}" for value in shown]


def show_terms(console: Console, terms: dict[tuple[str, str], Score], most: int) -> None:
    """The terms that fired most, with the precision of each."""
    table = Table("term", "fired", "precision", box=None)
    ranked = sorted(terms.items(), key=lambda each: (-sum(each[1].rows.values()), each[0]))
    for (lexicon, term), score in ranked[:most]:
        table.add_row(f"{term}  {lexicon}", str(sum(score.rows.values())), f"{score.precision or 0:.2f}")
    console.print(table)


def main() -> None:
    """Runs the measurement and prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="+", metavar="DIRECTORY", type=Path)
    parser.add_argument("-r", "--rulesets", action="append", default=[], metavar="DIRECTORY")
    parser.add_argument("--peers", action="store_true", help="score other filters that are installed")
    parser.add_argument("--terms", type=int, default=40, metavar="N", help="firing terms to show")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    paths = [path for each in options.directories for path in sorted(each.glob("*.jsonl*"))]
    if not paths:
        sys.exit(f"not measured: no .jsonl file in {', '.join(map(str, options.directories))}")
    measurement = Measurement(PolicyEngine.load(*options.rulesets))
    files = read(paths)
    reports = [measurement.file(rows) for rows in files]
    others: dict[str, dict[str, Score]] = {}
    for name, judge in (peers() if options.peers else {}).items():
        others[name] = {}
        for rows in files:
            others[name][rows.name] = score = Score()
            for row in rows.labelled:
                score.add(int(row["label"]), judge(row["text"]))
    console = Console(highlight=False)
    show(console, reports, others)
    show_terms(console, measurement.terms, options.terms)
    if options.json:
        told = {name: {file: score.told() for file, score in scores.items()} for name, scores in others.items()}
        whole = {"files": reports, "peers": told}
        options.json.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

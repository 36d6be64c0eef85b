"""Screens JSONL files of catalogue metadata: items a second on one core, and what was flagged.

The time is told as a ratio to a floor taken in the same run: reading the same lines with the standard library and
passing their lower-cased texts once through one automaton over the same terms. Before anything is timed, both
inference engines must agree, byte for byte, on every flagged item and on a sample of the others.

    python benchmarks/screening.py DIRECTORY... [--map artist=artists,lang_hint=-] [--every N] [--json FILE]
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick

from policyengine import Content, Decision, InferenceUnavailable, PolicyEngine
from policyengine.authoring.items import Remapping, read_items
from policyengine.model.content import text_parts

AT = datetime(2026, 1, 1, tzinfo=UTC)
SAMPLE = 50
"""One in so many unflagged items takes part in the agreement check."""


def lines_of(paths: list[Path], every: int) -> list[bytes]:
    """Every n-th line of the files, in order."""
    found: list[bytes] = []
    for path in paths:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            found.extend(line for number, line in enumerate(stream) if number % every == 0)
    return found


def files_under(names: list[str]) -> list[Path]:
    """The JSONL files in directories; stops with a message where there is none."""
    paths: list[Path] = []
    for name in names:
        path = Path(name)
        found = sorted((*path.glob("*.jsonl"), *path.glob("*.jsonl.gz"))) if path.is_dir() else [path]
        if not found or not found[0].exists():
            sys.exit(f"not measured: `{name}` holds no .jsonl or .jsonl.gz file")
        paths += found
    return paths


def decisions(engine: PolicyEngine, lines: list[bytes], remapping: Remapping) -> Iterator[tuple[Content, Decision]]:
    """Content and decision of every line that can be judged."""
    for _, item in read_items(lines, remapping):
        if isinstance(item, Content):
            yield item, engine.evaluate(item, at=AT)


def check_agreement(lines: list[bytes], remapping: Remapping) -> str:
    """Compares both engines byte for byte; exits with 1 on the first difference."""
    try:
        durable = PolicyEngine.load(inference="durable")
    except InferenceUnavailable as error:
        return f"agreement not checked: {error}"
    compared = 0
    for number, (content, decision) in enumerate(decisions(PolicyEngine.load(inference="native"), lines, remapping)):
        if decision.findings or number % SAMPLE == 0:
            compared += 1
            if durable.evaluate(content, at=AT).to_json() != decision.to_json():
                sys.exit(f"native and durable disagree on {content.id}")
    return f"agreement: native and durable gave the same bytes on {compared:,} items"


def floor_seconds(lines: list[bytes], remapping: Remapping) -> float:
    """CPU seconds for what cannot be avoided: JSON in, one automaton pass over each lower-cased text, a line out."""
    engine = PolicyEngine.load(inference="native")
    entries = engine._evaluator.program.entries.all
    automaton = AhoCorasick(sorted({entry.term.lower() for entry in entries}))
    texts = [
        [part.text for part in text_parts(item)]
        for _, item in read_items(lines, remapping)
        if isinstance(item, Content)
    ]
    started = time.process_time()
    for line in lines:
        json.loads(line)
    for each in texts:
        for text in each:
            automaton.find_matches_as_indexes(text.lower(), overlapping=True)
    return time.process_time() - started


def measure(lines: list[bytes], remapping: Remapping, inference: Any) -> tuple[dict[str, Any], float]:
    """What was decided, counted, and the CPU seconds from line to line."""
    engine = PolicyEngine.load(inference=inference)
    counts: dict[str, Counter[str]] = {key: Counter() for key in ("action", "recommended", "area", "clause", "kind")}
    items = flagged = size = 0
    started = time.process_time()
    for content, decision in decisions(engine, lines, remapping):
        items += 1
        size += len(decision.to_json())
        counts["action"][decision.action] += 1
        if decision.findings:
            if decision.action != "allow" or decision.review.required:
                flagged += 1
                counts["kind"][content.kind] += 1
            if decision.recommended:
                counts["recommended"][decision.recommended] += 1
            for finding in decision.findings:
                counts["area"][finding.clause.area] += 1
                counts["clause"][finding.clause.id] += 1
    seconds = time.process_time() - started
    told = {name: dict(sorted(counter.items())) for name, counter in counts.items()}
    return {"items": items, "flagged": flagged, "bytes_out": size, **told}, seconds


def main() -> None:
    """Runs the measurement and prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="+", metavar="DIRECTORY")
    parser.add_argument("--map", default="artist=artists,lang_hint=-")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every n-th line")
    parser.add_argument("--inference", default="auto", choices=["auto", "native", "durable"])
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    pairs = [pair.split("=", 1) for pair in options.map.split(",") if pair]
    remapping = Remapping({key: None if target == "-" else target for key, target in pairs})
    lines = lines_of(files_under(options.directories), options.every)
    agreement = check_agreement(lines, remapping)
    floor = floor_seconds(lines, remapping)
    report, seconds = measure(lines, remapping, options.inference)
    report |= {
        "unreadable": len(lines) - report["items"],
        "microseconds_per_item": round(seconds / len(lines) * 1e6, 1),
        "items_per_second": round(len(lines) / seconds),
        "times_the_floor": round(seconds / floor, 1),
        "agreement": agreement,
    }
    for key, value in report.items():
        print(f"{key:>22}  {value}")
    print(f"{'flag rate':>22}  {report['flagged'] / max(report['items'], 1):.3%}")
    if options.json:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Measures matching: what is found, what is wrongly found, under which disguises, at what cost, beside which peers.

Every `.jsonl` and `.jsonl.gz` file of the directories is read in place, and `benchmarks/labelled` with them. Rows with
`text` and `label` (1: should be flagged) are scored by scan and by decision, by `func` where rows have one; rows with
`title` and no `label` are items of a catalogue and give flag rates. By scan, a text is flagged that holds a match of
any category but `context` and `spam` which is at least likely; by decision, an item (a row is a comment) whose action
is above `allow` or that needs a review.

    python benchmarks/matching.py [DIRECTORY...] [-r RULESETS] [--peers] [--json FILE] [--terms N] [--functions]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from measuring import peers
from measuring.catalogue import rates_of, rates_of_all
from measuring.cost import cost_of
from measuring.firing import firing_terms
from measuring.innocents import innocents_of
from measuring.labelled import functions_of, score_of
from measuring.price import price_of
from measuring.retention import retention_of
from measuring.rows import files_in, read
from measuring.sightings import Sightings, see
from measuring.subject import Subject, load
from measuring.tables import show

LABELLED = Path(__file__).parent / "labelled"
"""The project's own rows, always measured."""


def measure(subject: Subject, paths: list[Path], peer_rows: int | None) -> dict[str, Any]:
    """The whole report. `peer_rows` is how many rows of a file the peers judge; without it they are left out."""
    files = [read(path) for path in paths]
    seen = [see(subject, file) for file in files]
    labelled = [each for each in seen if each.rows]
    catalogues = [each for each in seen if each.titles]
    items = [item for file in files for item in file.items]
    descriptions = [item["description"] for item in items if item.get("description")]
    manifest = subject.policy_set.manifest.value
    report: dict[str, Any] = {
        "policy_set": {"name": manifest.name, "version": manifest.version, "digest": subject.engine.digest},
        "unread": {each.name: each.unread for each in seen if each.unread},
        "labelled": [score_of(each) for each in labelled],
        "functions": functions_of(row for each in labelled for row in each.rows),
        "catalogue": [*map(rates_of, catalogues), rates_of_all(catalogues)] if catalogues else [],
        "price": price_of(seen),
        "innocents": innocents_of(subject),
        "retention": retention_of(subject),
        "cost": cost_of(subject, [item["title"] for item in items], descriptions),
        "terms": firing_terms(seen),
    }
    if peer_rows is not None:
        report |= _beside_peers(seen, peer_rows)
    return report


def _beside_peers(seen: list[Sightings], rows: int) -> dict[str, Any]:
    found, missing = peers.installed()
    for each in missing:
        print(f"not measured: {each['name']}: {each['reason']}", file=sys.stderr)
    return {"peers": peers.beside(found, seen, rows), "peers_missing": missing}


def main() -> None:
    """Runs the measurement and prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="*", metavar="DIRECTORY", type=Path)
    parser.add_argument("-r", "--rulesets", action="append", default=[], metavar="DIRECTORY")
    parser.add_argument("--peers", action="store_true", help="judge the same rows with other filters, if installed")
    parser.add_argument("--peer-rows", type=int, default=500, metavar="N", help="rows of each file that peers judge")
    parser.add_argument("--terms", type=int, default=40, metavar="N", help="firing terms to show; the JSON has all")
    parser.add_argument("--functions", action="store_true", help="show functions by file, too; the JSON has them")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    for each in options.directories:
        if not files_in([each]):
            sys.exit(f"not measured: `{each}` holds no .jsonl or .jsonl.gz file")
    subject = load(options.rulesets)
    report = measure(subject, files_in([*options.directories, LABELLED]), options.peer_rows if options.peers else None)
    # Tables that are piped are for reading in a file, where lines may be long.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 150)
    show(console, report, options.functions, options.terms)
    if options.json:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Scores language identification on title-length text: what is right, what is exact, and what it costs.

Every `.jsonl` or `.jsonl.gz` file in the directories is read in place. A row's text (`text`, else `title`), cut to
sixty characters at a word, is identified without a declared language. It is right where its language is among those
answered, exact where it is the only one, silent where none is answered. Rows with `lang` have the language that the
text was gathered for. Rows with `lang_hint`, and without `lang`, are scored apart: a hint is the language of the
market or the feed, not of the string (titles on a Korean chart are often English), so those figures show what a
catalogue holds and are no accuracy. Rows in a language that no shipped ruleset has are left out.

With `--peers`, langdetect alone (all its profiles, best guess) and lingua (built for the shipped languages only, best
guess) answer for the same rows. Times are CPU time per text, with folding for this project's own.

    python benchmarks/languages.py DIRECTORY... [--peers] [--every N] [--json FILE]
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from policyengine.text.folding.fold import flat
from policyengine.text.languages.identification import identify

LANGUAGES = ("en", "hi", "id", "ja", "ko", "ms", "th", "tl", "vi", "zh")
LONGEST = 60
LABEL, HINT = "lang", "lang_hint"
TOLD = ("right", "exact", "silent", "µs")

Identify = Callable[[str], frozenset[str]]
Key = tuple[str, str, str]
"""A file, what says the language of its texts (`lang` or `lang_hint`), and that language."""
Rows = dict[Key, list[str]]


@dataclass
class Score:
    """Texts of one language, and how often an identifier was right."""

    texts: int = 0
    right: int = 0
    exact: int = 0
    silent: int = 0
    seconds: float = 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.texts + other.texts,
            self.right + other.right,
            self.exact + other.exact,
            self.silent + other.silent,
            self.seconds + other.seconds,
        )

    def shares(self) -> dict[str, float]:
        """The shares that are reported, and microseconds per text."""
        counts = {"right": self.right, "exact": self.exact, "silent": self.silent}
        shares = {key: round(count / self.texts, 4) for key, count in counts.items()}
        return {"texts": self.texts, **shares, "microseconds": round(self.seconds / self.texts * 1e6, 1)}


def cut(text: str) -> str:
    """The beginning of a text, at most sixty characters, up to the end of a word where it has spaces."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rpartition(" ")[0] or text[:LONGEST]


def rows_of(paths: list[Path], every: int) -> Rows:
    """The texts of every n-th row that says its language, shortened."""
    found: Rows = {}
    for path in paths:
        for row in read(path, every):
            told_by = LABEL if LABEL in row else HINT
            language = language_of(row.get(told_by))
            text = cut(row.get("text") or row.get("title") or "")
            if language and text:
                found.setdefault((path.name.split(".")[0], told_by, language), []).append(text)
    return found


def read(path: Path, every: int) -> Iterator[dict[str, Any]]:
    """Every n-th row of a file."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
        for number, line in enumerate(stream):
            if number % every == 0:
                yield json.loads(line)


def language_of(tag: object) -> str | None:
    """The primary subtag of a tag, or of the first of several, if a shipped ruleset has that language."""
    for part in str(tag or "").lower().split("/"):
        primary = part.replace("_", "-").split("-")[0]
        if primary in LANGUAGES:
            return primary
    return None


def own(text: str) -> frozenset[str]:
    """This project's answer."""
    return identify(flat(text), None, LANGUAGES)


def langdetect() -> Identify:
    """langdetect's best guess, seeded."""
    module = importlib.import_module("langdetect")
    module.DetectorFactory.seed = 0

    def guess(text: str) -> frozenset[str]:
        try:
            return frozenset({module.detect(text).split("-")[0]})
        except module.LangDetectException:
            return frozenset()

    return guess


def lingua() -> Identify:
    """lingua's best guess among the shipped languages."""
    module = importlib.import_module("lingua")
    codes = [getattr(module.IsoCode639_1, language.upper()) for language in LANGUAGES]
    detector = module.LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_preloaded_language_models().build()

    def guess(text: str) -> frozenset[str]:
        language = detector.detect_language_of(text)
        return frozenset({language.iso_code_639_1.name.lower()} if language else ())

    return guess


def identifiers(peers: bool) -> dict[str, Identify]:
    """Who answers; a peer that is not installed is named and left out."""
    found: dict[str, Identify] = {"policyengine": own}
    for name, make in (("langdetect", langdetect), ("lingua", lingua)) if peers else ():
        try:
            found[name] = make()
        except ImportError:
            print(f"not measured: {name} is not installed", file=sys.stderr)
    return found


def score(answer: Identify, language: str, texts: list[str]) -> Score:
    """All texts identified."""
    answer(texts[0])
    started = time.process_time()
    answers = [answer(text) for text in texts]
    seconds = time.process_time() - started
    right = sum(language in each for each in answers)
    return Score(len(texts), right, answers.count(frozenset({language})), answers.count(frozenset()), seconds)


def measure(rows: Rows, who: dict[str, Identify]) -> dict[str, dict[Key, Score]]:
    """Scores by identifier, for every file and language."""
    return {name: {key: score(answer, key[2], rows[key]) for key in sorted(rows)} for name, answer in who.items()}


def summed(scores: dict[Key, Score]) -> dict[Key, Score]:
    """Scores over all files, by what says the language and by language."""
    total: dict[Key, Score] = {}
    for (_, told_by, language), each in scores.items():
        key = ("all", told_by, language)
        total[key] = total.get(key, Score()) + each
    return total


def show(title: str, scores: dict[str, dict[Key, Score]], told_by: str) -> None:
    """One table: a line for each language or file, columns for each identifier."""
    keys = [key for key in sorted(scores["policyengine"]) if key[1] == told_by]
    if not keys:
        return
    table = Table(title=title, title_justify="left")
    for column in ("file", "language", "texts", *(f"{name}\n{told}" for name in scores for told in TOLD)):
        table.add_column(column, justify="left" if column in ("file", "language") else "right", no_wrap=True)
    for key in keys:
        cells = [cell for each in scores.values() for cell in shown(each[key])]
        table.add_row(key[0], key[2], f"{scores['policyengine'][key].texts:,}", *cells)
    Console(width=60 + 60 * len(scores)).print(table)


def shown(score: Score) -> list[str]:
    """The cells of one score."""
    shares = score.shares()
    return [*(f"{shares[name]:.1%}" for name in TOLD[:3]), f"{shares['microseconds']:,.0f}"]


def report(scores: dict[str, dict[Key, Score]]) -> dict[str, dict[str, dict[str, float]]]:
    """Scores as JSON has them."""
    return {name: {" ".join(key): each[key].shares() for key in sorted(each)} for name, each in sorted(scores.items())}


def main() -> None:
    """Runs the measurement and prints it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="+", metavar="DIRECTORY", type=Path)
    parser.add_argument("--peers", action="store_true", help="langdetect alone and lingua beside it")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every n-th row")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    paths = [path for each in options.directories for path in sorted(each.glob("*.jsonl*"))]
    rows = rows_of(paths, options.every)
    if not rows:
        sys.exit("not measured: no row there says its language")
    by_file = measure(rows, identifiers(options.peers))
    by_language = {name: summed(each) for name, each in by_file.items()}
    for told_by, title in ((LABEL, "Labelled texts"), (HINT, "Catalogue titles, by the language of their market")):
        show(f"{title}, all files", by_language, told_by)
        show(f"{title}, by file", by_file, told_by)
    if options.json:
        told = {"by_language": report(by_language), "by_file": report(by_file)}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

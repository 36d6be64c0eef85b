"""The report as tables. They show nothing that the report does not hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

Report = Mapping[str, Any]
LEAST = 100
"""Rows below which a rate says little; it is shown all the same, with a sign."""
_FEW = " (few)"


def show(console: Console, report: Report, functions_by_file: bool, terms: int) -> None:
    """Every table for which there is something to show."""
    for part, table in _TABLES:
        if report.get(part):
            console.print(table(report[part]))
            console.print()
    if functions_by_file:
        for each in report["labelled"]:
            if each["functions"]:
                console.print(_functions(each["functions"], each["file"]))
                console.print()
    console.print(_terms(report["terms"], terms, "rows", "terms that fire most in labelled rows"))
    console.print()
    console.print(_terms(report["terms"], terms, "titles", "terms that fire most on catalogue titles"))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, title_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right", no_wrap=True)
    return table


def _number(value: float | None, places: int = 3) -> str:
    return "-" if value is None else f"{value:.{places}f}"


def _percent(value: float | None, places: int = 1) -> str:
    return "-" if value is None else f"{value * 100:.{places}f}"


def _few(rows: int) -> str:
    return f"{rows:,}{_FEW}" if rows < LEAST else f"{rows:,}"


def _labelled(files: Sequence[Report]) -> Table:
    columns = ("rows", "scan: recall", "FPR", "precision", "decision: recall", "FPR", "precision", "µs/row")
    table = _table("labelled rows", "file", *columns)
    for each in files:
        rates = [_number(each[by][key]) for by in ("scan", "decision") for key in _RATES]
        table.add_row(each["file"], _few(each["rows"]), *rates, _number(each["microseconds_per_row"], 1))
    return table


_RATES = ("recall", "false_positive_rate", "precision")


def _all_functions(functions: Mapping[str, Report]) -> Table:
    return _functions(functions, "all files")


def _functions(functions: Mapping[str, Report], of: str) -> Table:
    table = _table(
        f"by function, {of}: share flagged",
        "function",
        "rows",
        "scan",
        "decision",
        "with the word",
        "of these by decision",
    )
    for name, each in functions.items():
        naming = (f"{each['naming']:,}", _number(each["naming_decision"])) if "naming" in each else ("", "")
        table.add_row(name, _few(each["rows"]), _number(each["scan"]), _number(each["decision"]), *naming)
    return table


def _catalogue(files: Sequence[Report]) -> Table:
    table = _table("catalogue metadata", "file", "items", "titles by scan", "%", "items by decision", "%")
    for each in files:
        table.add_row(
            each["file"],
            f"{each['items']:,}",
            str(each["titles_flagged"]),
            _percent(each["scan"], 2),
            str(each["items_flagged"]),
            _percent(each["decision"], 2),
        )
    return table


def _price(price: Report) -> Table:
    columns = ("texts", "% without disguises", "% with", "for a disguise alone", "percentage points")
    table = _table("price of disguises on innocent texts", "file", *columns)
    for each in (*price["files"], {"file": "all", **price["all"]}):
        table.add_row(
            each["file"],
            f"{each['texts']:,}",
            _percent(each["flagged_without_disguises"], 2),
            _percent(each["flagged"], 2),
            str(each["for_a_disguise_alone"]),
            _number(each["percentage_points"]),
        )
    return table


def _innocents(files: Sequence[Report]) -> Table:
    table = _table("innocents of the policy set", "language", "items", "by decision", "with a match", "%")
    for each in files:
        counts = (each["items"], each["flagged_by_decision"], each["with_a_match"])
        table.add_row(each["language"], *map(str, counts), _percent(each["scan"]))
    return table


def _retention(retention: Report) -> Table:
    terms, declining = retention["terms"], retention["declining"]["all"]
    scripts = retention["by_script"]
    title = f"disguise retention, % found / % exact of {terms['measured']:,} terms, of which {declining} decline some"
    table = _table(title, "disguise", *scripts)
    for name in dict.fromkeys(name for cells in scripts.values() for name in cells):
        cells = [cells.get(name) for cells in scripts.values()]
        table.add_row(name, *(_cell(each) for each in cells))
    return table


def _cell(cell: Report | None) -> str:
    return f"{_percent(cell['found'])}/{_percent(cell['exact'])} n={cell['tried']}" if cell else ""


def _cost(cost: Report) -> Table:
    agreement = cost["agreement"]
    title = (
        f"cost; agreement with the folded pass on {agreement['texts']:,} texts, {agreement['differences']} differences"
    )
    table = _table(
        title, "texts", "n", "length", "pass µs", "scanner µs", "scan µs", "scan/pass", "readings: share of texts"
    )
    for name, each in cost["groups"].items():
        called = ", ".join(f"{view} {count / each['texts']:.2f}" for view, count in each["readings"].items())
        times = [_number(each[f"{of}_microseconds"], 2) for of in ("folded_pass", "scanner", "scan")]
        ratio = f"{each['scan_to_folded_pass']:.1f}x"
        table.add_row(name, str(each["texts"]), _number(each["mean_length"], 0), *times, ratio, called)
    return table


def _peers(peers: Report) -> Table:
    names = list(next((each["title_rates"] or each["scores"] for each in peers["files"]), {}))
    title = f"peers, {peers['limit']} rows and titles a file at most: recall FPR precision, or % of titles flagged"
    table = _table(title, "file", "judged", *names)
    for each in peers["files"]:
        if each["judged_rows"]:
            scores = [" ".join(_number(each["scores"][name][key], 2) for key in _RATES) for name in names]
            table.add_row(each["file"], f"{each['judged_rows']:,} of {each['rows']:,}", *scores)
        if each["judged_titles"]:
            rates = [_percent(each["title_rates"][name], 2) for name in names]
            table.add_row(each["file"], f"{each['judged_titles']:,} of {each['titles']:,}", *rates)
    spent = peers["microseconds_per_text"]
    table.add_row("µs/text", "", *(_number(spent.get(name), 0) if name in spent else "" for name in names))
    return table


def _terms(terms: Sequence[Report], most: int, by: str, title: str) -> Table:
    table = _table(title, "term", "lexicon", "rows", "precision", "titles")
    ranked = sorted((each for each in terms if each[by]), key=lambda each: -int(each[by]))
    for each in ranked[:most]:
        fired = (str(each["rows"]), _number(each["precision"], 2), str(each["titles"]))
        table.add_row(each["term"], each["lexicon"], *fired)
    return table


_TABLES: tuple[tuple[str, Callable[[Any], Table]], ...] = (
    ("labelled", _labelled),
    ("functions", _all_functions),
    ("catalogue", _catalogue),
    ("price", _price),
    ("innocents", _innocents),
    ("retention", _retention),
    ("cost", _cost),
    ("peers", _peers),
)

"""`jobdesc matrix`: functions × competencies with the required levels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.audit.loading import load_tables
from extractor.audit.matrix import (
    CORRECTED,
    NOT_STATED,
    By,
    LevelMatrix,
    level_statistics,
    marked_texts,
    matrix_to_table,
    required_levels,
)
from extractor.audit.matrix_page import matrix_to_html
from extractor.audit.narrowing import competencies_of, functions_with, only_unknown
from extractor.cli.audited import print_or_write, say_waiting
from extractor.cli.console import console_for_results, counted, printable
from extractor.cli.options import Printing
from extractor.export.xlsx import write_matrix
from extractor.handmade.suggest import did_you_mean
from extractor.output.tables import frame_to_csv

_NAME_WIDTH = 38
_COLUMN_WIDTH = 5
_SHORTEST_NAME = 10
_FIGURES = ("med", "n", "?")


def matrix(folder: Path, by: str, printed: Printing, wanted: tuple[str, ...], unknown_only: bool) -> None:
    say_waiting(folder)
    tables = load_tables(folder, ["functions", "competencies"])
    functions, competencies = tables["functions"], tables["competencies"]
    if wanted:
        functions = functions_with(functions, [_condition(text, functions) for text in wanted])
        competencies = competencies_of(functions, competencies)
    if unknown_only:
        functions, competencies = only_unknown(functions, competencies)
    chosen = By(by)
    kind, output = printed.format, printed.output
    if kind in {"csv", "json"} and chosen is not By.FUNCTION:
        print_or_write(_as_text(level_statistics(functions, competencies, chosen), kind), output)
        return
    made = required_levels(functions, competencies, chosen)
    if kind in {"csv", "json"}:
        print_or_write(_as_text(matrix_to_table(made), kind), output)
    elif kind == "html":
        print_or_write(matrix_to_html(made, "Required levels"), output)
    elif kind == "xlsx":
        if output is None:
            raise click.UsageError("--format xlsx needs a file: add --output matrix.xlsx")
        write_matrix(made, output)
    else:
        _print_table(console_for_results(), made)


def _condition(text: str, functions: pd.DataFrame) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals and column in functions.columns:
        raise click.UsageError(f"--where {text}: says no value; write {text}=VALUE")
    if not equals or column not in functions.columns:
        hint = did_you_mean(column, list(functions.columns))
        raise click.UsageError(f"--where {text}: write COLUMN=VALUE with a column of functions.csv{hint}")
    return column, value


def _as_text(frame: pd.DataFrame, kind: str) -> str:
    if kind == "csv":
        return frame_to_csv(frame)
    plain = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _print_table(console: Console, matrix: LevelMatrix) -> None:
    texts = marked_texts(matrix)
    names = [printable(name) for name in matrix.rows["name"].fillna(NOT_STATED)]
    # On a narrow terminal the figures go first, then the names become shorter; a level is never left out.
    figures = console.width >= _NAME_WIDTH + 4 * _COLUMN_WIDTH + 6
    left = console.width - (3 * _COLUMN_WIDTH if figures else 0) - 6
    name_width = max(_SHORTEST_NAME, min(_NAME_WIDTH, left - _COLUMN_WIDTH))
    at_once = max(1, (left - name_width) // _COLUMN_WIDTH)
    for first in range(0, len(names), at_once):
        some = range(first, min(first + at_once, len(names)))
        for number in some:
            console.print(Text(f"{number + 1:4}  {names[number]}"), soft_wrap=True)
        console.print(_table(matrix, texts, some, name_width, figures=figures))
    known, unknown = int(matrix.rows["known"].sum()), int(matrix.rows["unknown"].sum())
    console.print(
        f"{counted(len(names), matrix.by.value)}, "
        f"{counted(len(matrix.columns), 'competency', 'competencies')}: "
        f"{counted(known, 'level')} known, {unknown} unknown"
    )
    if matrix.number_corrected:
        console.print(f"{CORRECTED} corrected by a person: {counted(matrix.number_corrected, 'level')}")


def _table(matrix: LevelMatrix, texts: pd.DataFrame, some: range, name_width: int, *, figures: bool) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("Competency", width=name_width, overflow="fold")
    for heading in (*(_FIGURES if figures else ()), *(str(number + 1) for number in some)):
        table.add_column(heading, justify="right", min_width=_COLUMN_WIDTH - 1)
    above: list[str] = []
    for key, column in matrix.columns.iterrows():
        headings = ["" if pd.isna(heading) else str(heading) for heading in (column["block"], column["group"])]
        if headings != above:
            parts = [printable(heading) for heading in headings if heading]
            table.add_row(Text(" · ".join(parts), style="bold"))
        above = headings
        cells = (str(texts.at[matrix.rows.index[number], key]) for number in some)
        name = Text(f"  {printable(str(column['competency']))}")
        styled = [Text(cell, style="red" if cell.startswith("?") else "") for cell in cells]
        table.add_row(name, *(_figures(column) if figures else ()), *styled)
    return table


def _figures(column: pd.Series[Any]) -> tuple[str, str, str]:
    median = "–" if pd.isna(column["median"]) else f"{column['median']:g}"
    return median, str(column["known"]), str(column["unknown"])

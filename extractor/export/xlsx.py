"""A workbook of an import: the matrix in colours, and a sheet with a table for each thing that was read.

Nothing from a document is ever a formula or a link of its own making: text that begins with `=`, `+`, `-` or `@`
is text.
"""

from __future__ import annotations

import datetime
import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from extractor.audit.loading import load_tables
from extractor.audit.matrix import ABSENT, NOT_STATED, UNKNOWN, Matrix, matrix_texts, required_levels
from extractor.errors import ExtraMissing, OutputNotWritable

# XlsxWriter has no types, and is an extra.
Workbook = Any
Worksheet = Any

SHEETS = ("functions", "competencies", "findings", "tasks", "documents")
LONGEST_TEXT = 32_767
"""Characters that Excel allows in a cell; longer texts end in an ellipsis."""
MOST_ROWS = 1_048_575

_COLOURS = (
    ("#F2F6FB", "#1B1B1B"),
    ("#C6DBEF", "#1B1B1B"),
    ("#6BAED6", "#1B1B1B"),
    ("#2171B5", "#FFFFFF"),
    ("#08306B", "#FFFFFF"),
)
_HEAD = 3
"""Rows of headings over the matrix."""
_ROW_FACTS = ("name", "department", "service", "grade", "career")


def write_xlsx(import_folder: Path, to: Path, archive: Path | None = None) -> None:
    """Write the workbook of the import in `import_folder`; the same import gives the same bytes.

    With `archive`, the folder that was imported, findings and functions link to their PDFs, relative to the workbook.

    Raises:
        ExtraMissing: XlsxWriter is not installed.
        ImportNotFound, TableInvalid: the folder does not hold a whole import.
        OutputNotWritable: the file cannot be written.
    """
    tables = load_tables(import_folder, SHEETS)
    with _workbook(to) as workbook:
        _add_matrix(workbook, required_levels(tables["functions"], tables["competencies"]))
        for name in SHEETS:
            _add_table(workbook, name, tables[name], _links(tables[name], archive, to))


def write_matrix(matrix: Matrix, to: Path) -> None:
    """Write a workbook of the matrix only; raises as `write_xlsx` does."""
    with _workbook(to) as workbook:
        _add_matrix(workbook, matrix)


@contextmanager
def _workbook(to: Path) -> Iterator[Workbook]:
    try:
        xlsxwriter: Any = importlib.import_module("xlsxwriter")
    except ImportError as error:
        raise ExtraMissing(
            "writing a workbook needs XlsxWriter, which is not installed", "Install it: pip install 'jobdesc[xlsx]'"
        ) from error
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputNotWritable(f"{to.parent}: the folder cannot be made ({error})", "Name another file.") from error
    unfinished = to.with_name(f".{to.name}.{os.getpid()}.unfinished")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(str(unfinished), options)
    # A workbook says when it was made; that of an import must not depend on it.
    workbook.set_properties({"title": "Required levels", "created": datetime.datetime(2000, 1, 1)})  # noqa: DTZ001
    try:
        yield workbook
        workbook.close()
        unfinished.replace(to)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise OutputNotWritable(
            f"{to}: the workbook cannot be written ({error})", "Name a file in a folder that you may write in."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _add_matrix(workbook: Workbook, matrix: Matrix) -> None:
    """Blocks and groups over the competencies, then a row each; figures of a competency stand under the rows."""
    sheet = workbook.add_worksheet("matrix")
    facts = [fact for fact in _ROW_FACTS if matrix.rows[fact].notna().any()]
    look = {"bold": True, "bg_color": "#EEF1F4", "border": 1, "text_wrap": True}
    heading = workbook.add_format({**look, "valign": "top"})
    upright = workbook.add_format({**look, "rotation": 90, "valign": "bottom"})
    centred = workbook.add_format({"align": "center"})
    first, last_row = len(facts), _HEAD + len(matrix.rows) - 1
    last_column = first + len(matrix.columns) - 1
    for row, name in enumerate(("block", "group")):
        _add_headings(sheet, row, first, [None if pd.isna(v) else str(v) for v in matrix.columns[name]], heading)
    for column, fact in enumerate(facts):
        sheet.write_string(_HEAD - 1, column, matrix.by.value if fact == "name" else fact, heading)
    for column, name in enumerate(matrix.columns["competency"].fillna(NOT_STATED), first):
        sheet.write_string(_HEAD - 1, column, _short(name), upright)
    _add_levels(sheet, matrix, facts, centred)
    if len(matrix.columns) and len(matrix.rows):
        _colour(workbook, sheet, (_HEAD, first, last_row, last_column))
        sheet.autofilter(_HEAD - 1, 0, last_row, last_column)
    for offset, figure in enumerate(("known", "unknown", "median"), 2):
        sheet.write_string(last_row + offset, 0, figure, heading)
        for column, value in enumerate(matrix.columns[figure], first):
            if not pd.isna(value):
                sheet.write_number(last_row + offset, column, float(value), centred)
    sheet.freeze_panes(_HEAD, 1)
    sheet.set_row(_HEAD - 1, 150)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, max(1, first - 1), 18)
    if len(matrix.columns):
        sheet.set_column(first, last_column, 4)
    sheet.set_landscape()
    sheet.repeat_rows(0, _HEAD - 1)
    sheet.repeat_columns(0)


def _add_levels(sheet: Worksheet, matrix: Matrix, facts: list[str], style: Any) -> None:
    texts = matrix_texts(matrix).to_numpy()
    for row, values in enumerate(matrix.rows[facts].to_numpy(), _HEAD):
        for column, value in enumerate(values):
            sheet.write_string(row, column, NOT_STATED if pd.isna(value) else _short(str(value)))
        for column, text in enumerate(texts[row - _HEAD], len(facts)):
            if text in {UNKNOWN, ABSENT}:
                sheet.write_string(row, column, text, style)
            else:
                sheet.write_number(row, column, float(text), style)


def _add_headings(sheet: Worksheet, row: int, first: int, headings: list[str | None], style: Any) -> None:
    column = first
    for heading, run in groupby(headings):
        length = len(list(run))
        if heading and length > 1:
            sheet.merge_range(row, column, row, column + length - 1, "", style)
        if heading:
            sheet.write_string(row, column, _short(heading), style)
        column += length


def _colour(workbook: Workbook, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    for number, (ground, ink) in enumerate(_COLOURS):
        style = workbook.add_format({"bg_color": ground, "font_color": ink})
        # Excel holds any text for greater than any number.
        cell = _cell_name(area)
        upper = "" if number == len(_COLOURS) - 1 else f",{cell}<{number + 1}"
        criteria = f"=AND(ISNUMBER({cell}),{cell}>={number}{upper})"
        sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": style})
    unknown = workbook.add_format({"bold": True, "font_color": "#8A3B00", "bg_color": "#FFE8CC"})
    sheet.conditional_format(*area, {"type": "cell", "criteria": "==", "value": '"?"', "format": unknown})


def _cell_name(area: tuple[int, int, int, int]) -> str:
    letters, column = "", area[1] + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{area[0] + 1}"


def _add_table(workbook: Workbook, name: str, frame: pd.DataFrame, links: list[str] | None) -> None:
    if len(frame) > MOST_ROWS:
        raise OutputNotWritable(
            f"{name}: {len(frame)} rows are more than a sheet of Excel holds ({MOST_ROWS})",
            "Use the CSV files, or import the archive in parts.",
        )
    sheet = workbook.add_worksheet(name)
    columns = [{"header": column} for column in frame.columns]
    # A table of Excel has one row at least.
    sheet.add_table(0, 0, max(1, len(frame)), len(columns) - 1, {"columns": columns, "name": f"table_{name}"})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(frame.columns):
        longest = 0
        linked = links if column == "path" else None
        for row, value in enumerate(frame[column], 1):
            if pd.isna(value):
                continue
            if isinstance(value, str):
                _write_text(sheet, row, place, _short(value), linked[row - 1] if linked else "")
            else:
                sheet.write_number(row, place, value)
            longest = max(longest, len(str(value)))
        sheet.set_column(place, place, min(60, max(len(column) + 3, longest + 1)))


def _write_text(sheet: Worksheet, row: int, column: int, text: str, link: str) -> None:
    # Excel refuses links over 2,079 characters; the text stays.
    if not link or len(link) > 2000 or sheet.write_url(row, column, link, string=text) < 0:
        sheet.write_string(row, column, text)


def _links(frame: pd.DataFrame, archive: Path | None, to: Path) -> list[str] | None:
    if archive is None or "path" not in frame:
        return None
    folder = Path(os.path.relpath(archive.resolve(), to.resolve().parent)).as_posix()
    pages = frame["page"] if "page" in frame else pd.Series(pd.NA, index=frame.index)
    return [
        "" if pd.isna(path) else f"external:{quote(f'{folder}/{path}')}" + ("" if pd.isna(page) else f"#page={page}")
        for path, page in zip(frame["path"], pages, strict=True)
    ]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"

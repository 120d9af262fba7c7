"""A workbook of an import: the matrix in colours, and a sheet for each table of things that were read.

Nothing from a document is ever a formula or a link of its own making: text that begins with `=`, `+`, `-` or `@`
is text.
"""

from __future__ import annotations

import datetime
import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import pandas as pd

from extractor.audit.loading import load_tables
from extractor.audit.matrix import ABSENT, NOT_STATED, UNKNOWN, Matrix, matrix_texts, required_levels
from extractor.errors import ExtraMissing, OutputNotWritable
from extractor.export import Options
from extractor.export.source import ImportFolder, Row
from extractor.framework.mapping import Codes
from extractor.output.placing import not_writable, whole_file

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


def write(source: ImportFolder, to: str, _options: Options) -> None:
    """Write the workbook of the whole import; raises as `write_xlsx` does."""
    write_xlsx(source.path, Path(to), codes=source.codes)


def write_xlsx(
    import_folder: Path, to: Path, archive: Path | None = None, codes: Mapping[str, Codes] | None = None
) -> None:
    """Write the workbook of the import in `import_folder`; the same import gives the same bytes.

    With `archive`, the folder that was imported, findings and functions link to their PDFs, relative to the workbook.
    With `codes`, a user's by competency id, the competencies have them as columns.

    Raises:
        ExtraMissing: XlsxWriter is not installed.
        ImportNotFound, ImportFolderInvalid, TableInvalid: the folder does not hold a whole import.
        OutputNotWritable: the file cannot be written, or a table has more rows than a sheet.
    """
    tables = load_tables(import_folder, ("functions", "competencies"))
    matrix = required_levels(tables["functions"], tables["competencies"])
    # The workbook streams; what the matrix was made from need not wait for it.
    del tables
    source = ImportFolder(import_folder, codes=codes).with_codes_joined()
    with _workbook(to) as workbook:
        _add_matrix(workbook, matrix)
        for name in SHEETS:
            columns = list(source.tables()[name])
            _add_table(workbook, name, columns, source.rows(name), _links(columns, archive, to))


def write_matrix(matrix: Matrix, to: Path) -> None:
    """Write a workbook of the matrix only; raises as `write_xlsx` does."""
    with _workbook(to) as workbook:
        _add_matrix(workbook, matrix)


@contextmanager
def _workbook(to: Path) -> Iterator[Workbook]:
    try:
        xlsxwriter: Any = importlib.import_module("xlsxwriter")
    except ImportError as error:
        raise ExtraMissing("a workbook needs the package xlsxwriter", 'Run: pip install "jobdesc[xlsx]"') from error
    options: dict[str, object] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        # Rows go to files as they come, and must therefore come in their order.
        with whole_file(to) as unfinished, TemporaryDirectory(prefix="jobdesc-") as rows:
            options |= {"constant_memory": True, "tmpdir": rows}
            workbook = xlsxwriter.Workbook(str(unfinished), options)
            # A workbook says when it was made; that of an import must not depend on it.
            workbook.set_properties({"title": "Required levels", "created": datetime.datetime(2000, 1, 1)})  # noqa: DTZ001
            try:
                yield workbook
                workbook.close()
            finally:
                # One that could not be written would try again when it is thrown away, and say so in a traceback.
                workbook.fileclosed = True
    except xlsxwriter.exceptions.FileCreateError as error:
        cause = next((one for one in error.args if isinstance(one, OSError)), OSError(str(error)))
        raise not_writable(to, cause) from error


def _add_matrix(workbook: Workbook, matrix: Matrix) -> None:
    """Blocks and groups over the competencies, then a row each; figures of a competency stand under the rows."""
    sheet = workbook.add_worksheet("matrix")
    facts = [fact for fact in _ROW_FACTS if matrix.rows[fact].notna().any()]
    look = {"bold": True, "bg_color": "#EEF1F4", "border": 1, "text_wrap": True}
    heading = workbook.add_format({**look, "valign": "top"})
    upright = workbook.add_format({**look, "rotation": 90, "valign": "bottom"})
    centred = workbook.add_format({"align": "center"})
    corrected = workbook.add_format({"align": "center", "italic": True, "underline": 1})
    sheet.set_row(_HEAD - 1, 150)
    first, last_row = len(facts), _HEAD + len(matrix.rows) - 1
    last_column = first + len(matrix.columns) - 1
    for row, name in enumerate(("block", "group")):
        _add_headings(sheet, row, first, [None if pd.isna(v) else str(v) for v in matrix.columns[name]], heading)
    for column, fact in enumerate(facts):
        sheet.write_string(_HEAD - 1, column, matrix.by.value if fact == "name" else fact, heading)
    for column, name in enumerate(matrix.columns["competency"].fillna(NOT_STATED), first):
        _write_text(sheet, _HEAD - 1, column, name, upright)
    _add_levels(sheet, matrix, facts, centred, corrected)
    if len(matrix.columns) and len(matrix.rows):
        _colour(workbook, sheet, (_HEAD, first, last_row, last_column))
        sheet.autofilter(_HEAD - 1, 0, last_row, last_column)
    for offset, figure in enumerate(("known", "unknown", "median"), 2):
        sheet.write_string(last_row + offset, 0, figure, heading)
        for column, value in enumerate(matrix.columns[figure], first):
            if not pd.isna(value):
                sheet.write_number(last_row + offset, column, float(value), centred)
    if matrix.number_corrected:
        sheet.write_string(last_row + 6, 0, "italic and underlined: corrected by a person", corrected)
    sheet.freeze_panes(_HEAD, 1)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, max(1, first - 1), 18)
    if len(matrix.columns):
        sheet.set_column(first, last_column, 4)
    sheet.set_landscape()
    sheet.repeat_rows(0, _HEAD - 1)
    sheet.repeat_columns(0)


def _add_levels(sheet: Worksheet, matrix: Matrix, facts: list[str], plain: Any, corrected: Any) -> None:
    texts, persons = matrix_texts(matrix).to_numpy(), matrix.corrected.to_numpy()
    for row, values in enumerate(matrix.rows[facts].to_numpy(), _HEAD):
        for column, value in enumerate(values):
            _write_text(sheet, row, column, NOT_STATED if pd.isna(value) else str(value))
        for column, text in enumerate(texts[row - _HEAD], len(facts)):
            style = corrected if persons[row - _HEAD][column - len(facts)] else plain
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
            _write_text(sheet, row, column, heading, style)
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


def _add_table(
    workbook: Workbook, name: str, columns: list[str], rows: Iterable[Row], link: Callable[[Row], str] | None
) -> None:
    """A sheet with a filter over every column; a table of Excel's own would hold each of its cells in memory."""
    sheet = workbook.add_worksheet(name)
    heading = workbook.add_format({"bold": True, "bg_color": "#EEF1F4", "bottom": 1})
    widths = [len(column) + 3 for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column, heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > MOST_ROWS:
            raise OutputNotWritable(
                f"{name}: more rows than a sheet of Excel holds ({MOST_ROWS})",
                "Use another target, or import the archive in parts.",
            )
        for place, value in enumerate(row):
            if value is None:
                continue
            if not isinstance(value, str):
                sheet.write_number(last, place, value)
            elif link is None or columns[place] != "path" or not _write_link(sheet, last, place, link(row), value):
                _write_text(sheet, last, place, value)
            widths[place] = max(widths[place], len(str(value)) + 1)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(60, width))


def _write_link(sheet: Worksheet, row: int, column: int, link: str, text: str) -> bool:
    """Whether it was written: Excel refuses links over 2,079 characters."""
    return len(link) <= 2000 and sheet.write_url(row, column, link, string=_short(text)) == 0


def _write_text(sheet: Worksheet, row: int, column: int, text: str, style: Any = None) -> None:
    text = _short(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes that for markup of its own, and the workbook could not be opened.
        plain: Any = importlib.import_module("xlsxwriter.format").Format()
        sheet.write_rich_string(row, column, text[:1], plain, text[1:], *([style] if style else []))
    else:
        sheet.write_string(row, column, text, style)


def _links(columns: list[str], archive: Path | None, to: Path) -> Callable[[Row], str] | None:
    """A row → the place of its PDF, and of its page where it has one."""
    if archive is None or "path" not in columns:
        return None
    folder = Path(os.path.relpath(archive.resolve(), to.resolve().parent)).as_posix()
    path, page = columns.index("path"), columns.index("page") if "page" in columns else None

    def link(row: Row) -> str:
        fragment = "" if page is None or row[page] is None else f"#page={row[page]}"
        return f"external:{quote(f'{folder}/{row[path]}')}{fragment}"

    return link


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"

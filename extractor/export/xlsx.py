"""A workbook of an import: the matrix in colours, what is to be looked at, and behind them the tables as they are.

Nothing from a document is ever a formula or a link of its own making: text that begins with `=`, `+`, `-` or `@`
is text.
"""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from extractor.audit.loading import load_tables
from extractor.audit.matrix import LevelMatrix, required_levels, with_columns
from extractor.audit.report.originals import Originals, originals_of
from extractor.errors import ExtraMissing, OutputNotWritable
from extractor.export import Options
from extractor.export.matrix_sheet import Link, add_matrix
from extractor.export.sheets import HEADING, Workbook, link_to, prints_one_page_wide, write_link, write_text
from extractor.export.source import ImportFolder, Row
from extractor.export.to_check_sheet import add_to_check
from extractor.findings import Language
from extractor.framework.mapping import Codes
from extractor.output.columns import COLUMNS
from extractor.output.placing import not_writable, whole_file

SHEETS = ("functions", "competencies", "findings", "tasks", "documents")
MOST_ROWS = 1_048_575


def write(source: ImportFolder, to: str, options: Options) -> None:
    """Write the workbook of the whole import; raises as `write_xlsx` does."""
    language = Language(options.language or Language.EN)
    write_xlsx(source.path, Path(to), codes=source.codes, language=language)


def write_xlsx(
    import_folder: Path,
    to: Path,
    archive: Path | None = None,
    codes: Mapping[str, Codes] | None = None,
    language: Language = Language.EN,
) -> None:
    """Write the workbook of the import in `import_folder`; the same import gives the same bytes.

    Levels and findings link to their page in the PDF, which is looked for where it was imported from, or in `archive`.
    With `codes`, a user's by competency id, the competencies have them as columns.

    Raises:
        ExtraMissing: XlsxWriter is not installed.
        ImportNotFound, ImportFolderInvalid, TableInvalid: the folder does not hold a whole import.
        OutputNotWritable: the file cannot be written, or a table has more rows than a sheet.
    """
    tables = load_tables(import_folder, ("documents", "functions", "competencies", "findings"))
    functions, competencies = tables["functions"], tables["competencies"]
    matrix = required_levels(functions, competencies)
    source = ImportFolder(import_folder, codes=codes).with_codes_joined()
    places = PdfPlaces(originals_of(import_folder, archive), tables["documents"], to)
    with _workbook(to) as workbook:
        add_matrix(workbook, matrix, language, _level_links(places, functions, competencies, source))
        add_to_check(workbook, tables["findings"], functions, competencies, language, places.link)
        # The workbook streams; what the sheets for people were made from need not wait for it.
        del tables, functions, competencies, matrix
        for name in SHEETS:
            columns = list(source.tables()[name])
            _add_table(workbook, name, columns, source.rows(name), _links(columns, places))


def write_matrix(matrix: LevelMatrix, to: Path) -> None:
    """Write a workbook of the matrix only; raises as `write_xlsx` does."""
    with _workbook(to) as workbook:
        add_matrix(workbook, matrix, Language.EN)


class PdfPlaces:
    """Where the pages of the PDFs are, seen from the workbook."""

    def __init__(self, originals: Originals, documents: pd.DataFrame, workbook: Path) -> None:
        self._originals, self._workbook = originals, workbook
        known = documents.dropna(subset=["sha256"])
        self._sha256 = dict(zip(known["path"], known["sha256"], strict=True))

    def link(self, path: str, page: object) -> str | None:
        if not self._originals.known:
            return None
        return link_to(self._originals.place(path, self._sha256.get(path)), self._workbook, page)


def _level_links(places: PdfPlaces, functions: pd.DataFrame, competencies: pd.DataFrame, source: ImportFolder) -> Link:
    """To the page of the tick, which may be the one after that of the name."""
    path = dict(zip(functions["document_id"], functions["path"], strict=True))
    placed = with_columns(competencies)
    keys = zip(placed["document_id"], placed["column"], strict=True)
    of_cell = dict(zip(keys, zip(placed["competency_id"], placed["page"], strict=True), strict=True))
    columns = list(COLUMNS["levels"])
    at = [columns.index(name) for name in ("document_id", "competency_id", "marked", "page")]
    ticked = {(row[at[0]], row[at[1]]): row[at[3]] for row in source.rows("levels") if row[at[2]] and row[at[3]]}

    def link(document_id: str, column: str) -> str | None:
        competency, page = of_cell.get((document_id, column), (None, None))
        return places.link(path[document_id], ticked.get((document_id, competency), page)) if competency else None

    return link


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
                for sheet in workbook.worksheets():
                    if sheet.row_data_fh is not None:
                        sheet.row_data_fh.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        cause = next((one for one in error.args if isinstance(one, OSError)), OSError(str(error)))
        raise not_writable(to, cause) from error


def _add_table(
    workbook: Workbook, name: str, columns: list[str], rows: Iterable[Row], link: Callable[[Row], str | None]
) -> None:
    """A sheet with a filter over every column; a table of Excel's own would hold each of its cells in memory."""
    sheet = workbook.add_worksheet(name)
    heading = workbook.add_format(HEADING)
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
            elif columns[place] != "path" or not write_link(sheet, last, place, link(row), value):
                write_text(sheet, last, place, value)
            widths[place] = max(widths[place], len(str(value)) + 1)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(60, width))
    prints_one_page_wide(sheet, 1)


def _links(columns: list[str], places: PdfPlaces) -> Callable[[Row], str | None]:
    """A row → the place of its PDF, and of its page where it has one."""
    path, page = (columns.index(name) if name in columns else None for name in ("path", "page"))

    def link(row: Row) -> str | None:
        return None if path is None else places.link(str(row[path]), None if page is None else row[page])

    return link

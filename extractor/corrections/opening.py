"""corrections.csv → its lines. As spreadsheets save it: with semicolons, a BOM, days of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from extractor.corrections.lines import (
    COLUMNS,
    OPTIONAL_COLUMNS,
    CorrectionLine,
    Corrections,
    cells_to_line,
)
from extractor.errors import ListInvalid
from extractor.handmade import table
from extractor.handmade.formulas import armed
from extractor.handmade.table import TableShape, column_faults, has_more_cells_than_columns, read_text, records
from extractor.output.placing import CORRECTIONS

FILE_NAME: Final = CORRECTIONS


def read_corrections(path: Path) -> Corrections:
    """The lines of the file, in its order; empty ones are left out.

    Comma, semicolon or tab, UTF-8 with or without BOM, any line ends.

    Raises:
        PathUnreadable: the file cannot be opened.
        ListInvalid: not UTF-8, unknown columns, lines that mean nothing; all of them at once, with line and column.
    """
    text = read_text(path)
    shape = shape_of(text, path)
    lines: list[CorrectionLine] = []
    faults: list[str] = []
    for number, cells in records(text, shape, path):
        if has_more_cells_than_columns(cells, shape):
            faults.append(
                f"line {number}: more cells than columns; put quotes around a text with a {shape.delimiter!r}"
            )
            continue
        line = cells_to_line(dict(zip(shape.columns, map(armed, cells), strict=False)), number)
        if not isinstance(line, CorrectionLine):
            faults += [f"line {number}, {fault}" for fault in line]
        elif line.old_value == line.new_value and not line.confirms_unknown:
            faults.append(f"line {number}, new_value: the same as old_value, so nothing is corrected")
        else:
            lines.append(line)
    if faults:
        raise ListInvalid(str(path), faults)
    return Corrections(lines)


def shape_of(text: str, path: Path) -> TableShape:
    """Raises ListInvalid where the first line is not a header with the columns of corrections."""
    shape = table.shape_of(text)
    if faults := column_faults(shape.columns, COLUMNS, set(COLUMNS) - OPTIONAL_COLUMNS):
        raise ListInvalid(str(path), faults)
    return shape

"""corrections.csv → its lines. As spreadsheets save it: with semicolons, a BOM, days of their own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.corrections.lines import (
    COLUMNS,
    OPTIONAL_COLUMNS,
    CorrectionLine,
    Corrections,
    cells_to_line,
)
from extractor.errors import ListInvalid, PathUnreadable
from extractor.handmade.suggest import did_you_mean
from extractor.output.placing import CORRECTIONS

FILE_NAME: Final = CORRECTIONS
_DELIMITERS: Final = ",;\t"
_FORMULA = re.compile(r"'*[=+\-@]")
_SAVE_AS = "save it as “CSV UTF-8”, which spreadsheets have beside plain CSV"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is written: what a line that is added to it must look like. `columns` are those of its header."""

    delimiter: str
    line_end: str
    columns: tuple[str, ...]


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
    for number, cells in _records(text, shape, path):
        if len(cells) > len(shape.columns) and any(cells[len(shape.columns) :]):
            faults.append(
                f"line {number}: more cells than columns; put quotes around a text with a {shape.delimiter!r}"
            )
            continue
        line = cells_to_line(dict(zip(shape.columns, map(_armed, cells), strict=False)), number)
        if not isinstance(line, CorrectionLine):
            faults += [f"line {number}, {fault}" for fault in line]
        elif line.old_value == line.new_value and not line.confirms_unknown:
            faults.append(f"line {number}, new_value: the same as old_value, so nothing is corrected")
        else:
            lines.append(line)
    if faults:
        raise ListInvalid(str(path), faults)
    return Corrections(lines)


def read_text(path: Path) -> str:
    """The whole file, a BOM included; raises as `read_corrections` does."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PathUnreadable(str(path), error.strerror or "") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ListInvalid(str(path), [f"line 1: the file is UTF-16; {_SAVE_AS}"])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ListInvalid(str(path), [f"{_place(data, error.start)}: not UTF-8; {_SAVE_AS}"]) from error


def shape_of(text: str, path: Path) -> Shape:
    """Raises ListInvalid where the first line is not a header with the columns of corrections."""
    first = text.removeprefix("\ufeff").splitlines(keepends=True)[:1]
    header = first[0].rstrip("\r\n") if first else ""
    delimiter = max(_DELIMITERS, key=header.count)
    columns = tuple(name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), []))
    while columns and not columns[-1]:
        columns = columns[:-1]  # a spreadsheet that once had something there
    faults = [f"line 1: there is no column {name}" for name in COLUMNS if name not in {*columns, *OPTIONAL_COLUMNS}]
    faults += [
        f"line 1: unknown column {name!r}{did_you_mean(name, COLUMNS)}" for name in columns if name not in COLUMNS
    ]
    faults += [f"line 1: the column {name} stands there twice" for name in COLUMNS if columns.count(name) > 1]
    if faults:
        raise ListInvalid(str(path), faults)
    return Shape(delimiter, first[0][len(header) :] or "\r\n", columns)


def disarmed(text: str) -> str:
    """A text that a spreadsheet does not take for a formula; `_armed` is its inverse."""
    return f"'{text}" if _FORMULA.match(text) else text


def _armed(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _records(text: str, shape: Shape, path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """The first line of each record, and its cells."""
    # Not by splitlines: a quoted cell may hold line ends, and any cell the odd separators that Unicode has.
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=shape.delimiter, strict=True)
    next(rows)
    number = rows.line_num + 1
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield number, cells
            number = rows.line_num + 1
    except csv.Error as error:
        raise ListInvalid(str(path), [f"line {number}: {error}; look at its quotes"]) from error


def _place(data: bytes, at: int) -> str:
    """Line and column of a byte, where the header says what the column is."""
    number = data.count(b"\n", 0, at) + 1
    header = data.split(b"\n", 1)[0].decode("latin-1").removeprefix("ï»¿").rstrip("\r")
    delimiter = max(_DELIMITERS, key=header.count)
    columns = header.split(delimiter)
    before = data[data.rfind(b"\n", 0, at) + 1 : at].decode("latin-1")
    cell = len(next(csv.reader([before], delimiter=delimiter), [""])) - 1
    return f"line {number}, {columns[cell]}" if number > 1 and 0 <= cell < len(columns) else f"line {number}"

"""A CSV that a person keeps, as spreadsheets save it: commas, semicolons or tabs, a BOM, any line ends.

Every fault is said with its line, and what to do about it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.errors import ListInvalid, PathUnreadable
from extractor.handmade.suggest import did_you_mean

_DELIMITERS: Final = ",;\t"
_SAVE_AS: Final = "save it as “CSV UTF-8”, which spreadsheets have beside plain CSV"


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a file is written: what a line that is added to it must look like. `columns` are those of its header."""

    delimiter: str
    line_end: str
    columns: tuple[str, ...]


def read_text(path: Path) -> str:
    """The whole file, a BOM included.

    Raises:
        PathUnreadable: the file cannot be opened.
        ListInvalid: it is not UTF-8.
    """
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


def shape_of(text: str) -> TableShape:
    """What its first line says; an empty text has no columns."""
    first = text.removeprefix("\ufeff").splitlines(keepends=True)[:1]
    header = first[0].rstrip("\r\n") if first else ""
    delimiter = max(_DELIMITERS, key=header.count)
    columns = tuple(name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), []))
    while columns and not columns[-1]:
        columns = columns[:-1]  # a spreadsheet that once had something there
    return TableShape(delimiter, (first[0][len(header) :] if first else "") or "\r\n", columns)


def column_faults(columns: Sequence[str], known: Sequence[str], needed: Collection[str]) -> list[str]:
    """Columns that are missing, that nobody knows, or that stand there twice."""
    faults = [f"line 1: there is no column {name}" for name in known if name in needed and name not in columns]
    faults += [f"line 1: unknown column {name!r}{did_you_mean(name, known)}" for name in columns if name not in known]
    return faults + [f"line 1: the column {name} stands there twice" for name in known if columns.count(name) > 1]


def records(text: str, shape: TableShape, path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """The first line of each record that is not empty, and its cells. Raises ListInvalid."""
    # Not by splitlines: a quoted cell may hold line ends, and any cell the odd separators that Unicode has.
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=shape.delimiter, strict=True)
    next(rows, None)
    number = rows.line_num + 1
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield number, cells
            number = rows.line_num + 1
    except csv.Error as error:
        raise ListInvalid(str(path), [f"line {number}: {error}; look at its quotes"]) from error


def has_more_cells_than_columns(cells: Sequence[str], shape: TableShape) -> bool:
    return len(cells) > len(shape.columns) and any(cells[len(shape.columns) :])


def _place(data: bytes, at: int) -> str:
    """Line and column of a byte, where the header says what the column is."""
    number = data.count(b"\n", 0, at) + 1
    header = data.split(b"\n", 1)[0].decode("latin-1").removeprefix("ï»¿").rstrip("\r")
    delimiter = max(_DELIMITERS, key=header.count)
    columns = header.split(delimiter)
    before = data[data.rfind(b"\n", 0, at) + 1 : at].decode("latin-1")
    cell = len(next(csv.reader([before], delimiter=delimiter), [""])) - 1
    return f"line {number}, {columns[cell]}" if number > 1 and 0 <= cell < len(columns) else f"line {number}"

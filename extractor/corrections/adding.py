"""One more line for corrections.csv: in the file's own way, and the file as it was or whole with it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from filelock import FileLock

from extractor.corrections.lines import COLUMNS, CorrectionLine
from extractor.corrections.opening import Shape, disarmed, read_text, shape_of
from extractor.errors import CorrectionRefused, OutputNotWritable
from extractor.output.placing import write_atomically

# A spreadsheet of Flanders expects semicolons, and takes a file without BOM for cp1252.
_NEW = Shape(delimiter=";", line_end="\r\n", columns=COLUMNS)


def add_correction(path: Path, line: CorrectionLine) -> None:
    """Put the line at the end of the file, which is made where there is none. What stands there stays, byte by byte.

    Raises:
        CorrectionRefused: the file lacks a column that this line needs.
        PathUnreadable, ListInvalid: the file cannot be read.
        OutputNotWritable: it cannot be written.
    """
    path = path.resolve()  # whoever adds by another link must find the same lock
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=30):
            write_atomically(path, _with_line(path, line))
    except OSError as error:
        raise OutputNotWritable(
            f"{path}: cannot be written ({error.strerror or error})",
            "Close it in the spreadsheet, or see that you may write in its folder; nothing was added.",
        ) from error


def _with_line(path: Path, line: CorrectionLine) -> str:
    if not path.exists():
        return f"\ufeff{_row(COLUMNS, _NEW)}{_row(_cells(line, _NEW, path), _NEW)}"
    text = read_text(path)
    shape = shape_of(text, path)
    between = "" if text.endswith(("\n", "\r")) else shape.line_end
    return f"{text}{between}{_row(_cells(line, shape, path), shape)}"


def _cells(line: CorrectionLine, shape: Shape, path: Path) -> list[str]:
    said = {name: getattr(line, name) for name in COLUMNS}
    cells = {name: "" if value is None else disarmed(str(value)) for name, value in said.items()}
    for name, cell in cells.items():
        if cell and name not in shape.columns:
            raise CorrectionRefused(
                f"{path}: there is no column {name} for {cell!r}", f"Add {name} to the first line of the file."
            )
    return [cells[name] for name in shape.columns]


def _row(cells: tuple[str, ...] | list[str], shape: Shape) -> str:
    row = io.StringIO(newline="")
    csv.writer(row, delimiter=shape.delimiter, lineterminator=shape.line_end).writerow(cells)
    return row.getvalue()

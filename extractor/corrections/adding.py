"""One more line for corrections.csv, or one less: in the file's own way, and the file as it was or whole with it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from extractor.corrections.lines import COLUMNS, CorrectionLine, Corrections
from extractor.corrections.opening import read_corrections, shape_of
from extractor.corrections.proposing import Proposal, lines_about, propose
from extractor.errors import CorrectionRefused, OutputNotWritable
from extractor.handmade.formulas import disarmed
from extractor.handmade.table import TableShape, read_text
from extractor.ledger.store import Ledger
from extractor.output.placing import write_atomically

# A spreadsheet of Flanders expects semicolons, and takes a file without BOM for cp1252.
_NEW = TableShape(delimiter=";", line_end="\r\n", columns=COLUMNS)


class Overtaken(Exception):
    """Somebody else wrote `line` about the same value, which the person who answers has not seen."""

    def __init__(self, line: CorrectionLine) -> None:
        super().__init__(f"line {line.number} is about the same value")
        self.line = line


def add_correction(path: Path, line: CorrectionLine) -> None:
    """Put the line at the end of the file, which is made where there is none. What stands there stays, byte by byte.

    Raises:
        CorrectionRefused: the file lacks a column that this line needs.
        PathUnreadable, ListInvalid: the file cannot be read.
        OutputNotWritable: it cannot be written.
    """
    with _alone(path) as file:
        write_atomically(file, _with_line(file, line))


def write_down(
    ledger: Ledger, path: Path, cells: Mapping[str, str], *, seen: Collection[str] | None = None
) -> Proposal:
    """Propose the line of these cells and add it, with nobody writing in between.

    `seen` are the imprints of the lines about this value that the person knows of; None: whatever stands there is meant
    to be replaced.

    Raises:
        Overtaken: a line about this value is not among `seen`.
        CorrectionRefused, PathUnreadable, ListInvalid, OutputNotWritable: as `propose` and `add_correction`.
    """
    with _alone(path) as file:
        there = read_corrections(file) if file.exists() else Corrections()
        if seen is not None:
            unseen = [line for line in lines_about(ledger, there, cells) if line.imprint not in seen]
            if unseen:
                raise Overtaken(unseen[-1])
        proposal = propose(ledger, there, cells)
        write_atomically(file, _with_line(file, proposal.line))
        return proposal


def take_back(path: Path, line: CorrectionLine) -> bool:
    """Take out the last line that says this, as `add_correction` wrote it; False where it does not stand there so."""
    with _alone(path) as file:
        if not file.exists():
            return False
        text = read_text(file)
        shape = shape_of(text, file)
        row = _row(_cells(line, shape, file), shape)
        at = text.rfind(row)
        if at <= 0 or text[at - 1] not in "\r\n":
            return False
        write_atomically(file, text[:at] + text[at + len(row) :])
        return True


@contextmanager
def _alone(path: Path) -> Iterator[Path]:
    """The file itself, also behind a link, while no other writer of lines has it."""
    path = path.resolve()  # whoever adds by another link must find the same lock
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=30):
            yield path
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


def _cells(line: CorrectionLine, shape: TableShape, path: Path) -> list[str]:
    said = {name: getattr(line, name) for name in COLUMNS}
    cells = {name: "" if value is None else disarmed(str(value)) for name, value in said.items()}
    for name, cell in cells.items():
        if cell and name not in shape.columns:
            raise CorrectionRefused(
                f"{path}: there is no column {name} for {cell!r}", f"Add {name} to the first line of the file."
            )
    return [cells[name] for name in shape.columns]


def _row(cells: tuple[str, ...] | list[str], shape: TableShape) -> str:
    row = io.StringIO(newline="")
    csv.writer(row, delimiter=shape.delimiter, lineterminator=shape.line_end).writerow(cells)
    return row.getvalue()

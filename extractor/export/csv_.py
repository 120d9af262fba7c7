"""CSV as one program or another opens it without being asked how.

In the dialects for Excel no text is a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.errors import NotForTarget
from extractor.export import Options
from extractor.export.source import ImportFolder, Row, Value
from extractor.handmade.formulas import disarmed
from extractor.output.placing import whole_folder


@dataclass(frozen=True, slots=True)
class Dialect:
    """`decimal` stands in broken numbers; `text` says what is done to every text."""

    delimiter: str
    encoding: str
    decimal: str
    text: Callable[[str], str]

    def cell(self, value: Value) -> str:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float):
            return repr(value).replace(".", self.decimal)
        return "" if value is None else str(value)


DIALECTS: Final = {
    "rfc4180": Dialect(",", "utf-8", ".", str),
    "excel-nl": Dialect(";", "utf-8-sig", ",", disarmed),
    "excel": Dialect(",", "utf-8-sig", ".", disarmed),
}
DEFAULT_DIALECT: Final = "rfc4180"


def write(source: ImportFolder, to: str, options: Options) -> None:
    """Write a folder with a file per table, CRLF at line ends; with a mapping `competencies.csv` has the codes.

    Raises:
        NotForTarget: there is no such dialect.
    """
    name = options.dialect or DEFAULT_DIALECT
    if name not in DIALECTS:
        raise NotForTarget(f"there is no CSV dialect {name}", f"Choose from {', '.join(DIALECTS)}.")
    dialect = DIALECTS[name]
    source = source.with_codes_joined()
    with whole_folder(Path(to), ".csv") as folder:
        for table, columns in source.tables().items():
            with (folder / f"{table}.csv").open("w", encoding=dialect.encoding, newline="") as file:
                writer = csv.writer(file, delimiter=dialect.delimiter, lineterminator="\r\n")
                writer.writerow(columns)
                writer.writerows(_cells(source.rows(table), dialect))


def _cells(rows: Iterator[Row], dialect: Dialect) -> Iterator[list[str]]:
    for row in rows:
        yield [dialect.cell(value) for value in row]

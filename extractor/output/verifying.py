"""Whether the files of an output are what the ledger says, byte for byte: times and sizes can be put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from extractor.output.columns import COLUMNS
from extractor.output.outcome import OfferedPdf
from extractor.output.placing import CSV_FOLDER, JSON_FOLDER
from extractor.output.rows import header_of, offered_to_csv
from extractor.output.writing import job_description_to_json, json_file_name


def differing_files(output: Path, offered: Iterable[OfferedPdf]) -> list[str]:
    """The names of the JSON and CSV files that are not what is `offered`, ordered by path."""
    wrong: set[str] = set()
    with ExitStack() as stack:
        tables = {}
        for name in COLUMNS:
            path = output / CSV_FOLDER / f"{name}.csv"
            if path.is_file():
                tables[name] = stack.enter_context(path.open("rb"))
            if name not in tables or tables[name].read(len(header_of(name))) != header_of(name):
                wrong.add(f"{CSV_FOLDER}/{name}.csv")
        for pdf in offered:
            wrong.update(_differing_json(output, pdf))
            for name, part in zip(COLUMNS, offered_to_csv(pdf), strict=True):
                if name in tables and tables[name].read(len(part)) != part:
                    wrong.add(f"{CSV_FOLDER}/{name}.csv")
        wrong |= {f"{CSV_FOLDER}/{name}.csv" for name, table in tables.items() if table.read(1)}
    return sorted(wrong)


def _differing_json(output: Path, pdf: OfferedPdf) -> Iterator[str]:
    for description in pdf.job_descriptions:
        name = f"{JSON_FOLDER}/{json_file_name(description)}"
        path = output / name
        if not path.is_file() or path.read_bytes() != job_description_to_json(description).encode():
            yield name

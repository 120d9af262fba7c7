"""A finding that is known only when all PDFs are read, put into files that were made without it.

What comes out is, to the byte, what would be made anew; that takes ten times as long.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from extractor.model import Finding
from extractor.output.columns import COLUMNS
from extractor.output.rows import cells_of_finding, rows_to_csv

_FINDINGS: Final = b'\n  "findings": ['
"""In the JSON of a job description: its own and no other one's, for no text in it holds a line feed."""
_CONCERNED: Final = ("documents", "functions", "findings")


def takes_findings(sizes: Sequence[int]) -> bool:
    """Whether the rows of a PDF, of so many bytes in each table, are of the size that Python's csv reads."""
    of = dict(zip(COLUMNS, sizes, strict=True))
    return all(of[table] <= csv.field_size_limit() for table in _CONCERNED)


def json_with_finding(content: bytes, added: Finding) -> bytes:
    """The JSON of a job description with one more finding, as its last."""
    text = added.model_dump_json(indent=2).replace("\n", "\n    ").encode()
    start = content.index(_FINDINGS) + len(_FINDINGS)
    if content[start : start + 1] == b"]":
        return b"%b\n    %b\n  %b" % (content[:start], text, content[start:])
    end = content.index(b"\n  ]", start)
    return b"%b,\n    %b%b" % (content[:end], text, content[end:])


def rows_with_findings(parts: Sequence[bytes], added: Mapping[str, Finding], path: str) -> list[bytes]:
    """The rows of the PDF at `path` in each table, with one more finding for each document id in `added`."""
    tables = dict(zip(COLUMNS, parts, strict=True))
    documents, functions, findings = (_parsed(tables[table]) for table in _CONCERNED)
    for row in documents:
        _count(row, "documents", len(added))
    of_document: defaultdict[str, list[Sequence[object]]] = defaultdict(list)
    for row in findings:
        of_document[row[0]].append(row)
    for row in functions:
        if row[0] in added:
            _count(row, "functions", 1)
            of_document[row[0]].append(cells_of_finding(row[0], path, added[row[0]]))
    in_order = [row for function in functions for row in of_document[function[0]]]
    tables["documents"], tables["functions"] = rows_to_csv(documents), rows_to_csv(functions)
    tables["findings"] = rows_to_csv(in_order)
    return list(tables.values())


def _parsed(part: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(part.decode(), newline="")))


def _count(row: list[str], table: str, more: int) -> None:
    place = list(COLUMNS[table]).index("findings")
    row[place] = str(int(row[place]) + more)

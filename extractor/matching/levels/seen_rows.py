"""Rows without rules between them whose levels need not stand in their first lines, where the page shows which are one.

Competentie            Niveau
Technische competenties            headings of groups are none of their lines
Plannen en
organiseren               1
Sociale competenties
Luisteren                 2
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.matching.generic import names_group
from extractor.matching.levels.centred_rows import Columns, centred_rows
from extractor.matching.levels.parted_rows import parted_rows
from extractor.shaping.lines import Line


def seen_rows(lines: Sequence[Line], columns: Columns) -> list[list[Line]]:
    """The lines of each row, from the first line on, and each heading by itself; [] where no rows are seen."""
    plain = [line for line in lines if not names_group(line.text)]
    rows = centred_rows(plain, columns) or parted_rows(plain, columns)
    return _with_headings(rows, lines) if len(plain) < len(lines) else rows


def _with_headings(rows: Sequence[list[Line]], lines: Sequence[Line]) -> list[list[Line]]:
    """The rows and what stands between them, each line by itself; [] where a row would have a heading within it."""
    places = [line.place for line in lines]
    found: list[list[Line]] = []
    at = 0
    for row in rows:
        first, last = places.index(row[0].place), places.index(row[-1].place)
        if last - first >= len(row):
            return []
        found += [*([line] for line in lines[at:first]), row]
        at = last + 1
    return found

"""Rows without rules between them whose levels need not stand in their first lines, where the page shows which are one.

Competentie            Niveau
Technische competenties            headings of groups are none of their lines
Plannen en
organiseren               1
Sociale competenties
Luisteren                 2
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from extractor.matching.generic import names_group
from extractor.matching.levels.centred_rows import Columns, centred_rows
from extractor.matching.levels.parted_rows import parted_rows
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, words_to_text


def seen_rows(lines: Sequence[Line], columns: Columns) -> list[list[Line]]:
    """The lines of each row, from the first line on, and each heading by itself; [] where no rows are seen."""
    headings = {line.place for line in lines if names_group(line.text)}
    rows = _rows_between(lines, headings, columns)
    looks = _headings_by_looks(rows, columns)
    return _rows_between(lines, headings | looks, columns) if looks else rows


def _rows_between(lines: Sequence[Line], headings: Set[tuple[int, int]], columns: Columns) -> list[list[Line]]:
    plain = [line for line in lines if line.place not in headings]
    centred, parted = centred_rows(plain, columns), parted_rows(plain, columns)
    if centred and parted and centred != parted:
        return []  # the page can be read in two ways
    rows = centred or parted
    return _with_headings(rows, lines) if len(plain) < len(lines) else rows


def _headings_by_looks(rows: Sequence[Sequence[Line]], columns: Columns) -> set[tuple[int, int]]:
    """The places of first lines that are bold or in capitals, where rows begin with other lines too.

    **What carries us**            heads the rows below it, as not every name stands over a text of its own
    Planning             3
    Resilience           1
    """
    of_levels = [row for row in rows if any(map(columns.has_level, row))]
    names = [[words for line in row if (words := _words_of_name(line, columns))] for row in of_levels]
    found: set[tuple[int, int]] = set()
    for stands_out in (_is_bold, _is_in_capitals):
        if not all(stands_out(lines[0]) for lines in names if lines):
            pairs = zip(of_levels, names, strict=True)
            found.update(row[0].place for row, lines in pairs if _heads(row, lines, stands_out))
    return found


def _heads(
    row: Sequence[Line], names: Sequence[tuple[Word, ...]], stands_out: Callable[[Sequence[Word]], bool]
) -> bool:
    """Has the first line nothing but words that stand out, over others of the name that do not?"""
    return len(names) > 1 and names[0] == row[0].words and stands_out(names[0]) and not stands_out(names[1])


def _words_of_name(line: Line, columns: Columns) -> tuple[Word, ...]:
    return tuple(word for word in line.words if columns.of(word) == columns.names)


def _is_bold(words: Sequence[Word]) -> bool:
    return all(word.bold for word in words)


def _is_in_capitals(words: Sequence[Word]) -> bool:
    return words_to_text(words).isupper()


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

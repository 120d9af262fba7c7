"""Rows that are seen to be rows wherever in them their levels stand, where no rule says so.

    Competentie            Niveau
    Plannen en
    organiseren               1        the last line of its row, as spreadsheets set it
                                       more white between rows than between their lines
    Luisteren                 2

Where white does not tell, rows end with their levels if names say so: "Plannen en" begins one that "organiseren" ends.
A line over each row may as well be a heading over one competency: a row must show that its first line is a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.languages import all_words
from extractor.matching.levels.centred_rows import LEAST_ROWS, Columns
from extractor.shaping.lines import Line, line_to_segments
from extractor.shaping.paragraphs import TERMINAL

MORE = 1.08
"""The white between rows is at least so many times that between their lines: baselines are exact, and 1 pt is seen."""


def parted_rows(lines: Sequence[Line], columns: Columns) -> list[list[Line]]:
    """The lines of each row, from the first line on, and of each heading between rows.

    [] where neither white nor names part rows, or where they begin with their levels, as most do.
    """
    for rows in (*_by_white(lines, columns), _by_ends(lines, columns)):
        of_levels = [row for row in rows if _levels(row, columns)]
        begun_above = [row for row in of_levels if not columns.has_level(row[0])]
        if len(of_levels) >= LEAST_ROWS and any(_is_one(row, columns) for row in begun_above):
            return rows
    return []


def _by_white(lines: Sequence[Line], columns: Columns) -> Iterator[list[list[Line]]]:
    """Lines parted by more white than the rows have inside, the fewest rows first.

    White is measured between texts: a level may stand halfway between two lines of its row.
    """
    texts = [line for line in lines if not columns.has_only_levels(line)]
    steps = sorted({below.baseline - above.baseline for above, below in pairwise(texts)})
    for within, between in reversed(list(pairwise(steps))):
        if between >= MORE * within:
            rows = _up_to_last_level(_parted(lines, texts, between), columns)
            if rows and all(_is_row(row, columns) or _is_heading(row, columns) for row in rows):
                yield rows


def _parted(lines: Sequence[Line], texts: Sequence[Line], between: float) -> list[list[Line]]:
    """All lines by rows; [] where one that is no text stands in none of them."""
    rows = [[texts[0]]]
    for above, below in pairwise(texts):
        if below.baseline - above.baseline >= between:
            rows.append([])
        rows[-1].append(below)
    spans = [(row[0].box.top, max(line.box.bottom for line in row)) for row in rows]
    found: list[list[Line]] = [[] for _ in rows]
    for line in lines:
        at = [i for i, (top, bottom) in enumerate(spans) if top <= line.box.middle_y <= bottom]
        if len(at) != 1:
            return []
        found[at[0]].append(line)
    return found


def _up_to_last_level(rows: Sequence[list[Line]], columns: Columns) -> list[list[Line]]:
    last = max((i for i, row in enumerate(rows) if _levels(row, columns)), default=-1)
    return list(rows[: last + 1])


def _by_ends(lines: Sequence[Line], columns: Columns) -> list[list[Line]]:
    """Lines up to a level each, where a name goes on in the line of its level and none goes on below it."""
    rows: list[list[Line]] = [[]]
    for line in lines:
        rows[-1].append(line)
        if columns.has_level(line):
            rows.append([])
    rest = rows.pop()
    after = [row[0] for row in (*rows[1:], rest) if row]
    torn = any(_goes_on(above, below) for row in rows for above, below in pairwise(row[-2:]))
    return rows if torn and not rest and not any(line.text[:1].islower() for line in after) else []


def _is_one(row: Sequence[Line], columns: Columns) -> bool:
    """Is the first line no heading: it has a text beside it, goes on below, or has a sentence or nothing below it?"""
    names = [word.text for line in row for word in line.words if columns.of(word) == columns.names]
    beside = len(line_to_segments(row[0])) > 1
    apart = any(map(columns.has_only_levels, row))
    return beside or apart or _goes_on(row[0], row[1]) or "".join(names[-1:]).endswith(TERMINAL)


def _goes_on(above: Line, below: Line) -> bool:
    """Does a capital begin only the first of them, or the first end in a word that leans on the next ("voor een")?"""
    if not (below.text[:1].islower() and above.same_style(below)):
        return False
    return above.text[:1].isupper() or above.words[-1].text.casefold() in all_words().text.lean_on_next


def _levels(row: Sequence[Line], columns: Columns) -> int:
    return sum(map(columns.has_level, row))


def _is_row(row: Sequence[Line], columns: Columns) -> bool:
    return _levels(row, columns) == 1 and any(map(columns.has_name, row))


def _is_heading(row: Sequence[Line], columns: Columns) -> bool:
    return len(row) == 1 and not columns.has_level(row[0]) and len(line_to_segments(row[0])) == 1

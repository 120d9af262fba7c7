"""Tables that touch, and so came as one → each by itself: a row that heads anew begins the next one.

Competentie      |   1   |   2   |   3
Klantgerichtheid |       |   X   |
Vaardigheid      |   3   |   2   |   1             what stood over the columns above says nothing of those below
Tekstverwerking  |   X   |       |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.matching.document import DocumentContext
from extractor.matching.levels.heads import Role, head_rows, texts_to_role
from extractor.matching.levels.labels import Label, LabelKind, text_to_label
from extractor.matching.vocabulary import fold
from extractor.shaping.tables.cells import Cell, Table

LEAST_CELLS = 3
"""A head over a name and a single tick says as well what the table is about."""
LEAST_ROWS = 4
"""Two heads, each with a row below it."""
LONGEST = 40
"""A longer text in a cell heads no column."""


def with_touching_parted(document: DocumentContext) -> DocumentContext:
    """The document, each table cut where a row of it heads anew."""
    pages = []
    changed = False
    for page in document.pages:
        tables = [part for table in page.tables for part in _parts(table, document)]
        changed = changed or len(tables) > len(page.tables)
        pages.append(replace(page, tables=tuple(tables)) if len(tables) > len(page.tables) else page)
    return replace(document, pages=tuple(pages)) if changed else document


def _parts(table: Table, document: DocumentContext) -> list[Table]:
    if table.row_count < LEAST_ROWS:
        return [table]
    first = _head_row(table, document)
    if first is None:
        return [table]
    starts = [0]
    head = _texts(table, first, document)
    levels = _level_column(table, first, document)
    for row in range(first + 2, table.row_count - 1):
        anew = _heads_anew(table, row, document) or _heads_other_things(table, first, levels, row, document)
        if anew and _texts(table, row, document) != head:
            starts.append(row)
            head = _texts(table, row, document)
            levels = None  # where they stand below another head nobody has said
    if len(starts) == 1 or any(cell.row0 < row < cell.row1 for cell in table.cells for row in starts):
        return [table]
    return [_rows(table, a, b) for a, b in pairwise([*starts, table.row_count])]


def _head_row(table: Table, document: DocumentContext) -> int | None:
    rows = head_rows(table, document)
    if rows:
        return rows - 1
    return next((row for row in range(2) if _over_marks(table, row, document)), None)


def _heads_anew(table: Table, row: int, document: DocumentContext) -> bool:
    return _names_columns(table, row, document) or _over_marks(table, row, document)


def _heads_other_things(table: Table, head: int, levels: int | None, row: int, document: DocumentContext) -> bool:
    """Does the row head things that are no competencies: "Uitrusting | Aantal" among names with numbers?

    Where `levels`, the column of levels, has only labels, it has a word that is none: in the strong letters of the
    head, which no other row has, or known to count or to say something else.
    """
    cells = _filled(table, row)
    own = next((cell for cell in cells if cell.col0 == levels), None)
    if len(cells) <= 1 or own is None or any(cell.marks for cell in cells) or _labelled(own, document):
        return False
    others = [r for r in range(head + 1, table.row_count) if r != row]
    if not _has_only_labels(table, own.col0, others, document):
        return False
    strong = _are_alone_strong((*_filled(table, head), *cells), [cell for r in others for cell in table.row(r)])
    return strong or texts_to_role([document.text_of(own)]) in (Role.OTHER, Role.CODE)


def _has_only_labels(table: Table, col: int, rows: Sequence[int], document: DocumentContext) -> bool:
    cells = (table.cell_at(row, col) for row in rows)
    return all(_labelled(cell, document) for cell in cells if cell is not None and cell.words)


def _are_alone_strong(heads: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Are all the heads in strong letters, and none of the others?"""
    return all(map(_is_strong, heads)) and not any(_is_strong(cell) for cell in others if cell.words)


def _level_column(table: Table, head: int, document: DocumentContext) -> int | None:
    """The first column that is headed as that of levels."""
    levels = (c.col0 for c in _filled(table, head) if texts_to_role([document.text_of(c)]) is Role.LEVEL)
    return next(levels, None)


def _labelled(cell: Cell, document: DocumentContext) -> bool:
    return text_to_label(document.text_of(cell)) is not None


def _is_strong(cell: Cell) -> bool:
    return all(line.bold for line in cell.lines)


def _filled(table: Table, row: int) -> list[Cell]:
    """The cells of a row that is one in the whole table; [] where one of them reaches over others."""
    cells = table.row(row)
    return [cell for cell in cells if cell.words] if all(cell.row1 == cell.row0 + 1 for cell in cells) else []


def _names_columns(table: Table, row: int, document: DocumentContext) -> bool:
    """Does it say that names stand in its first column, and levels or their labels in others?"""
    cells = _filled(table, row)
    if len(cells) <= 1 or any(cell.marks for cell in cells):
        return False
    first, *others = (document.text_of(cell) for cell in cells)
    if texts_to_role([first]) is not Role.NAME:
        return False
    labels = [text_to_label(text) for text in others]
    ordered = len(labels) > 1 and all(isinstance(label, Label) and label.kind is not LabelKind.NAME for label in labels)
    return ordered or any(texts_to_role([text]) is Role.LEVEL for text in others)


def _over_marks(table: Table, row: int, document: DocumentContext) -> bool:
    """Does it have short texts in columns that hold nothing but ticks in the rows beside it?"""
    cells = _filled(table, row)
    if len(cells) < LEAST_CELLS or any(cell.marks for cell in cells) or len(cells) < len(table.row(row)):
        return False
    below = table.row(row + 1) if row + 1 < table.row_count else []
    ticked = [cell for cell in below if cell.marks and not cell.text_words]
    if not ticked or any(cell.text_words for cell in below[1:]) or len(below) != len(cells):
        return False
    return _are_labels([document.text_of(cell) for cell in cells])


def _are_labels(texts: Sequence[str]) -> bool:
    """Are they all short, and different behind the first one, which stands over the names?"""
    return all(len(text) <= LONGEST for text in texts) and len(set(map(fold, texts[1:]))) == len(texts) - 1


def _texts(table: Table, row: int, document: DocumentContext) -> list[str]:
    return [fold(document.text_of(cell)) for cell in table.row(row)]


def _rows(table: Table, start: int, end: int) -> Table:
    """Rows `start..end` as a table of their own, with the columns that these have."""
    cells = [cell for cell in table.cells if start <= cell.row0 and cell.row1 <= end]
    used = sorted({col for cell in cells for col in (cell.col0, cell.col1)})
    number = {col: i for i, col in enumerate(used)}
    own = tuple(
        replace(
            cell,
            row0=cell.row0 - start,
            row1=cell.row1 - start,
            col0=number[cell.col0],
            col1=number[cell.col1],
        )
        for cell in cells
    )
    return Table(
        table.page,
        tuple(table.xs[col] for col in used),
        table.ys[start : end + 1],
        own,
        table.open_top and start == 0,
        table.open_bottom and end == table.row_count,
    )

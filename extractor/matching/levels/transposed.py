"""A matrix that is turned: a column for each competency and a row for each level.

Niveau | Luisteren | Plannen
1      |     X     |
2      |           |    X
"""

from __future__ import annotations

from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.matrix_heads import Heading, Matrix
from extractor.matching.levels.question import Option, Question, taken
from extractor.matching.levels.scale import is_known_scale
from extractor.matching.vocabulary import fold, words
from extractor.reading.layout import Word
from extractor.shaping.lines import words_to_lines
from extractor.shaping.tables.cells import Cell, Table


def read_transposed(table: Table, heading: Heading, document: DocumentContext) -> list[Question]:
    """The questions of a matrix that has a column for each and a row for each level; [] where it is none."""
    if len(heading.matrices) != 1 or heading.row < 0:
        return []
    matrix = heading.matrices[0]
    rows = [
        (row, cell)
        for row in range(heading.row + 1, table.row_count)
        if (cell := _nearest_wordy_or_number(table, row, matrix)) is not None
    ]
    corner = table.cell_at(heading.row, rows[0][1].col0) if rows else None
    says_level = corner is not None and fold(document.text_of(corner)) in words().levels.column
    if is_known_scale([column.label for column in matrix.columns]):
        return []
    if not says_level and not is_known_scale([document.text_of(cell) for _, cell in rows]):
        return []
    heads = [cell for cell in table.row(heading.row) if any(c.holds(cell.box.middle_x) for c in matrix.columns)]
    head_words = [w for row in range(heading.row + 1) for c in table.row(row) if c not in heads for w in c.words]
    shared = (*taken(Claim.TABLE_HEAD, head_words), *taken(Claim.LABEL, [w for _, cell in rows for w in cell.words]))
    found = []
    for head in heads:
        options: list[Option] = []
        took: list[Word] = []
        for row, label in rows:
            cell = table.cell_at(row, head.col0)
            marks = tuple(document.marks_in(cell)) if cell is not None else ()
            took.extend(cell.words if cell is not None else ())
            text = [word for word in (cell.words if cell is not None else ()) if word not in document.mark_words]
            items = (tuple(words_to_lines(text)),) if text else ()
            place = cell.box if cell is not None else None
            options.append(Option(document.text_of(label), marks, items, not marks and not text, place=place))
        found.append(
            Question(
                name=document.text_of(head),
                page=table.page,
                box=head.box,
                options=tuple(options),
                headed=True,
                took=(*taken(Claim.NAME, head.words), *taken(Claim.LEVEL, took), *shared),
            )
        )
    return found


def _nearest_wordy_or_number(table: Table, row: int, matrix: Matrix) -> Cell | None:
    """The cell left of the columns with what may be a level's label."""
    left = [cell for cell in table.row(row) if cell.words and cell.box.x1 <= matrix.columns[0].x0 + 1]
    return left[-1] if left else None

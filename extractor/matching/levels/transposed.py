"""A matrix that is turned: a column for each competency and a row for each level.

Niveau | Luisteren | Plannen
1      |     X     |
2      |           |    X
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.matching.claims import Claim, Taken
from extractor.matching.document import DocumentContext
from extractor.matching.levels.matrix_heads import Matrix, MatrixHeads
from extractor.matching.levels.question import Option, Question, taken
from extractor.matching.levels.scale import is_known_scale
from extractor.matching.vocabulary import fold, words
from extractor.shaping.lines import words_to_lines
from extractor.shaping.tables.cells import Cell, Table


@dataclass(frozen=True)
class _LevelRow:
    """A row of the table, and the cell beside it that says which level it is."""

    row: int
    label: Cell


def read_transposed(table: Table, heading: MatrixHeads, document: DocumentContext) -> list[Question]:
    """The questions of a matrix that has a column for each and a row for each level; [] where it is none."""
    if len(heading.matrices) != 1 or heading.row < 0:
        return []
    matrix = heading.matrices[0]
    levels = _level_rows(table, heading.row, matrix)
    if is_known_scale([column.label for column in matrix.columns]):
        return []
    if not _is_headed_as_levels(table, heading.row, levels, document) and not _are_known_levels(levels, document):
        return []
    heads = [cell for cell in table.row(heading.row) if any(c.holds(cell.box.middle_x) for c in matrix.columns)]
    shared = _shared_words(table, heading.row, heads, levels)
    return [_column_to_question(table, head, levels, shared, document) for head in heads]


def _level_rows(table: Table, heading_row: int, matrix: Matrix) -> list[_LevelRow]:
    labelled = ((row, _nearest_wordy_or_number(table, row, matrix)) for row in range(heading_row + 1, table.row_count))
    return [_LevelRow(row, cell) for row, cell in labelled if cell is not None]


def _is_headed_as_levels(
    table: Table, heading_row: int, levels: Sequence[_LevelRow], document: DocumentContext
) -> bool:
    """Does the corner over the labels say that they are levels: "Niveau | Luisteren | Plannen"?"""
    corner = table.cell_at(heading_row, levels[0].label.col0) if levels else None
    return corner is not None and fold(document.text_of(corner)) in words().levels.column


def _are_known_levels(levels: Sequence[_LevelRow], document: DocumentContext) -> bool:
    return is_known_scale([document.text_of(level.label) for level in levels])


def _shared_words(
    table: Table, heading_row: int, heads: Sequence[Cell], levels: Sequence[_LevelRow]
) -> tuple[Taken, ...]:
    """What belongs to no column alone: the heading beside the names, and the labels of the levels."""
    head_words = [w for row in range(heading_row + 1) for c in table.row(row) if c not in heads for w in c.words]
    label_words = [word for level in levels for word in level.label.words]
    return (*taken(Claim.TABLE_HEAD, head_words), *taken(Claim.LABEL, label_words))


def _column_to_question(
    table: Table, head: Cell, levels: Sequence[_LevelRow], shared: tuple[Taken, ...], document: DocumentContext
) -> Question:
    cells = [table.cell_at(level.row, head.col0) for level in levels]
    options = [_option(level, cell, document) for level, cell in zip(levels, cells, strict=True)]
    took = [word for cell in cells if cell is not None for word in cell.words]
    return Question(
        name=document.text_of(head),
        page=table.page,
        box=head.box,
        options=tuple(options),
        headed=True,
        took=(*taken(Claim.NAME, head.words), *taken(Claim.LEVEL, took), *shared),
    )


def _option(level: _LevelRow, cell: Cell | None, document: DocumentContext) -> Option:
    label = document.text_of(level.label)
    if cell is None:
        return Option(label, (), (), True)
    marks = tuple(document.marks_in(cell))
    text = [word for word in cell.words if word not in document.mark_words]
    items = (tuple(words_to_lines(text)),) if text else ()
    return Option(label, marks, items, not marks and not text, place=cell.box)


def _nearest_wordy_or_number(table: Table, row: int, matrix: Matrix) -> Cell | None:
    """The cell left of the columns with what may be a level's label."""
    left = [cell for cell in table.row(row) if cell.words and cell.box.x1 <= matrix.columns[0].x0 + 1]
    return left[-1] if left else None

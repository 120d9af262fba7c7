"""Label and value pairs of tables: beside each other, or a row of values under a row of labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.matching.claims import Claims
from extractor.matching.document import DocumentContext, cell_right, wrapped_lines
from extractor.matching.field_labels import LEAST_HEADS, LONGEST_LABEL, FieldLabels, Pair
from extractor.matching.field_lines import FieldLines
from extractor.shaping.lines import Line, lines_to_text, words_to_lines
from extractor.shaping.tables.cells import Cell, Table

EDGES_OF_ONE = 2
"""A table with a left and a right edge has one column: its labels and values stand in one cell."""
LABEL_AND_VALUE = 2
"""A row of so many cells is a label and its value, whatever the label says; of three, each may be a value."""


class FieldTables:
    """Reads pairs of tables, where they take a cell for a label and value as they take a line."""

    def __init__(self, context: DocumentContext, labels: FieldLabels, lines: FieldLines, claims: Claims) -> None:
        self._context = context
        self._labels = labels
        self._lines = lines
        self._claims = claims

    def table_to_pairs(self, table: Table, cells: Sequence[Cell]) -> list[Pair]:
        """Pairs of those `cells` of the table; the others belong to something else."""
        if len(table.xs) == EDGES_OF_ONE:
            lines = [line for cell in cells for line in self._cell_lines(cell)]
            return self._lines.lines_to_pairs(lines, cell_right(cells[0], lines))
        rows = _rows_of(table, cells)
        columns = self._label_columns(rows)
        pairs: list[Pair] = []
        used: set[tuple[int, int]] = set()
        for row, under in pairwise([*rows, []]):
            if self._heads_columns(row, under):
                used |= {_place(cell) for cell in (*row, *under)}
                pairs += self._pairs_below(row, under)
            for i, cell in enumerate(row):
                if _place(cell) in used or not cell.words:
                    continue
                if not self._may_be_label(cell, row, i, columns):
                    pairs += self._pairs_in(cell)
                    continue
                values = _values(rows, cell, columns)
                used |= set(map(_place, values))
                pairs += self._cells_to_pairs(cell, values)
        return pairs

    def _pairs_below(self, row: Sequence[Cell], under: Sequence[Cell]) -> list[Pair]:
        """Each label of the row with the value below it."""
        return [
            Pair(self._cell_lines(cell), self._cell_lines(value))
            for cell, value in zip(row, under, strict=True)
            if cell.words
        ]

    def _pairs_in(self, cell: Cell) -> list[Pair]:
        lines = self._cell_lines(cell)
        return self._lines.lines_to_pairs(lines, cell_right(cell, lines))

    def _cells_to_pairs(self, label: Cell, values: Sequence[Cell]) -> list[Pair]:
        """One pair, or one for each line where the cell holds a list of labels; a value may be empty."""
        values = [value for value in values if value.words]
        lines = self._cell_lines(label)
        listed = [line for line in lines if line.text.endswith(":") or self._labels.has(line.text)]
        if len(listed) > 1 and len(listed) == len(lines):
            words = [word for cell in (label, *values) for word in cell.words]
            return self._lines.lines_to_pairs(words_to_lines(words), max(cell.box.x1 for cell in (label, *values)))
        return [Pair(lines, [line for cell in values for line in self._cell_lines(cell)])]

    def _cell_lines(self, cell: Cell) -> list[Line]:
        return wrapped_lines(cell, self._claims.unclaimed(cell.words))

    def _cell_text(self, cell: Cell) -> str:
        return lines_to_text(wrapped_lines(cell), self._context.vocabulary)

    def _is_label(self, cell: Cell) -> bool:
        text = self._cell_text(cell)
        return len(text) <= LONGEST_LABEL and text != ":" and (text.endswith(":") or self._labels.has(text))

    def _label_columns(self, rows: Sequence[Sequence[Cell]]) -> set[int]:
        """Where labels begin: columns with more known labels than the one before, as values are few people's labels."""
        known: dict[int, int] = {}
        for row in rows:
            for cell in row:
                text = self._cell_text(cell)
                if text and text != ":":
                    known[cell.col0] = known.get(cell.col0, 0) + self._is_label(cell)
        found: set[int] = set()
        before: int | None = None
        for column in sorted(known):
            if known[column] and (before is None or before not in found or known[column] > known[before]):
                found.add(column)
                found -= {before} if before is not None else set()
            before = column
        return found

    def _may_be_label(self, cell: Cell, row: Sequence[Cell], i: int, columns: set[int]) -> bool:
        """A cell that says so, in a column of labels, or the first of two; but none with a label inside its text."""
        text = self._cell_text(cell)
        if len(text) > LONGEST_LABEL or ":" in text.rstrip(": "):
            return False
        others = [other for other in row if self._cell_text(other) != ":"]
        beside = i == 0 and len(others) == LABEL_AND_VALUE and bool(others[1].words)
        return self._is_label(cell) or cell.col0 in columns or beside

    def _heads_columns(self, row: Sequence[Cell], under: Sequence[Cell]) -> bool:
        """A row of labels beside each other, over a row of values of the same columns."""
        if [(c.col0, c.col1) for c in row] != [(c.col0, c.col1) for c in under] or len(row) < LEAST_HEADS:
            return False
        known = [self._labels.has(self._cell_text(cell)) for cell in row]
        beside = any(a and b for a, b in pairwise(known))
        return beside and not any(self._is_label(cell) for cell in under)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row0, cell.col0


def _rows_of(table: Table, cells: Sequence[Cell]) -> list[list[Cell]]:
    """Each row of the table with those of its cells that begin in it, and are among `cells` or empty."""
    ours = set(map(_place, cells))
    rows = ([cell for cell in table.row(row) if cell.row0 == row] for row in range(table.row_count))
    return [[cell for cell in row if _place(cell) in ours or not cell.words] for row in rows]


def _values(rows: Sequence[Sequence[Cell]], label: Cell, columns: Iterable[int]) -> list[Cell]:
    """The cells to the right of a label's, as far as the next column of labels, in each of its rows."""
    end = min((column for column in columns if column >= label.col1), default=None)
    return [
        cell
        for row in rows[label.row0 : label.row1]
        for cell in row
        if cell.col0 >= label.col1 and (end is None or cell.col0 < end)
    ]

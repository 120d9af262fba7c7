"""What every recogniser looks at: the document that shaping made, under the names that matching has for it."""

from __future__ import annotations

from extractor.shaping.document import Document, cell_right, wrapped_lines
from extractor.shaping.tables.cells import Cell, Table

DocumentContext = Document

__all__ = ["DocumentContext", "cell_right", "table_cells", "wrapped_lines"]


def table_cells(table: Table) -> list[list[Cell]]:
    """The cells with words, row by row, each under the row it begins in."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.words:
            rows.setdefault(cell.row0, []).append(cell)
    return [rows[row] for row in sorted(rows)]

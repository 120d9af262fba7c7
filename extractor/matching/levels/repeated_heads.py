"""A table whose heads come twice, side by side → a table for each time.

Kunde   | Graad | Kunde    | Graad
Snijden |   2   | Proeven  |   3
Garen   |   1   |          |
"""

from __future__ import annotations

from dataclasses import replace

from extractor.matching.document import DocumentContext
from extractor.matching.levels.heads import Role, head_rows, table_heads
from extractor.matching.vocabulary import fold
from extractor.shaping.tables.cells import Table


def parts_beside(table: Table, document: DocumentContext) -> list[Table]:
    """The table itself, where its heads come once."""
    width = _width(table, document)
    ends = range(0, len(table.xs) - 1, width)
    return [_part(table, start, start + width) for start in ends] if len(ends) > 1 else [table]


def _width(table: Table, document: DocumentContext) -> int:
    """After so many columns the heads come again, a name and a level among them; all columns where they do not."""
    count = len(table.xs) - 1
    rows = head_rows(table, document)
    if not rows:
        return count
    heads = table_heads(table, rows, document)
    texts = [tuple(map(fold, head.texts)) for head in heads.columns]
    names = heads.of(Role.NAME)
    width = names[1] - names[0] if len(names) > 1 else count
    again = count % width == 0 and all(texts[i] == texts[i % width] for i in range(count))
    one_each = names[0] < width and any(col < width for col in heads.of(Role.LEVEL)) if names else False
    crossed = any(cell.col0 // width != (cell.col1 - 1) // width for cell in table.cells)
    return width if again and one_each and not crossed else count


def _part(table: Table, start: int, end: int) -> Table:
    cells = (cell for cell in table.cells if start <= cell.col0 < end)
    moved = tuple(replace(cell, col0=cell.col0 - start, col1=cell.col1 - start) for cell in cells)
    return replace(table, xs=table.xs[start : end + 1], cells=moved)

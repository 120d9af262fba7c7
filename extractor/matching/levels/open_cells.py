"""Tables whose rules part no rows, or no columns → their lines, to be read by their heads as if no rule were there.

┌─────────────┬──────────────────────┬────────┐      ┌─────────────────────────────────┐
│ Competentie │ Omschrijving         │ Niveau │      │ Competentie              Niveau │
├─────────────┼──────────────────────┼────────┤      ├─────────────────────────────────┤
│ Luisteren   │ Hoort wat een ander  │   3    │      │ Luisteren                   3   │
│             │ zegt.                │        │      │ Plannen                     2   │
│ Plannen     │ Maakt een planning.  │   2    │      └─────────────────────────────────┘
└─────────────┴──────────────────────┴────────┘
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.matching.levels.heads import Role, texts_to_role
from extractor.matching.levels.labels import text_to_label
from extractor.shaping.lines import Line, words_to_lines
from extractor.shaping.tables.cells import Cell, Table

LEAST_LEVELS = 2


class OpenTable(NamedTuple):
    """The lines of a table, its heads first, and where its columns begin, in points."""

    lines: tuple[Line, ...]
    starts: tuple[float, ...]


def opened(table: Table, heads_of: Callable[[Line], Sequence[float]]) -> OpenTable | None:
    """None where its cells are rows; `heads_of` says where the columns begin that a line heads."""
    first = table.row(0)
    if len(first) == 1 and first[0].col1 == len(table.xs) - 1:
        starts = heads_of(first[0].lines[0]) if len(first[0].lines) == 1 and not _parts_columns(table) else ()
    else:
        starts = table.xs[:-1] if _stacks_levels(table, first) else ()
    return OpenTable(tuple(words_to_lines(table.words)), tuple(starts)) if starts else None


def _parts_columns(table: Table) -> bool:
    return any(cell.col0 for cell in table.cells)


def _stacks_levels(table: Table, first: Sequence[Cell]) -> bool:
    """Does a cell in a column that is headed as that of levels hold several, one below the other?"""
    heads = [(cell, texts_to_role([cell.lines[0].text])) for cell in first if cell.lines]
    if len(heads) < len(table.xs) - 1 or heads[0][1] is not Role.NAME:
        return False
    levels = {cell.col0 for cell, role in heads if role is Role.LEVEL}
    stacks = [cell.lines[cell.row0 == 0 :] for cell in table.cells if cell.col0 in levels]
    return any(len(lines) >= LEAST_LEVELS and all(text_to_label(line.text) for line in lines) for lines in stacks)

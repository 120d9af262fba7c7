"""Which columns of a table hold the labels of levels and their boxes, where each level has a row.

Luisteren | 1 | ☐ | Hoort wat een ander zegt.          labels in the second, boxes in the third
          | 2 | ☒ | Vraagt door.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from extractor.matching.document import DocumentContext
from extractor.matching.levels.labels import label_core
from extractor.matching.levels.scale import Scale, inferred_scale
from extractor.matching.levels.text import matches
from extractor.matching.rulefile import CompetencyRules
from extractor.reading.layout import Word
from extractor.shaping.lines import (
    canonical,
    words_to_text,
)
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.tables.cells import Cell, Table

LONGEST_LABEL = 30
"""No level's label has more characters."""
MOST_LEVELS = 8
"""A scale with more levels than this is none."""


@dataclass(frozen=True)
class RowColumns:
    """Where the levels stand in a table: column `index`, from `x0` to `x1`."""

    index: int
    x0: float
    x1: float


def text_along(cell: Cell, context: DocumentContext) -> str:
    """All that is printed in the cell along the page, its marks too."""
    return context.once(_text_along, cell)


def _text_along(cell: Cell, _: DocumentContext) -> str:
    lines = cell.lines
    return lines[0].text if len(lines) == 1 else canonical(words_to_text(_words_in_order(cell)))


def _words_in_order(cell: Cell) -> tuple[Word, ...]:
    return tuple(itertools.chain.from_iterable(line.words for line in cell.lines))


def cell_label(cell: Cell, context: DocumentContext) -> tuple[str, tuple[Word, ...]]:
    """The label and every word of the cell but its marks; a sign that is no known mark is no part of the label."""
    return context.once(_cell_label, cell)


def _cell_label(cell: Cell, context: DocumentContext) -> tuple[str, tuple[Word, ...]]:
    along = _words_in_order(cell)
    words = tuple(word for word in along if word not in cell.mark_words) if cell.mark_words else along
    letters = [word for word in words if any(map(str.isalnum, word.text))]
    text = text_along(cell, context) if len(letters) == len(along) else canonical(words_to_text(letters))
    return text, words


def scale_of_rows(context: DocumentContext) -> Scale:
    """The scale that the cells beside the marks make when read downwards, in whatever column it stands."""
    tables = [_texts_beside_marks(table, context) for page in context.pages for table in page.tables]
    ticked: dict[int, set[str]] = {}
    for columns in tables:
        for col, found in columns.items():
            ticked.setdefault(col, set()).update(label_core(text) for text, marked in found if marked)
    sequences: list[list[str]] = []
    for columns in tables:
        texts = [_unless_ornament(found, ticked[col]) for col, found in columns.items()]
        best = max(texts, key=lambda texts: (_alternations(texts), -len("".join(texts))), default=[])
        if _alternations(best):
            sequences.extend(_cut_at_restarts(best))
    return inferred_scale(sequences)


def _texts_beside_marks(table: Table, context: DocumentContext) -> dict[int, list[tuple[str, bool]]]:
    """Down each column, the short texts with one mark in their row, and whether they have it.

    Also those with an empty cell in the column of marks, where only what is chosen has a tick.
    """
    if not any(cell.marks for cell in table.cells):
        return {}
    of_marks = {cell.col0 for cell in table.cells if context.holds_marks_only(cell)}
    columns: dict[int, list[tuple[str, bool]]] = {}
    for cell in table.cells:
        text, _ = cell_label(cell, context)
        if not text or len(text) > LONGEST_LABEL:
            continue
        marks = marks_of_row(table, cell, context)
        if len(marks) == 1 or (not marks and _has_empty_place(table, cell.row0, of_marks)):
            columns.setdefault(cell.col0, []).append((text, bool(marks)))
    return columns


def _unless_ornament(found: Sequence[tuple[str, bool]], ticked: Set[str]) -> list[str]:
    """The texts of a column; only the ticked ones where the document ticks one and the same label in such a column.

    That may be an ornament of each first row.
    """
    return [text for text, marked in found if marked or len(ticked) > 1]


def _has_empty_place(table: Table, row: int, of_marks: Set[int]) -> bool:
    """Are the row's cells in the columns of marks without a word?"""
    beside = [cell for cell in table.row(row) if cell.col0 in of_marks and cell.row0 == row]
    return bool(beside) and not any(cell.words for cell in beside)


def _alternations(texts: Sequence[str]) -> int:
    """How often the text changes from row to row; names that are repeated for every level do not."""
    cores = [label_core(text) for text in texts]
    changes = sum(a != b for a, b in itertools.pairwise(cores))
    recurring = len(set(cores)) < len(cores) or len(cores) <= MOST_LEVELS
    return changes if recurring and changes >= 0.8 * (len(cores) - 1) else 0


def _cut_at_restarts(texts: Sequence[str]) -> list[list[str]]:
    sequences: list[list[str]] = [[]]
    for text in texts:
        if label_core(text) in {label_core(t) for t in sequences[-1]}:
            sequences.append([])
        sequences[-1].append(text)
    return sequences


def level_columns(table: Table, context: DocumentContext, scale: Scale, headed: bool) -> RowColumns | None:
    """The column whose cells hold the most labels of the scale with a mark.

    Labels alone need two different ones, or one under a heading of levels: its box may stand on the next page.
    """
    with_mark: Counter[int] = Counter()
    ranks: dict[int, list[int]] = {}
    for cell in table.cells:
        text = cell_label(cell, context)[0] if cell.words else ""
        rank = scale.rank(text) if text else None
        if rank is None:
            continue
        ranks.setdefault(cell.col0, []).append(rank)
        if marks_of_row(table, cell, context):
            with_mark[cell.col0] += 1
    chosen = max(
        ranks,
        key=lambda col: (with_mark[col], len(set(ranks[col])), -col),
        default=None,
    )
    if chosen is None or (not with_mark[chosen] and not headed and len(set(ranks[chosen])) <= 1):
        return None
    return RowColumns(chosen, table.xs[chosen], table.xs[chosen + 1])


def marks_of_row(table: Table, cell: Cell, context: DocumentContext) -> list[SelectionMark]:
    """Marks in the level's own cell, else in cells beside it that hold nothing else."""
    own = context.marks_in(cell)
    if own:
        return own
    ticks = context.once(_cells_of_marks, table)
    beside = (other for other in ticks if other is not cell and cell.row0 <= other.row0 < cell.row1)
    return [mark for other in beside for mark in other.marks]


def _cells_of_marks(table: Table, context: DocumentContext) -> list[Cell]:
    return [cell for cell in table.cells if context.holds_marks_only(cell)]


def same_columns(table: Table, before: RowColumns | None) -> RowColumns | None:
    """The column of a table that goes on from the page before, found again by where it stands."""
    if before is None:
        return None
    for index, (x0, x1) in enumerate(zip(table.xs, table.xs[1:], strict=False)):
        shared = min(x1, before.x1) - max(x0, before.x0)
        if shared > 0.6 * max(x1 - x0, before.x1 - before.x0):
            return RowColumns(index, x0, x1)
    return None


def headed_columns(
    table: Table, header_rows: Sequence[int], context: DocumentContext, rules: CompetencyRules
) -> RowColumns | None:
    """The first of several columns under the heading of the levels, where a page ends before the first label."""
    for row in header_rows:
        for cell in table.row(row):
            if cell.col1 - cell.col0 > 1 and matches(rules.header, text_along(cell, context)):
                return RowColumns(cell.col0, table.xs[cell.col0], table.xs[cell.col0 + 1])
    return None


def name_column_of(table: Table, columns: RowColumns, context: DocumentContext) -> int | None:
    """The nearest column to the left of the levels that is no column of boxes; None where there is none."""
    for column in range(columns.index - 1, -1, -1):
        if not any(cell.col0 == column and context.holds_marks_only(cell) for cell in table.cells):
            return column
    return None

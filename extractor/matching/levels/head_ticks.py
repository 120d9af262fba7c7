"""Cells of a matrix that repeat the label over them instead of a tick: they are its ticks.

    Competentie | 1 | 2 | 3
    Luisteren   |   | 2 |
    Plannen     |   |   | 3

Only where each row repeats one label at most: "1 | 2 | 3" in a row are all its levels, or those up to the one that is
meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.geometry import box_around
from extractor.matching.document import DocumentContext
from extractor.matching.generic import is_competency_heading, names_group
from extractor.matching.levels.heads import Role, texts_to_role
from extractor.matching.levels.labels import core_of, text_to_label
from extractor.matching.levels.scale import is_known_scale
from extractor.model import MarkKind
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.tables.cells import Cell, Table

LEAST_ROWS = 2
LEAST_LABELS = 2
NO_LEVEL = frozenset({Role.OTHER, Role.UNKNOWN})
"""What a head over labels of levels cannot be."""
DEEPEST = 3
"""Rows of heads, of which one holds the labels."""


def with_head_ticks(document: DocumentContext) -> DocumentContext:
    """The document with marks on such cells, where their tables have none."""
    marks = dict(document.marks)
    for page in document.pages:
        cells = [cell for table in page.tables for cell in _head_ticks(table, document)]
        if cells:
            found = [*marks.get(page.number, ()), *map(_mark, cells)]
            marks[page.number] = tuple(sorted(found, key=lambda mark: mark.box[1::-1]))
    return document if marks == dict(document.marks) else document.with_marks(marks)


def _head_ticks(table: Table, document: DocumentContext) -> list[Cell]:
    """The cells of the table that only repeat the label over them; [] where others say something else."""
    if any(document.marks_in(cell) for cell in table.cells):
        return []
    for row in range(min(DEEPEST, table.row_count - LEAST_ROWS)):
        heads = _heads(table, row, document)
        if heads:
            return _repeated(table, row, heads, document)
    return []


def _heads(table: Table, row: int, document: DocumentContext) -> dict[int, str]:
    """The labels of a row by their columns, where they are of one known scale and stand right of the names."""
    cells = [cell for cell in table.row(row) if cell.words and cell.col1 == cell.col0 + 1]
    found = {cell.col0: text for cell in cells if text_to_label(text := document.text_of(cell)) is not None}
    in_order = len(found) >= LEAST_LABELS and is_known_scale(list(found.values()))
    return found if in_order and 0 not in found and not _say_something_else(table, row, document) else {}


def _say_something_else(table: Table, row: int, document: DocumentContext) -> bool:
    """Are the labels those of something else, by what stands over them or over the names: "Gewicht", "Jaar", "Taak"?"""
    cells = {cell for above in range(row + 1) for cell in table.row(above) if cell.words}
    texts = [(cell.col0, text) for cell in cells if text_to_label(text := document.text_of(cell)) is None]
    return any(_is_other_name(text) if col == 0 else texts_to_role([text]) in NO_LEVEL for col, text in texts)


def _is_other_name(text: str) -> bool:
    return texts_to_role([text]) is not Role.NAME and not names_group(text) and not is_competency_heading(text)


def _repeated(table: Table, head: int, heads: dict[int, str], document: DocumentContext) -> list[Cell]:
    found: list[Cell] = []
    for row in range(head + 1, table.row_count):
        cells = [cell for cell in table.row(row) if cell.row0 == row and cell.words and cell.col0 in heads]
        if len(cells) > 1 or not _all_repeat(cells, heads, document):
            return []
        found += cells
    return found if len(found) >= LEAST_ROWS else []


def _all_repeat(cells: Sequence[Cell], heads: dict[int, str], document: DocumentContext) -> bool:
    return all(core_of(document.text_of(cell)) == core_of(heads[cell.col0]) for cell in cells)


def _mark(cell: Cell) -> SelectionMark:
    return SelectionMark(
        page=cell.page,
        box=box_around(word.box for word in cell.words),
        kind=MarkKind.TEXT,
        raw=" ".join(word.text for word in cell.words),
        font=cell.words[0].font,
        words=cell.words,
        evidence=Evidence.of(Fact.PRINTED),
    )

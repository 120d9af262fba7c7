"""Every table → the parts of rows that stand on its page: a level with its mark and texts, or a row that heads others.

Luisteren | 1  ☐ | Hoort wat een ander zegt.          the name merged over the rows of its levels
          | 2  ☒ | Vraagt door.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.geometry import Box, box_around
from extractor.matching.claims import Claim, Taken
from extractor.matching.document import DocumentContext, wrapped_lines
from extractor.matching.levels.heads import Role, head_rows, table_heads
from extractor.matching.levels.question import BlockFound, taken
from extractor.matching.levels.row_columns import (
    TICK_EDGE,
    RowColumns,
    cell_label,
    headed_columns,
    level_columns,
    lies_behind,
    marks_of_row,
    name_column_of,
    same_columns,
    words_in_order,
)
from extractor.matching.levels.scale import Scale
from extractor.matching.levels.text import matches, text_to_block
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.matching.vocabulary import words as known_words
from extractor.reading.layout import Word
from extractor.shaping.lines import (
    Line,
    canonical,
    lines_to_text,
    turned_words_to_lines,
    words_to_lines,
    words_to_text,
)
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table


@dataclass
class RowPart:
    """A level's row, whole or as far as it stands on one page."""

    page: int
    label: str | None
    label_words: tuple[Word, ...]
    marks: list[SelectionMark]
    names: list[Cell]
    contents: list[Cell]
    first_on_page: bool
    box: Box
    group_cell: Cell | None = None
    left_empty: bool = False
    """Is the place of its tick an empty cell, in a column that holds nothing but ticks?"""


@dataclass(frozen=True)
class HeaderRow:
    """A row that heads others: the group's name, and what stands over the other columns."""

    page: int
    name: str
    titled: bool
    """Does the heading of the levels stand beside the name?"""
    lines: tuple[Line, ...] = ()
    """Those of the name."""
    cell: Cell | None = None
    """The cell of the name where it stands in the column of names and its row is empty else."""


class Books:
    """What headings of tables and blocks took: it goes with the first question."""

    def __init__(self) -> None:
        self.parts: list[Taken] = []

    def claim(self, words: Iterable[Word], claim: Claim) -> None:
        self.parts.extend(taken(claim, list(words)))


def document_to_parts(
    context: DocumentContext, rules: CompetencyRules, scale: Scale, claims: Books
) -> Iterator[BlockFound | HeaderRow | RowPart]:
    columns: RowColumns | None = None
    flow: list[Line] = []
    for page in context.pages:
        fresh_page = True
        for element in page.elements():
            if isinstance(element, Line):
                flow.append(element)
                continue
            events, found = _table_to_events(
                element, context, rules, scale, columns if fresh_page else None, fresh_page, claims
            )
            if not events:
                flow.extend(words_to_lines(element.words))
                continue
            yield from _blocks(flow, context, rules, claims)
            flow = []
            columns = found or columns
            yield from events
            fresh_page = fresh_page and not any(isinstance(event, RowPart) for event in events)
    yield from _blocks(flow, context, rules, claims)


def _blocks(
    lines: Sequence[Line], context: DocumentContext, rules: CompetencyRules, claims: Books
) -> Iterator[BlockFound]:
    for group in lines_to_paragraphs(lines, context.right, lambda line: matches(rules.block, line.text)):
        block = text_to_block(lines_to_text(group, context.vocabulary), rules)
        if block is not None:
            claims.claim((word for line in group for word in line.words), Claim.BLOCK)
            yield block


def _table_to_events(
    table: Table,
    context: DocumentContext,
    rules: CompetencyRules,
    scale: Scale,
    before: RowColumns | None,
    fresh_page: bool,
    claims: Books,
) -> tuple[list[BlockFound | HeaderRow | RowPart], RowColumns | None]:
    """The events of one table; none where it has nothing to do with levels."""
    if _ticks_something_else(table, context):
        return [], None
    header_rows = [row for row in range(table.row_count) if _is_header_row(table, row, rules)]
    columns = (
        level_columns(table, context, scale, bool(header_rows))
        or same_columns(table, before)
        or headed_columns(table, header_rows, rules)
    )
    if columns is None and not header_rows:
        return [], None
    events: list[BlockFound | HeaderRow | RowPart] = []
    for row0, row1, cells in _bands(table, columns):
        begun = [cell for cell in cells if cell.row0 >= row0]
        words = tuple(word for cell in begun for word in cell.words)
        if not words and not any(context.marks_in(cell) for cell in begun):
            continue
        event = None
        if row0 not in header_rows and columns is not None:
            first = fresh_page and not any(isinstance(event, RowPart) for event in events)
            last = row1 == table.row_count
            event = _band_to_row(table, row0, row1, cells, columns, context, scale, first, last)
        if event is not None:
            events.append(event)
        else:
            name_column = name_column_of(table, columns, context) if columns is not None else None
            events.append(_band_to_header(begun, words, name_column, context, rules, claims))
    return events, columns


def _ticks_something_else(table: Table, context: DocumentContext) -> bool:
    """Do ticks stand in columns alone that are headed as something else, such as "Opleiding nodig"?"""
    ticked = {cell.col0 for cell in table.cells if context.holds_marks_only(cell)}
    rows = head_rows(table, context) if ticked else 0
    return bool(rows) and ticked <= set(table_heads(table, rows, context).of(Role.OTHER))


def _is_header_row(table: Table, row: int, rules: CompetencyRules) -> bool:
    return any(
        cell.row0 == row and cell.words and matches(rules.header, canonical(words_to_text(words_in_order(cell))))
        for cell in table.row(row)
    )


def _bands(table: Table, columns: RowColumns | None) -> Iterator[tuple[int, int, list[Cell]]]:
    """Rows of the table as the cells of the level column part it, with every cell that has to do with them."""
    row = 0
    while row < table.row_count:
        cell = table.cell_at(row, columns.index) if columns is not None else None
        end = max(cell.row1, row + 1) if cell is not None and cell.row0 >= row else row + 1
        cells: list[Cell] = []
        for inner in range(row, end):
            cells.extend(c for c in table.row(inner) if all(c is not other for other in cells))
        yield row, end, cells
        row = end


def _band_to_row(
    table: Table,
    row0: int,
    row1: int,
    cells: Sequence[Cell],
    columns: RowColumns,
    context: DocumentContext,
    scale: Scale,
    first: bool,
    last: bool,
) -> RowPart | None:
    level = table.cell_at(row0, columns.index)
    if level is None or level.col1 > columns.index + 1 or level.col0 < columns.index:
        return None
    text, label_words = cell_label(level, context)
    own_marks = context.marks_in(level)
    marks = own_marks or marks_of_row(table, level, context)
    left = [cell for cell in cells if cell.col1 <= level.col0]
    right = [
        cell
        for cell in cells
        if cell.col0 >= level.col1
        and row0 <= cell.row0 < row1
        and not (not own_marks and context.holds_marks_only(cell))
    ]
    if text and scale.rank(text) is None and not own_marks:
        return None
    if not text and not marks and not ((first or last) and any(cell.words for cell in right)):
        return None
    name_column = name_column_of(table, columns, context)
    names = [cell for cell in left if name_column is not None and cell.col0 <= name_column < cell.col1]
    groups = [cell for cell in left if name_column is not None and cell.col1 <= name_column and cell.words]
    return RowPart(
        page=table.page,
        label=text or None,
        label_words=label_words,
        marks=list(marks),
        names=names,
        contents=right,
        first_on_page=first,
        box=box_around([level.box, *(cell.box for cell in right)]),
        group_cell=groups[-1] if groups else None,
        left_empty=not marks and any(cell.row0 == row0 and _is_for_ticks(table, cell, context) for cell in cells),
    )


def _is_for_ticks(table: Table, cell: Cell, context: DocumentContext) -> bool:
    """Is the cell empty, down to the last stroke and picture, and are all the filled ones of its column ticks?

    Where empty boxes stand in the column, one that is missing was not found; here there is none to be found.
    """
    column = [c for c in table.cells if (c.col0, c.col1) == (cell.col0, cell.col1) and context.holds_marks_only(c)]
    states = [mark.state for other in column for mark in context.marks_in(other)]
    page = next(page.layout for page in context.pages if page.number == cell.page)
    within = cell.box.grown(-TICK_EDGE * min(cell.box.width, cell.box.height))
    things = [*(d.box for d in page.drawings), *(p.box for p in page.pictures), *(a.box for a in page.annotations)]
    inside = (box for box in things if within.overlaps(box) and not lies_behind(box, within))
    return not cell.words and bool(states) and all(states) and not any(True for _ in inside)


def _band_to_header(
    cells: Sequence[Cell],
    words: tuple[Word, ...],
    name_column: int | None,
    context: DocumentContext,
    rules: CompetencyRules,
    claims: Books,
) -> BlockFound | HeaderRow:
    """A row without a level: a block or a group where it stands alone or beside the heading of the levels."""
    filled = [cell for cell in cells if context.text_of(cell)]
    texts = [context.text_of(cell) for cell in filled]
    names = [(cell, text) for cell, text in zip(filled, texts, strict=True) if not matches(rules.header, text)]
    if len(texts) > 1 and len(names) == len(texts):
        if any(fold(text) in known_words().levels.column for text in texts):
            claims.claim(words, Claim.TABLE_HEAD)
        return HeaderRow(cells[0].page, "", False)
    claims.claim(words, Claim.GROUP)
    if len(texts) == 1 and (block := text_to_block(texts[0], rules)) is not None:
        return block
    if not names:
        return HeaderRow(cells[0].page, "", bool(texts))
    cell, name = names[0]
    alone = len(texts) == 1 and len(cells) > 1 and (cell.col0, cell.col1 - 1) == (name_column, name_column)
    left = [word for word in cell.words if word not in context.mark_words]
    lines = (*wrapped_lines(cell, left), *turned_words_to_lines(left))
    return HeaderRow(cells[0].page, name, len(names) < len(texts), lines, cell if alone else None)

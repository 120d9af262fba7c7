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
from extractor.matching.levels.blank_cells import is_drawn_in
from extractor.matching.levels.heads import Role, head_rows, table_heads
from extractor.matching.levels.question import BlockFound, taken
from extractor.matching.levels.row_columns import (
    RowColumns,
    cell_label,
    headed_columns,
    level_columns,
    marks_of_row,
    name_column_of,
    same_columns,
    text_along,
)
from extractor.matching.levels.scale import Scale
from extractor.matching.levels.text import matches, text_to_block
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold
from extractor.matching.vocabulary import words as known_words
from extractor.reading.layout import Word
from extractor.shaping.lines import (
    Line,
    lines_to_text,
    turned_words_to_lines,
    words_to_lines,
)
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table
from extractor.values import value


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


Event = BlockFound | HeaderRow | RowPart


@dataclass(frozen=True)
class _Reading:
    """What all tables of a document are read with."""

    context: DocumentContext
    rules: CompetencyRules
    scale: Scale
    claims: Books


@value
class _Band:
    """Rows `row0` up to `row1` of a table that belong together, and every cell that has to do with them."""

    row0: int
    row1: int
    cells: tuple[Cell, ...]

    @property
    def begun(self) -> list[Cell]:
        """Without the cells that are merged over it from above."""
        return [cell for cell in self.cells if cell.row0 >= self.row0]

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for cell in self.begun for word in cell.words)


@value
class _LevelBand:
    """A band of a table that has a column of levels."""

    rows: _Band
    table: Table
    columns: RowColumns
    names: int | None
    """The column of names, where there is one."""
    first_on_page: bool

    @property
    def level(self) -> Cell | None:
        """The cell of the level; None where what stands there is merged with its neighbours."""
        cell = self.table.cell_at(self.rows.row0, self.columns.index)
        within = cell is not None and self.columns.index <= cell.col0 and cell.col1 <= self.columns.index + 1
        return cell if within else None

    @property
    def may_be_torn(self) -> bool:
        """Does it stand where the end of a page can have cut it off from its label?"""
        return self.first_on_page or self.rows.row1 == self.table.row_count


def document_to_parts(context: DocumentContext, rules: CompetencyRules, scale: Scale, claims: Books) -> Iterator[Event]:
    reading = _Reading(context, rules, scale, claims)
    columns: RowColumns | None = None
    flow: list[Line] = []
    for page in context.pages:
        fresh_page = True
        for element in page.elements():
            if isinstance(element, Line):
                flow.append(element)
                continue
            events, found = _table_to_events(element, reading, columns if fresh_page else None, fresh_page)
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
    if not rules.block:
        return
    for group in lines_to_paragraphs(lines, context.right, lambda line: matches(rules.block, line.text)):
        block = text_to_block(lines_to_text(group, context.vocabulary), rules)
        if block is not None:
            claims.claim((word for line in group for word in line.words), Claim.BLOCK)
            yield block


def _table_to_events(
    table: Table,
    reading: _Reading,
    before: RowColumns | None,
    fresh_page: bool,
) -> tuple[list[Event], RowColumns | None]:
    """The events of one table; none where it has nothing to do with levels."""
    if _ticks_something_else(table, reading.context):
        return [], None
    header_rows = [row for row in range(table.row_count) if _is_header_row(table, row, reading)]
    columns = _columns(table, header_rows, before, reading)
    if columns is None and not header_rows:
        return [], None
    names = name_column_of(table, columns, reading.context) if columns is not None else None
    events: list[Event] = []
    for band in _bands(table, columns):
        if not _says_something(band, reading.context):
            continue
        row = None
        if columns is not None and band.row0 not in header_rows:
            first = fresh_page and not any(isinstance(event, RowPart) for event in events)
            row = _band_to_row(_LevelBand(band, table, columns, names, first), reading)
        events.append(row if row is not None else _band_to_header(band, names, reading))
    return events, columns


def _columns(
    table: Table, header_rows: Sequence[int], before: RowColumns | None, reading: _Reading
) -> RowColumns | None:
    return (
        level_columns(table, reading.context, reading.scale, bool(header_rows))
        or same_columns(table, before)
        or headed_columns(table, header_rows, reading.context, reading.rules)
    )


def _says_something(band: _Band, context: DocumentContext) -> bool:
    return any(cell.words or context.marks_in(cell) for cell in band.begun)


def _ticks_something_else(table: Table, context: DocumentContext) -> bool:
    """Do ticks stand in columns alone that are headed as something else, such as "Opleiding nodig"?"""
    ticked = {cell.col0 for cell in table.cells if context.holds_marks_only(cell)}
    rows = head_rows(table, context) if ticked else 0
    return bool(rows) and ticked <= set(table_heads(table, rows, context).of(Role.OTHER))


def _is_header_row(table: Table, row: int, reading: _Reading) -> bool:
    header = reading.rules.header
    cells = table.row(row) if header else []
    return any(c.row0 == row and c.words and matches(header, text_along(c, reading.context)) for c in cells)


def _bands(table: Table, columns: RowColumns | None) -> Iterator[_Band]:
    """Rows of the table as the cells of the level column part it, with every cell that has to do with them."""
    row = 0
    while row < table.row_count:
        cell = table.cell_at(row, columns.index) if columns is not None else None
        end = max(cell.row1, row + 1) if cell is not None and cell.row0 >= row else row + 1
        cells: list[Cell] = []
        for inner in range(row, end):
            cells.extend(c for c in table.row(inner) if all(c is not other for other in cells))
        yield _Band(row, end, tuple(cells))
        row = end


def _band_to_row(band: _LevelBand, reading: _Reading) -> RowPart | None:
    """The level that stands in the band; None where the band heads others."""
    context, level = reading.context, band.level
    if level is None:
        return None
    text, label_words = cell_label(level, context)
    marks = marks_of_row(band.table, level, context)
    contents = _contents(band, level, context)
    if text and reading.scale.rank(text) is None and not context.marks_in(level):
        return None
    if not text and not marks and not (band.may_be_torn and any(cell.words for cell in contents)):
        return None
    names, group = _names_and_group(band, level)
    return RowPart(
        page=band.table.page,
        label=text or None,
        label_words=label_words,
        marks=list(marks),
        names=names,
        contents=contents,
        first_on_page=band.first_on_page,
        box=box_around([level.box, *(cell.box for cell in contents)]),
        group_cell=group,
        left_empty=not marks and _has_empty_place(band, context),
    )


def _contents(band: _LevelBand, level: Cell, context: DocumentContext) -> list[Cell]:
    """The cells right of the level that tell of it: those of ticks do not, where it has no mark in its own cell."""
    right = [cell for cell in band.rows.begun if cell.col0 >= level.col1 and cell.row0 < band.rows.row1]
    if context.marks_in(level):
        return right
    return [cell for cell in right if not context.holds_marks_only(cell)]


def _names_and_group(band: _LevelBand, level: Cell) -> tuple[list[Cell], Cell | None]:
    """The cells in the column of names, and the nearest with words left of that column: Groep | Luisteren | 1 | ☐."""
    column = band.names
    if column is None:
        return [], None
    left = [cell for cell in band.rows.cells if cell.col1 <= level.col0]
    names = [cell for cell in left if cell.col0 <= column < cell.col1]
    groups = [cell for cell in left if cell.col1 <= column and cell.words]
    return names, groups[-1] if groups else None


def _has_empty_place(band: _LevelBand, context: DocumentContext) -> bool:
    begun = (cell for cell in band.rows.cells if cell.row0 == band.rows.row0)
    return any(_is_for_ticks(band.table, cell, context) for cell in begun)


def _is_for_ticks(table: Table, cell: Cell, context: DocumentContext) -> bool:
    """Is the cell empty, down to the last stroke and picture, and are all the filled ones of its column ticks?

    Where empty boxes stand in the column, one that is missing was not found; here there is none to be found.
    """
    if cell.words:
        return False
    column = [c for c in table.cells if (c.col0, c.col1) == (cell.col0, cell.col1) and context.holds_marks_only(c)]
    states = [mark.state for other in column for mark in context.marks_in(other)]
    return bool(states) and all(states) and not is_drawn_in(cell, context)


def _band_to_header(band: _Band, name_column: int | None, reading: _Reading) -> BlockFound | HeaderRow:
    """A row without a level: a block or a group where it stands alone or beside the heading of the levels."""
    context = reading.context
    cells = band.begun
    filled = [(cell, text) for cell in cells if (text := context.text_of(cell))]
    names = [(cell, text) for cell, text in filled if not matches(reading.rules.header, text)]
    if len(filled) > 1 and len(names) == len(filled):
        _claim_heads(band, [text for _, text in filled], reading)
        return HeaderRow(cells[0].page, "", False)
    reading.claims.claim(band.words, Claim.GROUP)
    if len(filled) == 1 and (block := text_to_block(filled[0][1], reading.rules)) is not None:
        return block
    if not names:
        return HeaderRow(cells[0].page, "", bool(filled))
    cell, name = names[0]
    alone = len(filled) == 1 and len(cells) > 1 and (cell.col0, cell.col1 - 1) == (name_column, name_column)
    return HeaderRow(cells[0].page, name, len(names) < len(filled), _name_lines(cell, context), cell if alone else None)


def _claim_heads(band: _Band, texts: Sequence[str], reading: _Reading) -> None:
    """A row that heads every column is the table's head where one of its texts says that levels stand below it."""
    if any(fold(text) in known_words().levels.column for text in texts):
        reading.claims.claim(band.words, Claim.TABLE_HEAD)


def _name_lines(cell: Cell, context: DocumentContext) -> tuple[Line, ...]:
    left = [word for word in cell.words if word not in context.mark_words]
    return (*wrapped_lines(cell, left), *turned_words_to_lines(left))

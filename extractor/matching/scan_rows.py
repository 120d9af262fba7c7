"""Rows of competencies that a scan shows and nobody could read: a competency without a level, and never no competency.

    Rédiger      |      |  ▒▒  |      its tick is a blot, so nothing took the row      → Rédiger, no level
    Plannen      |  ▒▒  |             no box is seen in it                              → Plannen, no level
    Luisteren    |  0   |
                 |  3 0 |             the rule between two of them is worn away         → Luisteren, no level
    Samenwerken  |  1   |                                                                 Samenwerken, no level

What such rows look like, those say that were read: the same columns, the name in the same one. Where a table has rows
that nobody could read, a competency that was read may lack one of them, and its level is doubted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.findings import phrase
from extractor.geometry import Box, box_around
from extractor.matching.claims import HEADS, OF_LEVELS, Claim
from extractor.matching.levels.names import cell_to_name
from extractor.matching.levels.order import in_reading_order
from extractor.matching.levels.question import Doubt, Question, taken
from extractor.matching.matches import Matches
from extractor.matching.scan_doubts import LABEL_SURE
from extractor.shaping.lines import Line, lines_to_text
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Cell, Table

SAME_SIDE = 0.3
"""Columns of two tables are the same where their sides are off by this part of the text's size at most."""
TORN = 2.0
"""Lines of a name whose baselines are more than this many sizes apart are two names: no cell sets its lines so wide."""
KNOWN = HEADS | OF_LEVELS | {Claim.RUNNING, Claim.TITLE, Claim.FIELD}
"""What words are taken for that are no row of a competency, or are one already."""


@dataclass(frozen=True)
class _Row:
    """A competency that was read in a table: the cell of its name, and those of its levels."""

    question: Question
    table: Table
    name: Cell
    levels: tuple[Cell, ...]


def with_lost_rows(matches: Matches) -> Matches:
    """The same matches, with a competency that has no level for each row that nobody could read."""
    pages = [page for page in matches.context.pages if page.layout.engine is not None]
    if not pages:
        return matches
    read = [row for question in matches.levels.competencies if (row := _row_of(question, pages)) is not None]
    lost = [one for page in pages for table in page.tables for one in _lost_rows(table, page, read, matches)]
    kept = _kept(read, lost, matches)
    if len(kept) == len(matches.levels.competencies) and not lost:
        return replace(matches, levels=replace(matches.levels, competencies=tuple(kept)))
    claims = matches.claims.with_taken(part for question in lost for part in question.took)
    questions = tuple(in_reading_order([*kept, *lost]))
    return replace(matches, levels=replace(matches.levels, competencies=questions), claims=claims)


def _kept(read: Sequence[_Row], lost: Sequence[Question], matches: Matches) -> list[Question]:
    """The competencies that were read, in their order: several for one row where a rule between them is worn away."""
    rows = {id(row.question): row for row in read}
    kept: list[Question] = []
    for question in matches.levels.competencies:
        row = rows.get(id(question))
        kept += [question] if row is None else _parted(row, matches) or [_held(row, lost, matches)]
    return kept


def _row_of(question: Question, pages: Sequence[ShapedPage]) -> _Row | None:
    """None for one that stands in no table of a scan, or whose name does not."""
    for page in pages:
        for table in page.tables if page.number == question.page else ():
            name = next(
                (cell for cell in table.cells if cell.words and cell.box.contains_middle_of(question.box)), None
            )
            if name is not None and question.name:
                places = [place for place in _places(question) if place[0] == page.number]
                levels = tuple(cell for cell in table.cells if cell is not name and _holds(cell, places))
                return _Row(question, table, name, levels)
    return None


def _places(question: Question) -> list[tuple[int, Box]]:
    """Where its levels stand: their boxes, their labels, the cells of a matrix for them."""
    marks = [(mark.page, mark.box) for option in question.options for mark in option.marks]
    words = [(word.page, word.box) for option in question.options for word in option.label_words]
    cells = [(question.page, option.place) for option in question.options if option.place is not None]
    return [*marks, *words, *cells]


def _holds(cell: Cell, places: Sequence[tuple[int, Box]]) -> bool:
    return any(cell.box.contains_middle_of(box) for _, box in places)


# ---- rows that nothing took


def _lost_rows(table: Table, page: ShapedPage, read: Sequence[_Row], matches: Matches) -> Iterator[Question]:
    own = [row for row in read if row.table is table]
    for cell in table.cells:
        alike = [row for row in own or read if _same_column(cell, row.name, page.text_size)]
        if not alike or not _may_be_name(cell, matches):
            continue
        beside = _beside(cell, table)
        if _has_levels(beside, alike, page.text_size) and any(_inked(one, page, sure=bool(own)) for one in beside):
            yield from _without_level(cell, alike[-1].question, matches)


def _may_be_name(cell: Cell, matches: Matches) -> bool:
    return bool(cell.words) and all(matches.claims.by(word) not in KNOWN for word in cell.words)


def _has_levels(beside: Sequence[Cell], alike: Sequence[_Row], size: float) -> bool:
    """Stands one of the cells in the column of a level of those rows?"""
    levels = [level for row in alike for level in row.levels]
    return any(_same_column(one, level, size) for one in beside for level in levels)


def _without_level(cell: Cell, model: Question, matches: Matches) -> Iterator[Question]:
    name = cell_to_name(cell, matches.context)
    if name is not None:
        doubt = Doubt(phrase("scan-row-lost"), page=cell.page, box=name.box)
        yield Question(
            name=name.text,
            page=cell.page,
            box=name.box,
            options=(),
            description=name.description,
            block=model.block,
            group=model.group if model.page == cell.page else None,
            grouped=model.grouped,
            doubt=doubt,
            took=taken(Claim.NAME, cell.words),
            read_by=model.read_by,
        )


def _beside(cell: Cell, table: Table) -> list[Cell]:
    found = (other for row in range(cell.row0, cell.row1) for other in table.row(row) if other is not cell)
    return list(dict.fromkeys(found))


def _inked(cell: Cell, page: ShapedPage, *, sure: bool) -> bool:
    """Does anything stand there; in a table of which no row was read, only what nobody could read counts."""
    if any(cell.box.contains_middle_of(seen.box) for seen in page.layout.boxes):
        return True
    return any(sure or (word.confidence or 0.0) < LABEL_SURE for word in cell.words)


def _same_column(one: Cell, other: Cell, size: float) -> bool:
    off = SAME_SIDE * size
    return abs(one.box.x0 - other.box.x0) <= off and abs(one.box.x1 - other.box.x1) <= off


# ---- rows that were read, where others were not


def _held(row: _Row, lost: Sequence[Question], matches: Matches) -> Question:
    """The competency, doubted where one of its own levels, or a column of its table, was not read."""
    if _unread_levels(row, matches) or _unread_columns(row, lost):
        return row.question.doubted(phrase("scan-fewer"))
    return row.question


def _unread_levels(row: _Row, matches: Matches) -> bool:
    """Is there a row beside its name with ink in the column of the levels that is no level's?

    Samenwerken  |  0  ☐  |         read
                 |  1  ▒  |         the label or the box is not
    """
    columns = {(cell.col0, cell.col1) for cell in row.levels}
    beside = [cell for cell in _beside(row.name, row.table) if (cell.col0, cell.col1) in columns and cell.words]
    return any(all(matches.claims.by(word) is None for word in cell.words) for cell in beside)


def _unread_columns(row: _Row, lost: Sequence[Question]) -> bool:
    """Has a lost row of its table ink in a column that no level of this one stands in? Then that column is a level."""
    table = row.table
    if len({cell.row0 for cell in row.levels}) != 1:
        return False
    rows = [cell.row0 for cell in table.cells if any(_stands_in(question, cell) for question in lost)]
    known = {(cell.col0, cell.col1) for cell in row.levels}
    inked = [cell for number in rows for cell in table.row(number) if cell.words and cell.col0 >= row.name.col1]
    return any((cell.col0, cell.col1) not in known for cell in inked if cell.col0 <= max(c.col1 for c in row.levels))


def _stands_in(question: Question, cell: Cell) -> bool:
    return question.page == cell.page and cell.box.contains_middle_of(question.box)


def _parted(row: _Row, matches: Matches) -> list[Question]:
    """The competencies that share a row since a rule between them is worn away: all without a level; [] where none is.

    Their names stand wide apart in one cell, and labels of several rows in another.
    """
    lines = row.name.text_lines
    sides = [i for i in range(1, len(lines)) if lines[i].baseline - lines[i - 1].baseline > TORN * lines[i].size]
    if not sides or not any(_is_torn(cell) for cell in _beside(row.name, row.table) if _is_of(cell, row.levels)):
        return []
    doubt = Doubt(phrase("scan-row-lost"), page=row.question.page, box=row.question.box)
    parts = [lines[a:b] for a, b in pairwise([0, *sides, len(lines)])]
    first, *others = [_named(row.question, part, doubt, matches) for part in parts]
    return [first, *(replace(one, options=(), took=(), others=(), description=()) for one in others)]


def _is_of(cell: Cell, levels: Sequence[Cell]) -> bool:
    return any((cell.col0, cell.col1) == (level.col0, level.col1) for level in levels)


def _is_torn(cell: Cell) -> bool:
    lines = cell.text_lines
    return any(b.baseline - a.baseline > b.size for a, b in pairwise(lines))


def _named(question: Question, lines: Sequence[Line], doubt: Doubt, matches: Matches) -> Question:
    box = box_around(line.box for line in lines)
    return replace(question, name=lines_to_text(lines, matches.context.vocabulary), box=box, doubt=doubt)

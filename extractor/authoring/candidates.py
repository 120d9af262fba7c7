"""What may give the levels of documents in which none is read: texts with their look, rows of tables, ticks.

Nothing is judged here: what texts of one family have in common, and what not, `shapes` finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.pipeline import Stages
from extractor.shaping.columns import TWO, Band, find_bands
from extractor.shaping.lines import Line
from extractor.shaping.pages import ShapedPage
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Cell, Table

LEAST_ROWS, LEAST_COLUMNS = 2, 2
LEADERS = regex.compile(r"\s*(?:[.·…_]\s?){3,}\s*")
NOTE_SIGN = regex.compile(r"(?<=\w)\s?[*†‡]+$")
"""Behind a text that a note explains."""
_READ = frozenset({Claim.RUNNING, Claim.TITLE, Claim.FIELD, Claim.APPROVAL})


@dataclass(frozen=True)
class SeenText:
    """A paragraph, whole and line by line; texts of one `look` are set alike."""

    text: str
    lines: tuple[str, ...]
    item: bool
    look: tuple[bool, int]


@dataclass(frozen=True)
class Grid:
    """A table row by row with a text for each cell; `ticked` are the columns in which something is ticked."""

    rows: tuple[tuple[str, ...], ...]
    ticked: tuple[int, ...] = ()


@dataclass(frozen=True)
class Candidates:
    """`texts` in the order of the pages, those in cells too; `marks` are ticks and boxes.

    `in_columns`: the lines of a page may be those of two columns of text that nobody parted.
    """

    texts: tuple[SeenText, ...] = ()
    tables: tuple[Grid, ...] = ()
    marks: int = 0
    in_columns: bool = False
    note_signs: tuple[str, ...] = ()


def candidates(stages: Stages) -> Candidates:
    context = stages.matches.context
    grids = (_grid(table, stages) for page in context.pages for table in page.tables)
    return Candidates(
        texts=tuple(_texts(stages)),
        tables=tuple(grid for grid in grids if len(grid.rows) >= LEAST_ROWS),
        marks=sum(len(marks) for marks in context.marks.values()),
        note_signs=tuple(sorted({sign for page in context.pages for sign in _note_signs(page)})),
        in_columns=any(_may_have_columns(page) for page in context.pages),
    )


def _note_signs(page: ShapedPage) -> Iterator[str]:
    texts = [line.text for line in page.lines]
    texts += [line.text for table in page.tables for cell in table.cells for line in cell.lines]
    yield from (match[0].strip() for text in texts if (match := NOTE_SIGN.search(text)) is not None)


def _may_have_columns(page: ShapedPage) -> bool:
    others = [table.box for table in page.tables]
    bands = find_bands(page.lines, others, page.text_size, TWO) if not page.bands else []
    return any(_has_text_beside(band, page) for band in bands)


def _has_text_beside(band: Band, page: ShapedPage) -> bool:
    """Has the right column more than single words and numbers, which are the values of a table?"""
    beside = [[w for w in line.words if band.column_of(w.box)] for line in page.lines if band.holds(line.box)]
    texts = [[word for word in words if word.text.strip(".,:;").isalpha()] for words in beside if words]
    return 2 * sum(len(words) > 1 for words in texts) > len(texts)


def _texts(stages: Stages) -> Iterator[SeenText]:
    context, claims = stages.matches.context, stages.matches.claims
    for page in context.pages:
        for part in page.parts():
            if isinstance(part, Table):
                cells = (cell for cell in _cells_of_text(part) if claims.by(cell.words[0]) not in _READ)
                yield from (seen for cell in cells for seen in _paragraphs(context.cell_lines(cell), context))
            else:
                lines = [line for line in part if claims.by(line.words[0]) not in _READ]
                yield from _paragraphs(context.flow_lines(lines), context)


def _cells_of_text(table: Table) -> Iterator[Cell]:
    """Cells with several lines, and those that have their row for themselves."""
    for row in range(table.row_count):
        cells = [cell for cell in table.row(row) if cell.row0 == row and cell.words]
        yield from (cell for cell in cells if len(cells) == 1 or len(cell.lines) > 1)


def _paragraphs(lines: Sequence[Line], context: DocumentContext) -> Iterator[SeenText]:
    for paragraph in lines_to_paragraphs(lines, context.right):
        texts = tuple(LEADERS.sub(" ... ", line.text) for line in paragraph)
        look = (paragraph[0].bold, round(10 * paragraph[0].size))
        yield SeenText(" ".join(texts), texts, paragraph[0].bullet is not None, look)


def _grid(table: Table, stages: Stages) -> Grid:
    """Rows in which every column has a cell of its own; none where the table is the header's."""
    context, claims = stages.matches.context, stages.matches.claims
    rows, ticked = [], set()
    for row in range(table.row_count):
        cells = [cell for cell in table.row(row) if cell.row0 == row]
        if len(cells) < len(table.xs) - 1 or len(cells) < LEAST_COLUMNS or not cells[0].words:
            continue
        if claims.by(cells[0].words[0]) is Claim.FIELD:
            return Grid(())
        ticked |= {i for i, cell in enumerate(cells) if context.marks_in(cell)}
        texts = (context.text_of(cell) or " ".join(word.text for word in cell.words) for cell in cells)
        rows.append(tuple(NOTE_SIGN.sub("", text) for text in texts))
    return Grid(tuple(rows), tuple(sorted(ticked)))

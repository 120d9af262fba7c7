"""What may give the levels of documents in which none is read: texts with their look, rows of tables, ticks.

Nothing is judged here: what texts of one family have in common, and what not, `shapes` finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.matching.claims import Claim
from extractor.pipeline import Stages
from extractor.shaping.columns import TWO, find_bands
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Table

LEAST_ROWS = 2
LEADERS = regex.compile(r"\s*(?:[.·…_]\s?){3,}\s*")
STRONGER = 1.08
_READ = frozenset({Claim.RUNNING, Claim.TITLE, Claim.FIELD, Claim.APPROVAL})


@dataclass(frozen=True)
class Seen:
    """A paragraph outside tables, whole and line by line. `strong` letters are bold or larger than the text's."""

    text: str
    lines: tuple[str, ...]
    strong: bool
    item: bool


@dataclass(frozen=True)
class Candidates:
    """`texts` in the order of the pages, `tables` row by row with a text for each cell, `marks` ticks and boxes.

    `in_columns`: the lines of a page may be those of two columns of text that nobody parted.
    """

    texts: tuple[Seen, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    marks: int = 0
    in_columns: bool = False


def candidates(stages: Stages) -> Candidates:
    context = stages.matches.context
    tables = (_rows(table, stages) for page in context.pages for table in page.tables)
    return Candidates(
        texts=tuple(_texts(stages)),
        tables=tuple(rows for rows in tables if len(rows) >= LEAST_ROWS),
        marks=sum(len(marks) for marks in context.marks.values()),
        in_columns=any(
            not page.bands and find_bands(page.lines, [table.box for table in page.tables], page.text_size, TWO)
            for page in context.pages
        ),
    )


def _texts(stages: Stages) -> Iterator[Seen]:
    context, claims = stages.matches.context, stages.matches.claims
    for page in context.pages:
        lines = [line for line in page.lines if claims.by(line.words[0]) not in _READ]
        for paragraph in lines_to_paragraphs(context.flow_lines(lines), context.right):
            texts = tuple(LEADERS.sub(" ... ", line.text) for line in paragraph)
            strong = all(line.bold or line.size > STRONGER * context.text_size for line in paragraph)
            yield Seen(" ".join(texts), texts, strong, paragraph[0].bullet is not None)


def _rows(table: Table, stages: Stages) -> tuple[tuple[str, ...], ...]:
    """Rows in which every column has a cell of its own; none where the table is the header's."""
    context, claims = stages.matches.context, stages.matches.claims
    rows = []
    for row in range(table.row_count):
        cells = [cell for cell in table.row(row) if cell.row0 == row]
        if len(cells) == len(table.xs) - 1 > 1 and all(c.words for c in cells):
            if claims.by(cells[0].words[0]) is Claim.FIELD:
                return ()
            rows.append(tuple(context.text_of(cell) or " ".join(w.text for w in cell.words) for cell in cells))
    return tuple(rows)

"""Rows at the head of a page that go on with a table which no rule parts, whose heads stand on the page before.

    Competentie          Niveau
    Luisteren               3
    ─────────────────────────── page ends
    Plannen                 2        below the same heads; the first line of its page

Only lines that begin their page, each with a name and a level in the columns of the table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractor.matching.levels.double_heads import COLUMN_GAP
from extractor.matching.levels.labels import text_to_label
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, words_to_text
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Table
from extractor.shaping.tables.lattice import bands_to_table

FARTHEST = 4.0
"""Lines of one table are at most this many text sizes apart."""


def rows_overleaf(table: Table, levels: frozenset[int], page: ShapedPage, text_size: float) -> Table | None:
    """The rest of a `table` that ends the page before; None where the page begins with something else."""
    lines = page.lines
    if not lines or any(other.box.top < lines[0].box.bottom for other in page.tables):
        return None
    rows: list[Line] = []
    for line in lines:
        near = not rows or line.baseline - rows[-1].baseline <= FARTHEST * text_size
        if not near or line.marks or not _is_row(line, table.xs, levels):
            break
        rows.append(line)
    if not rows:
        return None
    between = [(above.box.bottom + below.box.top) / 2 for above, below in pairwise(rows)]
    ys = (rows[0].box.top, *between, rows[-1].box.bottom)
    return bands_to_table(page.number, table.xs, ys, [row.words for row in rows])


def _is_row(line: Line, xs: Sequence[float], levels: frozenset[int]) -> bool:
    """Has it a name under the first head, and a level under one of those of levels, white between all columns?"""
    of_words = [bisect_right(xs, word.box.middle_x) - 1 for word in line.words]
    columns: dict[int, list[Word]] = {}
    for column, word in zip(of_words, line.words, strict=True):
        columns.setdefault(column, []).append(word)
    inside = xs[0] <= line.box.x0 and line.box.x1 <= xs[-1]
    pairs = zip(pairwise(of_words), pairwise(line.words), strict=True)
    parted = all(b.box.x0 - a.box.x1 > COLUMN_GAP * line.size for (left, right), (a, b) in pairs if left != right)
    return inside and parted and _gives_level(columns, levels)


def _gives_level(columns: Mapping[int, Sequence[Word]], levels: frozenset[int]) -> bool:
    named = any(c.isalpha() for word in columns.get(0, ()) for c in word.text)
    given = [words_to_text(columns[column]) for column in levels if column in columns]
    return named and bool(given) and all(text_to_label(text) is not None for text in given)


def ends_page(table: Table, page: ShapedPage) -> bool:
    """Does nothing of the page stand below it?"""
    last = max(word.box.top for word in table.words)
    below = [*(line.box.top for line in page.lines), *(other.box.bottom for other in page.tables)]
    return max(below, default=0.0) <= last + 1

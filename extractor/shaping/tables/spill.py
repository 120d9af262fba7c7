"""Text that a page break pushed out of its cell: browsers print it just under the table they cut."""

from __future__ import annotations

from dataclasses import replace

from extractor.shaping.lines import Line, words_to_lines
from extractor.shaping.pages import ShapedPage
from extractor.shaping.sizes import NEXT_LINE, SAME_EDGE
from extractor.shaping.tables.cells import Cell, Table


def with_spilled_lines(page: ShapedPage) -> ShapedPage:
    """The last lines of the page in the cell they run out of. `page` has no running lines any more."""
    if not page.tables or not page.lines:
        return page
    last = page.tables[-1]
    bottom = last.box.bottom
    spilled = [line for line in page.lines if line.box.top > bottom - 0.5 * line.size]
    for line in spilled:
        cell = _cell_above(last, line)
        if cell is None:
            return page
        last = last.with_words(cell, line.words)
    free = tuple(line for line in page.lines if line not in spilled)
    return replace(page, tables=(*page.tables[:-1], last), lines=free) if spilled else page


def _cell_above(table: Table, line: Line) -> Cell | None:
    for cell in table.row(table.row_count - 1):
        lines = words_to_lines(cell.words)
        if not lines:
            continue
        above = lines[-1]
        if (
            abs(above.box.x0 - line.box.x0) < SAME_EDGE * line.size
            and above.same_style(line)
            and line.box.x1 <= cell.box.x1 + 0.1 * line.size
            and 0 < line.baseline - above.baseline < NEXT_LINE * line.size
        ):
            return cell
    return None

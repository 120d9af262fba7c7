"""What of a page stands in no finished table: its words and boxes, and the rules and edges of shading among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.reading.layout import Word
from extractor.shaping.lines import Line, words_to_lines
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Cell, Table
from extractor.shaping.tables.lattice import COVERED
from extractor.shaping.tables.rules import RULE_THICKNESS, Rule

LONGEST_LABEL = 30
"""A cell with a box and more characters than this holds more than a box and its label."""
SHADED = 2.0
"""A filled drawing this many text sizes wide may be the ground of a cell."""


@dataclass(frozen=True)
class Sheet:
    """`lines` are those of `words`, top to bottom; `opened` the tables whose words are among them.

    `marks` stand one on a line; `walls` are horizontal.
    """

    page: ShapedPage
    words: tuple[Word, ...]
    lines: tuple[Line, ...]
    marks: tuple[SelectionMark, ...]
    walls: tuple[Rule, ...]
    opened: tuple[Table, ...]

    def walls_between(self, top: float, bottom: float, x0: float, x1: float) -> list[float]:
        """The heights between `top` and `bottom` at which a rule parts what stands from `x0` to `x1`."""
        found: list[float] = []
        for wall in self.walls:
            if top <= wall.at <= bottom and all(wall.at != at for at in found):
                standing = (w for w in self.walls if abs(w.at - wall.at) <= RULE_THICKNESS * self.page.text_size)
                if _covered([(w.start, w.end) for w in standing], x0, x1) >= COVERED * (x1 - x0):
                    found.append(wall.at)
        return sorted(found)


def pages_to_sheets(pages: Sequence[ShapedPage], marks: Mapping[int, Sequence[SelectionMark]]) -> list[Sheet]:
    """Those of pages with boxes outside finished tables, and of the pages after them, where the text may go on."""
    sheets: list[Sheet] = []
    for page in pages:
        follows = bool(sheets) and sheets[-1].page.number == page.number - 1
        sheet = _page_to_sheet(page, marks.get(page.number, ()), follows=follows)
        if sheet is not None:
            sheets.append(sheet)
    return sheets


def _page_to_sheet(page: ShapedPage, marks: Sequence[SelectionMark], *, follows: bool) -> Sheet | None:
    """None where every box of the page has found its place in a table, or where it has none and does not follow."""
    opened = tuple(table for table in page.tables if _is_unfinished(table, marks))
    loose = _outside([table for table in page.tables if table not in opened], marks)
    if not loose and (marks or not follows):
        return None
    alone = _one_on_a_line(loose, page.text_size)
    if loose and not alone:
        return None
    words = [word for line in page.lines for word in line.all_words]
    words += [word for table in opened for word in table.words]
    return Sheet(page, tuple(words), tuple(words_to_lines(words)), alone, tuple(_walls(page)), opened)


def line_of(mark: SelectionMark, lines: Sequence[Line]) -> Line | None:
    """The line that a mark stands on; None where it stands alone."""
    return next((line for line in lines if line.holds(mark)), None)


def _outside(tables: Sequence[Table], marks: Iterable[SelectionMark]) -> list[SelectionMark]:
    return [mark for mark in marks if not any(table.box.contains_middle_of(mark.box) for table in tables)]


def _is_unfinished(table: Table, marks: Sequence[SelectionMark]) -> bool:
    """Does a cell of it hold more than one level: boxes below each other, or a box, its label and more?"""
    own = [mark for mark in marks if table.box.contains_middle_of(mark.box)]
    if not own:
        return False
    inside = table.marks_in_cells(own)
    return any(some and (_are_below_each_other(some) or _holds_more(cell, some)) for cell, some in inside)


def _are_below_each_other(marks: Sequence[SelectionMark]) -> bool:
    heights = [mark.box.middle_y for mark in marks]
    return max(heights) - min(heights) > 0.5 * max(mark.box.height for mark in marks)


def _holds_more(cell: Cell, marks: Sequence[SelectionMark]) -> bool:
    """More than one box and its label?"""
    of_marks = {word for mark in marks for word in mark.words}
    letters = sum(len(word.text) for word in cell.words if word not in of_marks)
    return len(marks) == 1 and letters > LONGEST_LABEL


def _one_on_a_line(marks: Sequence[SelectionMark], text_size: float) -> tuple[SelectionMark, ...]:
    heights = [(mark, mark.box.middle_y) for mark in marks]
    return tuple(
        mark
        for mark, y in heights
        if not any(other is not mark and abs(other_y - y) < 0.5 * text_size for other, other_y in heights)
    )


def _walls(page: ShapedPage) -> Iterator[Rule]:
    yield from (rule for rule in page.rules if rule.horizontal)
    borders = {i for outline in page.outlines for i in outline.borders}
    for drawing in (d for i, d in enumerate(page.layout.drawings) if i not in borders):
        box = drawing.box
        shaded = drawing.filled and drawing.straight and box.height > RULE_THICKNESS * page.text_size
        if shaded and box.width > SHADED * page.text_size:
            yield Rule.across(box.top, box.x0, box.x1)
            yield Rule.across(box.bottom, box.x0, box.x1)


def _covered(pieces: Sequence[tuple[float, float]], x0: float, x1: float) -> float:
    covered, reached = 0.0, x0
    for start, end in sorted(pieces):
        start, end = max(start, reached), min(end, x1)
        if end > start:
            covered += end - start
            reached = end
    return covered
